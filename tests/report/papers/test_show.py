"""The page of a paper leads to its sections, files and next step."""

import pytest
from django.urls import reverse

from safeguarding.report.papers import operations
from tests.report.papers.people import READERS


def address(paper):
    return reverse("report:papers_show", args=[paper.public_id])


def test_a_draft_offers_its_author_to_freeze(world, sign_in, paper):
    page = sign_in(world.dana).get(address(paper)).content.decode()

    assert "Freeze for sign-off" in page
    assert "Written by <bdi>Dana Designated</bdi>" in page


def test_a_frozen_paper_offers_its_files_and_the_signature_to_whom_it_is_open(world, sign_in, frozen):
    author = sign_in(world.dana).get(address(frozen)).content.decode()
    chief = sign_in(world.chris).get(address(frozen)).content.decode()

    assert [word in author for word in ("PDF (", "Word document (", "Web page (")] == [True] * 3
    assert ">Sign off</a>" in chief
    assert ">Sign off</a>" not in author


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_paper(
    world, sign_in, paper, now, django_assert_max_num_queries
):

    client = sign_in(world.dana)
    client.get(address(paper))
    with django_assert_max_num_queries(25):
        client.get(address(paper))
    for section in ("purpose", "duties", "covid", "conclusion"):
        operations.write(
            paper=paper, section=section, text="More text.", after=0, by=world.actor("dana"), at=now
        )
    with django_assert_max_num_queries(25):
        client.get(address(paper))


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_see_it(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status
