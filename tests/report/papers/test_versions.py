"""Every version of a section stays, can be compared word by word, and can be brought back."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.report.papers import comparing, operations, queries
from tests.report.papers.people import READERS


@pytest.fixture
def address(world, paper, now):
    operations.write(
        paper=paper, section="adults", text="Enquiries fell.", after=1, by=world.actor("hana"), at=now
    )
    return reverse("report:papers_versions", args=[paper.public_id, "adults"])


def test_shows_who_wrote_what_and_the_words_between(world, sign_in, address):
    page = sign_in(world.bo).get(address).content.decode()

    assert "Hana Head" in page
    assert "Dana Designated" in page
    assert '<ins><span class="nhsuk-u-visually-hidden">Added: </span>fell.</ins>' in page


def test_brings_an_earlier_version_back_as_the_newest(world, sign_in, paper, address):
    sign_in(world.dana).post(address, {"after": "2", "restore": "1"})

    newest = queries.versions(world.actor("dana"), paper, "adults").first()
    assert (newest.number, newest.restored_from) == (3, 1)
    assert newest.text.startswith("Enquiries increased")


def test_a_board_member_cannot_bring_anything_back(world, sign_in, paper, address):
    assert sign_in(world.bo).post(address, {"after": "2", "restore": "1"}).status_code == 404


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_see_them(world, sign_in, address, person, status):
    assert sign_in(getattr(world, person)).get(address).status_code == status


@given(st.text(alphabet="ab \n."), st.text(alphabet="ab \n."))
def test_a_comparison_holds_both_texts(before, after):
    runs = comparing.compare(before, after)

    assert "".join(run.text for run in runs if run.kind != "added") == before
    assert "".join(run.text for run in runs if run.kind != "taken out") == after
