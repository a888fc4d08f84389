"""Writing a section keeps every version, refuses unknown figures and opens a signed paper again."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import operations, queries
from safeguarding.report.papers.models import Paper
from tests.report.papers.people import WRITERS


def address(paper, section="adults"):
    return reverse("report:papers_write", args=[paper.public_id, section])


def test_saves_the_text_as_the_next_version(world, sign_in, paper):
    response = sign_in(world.hana).post(address(paper), {"after": "1", "text": "A new text."})

    versions = queries.versions(world.actor("hana"), paper, "adults")
    assert response.status_code == 302
    assert [(v.number, v.text, v.written_by) for v in versions] == [
        (2, "A new text.", world.hana),
        (1, "Enquiries increased to {{adults.enquiries.total.2024-25}}.", world.dana),
    ]


def test_offers_the_figures_that_a_text_may_use(world, sign_in, paper):
    page = sign_in(world.dana).get(address(paper)).content.decode()

    assert "{{adults.concerns.north-wyvern.2024-25}}" in page
    assert "1,100" in page


def test_refuses_a_figure_that_the_paper_does_not_have(world, sign_in, paper):
    response = sign_in(world.dana).post(address(paper), {"after": "1", "text": "It was {{adults.nothing}}."})

    assert "This paper has no figure called adults.nothing" in response.content.decode()
    assert queries.versions(world.actor("dana"), paper, "adults").count() == 1


def test_a_stale_page_is_refused_and_nothing_typed_is_lost(world, sign_in, paper):
    sign_in(world.hana).post(address(paper), {"after": "1", "text": "First."})

    response = sign_in(world.dana).post(address(paper), {"after": "1", "text": "Second."})

    page = response.content.decode()
    assert "Somebody else changed this" in page
    assert "Second." in page


def test_a_change_after_sign_off_voids_freeze_and_signature(world, sign_in, signed):
    sign_in(world.dana).post(address(signed, "covid"), {"after": "0", "text": "More."})

    dana = world.actor("dana")
    again = queries.get_paper(dana, signed.public_id)
    assert again.state == Paper.State.DRAFT
    assert queries.standing(dana, again) is None
    [freeze] = queries.freezes(dana, again)
    assert freeze.voided_by == world.dana
    assert freeze.sign_off.signed_by == world.chris  # what was signed stays on record


def test_a_published_paper_cannot_be_rewritten(world, signed, now):
    chris = world.actor("chris")
    operations.publish(paper=signed, version=signed.version, by=chris, at=now)

    with pytest.raises(operations.NotPossible, match="published"):
        operations.write(paper=signed, section="covid", text="More.", after=0, by=world.actor("dana"), at=now)


@pytest.mark.parametrize(("person", "status"), WRITERS.items())
def test_only_writers_open_it(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status


def test_a_section_that_the_outline_does_not_have_is_not_found(world, sign_in, paper):
    assert sign_in(world.dana).get(address(paper, "nowhere")).status_code == 404
