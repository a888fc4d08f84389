"""Refuses a password that is little more than the words that everybody here would try first (OWASP ASVS 5.0, V6.2.11)."""

import re

from django.core.exceptions import ValidationError

# They stand in docs/safety/limits.md as well.
WORDS = ("safeguarding", "assurance", "hospital", "password", "clinical", "commissioning", "integrated", "foundation",
         "trust", "nurse", "board", "manage", "welcome", "care", "nhs", "icb", "admin")  # fmt: skip
MUST_REMAIN = 8  # characters beside them
ANY = re.compile("|".join(WORDS), re.IGNORECASE)


class OwnWords:
    """A rule for new passwords, as Django asks for them."""

    def validate(self, password: str, user: object = None) -> None:
        """
        Look at what is left without our own words.

        :raises ValidationError: if that alone would be too short to guess at.
        """
        if ANY.search(password) and len(ANY.sub("", password)) < MUST_REMAIN:
            raise ValidationError(self.get_help_text(), code="own-words")

    def get_help_text(self) -> str:
        """Say what to do instead."""
        return "This password is mostly words that others would try first here. Choose three random words."
