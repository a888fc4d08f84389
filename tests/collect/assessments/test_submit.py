"""The executive signs, and the answers are with the commissioner."""

import pytest
from django.urls import reverse

from safeguarding.core.audit.models import AuditRecord
from tests.collect.assessments import acts


@pytest.fixture
def assessment(world):
    issued = acts.issue(world, "riverside", "foxglove")
    return acts.return_of(world, issued, "riverside")


@pytest.fixture
def asked(world, assessment):
    acts.answer(world, "pat", assessment)
    assessment.refresh_from_db()
    acts.operations.ask_executive(
        assessment=assessment, version=assessment.version, by=world.actor("pat"), at=acts.timezone.now()
    )
    assessment.refresh_from_db()
    return assessment


def address(assessment, page="submit", *more):
    return reverse(f"collect:assessments_{page}", args=[assessment.public_id, *more])


def signed(assessment, name="Perry Executive"):
    return {
        "version": assessment.version,
        "declaration": "on",
        "name": name,
        "position": "Chief nurse",
    }


def test_whoever_signs_reads_every_answer_whole(world, sign_in, asked):
    page = sign_in(world.perry).get(address(asked)).content.decode()

    world.actor("perry")
    answer = asked.answers.exclude(what_we_do="").first()
    assert f"What we do: {answer.what_we_do}" in page


def test_submits_and_records_who_and_when(world, sign_in, asked):
    response = sign_in(world.perry).post(address(asked), signed(asked))

    assert response.status_code == 302
    world.actor("perry")
    asked.refresh_from_db()
    assert asked.state == "SUBMITTED"
    assert asked.submitted_by == world.perry
    assert AuditRecord.objects.filter(what="assessment.submitted").count() == 1


def test_the_receipt_says_that_two_people_did_it(world, sign_in, asked):
    client = sign_in(world.perry)

    page = client.post(address(asked), signed(asked), follow=True).content.decode()

    assert "Perry Executive, Chief nurse" in page
    assert "The person who answered also signed" not in page


def test_a_manager_alone_may_sign_and_the_receipt_says_so(world, sign_in):
    home = acts.return_of(world, acts.issue(world, "foxglove"), "foxglove")
    acts.answer(world, "homer", home)
    home.refresh_from_db()

    page = sign_in(world.homer).post(address(home), signed(home, "Homer Manager"), follow=True)

    assert "The person who answered also signed" in page.content.decode()


def test_refuses_another_name(world, sign_in, asked):
    response = sign_in(world.perry).post(address(asked), signed(asked, "Someone Else"))

    assert "Type your own name, Perry Executive, to sign" in response.content.decode()


def test_refuses_an_executive_whom_nobody_has_asked(world, sign_in, assessment):
    acts.answer(world, "pat", assessment)
    assessment.refresh_from_db()

    response = sign_in(world.perry).post(address(assessment), signed(assessment))

    assert "Wait until your safeguarding lead asks you" in response.content.decode()


def test_refuses_unanswered_questions_and_names_them(world, sign_in):
    home = acts.return_of(world, acts.issue(world, "foxglove"), "foxglove")
    acts.answer(world, "homer", home, only={"A1"})
    home.refresh_from_db()

    response = sign_in(world.homer).post(address(home), signed(home, "Homer Manager"))

    page = response.content.decode()
    assert "Answer every question before you go on. Missing: A2" in page
    assert "Error:" in page


def test_refuses_a_page_that_is_out_of_date(world, sign_in, asked):
    stale = signed(asked) | {"version": asked.version - 1}

    response = sign_in(world.perry).post(address(asked), stale)

    assert "Somebody else changed this after you opened it" in response.content.decode()


def test_refuses_to_submit_twice_and_a_double_click_does_it_once(world, sign_in, asked):
    client = sign_in(world.perry)
    form = signed(asked) | {"form_key": "0c0f6a52-6a0f-4f7e-9d5b-0d7c3f0f2a11"}

    first, second = client.post(address(asked), form), client.post(address(asked), form)

    assert first.headers["Location"] == second.headers["Location"]
    world.actor("perry")
    assert asked.submissions.count() == 1
    again = client.post(address(asked), signed(asked) | {"version": asked.version + 1})
    assert "already submitted" in again.content.decode()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("perry", 200),
        ("pat", 404),
        ("dana", 404),
        ("hana", 404),
        ("olga", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_those_who_may_sign_for_the_organisation_open_the_page(world, sign_in, asked, person, status):
    assert sign_in(getattr(world, person)).get(address(asked)).status_code == status
