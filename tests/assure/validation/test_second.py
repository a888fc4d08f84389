"""A second person looks at a rating that is two steps from the provider's own."""

import pytest
from django.urls import reverse

from safeguarding.assure.validation.models import Judgement
from tests.assure.validation import acts


@pytest.fixture
def validation(world):
    return acts.judged(world, acts.begun(world, acts.sent(world)), A1="not-met")


def address(validation):
    return reverse("assure:validation_second", args=[validation.assessment.public_id, "A1"])


def test_somebody_else_confirms_and_it_can_be_final(world, sign_in, validation):
    with pytest.raises(acts.operations.NotYet, match="A second person must look at A1"):
        acts.operations.finalise(
            validation=validation,
            version=validation.version,
            overall="",
            by=world.actor("hana"),
            at=acts.timezone.now(),
        )

    sign_in(world.hana).post(address(validation), {"single_handed_reason": ""})

    final = acts.operations.finalise(
        validation=validation,
        version=validation.version,
        overall="",
        by=world.actor("hana"),
        at=acts.timezone.now(),
    )
    assert final.state == "FINAL"


def test_the_same_person_needs_a_reason_which_is_recorded(world, sign_in, validation):
    client = sign_in(world.dana)

    page = client.post(address(validation), {"single_handed_reason": ""}).content.decode()

    assert "Somebody else must look at it" in page
    client.post(address(validation), {"single_handed_reason": "The only designated nurse this month"})
    world.actor("dana")
    assert (
        Judgement.objects.get(question__key="A1").single_handed_reason
        == "The only designated nurse this month"
    )


def test_the_pages_say_whose_turn_it_is(world, sign_in, validation):
    overview = reverse("assure:validation_overview", args=[validation.assessment.public_id])

    own = sign_in(world.dana)
    assert "Needs somebody other than you" in own.get(overview).content.decode()
    assert "A1 (rated by Dana Designated)" in own.get(overview).content.decode()
    assert "a colleague who may validate must look at it" in own.get(address(validation)).content.decode()
    other = sign_in(world.hana)
    assert "Needs a second person" in other.get(overview).content.decode()
    assert "a colleague" not in other.get(address(validation)).content.decode()


def test_another_rating_must_be_looked_at_again(world, validation):
    actor = world.actor("hana")
    question = next(s.question for s in acts.queries.sides(validation, []) if s.question.key == "A1")
    acts.operations.second(validation=validation, question=question, by=actor, at=acts.timezone.now())

    acts.judged(world, validation, A1="partly")

    world.actor("hana")
    assert Judgement.objects.get(question__key="A1").seconded_by is None


@pytest.mark.parametrize(
    ("person", "status"), [("hana", 200), ("connie", 404), ("pat", 404), ("oscar", 404), ("noone", 302)]
)
def test_who_opens_it(world, sign_in, validation, person, status):
    assert sign_in(getattr(world, person)).get(address(validation)).status_code == status
