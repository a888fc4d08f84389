"""A name that somebody typed is shown and sent, and never a path, a device or a lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.files.names import LONGEST, BadName, clean, ending


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Policy 2025.pdf", "Policy 2025.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Public\\policy.pdf", "policy.pdf"),
        ("poli\x00cy.pdf", "policy.pdf"),
        ("annual\u202efdp.exe", "annualfdp.exe"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("CON", "file-CON"),
        ("con.pdf", "file-con.pdf"),
        ("LPT1.txt", "file-LPT1.txt"),
        ("console.pdf", "console.pdf"),
        ("...", "file"),
        ("", "file"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie- x.pdf"),
        ('what "is" this?.pdf', "what -is- this-.pdf"),
        ("Report 1.2.2024 v3.docx", "Report 1.2.2024 v3.docx"),
        ("Cafe\u0301.pdf", "Café.pdf"),
    ],
)
def test_cleans_a_name(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("typed", ["minutes.exe.pdf", "minutes.HTML.pdf", "plan.docm .docx", "a.js.b.txt"])
def test_refuses_a_name_that_hides_what_runs(typed):
    with pytest.raises(BadName, match="Rename it"):
        clean(typed)


def test_a_long_name_keeps_its_ending():
    kept = clean("a" * 300 + ".pdf")

    assert len(kept) == LONGEST
    assert ending(kept) == "pdf"


@given(st.text(max_size=400))
def test_whatever_is_typed_the_name_is_harmless(typed):
    try:
        kept = clean(typed)
    except BadName:
        return

    assert kept
    assert len(kept) <= LONGEST
    assert kept.isprintable() or all(c.isprintable() or not c.isascii() for c in kept)
    assert not set(kept) & set('/\\<>:"|?*\x00\r\n')
    assert kept.encode()
