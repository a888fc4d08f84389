"""A browser is named as its user would name it."""

import pytest

from safeguarding.kit.pages.browsers import browser

EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"
    " Safari/537.36 Edg/130.0.0.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.0 Mobile/15E148 Safari/604.1"
)
UNKNOWN = "A browser that gives no name we know"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (EDGE, "Edge on Windows"),
        (PHONE, "Mobile Safari on iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox on Linux"),
        ("", UNKNOWN),
        ("<script>", UNKNOWN),
        ("(" * 5000, UNKNOWN),
    ],
)
def test_in_words(said, words):
    assert browser(said) == words
