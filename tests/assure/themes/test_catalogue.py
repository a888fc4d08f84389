"""Themes counted by round."""

from datetime import date

import pytest
from django.urls import reverse

from safeguarding.assure.themes import operations, queries
from safeguarding.assure.validation.models import Judgement
from tests.assure.themes import acts
from tests.assure.validation import acts as validating

ADDRESS = reverse("assure:themes_catalogue")


def test_an_empty_page_names_the_themes_to_code_with(world, sign_in):
    page = sign_in(world.dana).get(ADDRESS).content.decode()

    assert "Policies and procedures" in page
    assert "Regulator&#39;s ratings and compliance" in page


def test_counts_findings_and_providers_by_theme(world, sign_in):
    finding = acts.found(world)

    line = next(c for c in queries.counts(world.actor("dana"), finding.round) if c.key == "policies")

    assert (line.findings, line.providers, line.before, line.trend) == (1, 1, None, "No round before")
    assert "Policies and procedures" in sign_in(world.dana).get(ADDRESS).content.decode()


def test_a_coded_judgement_counts_its_provider(world):
    assessment = validating.sent(world)
    validation = validating.judged(world, validating.begun(world, assessment), C2="partly")
    actor = world.actor("dana")
    judgement = Judgement.objects.select_related("validation").get(validation=validation, question__key="C2")
    training = [queries.get_theme("training")]

    operations.code(judgement=judgement, themes=training, by=actor, at=validating.timezone.now())
    operations.code(judgement=judgement, themes=training, by=actor, at=validating.timezone.now())

    line = next(c for c in queries.counts(actor, assessment.round) if c.key == "training")
    assert (line.findings, line.providers) == (1, 1)


def test_the_trend_is_against_the_round_before(world, monkeypatch):
    before = acts.found(world)
    monkeypatch.setattr(
        validating.answering, "YEAR", validating.answering.Period(date(2026, 4, 1), date(2027, 3, 31))
    )
    after = acts.found(world, None, "training")

    counted = {c.key: c for c in queries.counts(world.actor("dana"), after.round)}

    assert before.round != after.round
    assert counted["policies"].trend == "Fewer"
    assert counted["training"].trend == "More"
    assert counted["supervision"].trend == "Same"


@pytest.mark.parametrize(("person", "status"), [("dana", 200), ("pat", 403), ("adi", 403), ("noone", 302)])
def test_who_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
