"""Every section says something plain where the registers hold nothing, and every outline names sections that exist."""

from datetime import date

import pytest
from django.conf import settings

from safeguarding.kit.content import BadContent
from safeguarding.kit.documents.blocks import Figure, figures
from safeguarding.kit.periods import Period
from safeguarding.report.papers import building, outlines
from safeguarding.report.sections import catalogue
from safeguarding.report.sections.registry import Scope
from safeguarding.report.sections.told import WRITTEN

TOLD = {key for key, _ in WRITTEN}
FIFTEEN_MONTHS = Period(date(2021, 4, 1), date(2022, 6, 30))


@pytest.mark.parametrize("key", sorted(catalogue.known()))
def test_an_empty_register_gives_a_sentence_and_never_fails(world, key):
    dana = world.actor("dana")

    blocks = catalogue.get_section(key).build(Scope(world.wyvern, FIFTEEN_MONTHS, dana))

    assert bool(blocks) == (key not in TOLD)


def test_every_number_of_a_paper_names_the_question_and_the_day_it_was_known(world, paper):
    dana = world.actor("dana")
    built = building.build(
        paper.outline.parts,
        {},
        Scope(paper.organisation, paper.period, dana),
        building.Cover("T", "O", "Draft", "1"),
    )

    found: list[Figure] = list(figures(built.document))
    assert found
    assert [f.key for f in found if not (f.source.query and f.source.as_known_on and f.source.label)] == []
    assert [f.key for f in found if f.source.rows and len(f.source.row_hash) != 64] == []


@pytest.mark.parametrize("path", sorted((settings.CONTENT / "reports").glob("*.yaml")), ids=lambda p: p.stem)
def test_every_outline_reads(path):
    assert outlines.read(path).data["urn"] == path.stem


def test_an_outline_that_names_an_unknown_section_says_the_line(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    file = folder / "x.yaml"
    file.write_text(
        "urn: x\nversion: 1\ntitle: X\npurpose: Y\nparts:\n  - key: a\n    title: A\n    sections:\n"
        "      - {key: purpose}\n      - {key: nowhere}\n      - {key: purpose}\n"
    )

    with pytest.raises(BadContent) as refused:
        outlines.read(file)

    assert refused.value.problems == [
        "reports/x.yaml line 10: parts[0].sections[1].key is no section that we have: nowhere",
        "reports/x.yaml line 11: parts[0].sections[2].key names purpose a second time",
    ]
