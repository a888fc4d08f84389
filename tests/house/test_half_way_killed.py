"""What is stopped in the middle leaves nothing half-stored, and doing it again works: tried at every write of each."""

import hashlib
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from safeguarding.assure.validation import operations as validation
from safeguarding.collect import api as collect
from safeguarding.collect.assessments import operations as assessments
from safeguarding.collect.models import Observation
from safeguarding.core.access.rowsecurity import our_models
from safeguarding.report.papers import files as paper_files
from safeguarding.report.papers import operations as papers
from safeguarding.report.papers import queries as paper_queries
from tests.assure.validation import acts as validating
from tests.collect.assessments import acts as answering
from tests.collect.imports.test_send import GOOD
from tests.core.files import samples
from tests.report import stages

WRITES = ("insert", "update", "delete", "copy", "create temp", "select pg_advisory", "with")
Deed = Callable[[], object]


class Killed(Exception):
    """Stands for whatever stops a process in the middle."""


class KilledAt:
    """Lets the writes before a number through and dies at it; without a number it only counts."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.writes = number, 0

    def __call__(self, execute, sql, params, many, context):
        if str(sql).lstrip().lower().startswith(WRITES):
            self.writes += 1
            if self.writes == self.number:
                raise Killed(sql)
        return execute(sql, params, many, context)


def all_rows() -> str:
    """Return a digest of every row of ours that the acting organisation sees."""
    tables = [model._meta.db_table for model in our_models()]
    parts = [
        f"select '{table}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as rows from {table} t"
        for table in tables
    ]
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts) + " order by 1")
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()


def try_at_every_write(deed: Deed) -> int:
    """Kill a deed at each of its writes, and expect every row to be as it was; return how many of them it could be killed at."""
    before, writes = all_rows(), max(how_many_writes(deed) for _ in range(2))
    reached = 0
    for number in range(1, writes + 1):
        with transaction.atomic(), connection.execute_wrapper(KilledAt(number)):
            try:
                deed()
            except Killed:
                reached = number
            else:
                transaction.set_rollback(True)
        assert all_rows() == before, f"write {number} of {writes}"
    deed()
    assert all_rows() != before
    return reached


def how_many_writes(deed: Deed) -> int:
    """Do it and take it back; the first time may write what a process keeps in memory afterwards."""
    counting = KilledAt()
    with transaction.atomic(), connection.execute_wrapper(counting):
        deed()
        transaction.set_rollback(True)
    return counting.writes


@pytest.fixture
def answered(world):
    """Return a self-assessment that is answered with a file and waits for its signature."""
    assessment = answering.return_of(world, answering.issue(world, "riverside"), "riverside")
    assessments.add_files(
        assessment=assessment,
        question=answering.queries.outline(assessment.framework).question("B1"),
        uploads=[SimpleUploadedFile("policy.pdf", samples.PDF)],
        by=world.actor("pat"),
        at=timezone.now(),
    )
    answering.answer(world, "pat", assessment)
    assessment.refresh_from_db()
    assessments.ask_executive(
        assessment=assessment, version=assessment.version, by=world.actor("pat"), at=timezone.now()
    )
    assessment.refresh_from_db()
    return assessment


def test_a_submission(world, answered):
    perry = world.actor("perry")

    def submit():
        assessments.submit(
            assessment=answering.return_of(world, answered.round, "riverside"),
            version=answered.version,
            name=perry.user.name,
            position="Director of nursing",
            by=perry,
            at=timezone.now(),
        )

    assert try_at_every_write(submit) >= 5
    assert answered.submissions.count() == 1
    answered.refresh_from_db()
    assert answered.state == "SUBMITTED"


def test_evidence_of_several_files(world, answered):
    pat = world.actor("pat")
    assessments.send_back(
        assessment=answered,
        version=answered.version,
        reason="One more file",
        by=world.actor("perry"),
        at=timezone.now(),
    )
    world.actor("pat")

    def add():
        assessments.add_files(
            assessment=answered,
            question=answering.queries.outline(answered.framework).question("B2"),
            uploads=[SimpleUploadedFile(f"{n}.docx", samples.DOCX) for n in (1, 2)],
            by=pat,
            at=timezone.now(),
        )

    assert try_at_every_write(add) >= 8
    assert answered.evidence.count() == 3


def test_an_import_of_figures(world):
    adi = world.actor("adi")
    importer = collect.IMPORTERS["figures"]
    prepared = importer.prepare(GOOD, "figures.csv", collect.ImportOptions(), adi)
    assert not prepared.problems
    sent = collect.SentFile("figures.csv", hashlib.sha256(GOOD).hexdigest(), prepared.read_rows)

    def store():
        importer.operations.store(rows=prepared.rows, file=sent, by=adi, at=timezone.now())

    assert try_at_every_write(store) >= 4
    assert Observation.objects.count() == 1


def test_a_release_of_a_validation(world, answered):
    perry = world.actor("perry")
    assessments.submit(
        assessment=answered,
        version=answered.version,
        name=perry.user.name,
        position="Director of nursing",
        by=perry,
        at=timezone.now(),
    )
    answered.refresh_from_db()
    made = validating.final(world, answered)
    hana = world.actor("hana")

    def release():
        fresh = validating.queries.get_validation(hana, answered.public_id)
        validation.release(validation=fresh, version=made.version, by=hana, at=timezone.now())

    assert try_at_every_write(release) >= 3


@pytest.mark.long
def test_a_freeze_of_a_paper(world, monkeypatch):
    stages.record_figures(world, timezone.now())
    stages.draft(world, timezone.now())
    dana, at = world.actor("dana"), timezone.now()
    paper = stages.the_paper(dana)
    once = {}

    def written(document, when):
        return once.setdefault("files", once.get("files") or real(document, when))

    real = paper_files.written
    monkeypatch.setattr(paper_files, "written", written)

    def freeze():
        fresh = paper_queries.get_paper(dana, paper.public_id)
        papers.freeze(paper=fresh, version=paper.version, by=dana, at=at)

    assert try_at_every_write(freeze) >= 5
    assert paper_queries.freezes(dana, paper).count() == 1
