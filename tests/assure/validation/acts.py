"""What people do on the way to a released validation, for tests that start from there."""

from datetime import date

from django.utils import timezone

from safeguarding.assure.validation import operations, queries
from safeguarding.collect import api as collect
from tests.collect.assessments import acts as answering


def sent(world, organisation="riverside", writer="pat", signer="perry", urn="saf/provider", rating="met"):
    """Return a self-assessment that has been sent."""
    assessment = answering.return_of(world, answering.issue(world, organisation, urn=urn), organisation)
    answering.send(world, assessment, writer, signer, rating)
    return assessment


def begun(world, assessment, by="dana"):
    """Begin to validate a self-assessment."""
    return operations.begin(assessment=assessment, by=world.actor(by), at=timezone.now())


def judged(world, validation, by="dana", rating="met", **exceptions):
    """Rate every question alike, but for some by their key, with a requirement where one falls short."""
    actor = world.actor(by)
    validation = queries.get_validation(actor, validation.assessment.public_id)
    given = {}
    for question in collect.outline(validation.assessment.framework).all_questions:
        mine = exceptions.get(question.key, rating)
        short = mine in ("partly", "not-met", "partial")
        given[question] = operations.Judged(
            rating=mine,
            comment="We looked at it",
            wanted=f"Mend {question.key}" if short else "",
            wanted_by=date(2030, 1, 31) if short else None,
        )
    operations.judge(
        validation=validation, version=validation.version, given=given, by=actor, at=timezone.now()
    )
    return queries.get_validation(actor, validation.assessment.public_id)


def final(world, assessment, by="hana", **exceptions):
    """Begin, rate and make final."""
    validation = judged(world, begun(world, assessment), **exceptions)
    return operations.finalise(
        validation=validation,
        version=validation.version,
        overall="Sound",
        by=world.actor(by),
        at=timezone.now(),
    )


def released(world, assessment, by="hana", **exceptions):
    """Begin, rate, make final and release."""
    validation = final(world, assessment, by, **exceptions)
    return operations.release(
        validation=validation, version=validation.version, by=world.actor(by), at=timezone.now()
    )
