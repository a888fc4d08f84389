"""Themes: what findings and judgements are about, counted by round."""
