"""
Takes out of a picture what it says beside what it shows: where it was taken, when, by whose device, and remarks.

A photograph of a plan on a wall may carry the place of a refuge in it (security plan, bad input B103).
"""

# Segments of a JPEG that are needed to show it: JFIF, the colour profile and Adobe's note on colours. All other
# application segments and comments go: Exif and XMP (APP1), IPTC (APP13) and whatever a camera adds.
KEPT_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE})
COMMENT = 0xFE
PICTURE = frozenset({0xDA, 0xD9})  # the first scan, or the end: from here on there is nothing but the picture
# Parts of a PNG that say something beside the picture.
TRACES_OF_PNG = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
SIGNATURE = 8


def without_traces(content: bytes, key: str) -> bytes:
    """
    Return a picture without what it says beside what it shows; any other file as it is.

    :param key: the type of the file, which was looked at before: a picture that comes here is whole.
    """
    strip = {"png": _png, "jpeg": _jpeg}.get(key)
    return strip(content) if strip else content


def _jpeg(content: bytes) -> bytes:
    """Copy a JPEG segment by segment up to its first scan, and the rest as it is."""
    kept, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF and content[place + 1] not in PICTURE:
        marker = content[place + 1]
        if marker == 0xFF:  # a filling byte
            place += 1
            continue
        after = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        is_trace = (0xE0 <= marker <= 0xEF and marker not in KEPT_SEGMENTS) or marker == COMMENT
        kept += [] if is_trace else [content[place:after]]
        place = after
    return b"".join([*kept, content[place:]])


def _png(content: bytes) -> bytes:
    """Copy a PNG part by part; each stands behind its length and name and before its check sum."""
    kept, place = [content[:SIGNATURE]], SIGNATURE
    while place + 12 <= len(content):
        after = place + 12 + int.from_bytes(content[place : place + 4], "big")
        kept += [] if content[place + 4 : place + 8] in TRACES_OF_PNG else [content[place:after]]
        place = after
    return b"".join([*kept, content[place:]])
