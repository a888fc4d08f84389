"""What people send is looked at in a process of its own, with limits."""

import time

import pytest

from safeguarding.core.files import looking
from safeguarding.core.files.contents import NotKept
from tests.core.files import samples


def test_says_what_a_file_is():
    assert looking.type_of(samples.DOCX, "policy.docx").key == "docx"


def test_passes_on_why_a_file_is_not_kept():
    with pytest.raises(NotKept, match="its content is not"):
        looking.type_of(b"plain words", "policy.pdf")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (samples.package({"word/document.xml": b"0" * 200_000_000}), "policy.docx", "unpacks to far more"),
        (samples.png(50_000, 50_000), "plan.png", "too many points"),
    ],
)
def test_a_bomb_and_a_flood_are_refused_there_at_once(content, name, words):
    began = time.monotonic()

    with pytest.raises(NotKept, match=words):
        looking.type_of(content, name)

    assert time.monotonic() - began < looking.SECONDS


def test_what_takes_more_memory_than_it_may_is_refused_and_we_live(monkeypatch):
    """A PDF that packs forty million bytes, looked at with room for the program and little more."""
    monkeypatch.setattr(looking, "MEMORY", 96 * 1024 * 1024)

    with pytest.raises(NotKept, match="more memory"):
        looking.type_of(samples.pdf_with_packed(b"0" * 40_000_000), "policy.pdf")


def test_what_takes_more_time_than_it_may_is_refused_and_we_live(monkeypatch):
    monkeypatch.setattr(looking, "SECONDS", 0.001)

    with pytest.raises(NotKept, match="takes longer"):
        looking.type_of(samples.DOCX, "policy.docx")
