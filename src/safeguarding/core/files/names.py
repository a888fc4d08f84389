"""Names of files as people wrote them, made harmless; a name is only ever shown and sent, never a path on our disk."""

import re
import unicodedata

from safeguarding.kit.refusals import Refused

LONGEST = 150  # characters, its ending included
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufffe\uffff]"
)
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # devices on Windows
# Endings that a computer runs or a browser draws; in the middle of a name they are there to deceive.
RUN_BY_COMPUTERS = re.compile(
    "bat|chm|cmd|cpl|dll|docm|dotm|exe|hta|html?|iso|jar|jse?|lnk|mht|mhtml|msi|php|pif|pptm|ps1|py|reg|scr|sh|svgz?|swf"
    "|url|vb|vbe|vbs|wsf|xhtml|xlsm|xltm|xml",
    re.IGNORECASE,
)


class BadName(Refused):
    """The file's name hides what it is."""


def clean(name: str) -> str:
    """
    Return a name that can be shown and saved anywhere: no folders, nothing invisible, at most LONGEST characters.

    :raises BadName: if an ending in the middle of the name is one that computers run, as in "minutes.exe.pdf".
    """
    text = UNSEEN.sub("", unicodedata.normalize("NFC", name.replace("\x00", "")))
    text = NOT_IN_NAMES.sub("-", re.split(r"[/\\]", text)[-1])
    text = " ".join(text.split()).strip(". ")
    if RESERVED.match(text):
        text = f"file-{text}"
    middle = [part.strip() for part in text.split(".")[1:-1]]
    if found := next((part for part in middle if RUN_BY_COMPUTERS.fullmatch(part)), None):
        raise BadName(
            f"The file's name holds “.{found}” before its last ending. Rename it and choose it again."
        )
    return _short(text or "file")


def ending(name: str) -> str:
    """Return the last ending of a name in small letters, such as "pdf"; without one, nothing."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _short(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    stem, dot, last = text.rpartition(".")
    if not dot or len(last) > 10:
        return text[:LONGEST].rstrip(". ")
    return f"{stem[: LONGEST - len(last) - 1].rstrip('. ')}.{last}"
