"""
Whoever may read a restricted record opens its page, and nobody else: worked out from the facts, for every row and reader.

That nobody is shown what is not theirs is half of it. A designated nurse who cannot open what she must act on, or a reviewer
who was named and finds nothing, is harm of the other kind: the duty to share (Caldicott principle 7).
"""

import pytest

from safeguarding.core.access.rowsecurity import our_models
from tests.security.crawling import near, routes
from tests.security.readers import is_listed


@pytest.mark.long
def test_whoever_may_read_a_restricted_record_opens_its_page_and_nobody_else(crawl, record_property):
    asked, opened, wrong = 0, 0, []
    for model, name in pages().items():
        for row in crawl.facts.rows(model):
            address = crawl.address(name, model, row)
            for reader, client in crawl.clients.items():
                may, opens = (
                    has_a_right(crawl.facts, reader, model, row),
                    client.get(address).status_code == 200,
                )
                asked, opened = asked + 1, opened + opens
                wrong += (
                    [f"{reader.role}: {address} {'opens' if opens else 'is closed'}"] if may != opens else []
                )

    record_property(
        "figure", f"{asked:,} readers and restricted records, {opened} opened, {len(wrong)} wrongly"
    )
    assert wrong == []
    assert opened > 40


def has_a_right(facts, reader, model, row):
    """Tell whether somebody may read a record on its own page; one that was opened in an emergency has another."""
    in_an_emergency = (facts.records(model)[row], reader.user) in facts.lists.opened
    return facts.may_read(reader, model, row) and not in_an_emergency


def pages():
    """Return the page that shows one row of each kind of restricted record."""
    found = {}
    for model in filter(is_listed, our_models()):
        shows = [name for name in routes() if name.endswith("_show") and near(name)[:1] == [model]]
        assert len(shows) == 1, (model, shows)
        found[model] = shows[0]
    return found
