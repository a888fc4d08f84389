"""One provider on one page, each part for those whom its own topic lets read it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect.assessments import operations, queries
from tests.act.actions import acts as actions
from tests.assure.validation import acts as validation
from tests.collect.assessments import acts as answering
from tests.collect.returns.given import YEAR, record
from tests.core.files import samples


def address(provider):
    return reverse("report:dashboards_provider", args=[provider.public_id])


@pytest.fixture
def assessment(world):
    """Return Riverside's self-assessment, answered with a file and not yet sent."""
    assessment = answering.return_of(world, answering.issue(world, "riverside"), "riverside")
    operations.add_files(
        assessment=assessment,
        question=queries.outline(assessment.framework).question("B1"),
        uploads=[SimpleUploadedFile("policy.pdf", samples.PDF)],
        by=world.actor("pat"),
        at=timezone.now(),
    )
    return assessment


def headings(page: str) -> set[str]:
    wanted = (
        "Contracts",
        "Self-assessments",
        "Figures",
        "Open actions",
        "Themes",
        "Visits and inspections",
        "Oversight",
        "Files",
    )
    main = page.partition("<main")[2]
    return {each for each in wanted if f">{each}</h2>" in main or f'__caption">{each}</caption>' in main}


def test_all_that_a_designated_nurse_may_read_stands_on_one_page(world, sign_in, assessment):
    answering.send(world, assessment)
    record(world.actor("pat"), ("training.children-level-1", world.riverside, YEAR, (79, 100)))
    actions.opened(world)
    validation.judged(world, validation.begun(world, assessment))

    page = sign_in(world.dana).get(address(world.riverside)).content.decode()

    for words in (
        "Services of Riverside NHS Trust",
        "Safeguarding assurance 2025/26",
        "70 of 70",
        "Draft",
        "79%",
        "Red",
        "Rewrite the policy",
        "policy.pdf",
    ):
        assert words in page, words
    assert len(headings(page)) == 8


def test_nothing_of_a_draft_shows_before_it_is_sent(world, sign_in, assessment):
    answering.answer(world, "pat", assessment)

    commissioner = sign_in(world.dana).get(address(world.riverside)).content.decode()
    provider = sign_in(world.pat).get(address(world.riverside)).content.decode()

    assert "policy.pdf" not in commissioner
    assert "Not sent" in commissioner
    assert "policy.pdf" in provider


def test_a_validation_shows_to_the_provider_once_it_is_released(world, sign_in, assessment):
    answering.send(world, assessment)
    begun = validation.final(world, assessment)
    assert "Not begun or not released" in sign_in(world.pat).get(address(world.riverside)).content.decode()

    validation.operations.release(
        validation=begun, version=begun.version, by=world.actor("hana"), at=timezone.now()
    )

    assert (
        "Not begun or not released" not in sign_in(world.pat).get(address(world.riverside)).content.decode()
    )


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        ("dana", set()),
        ("adi", {"Self-assessments", "Themes", "Oversight", "Files"}),
        ("connie", set()),
        ("pat", {"Themes", "Oversight"}),
        ("perry", {"Themes", "Oversight"}),
        (
            "terry",
            {"Contracts", "Self-assessments", "Themes", "Visits and inspections", "Oversight", "Files"},
        ),
    ],
)
def test_a_part_that_a_role_may_not_read_is_not_there(world, sign_in, person, missing):
    every = {
        "Contracts",
        "Self-assessments",
        "Figures",
        "Open actions",
        "Themes",
        "Visits and inspections",
        "Oversight",
        "Files",
    }

    page = sign_in(getattr(world, person)).get(address(world.riverside)).content.decode()

    assert headings(page) == every - missing


@pytest.mark.parametrize(
    ("person", "status"),
    [("dana", 200), ("pat", 200), ("gail", 404), ("olga", 404), ("oscar", 404), ("bo", 404), ("noone", 302)],
)
def test_who_opens_the_page(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(address(world.riverside)).status_code == status
