"""
The hygiene of typed and pasted text, the same for every field.

Invisible characters make twins that look alike, break Word and spreadsheet writers, or turn a sentence round;
what is harmless is mended silently, what could deceive is refused in words that a person can act on.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Word pastes a vertical tab for a soft line break; the others are Unicode's own line ends.
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# C0 and C1 controls but tab and newline, and the code points that XML (so Word and Excel) cannot hold.
CONTROLS = re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
# Zero-width space, word joiner, byte order mark, soft hyphen and direction marks. The joiners U+200C and U+200D
# stay: Persian names and joined emoji need them.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2064\ufeff]")
OTHER_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
SURROGATES = re.compile("[\ud800-\udfff]")
SPACES = re.compile(r"[ \t\n]+")
TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
LONGEST_INPUT = 2_000_000  # characters; beyond it nothing is tidied, the length alone is refused


def refuse_unstorable(text: str) -> None:
    """
    Refuse what no honest keyboard types.

    :raises ValidationError: on a null character, half of a broken character, or one that turns text round.
    """
    if "\x00" in text:
        raise ValidationError("Remove the null character. It may have come from a copied file.", code="null")
    if SURROGATES.search(text):
        raise ValidationError("Type this again. Part of a character is missing.", code="surrogate")
    if DIRECTION.search(text):
        raise ValidationError(
            "Remove the hidden characters that change the direction of text.", code="direction"
        )


def paragraphs(text: str) -> str:
    """Return text of many lines in its one canonical form, line breaks kept, blank ends cut."""
    refuse_unstorable(text)
    text = OTHER_SPACES.sub(" ", INVISIBLE.sub("", CONTROLS.sub("", LINE_ENDS.sub("\n", text))))
    return TRAILING.sub("", unicodedata.normalize("NFC", text)).strip()


def one_line(text: str) -> str:
    """Return text of one line in its one canonical form: every run of spaces and breaks is one space."""
    return SPACES.sub(" ", paragraphs(text)).strip()


def showable(text: object) -> str:
    """Return what was typed as it can be shown again, even where it is refused: nothing typed is lost or breaks the page."""
    text = "" if text is None else str(text)
    return CONTROLS.sub("", SURROGATES.sub("\ufffd", text.replace("\x00", "\ufffd")))


def check_length(text: str, limit: int, called: str) -> None:
    """
    Refuse text longer than the limit, counted in characters after tidying.

    :raises ValidationError: naming the limit and what was typed.
    """
    if len(text) > limit:
        said = f"{called} must be {limit:,} characters or fewer. You entered {len(text):,}."
        raise ValidationError(said, code="max_length")
