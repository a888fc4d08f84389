"""Issuing a framework to organisations."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect import api as collect
from safeguarding.collect.assessments.models import SelfAssessment
from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.core.organisations import operations as organisations
from safeguarding.core.organisations import queries as register
from tests.collect.assessments import acts

ADDRESS = reverse("collect:assessments_issue")


def asked(world, **changed):
    framework = collect.find_framework(world.actor("dana"), changed.pop("urn", "saf/provider"))
    return {
        "framework": str(framework.public_id),
        "title": "Assurance 2025/26",
        "period_start": "2025-04-01",
        "period_end": "2026-03-31",
        "due_on": "2026-12-31",
    } | changed


def test_issuing_to_kinds_makes_one_return_for_each_organisation(world, sign_in):
    form = asked(world, kinds=["acute-trust", "care-home-nursing"])

    page = sign_in(world.dana).post(ADDRESS, form, follow=True).content.decode()

    assert "2 organisations asked" in page
    world.actor("dana")
    names = set(SelfAssessment.objects.values_list("organisation__name", flat=True))
    assert names == {"Riverside NHS Trust", "Foxglove House"}


def test_others_are_picked_by_name_or_code(world, sign_in):
    form = asked(world, picked="Fairway Care at Home\nYWY01")

    sign_in(world.dana).post(ADDRESS, form)

    world.actor("dana")
    names = set(SelfAssessment.objects.values_list("organisation__name", flat=True))
    assert names == {"Fairway Care at Home", "Millpond Surgery"}


def test_a_commissioner_may_ask_itself(world, sign_in):
    form = asked(world, urn="section-11", ourselves="on")

    sign_in(world.hana).post(ADDRESS, form)

    world.actor("hana")
    assert SelfAssessment.objects.get().organisation == world.wyvern


def test_a_framework_is_not_issued_to_those_it_is_not_for(world, sign_in):
    response = sign_in(world.dana).post(ADDRESS, asked(world, ourselves="on"))

    assert "This framework is not for NHS Wyvern Integrated Care Board" in response.content.decode()


def test_organisations_of_others_are_not_found_by_name(world, sign_in):
    response = sign_in(world.dana).post(ADDRESS, asked(world, picked="Elsewhere NHS Trust"))

    assert "No organisation that you may ask is called Elsewhere NHS Trust" in response.content.decode()


def test_an_operation_refuses_organisations_of_others(world):
    with pytest.raises(acts.operations.CannotIssue, match="You do not commission Elsewhere NHS Trust"):
        acts.issue(world, "elsewhere")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Choose whom to ask"),
        ({"period_end": "2024-01-01", "ourselves": "on"}, "The last day must be on or after the first day"),
        ({"due_on": "31 of June", "ourselves": "on"}, "ue date"),
    ],
)
def test_errors_say_what_to_do(world, sign_in, changed, said):
    response = sign_in(world.dana).post(ADDRESS, asked(world, **changed))

    assert said in response.content.decode()
    assert "There is a problem" in response.content.decode()


def test_twice_clicked_issues_once(world, sign_in):
    form = asked(world, kinds=["acute-trust"], form_key="0c0f6a52-6a0f-4f7e-9d5b-0d7c3f0f2a12")
    client = sign_in(world.dana)

    client.post(ADDRESS, form)
    client.post(ADDRESS, form)

    world.actor("dana")
    assert SelfAssessment.objects.count() == 1


def test_issuing_to_two_hundred_takes_no_more_questions_than_to_one(world):
    by = system_actor(date.today(), "test")
    with acting(by):
        homes = [
            organisations.open_organisation(
                kind=register.kind("care-home-nursing"),
                name=f"Home {n}",
                opened_on=date(2022, 7, 1),
                codes=[],
                by=by,
                at=timezone.now(),
            )
            for n in range(200)
        ]
    connie = world.actor("connie")
    for home in homes:
        organisations.sign_contract(
            commissioner=connie.organisation,
            provider=home,
            title="Care",
            service_types=["nursing"],
            starts_on=date(2022, 7, 1),
            ends_on=None,
            by=connie,
            at=timezone.now(),
        )
    dana = world.actor("dana")
    framework = collect.find_framework(dana, "saf/provider")
    told = {"title": "All", "period": acts.YEAR, "due_on": dana.today, "by": dana, "at": timezone.now()}

    with CaptureQueriesContext(connection) as seen:
        collect.issue_round(organisation=dana.organisation, framework=framework, respondents=homes, **told)

    assert len(seen) <= 40
    assert SelfAssessment.objects.count() == 200


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("dana", 200),
        ("hana", 200),
        ("adi", 200),
        ("connie", 403),
        ("pat", 403),
        ("homer", 403),
        ("noone", 302),
    ],
)
def test_only_those_who_run_rounds_may_issue(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
