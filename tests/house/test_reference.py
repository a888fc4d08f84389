"""The reference pages say what the code says."""

import pytest

from safeguarding.config import docs


@pytest.mark.parametrize("page", sorted(docs.PAGES))
def test_a_page_of_the_reference_is_what_the_code_says(page, db):
    file = docs.REFERENCE / f"{page}.md"

    assert file.read_text(encoding="utf-8") == docs.NOTE + docs.PAGES[page](), "Run ./run docs"
