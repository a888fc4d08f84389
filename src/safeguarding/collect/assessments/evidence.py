"""Operations on what shows an answer to be so: links and files, their newer versions, and their removal."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from safeguarding.collect.assessments import queries
from safeguarding.collect.assessments.models import AssessmentStep, Evidence, SelfAssessment
from safeguarding.collect.frameworks.models import Question
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import require
from safeguarding.core.audit.operations import record
from safeguarding.core.files import looking
from safeguarding.core.files import operations as files
from safeguarding.kit.refusals import Refused

OPEN = (SelfAssessment.State.NOT_STARTED, SelfAssessment.State.DRAFT)


class Locked(Refused):
    """The answers were sent, or are with the executive, and cannot be changed."""


class WrongAnswer(Refused):
    """An answer is not one that the framework knows."""


@transaction.atomic
def add_evidence(
    *, assessment: SelfAssessment, question: Question, title: str, url: str, by: Actor, at: datetime
) -> Evidence:
    """Say where something is kept that shows an answer to be so."""
    require(by, queries.WRITE, assessment.organisation)
    _require_open(assessment)
    if not url.startswith("https://"):
        raise WrongAnswer("Give an address that starts with https://")
    return _add(Evidence(assessment=assessment, question=question, title=title, url=url), by, at)


@transaction.atomic
def add_files(
    *,
    assessment: SelfAssessment,
    question: Question,
    uploads: list[UploadedFile],
    by: Actor,
    at: datetime,
) -> list[Evidence]:
    """
    Keep files that show an answer to be so, all of them or none; nobody else reads them before the answers are sent.

    :raises NotKept: if one is empty, too large, of a type that is not kept, or dangerous; its name says which.
    """
    require(by, queries.WRITE, assessment.organisation)
    _require_open(assessment)
    looking.check_all(uploads)
    kept = [
        files.store(
            upload=upload,
            owner=assessment.organisation,
            about=assessment.issuer,
            kind=queries.EVIDENCE,
            by=by,
            at=at,
        )
        for upload in uploads
    ]
    return [
        _add(Evidence(assessment=assessment, question=question, title=file.name, file=file), by, at)
        for file in kept
    ]


@transaction.atomic
def replace_file(*, evidence: Evidence, upload: UploadedFile, by: Actor, at: datetime) -> Evidence:
    """
    Keep a newer version of a file of evidence; the older ones stay in its list of versions.

    :raises NotKept: as for `add_files`.
    """
    require(by, queries.WRITE, evidence.assessment.organisation)
    _require_open(evidence.assessment)
    if evidence.file is None:
        raise WrongAnswer("A link has no versions. Remove it and add the file.")
    evidence.file = files.new_version(file=evidence.file, upload=upload, by=by, at=at)
    evidence.title = evidence.file.name
    evidence.save(update_fields=["file", "title"])
    record("evidence.replaced", about=evidence, by=by, at=at, version=evidence.file.number)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, reason: str, by: Actor, at: datetime) -> None:
    """Take evidence away again before the answers are sent, and say why; a file stays with its owner, unlisted."""
    require(by, queries.WRITE, evidence.assessment.organisation)
    _require_open(evidence.assessment)
    record(
        "evidence.removed",
        about=evidence,
        by=by,
        at=at,
        question=evidence.question.key,
        content={"reason": reason},
    )
    AssessmentStep(
        assessment=evidence.assessment,
        kind=AssessmentStep.Kind.REMOVED,
        words=f"{evidence.question.key}, {evidence.title}: {reason}",
        is_internal=True,
        taken_at=at,
        taken_by=by.user,
    ).save(force_insert=True)
    evidence.delete()


def _add(evidence: Evidence, by: Actor, at: datetime) -> Evidence:
    evidence.added_at, evidence.added_by = at, by.user
    evidence.save(force_insert=True)
    told = {"sha256": evidence.file.sha256} if evidence.file else {}
    record("evidence.added", about=evidence, by=by, at=at, question=evidence.question.key, **told)
    return evidence


def _require_open(assessment: SelfAssessment) -> None:
    """Refuse unless the answers are open to writing, holding the return so that it is not sent meanwhile."""
    state = SelfAssessment.objects.select_for_update(of=("self",)).values_list("state", flat=True)
    if state.get(pk=assessment.pk) not in OPEN:
        raise Locked("These answers are not open to change. Ask for them to be sent back to you.")
