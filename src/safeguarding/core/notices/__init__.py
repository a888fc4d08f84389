"""Notices: the inbox, the outbox and the digest."""
