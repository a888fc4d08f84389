"""Foreign keys that cannot lead to another organisation's row: the catalogue holds each, and the database refuses."""

import pytest
from django.db import IntegrityError, connection, connections, transaction

from safeguarding.act.actions.models import Action
from safeguarding.assure.validation.models import Requirement
from safeguarding.collect import api as collect
from safeguarding.collect.assessments.models import SelfAssessment
from safeguarding.core.access import ties
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.core.access.ties import Tie
from tests.act.actions import acts as actions
from tests.assure.validation import acts as validation

DECLARED = {
    "act_achievement: aim_id, organisation_id",
    "act_action: answer_id, assessment_id",
    "act_action: assessment_id, organisation_id",
    "act_action: post_id, organisation_id",
    "act_aim: plan_id, organisation_id",
    "act_aimstatus: aim_id, organisation_id",
    "act_plansection: plan_id, organisation_id",
    "act_projectitem: project_id, organisation_id",
    "assure_coding: finding_id, organisation_id",
    "assure_requirement: answer_id, assessment_id",
    "assure_requirement: validation_id, assessment_id",
    "assure_validatedfigure: observation_id, about_id",
    "assure_validation: assessment_id, about_id",
    "assure_validationquery: assessment_id, about_id",
    "collect_question: standard_id, framework_id",
    "collect_sealednote: review_id, organisation_id",
    "collect_selfassessment: round_id, framework_id, issuer_id",
    "core_contractparty: contract_id, provider_id, recorded_by_id",
    "core_opening: restricted_id, owner_id, record",
    "core_disposal: restricted_id, organisation_id",
    "core_proposal: restricted_id, organisation_id",
    "core_reportingline: post_id, organisation_id",
    "core_reportingline: team_id, organisation_id",
    "report_claim: paper_id, organisation_id",
    "report_freeze: paper_id, organisation_id",
    "report_frozenfigure: freeze_id, organisation_id",
    "report_narrativeversion: paper_id, organisation_id",
    "report_paperfile: freeze_id, organisation_id",
    "report_publication: paper_id, organisation_id",
    "report_signoff: freeze_id, organisation_id",
}


def in_the_catalogue() -> set[str]:
    """Return the composite foreign keys that the database keeps, each as `table: columns`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.conrelid::regclass::text, (select array_agg(a.attname::text order by k.place)"
            " from unnest(c.conkey) with ordinality k(number, place)"
            " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number)"
            " from pg_constraint c where c.contype = 'f' and cardinality(c.conkey) > 1 and c.convalidated"
        )
        return {f"{table}: {', '.join(columns)}" for table, columns in cursor.fetchall()}


def test_each_declared_tie_stands_in_the_database_and_no_other(db):
    declared = {f"{each.table}: {', '.join(each.columns)}" for each in ties.fastenings(our_models())}

    assert declared == DECLARED
    assert in_the_catalogue() == DECLARED


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_tie_that_nobody_declares_any_more_goes_and_one_that_is_missing_comes(monkeypatch):
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        monkeypatch.setattr(Action, "ties", (Tie("assessment", organisation="organisation"),))
        ties.fasten(cursor, our_models())
        cursor.execute("select count(*) from pg_constraint where conname ~ '^tie_act_action'")
        assert cursor.fetchone() == (1,)
        monkeypatch.undo()
        ties.fasten(cursor, our_models())
        cursor.execute("select count(*) from pg_constraint where conname ~ '^tie_act_action'")
        assert cursor.fetchone() == (3,)


@pytest.fixture
def two(world):
    """Return one validation of Riverside's return, and one of Foxglove's."""
    ours = validation.begun(world, validation.sent(world))
    theirs = validation.begun(world, validation.sent(world, "foxglove", "homer", "homer"))
    return ours, theirs


def refused(row) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as why:
        return "tie_" in str(why)
    return False


def test_a_validation_cannot_be_about_another_than_its_return(world, two):
    ours, theirs = two
    ours.about = theirs.about

    assert refused(ours)


def test_a_requirement_cannot_join_one_providers_validation_to_anothers_answer(world, two):
    ours, theirs = two
    answer = collect.Answer.objects.filter(assessment=theirs.assessment).first()

    for assessment in (ours.assessment, theirs.assessment):
        wanted = Requirement(validation=ours, assessment=assessment, answer=answer, reason_none="None")
        assert refused(wanted)


def test_an_action_cannot_be_given_to_another_organisations_post_or_come_of_anothers_answer(world, two):
    ours, theirs = two
    action = actions.opened(world, "riverside")
    action.answer = collect.Answer.objects.filter(assessment=theirs.assessment).first()

    for assessment in (ours.assessment, theirs.assessment):
        action.assessment = assessment
        assert refused(action)


def test_a_return_cannot_hang_on_another_issuers_round(world, two):
    ours, _ = two
    row = SelfAssessment.objects.get(pk=ours.assessment_id)
    row.issuer = world.riverside
    world.actor("pat")

    assert refused(row)
