"""Freezing fixes every word and figure, and makes the files."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from safeguarding.collect.models import Observation
from safeguarding.kit.documents import exchange
from safeguarding.kit.documents.blocks import figures as figures_in
from safeguarding.kit.refusals import Stale
from safeguarding.report.papers import operations, queries
from safeguarding.report.papers.models import Freeze, FrozenFigure, Paper
from tests.report.papers.people import WRITERS
from tests.report.papers.test_read import correct


def address(paper):
    return reverse("report:papers_freeze", args=[paper.public_id])


def test_stores_blocks_figures_and_three_files_with_their_hashes(world, sign_in, paper):
    sign_in(world.dana).post(address(paper), {"version": paper.version})

    dana = world.actor("dana")
    again = queries.get_paper(dana, paper.public_id)
    freeze = queries.standing(dana, again)
    assert again.state == Paper.State.FROZEN
    assert freeze.sha256 == hashlib.sha256(freeze.document.encode()).hexdigest()
    assert freeze.narrative == {"adults": 1}
    assert [file.kind for file in queries.files(dana, freeze)] == ["docx", "html", "pdf"]
    figure = FrozenFigure.rows(dana).get(freeze=freeze, key="adults.enquiries.total.2024-25")
    assert (figure.value, figure.row_count, len(figure.row_keys), len(figure.row_hash)) == ("1070", 2, 2, 64)
    assert figure.arguments["working"] == "500 + 570"
    assert figure.as_known_on


def test_rebuilding_as_known_then_gives_the_same_numbers(world, frozen, figures, now):
    dana = world.actor("dana")
    freeze = queries.standing(dana, frozen)
    Observation.objects.update(recorded_at=freeze.recorded_at - timedelta(days=30))
    correct(world, figures, "adults.enquiries", "South Wyvern", 620, now)

    freeze.recorded_at -= timedelta(seconds=1)  # a test has one transaction, and so one moment
    then = queries.built(world.actor("dana"), frozen, known_at=freeze.recorded_at)
    today = queries.built(world.actor("dana"), frozen)

    kept = exchange.from_json(freeze.document)
    assert values(then.document) == values(kept)
    assert values(today.document) != values(kept)


def values(document):
    return [(f.key, f.value, f.text, f.source.row_hash) for f in figures_in(document)]


@pytest.mark.parametrize("change", [{"document": "[]"}, {"findings": ["none"]}, {"sha256": "0" * 64}])
def test_nobody_changes_what_was_frozen(world, frozen, change):
    freeze = queries.standing(world.actor("dana"), frozen)

    with pytest.raises(DatabaseError, match="stands as it was approved"), transaction.atomic():
        Freeze.objects.filter(pk=freeze.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
        FrozenFigure.objects.filter(freeze=freeze).update(value="1")


def test_a_twice_clicked_freeze_makes_one(world, sign_in, paper):
    client = sign_in(world.dana)
    key = "6d6ac5d0-61a5-4b57-9d4e-b0a0c6ba8a0e"
    first = client.post(address(paper), {"version": paper.version, "form_key": key})
    second = client.post(address(paper), {"version": paper.version, "form_key": key})

    assert (first.status_code, second.status_code) == (302, 302)
    assert queries.freezes(world.actor("dana"), paper).count() == 1


def test_a_stale_page_is_refused(world, paper, now):
    dana = world.actor("dana")
    operations.write(paper=paper, section="covid", text="More.", after=0, by=dana, at=now)

    with pytest.raises(Stale):
        operations.freeze(paper=paper, version=paper.version, by=dana, at=timezone.now())


def test_a_frozen_paper_is_not_frozen_twice(world, frozen, now):
    with pytest.raises(operations.NotPossible):
        operations.freeze(paper=frozen, version=frozen.version, by=world.actor("dana"), at=now)


@pytest.mark.parametrize(("person", "status"), WRITERS.items())
def test_only_writers_open_it(world, sign_in, paper, person, status):
    assert sign_in(getattr(world, person)).get(address(paper)).status_code == status
