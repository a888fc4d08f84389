"""What a picture says beside what it shows goes before anybody can see it."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.files import storage, traces
from tests.core.files import samples
from tests.core.files.test_download import _kinds, stored  # noqa: F401  the kind of file is registered for each test

PLACE = b"GPSLatitude 54.07 GPSLongitude -2.87"


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2, "big") + content


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def photograph(*segments: bytes) -> bytes:
    """Return a JPEG with these segments behind its first one, and a scan that holds the bytes of a comment."""
    first, rest = samples.JPEG[:20], samples.JPEG[20:-2]
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\xfe\x34"
    return first + b"".join(segments) + rest + scan + b"\xff\xd9"


def drawing(*chunks: bytes) -> bytes:
    whole = samples.png()
    return whole[:33] + b"".join(chunks) + whole[33:]


@pytest.mark.parametrize("marker", [0xE1, 0xED, 0xEF, 0xFE])
def test_a_photograph_no_longer_says_where_it_was_taken(marker):
    assert traces.without_traces(photograph(segment(marker, b"Exif\0\0" + PLACE)), "jpeg") == photograph()


@pytest.mark.parametrize("kind", [b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"])
def test_nor_does_a_drawing(kind):
    assert traces.without_traces(drawing(chunk(kind, PLACE)), "png") == drawing()


@pytest.mark.parametrize(
    "content",
    [photograph(segment(0xE2, b"ICC_PROFILE\0colours"), segment(0xEE, b"Adobe\0\x64")), samples.JPEG],
)
def test_what_shows_the_picture_stays(content):
    assert traces.without_traces(content, "jpeg") == content


@given(st.binary(max_size=300))
def test_whatever_comes_it_ends_and_takes_nothing_in(content):
    for key in ("jpeg", "png", "pdf"):
        assert len(traces.without_traces(content, key)) <= len(content)
    assert traces.without_traces(content, "pdf") == content


def test_a_stored_photograph_is_the_clean_one(world):
    dirty = SimpleUploadedFile("plan.jpg", photograph(segment(0xE1, b"Exif\0\0" + PLACE)))

    file = stored(world, upload=dirty)

    assert storage.get(file.place) == photograph()
    assert file.size == len(photograph())
