"""A validation is made final and its actions come out, both or neither."""

import pytest
from django.urls import reverse

from safeguarding.act.actions.models import Action
from safeguarding.assure.validation.models import Validation
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.judged(world, acts.begun(world, acts.sent(world)), A1="partly", C2="partly")


def address(validation):
    return reverse("act:actions_finalise", args=[validation.assessment.public_id])


def test_opens_an_action_for_everything_that_is_wanted(world, sign_in, validation):
    client = sign_in(world.hana)
    assert "2 actions will be opened" in client.get(address(validation)).content.decode()

    client.post(address(validation), {"version": validation.version, "overall": "Mostly sound"})

    world.actor("pat")
    found = list(Action.objects.order_by("answer__question__number"))
    assert [action.title for action in found] == ["Mend A1", "Mend C2"]
    assert {action.organisation for action in found} == {world.riverside}
    world.actor("hana")
    assert Validation.objects.get().state == "FINAL"


def test_again_after_a_reopening_opens_nothing_twice(world, sign_in, validation):
    client = sign_in(world.hana)
    client.post(address(validation), {"version": validation.version, "overall": "Sound"})
    fresh = acts.queries.get_validation(world.actor("hana"), validation.assessment.public_id)
    fresh = acts.operations.reopen(
        validation=fresh, version=fresh.version, by=world.actor("hana"), at=acts.timezone.now()
    )

    client.post(address(validation), {"version": fresh.version, "overall": "Sound"})

    world.actor("hana")
    assert Action.objects.count() == 2


@pytest.mark.parametrize("missing", ["rating", "requirement", "query"])
def test_says_what_is_missing_and_opens_nothing(world, sign_in, missing):
    validation = acts.begun(world, acts.sent(world))
    if missing != "rating":
        validation = acts.judged(world, validation, C2="partly")
    question = next(s.question for s in acts.queries.sides(validation, []) if s.question.key == "C2")
    actor = world.actor("dana")
    if missing == "requirement":
        acts.operations.judge(
            validation=validation,
            version=validation.version,
            given={question: acts.operations.Judged(rating="partly", comment="Why")},
            by=actor,
            at=acts.timezone.now(),
        )
    if missing == "query":
        acts.operations.ask(
            validation=validation, question=question, text="Why?", by=actor, at=acts.timezone.now()
        )
    version = acts.queries.get_validation(world.actor("hana"), validation.assessment.public_id).version

    page = (
        sign_in(world.hana)
        .post(address(validation), {"version": version, "overall": "Sound"})
        .content.decode()
    )

    said = {
        "rating": "Missing: A1",
        "requirement": "or why nothing, for C2",
        "query": "A query is still open",
    }
    assert said[missing] in page
    world.actor("hana")
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("hana", 200),
        ("dana", 200),
        ("quin", 404),
        ("connie", 404),
        ("pat", 404),
        ("oscar", 404),
        ("noone", 302),
    ],
)
def test_only_those_who_approve_open_the_page(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status
