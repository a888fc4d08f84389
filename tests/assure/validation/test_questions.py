"""What commissioners have asked us."""

import pytest
from django.urls import reverse

from safeguarding.collect import api as collect
from tests.assure.validation import acts

ADDRESS = reverse("assure:validation_questions")


@pytest.mark.parametrize(
    ("person", "sees"), [("pat", True), ("perry", True), ("homer", False), ("olga", False)]
)
def test_only_the_one_asked_sees_it(world, sign_in, person, sees):
    validation = acts.begun(world, acts.sent(world))
    question = collect.outline(validation.assessment.framework).question("C2")
    acts.operations.ask(
        validation=validation,
        question=question,
        text="Which?",
        by=world.actor("dana"),
        at=acts.timezone.now(),
    )

    page = sign_in(getattr(world, person)).get(ADDRESS).content.decode()
    page = page.partition("<main")[2]  # outside it stand tokens of chance letters

    assert ("C2" in page) == sees
    assert ("the question stands here until it is settled" in page) != sees


def test_downloads_as_listed(world, sign_in):
    assert sign_in(world.pat).get(ADDRESS, {"export": "csv"}).status_code == 200
