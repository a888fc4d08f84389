"""The list of publications is for anybody, and holds only what stands."""

from safeguarding.report.publishing import operations

ADDRESS = "/published/"


def test_says_that_nothing_is_published_yet(client, db):
    assert "Nothing has been published yet" in client.get(ADDRESS).content.decode()


def test_lists_what_is_published_and_never_a_draft(world, client, signed, now):
    assert "Safeguarding annual report" not in client.get(ADDRESS).content.decode()

    operations.publish(paper=signed, version=signed.version, by=world.actor("chris"), at=now)

    assert "Safeguarding annual report" in client.get(ADDRESS).content.decode()
