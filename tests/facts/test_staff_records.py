"""Compliance comes from the staff record: a file of another commissioner's staff is added up in the same way."""

import hashlib
from datetime import date
from decimal import Decimal

from django.utils import timezone

from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.config.commands.importing import service_actor
from safeguarding.core.access.context import acting
from safeguarding.kit.periods import Period
from safeguarding.report.publishing import queries as published
from tests.facts.register import proves
from tests.facts.test_figures import correct
from tests.house.reading import ROOT

FILE = ROOT / "tests" / "data" / "esr_like" / "training_compliance_2020-03-31.csv"
MARCH = date(2020, 3, 31)


def imported(demo, data: bytes) -> None:
    """Store a staff record of Somerset's as the command line does."""
    place = demo.commissioner("som")
    by = service_actor(place, demo.today, "import of training")
    importer = collect.IMPORTERS["training"]
    with acting(by):
        options = collect.ImportOptions(as_at=MARCH, about=place)
        prepared = importer.prepare(data, "staff.csv", options, by)
        assert not prepared.problems, prepared.problems[:1]
        sent = collect.SentFile("staff.csv", hashlib.sha256(data).hexdigest(), prepared.read_rows)
        importer.operations.store(rows=prepared.rows, file=sent, by=by, at=timezone.now())


def compliance(demo) -> Decimal:
    """Return how many in a hundred of Somerset's staff are compliant in level 2 for children, as its head reads it."""
    actor, place = demo.actor("som"), demo.commissioner("som")
    figures = collect.figures(actor, ["training.children-level-2"], about=[place])
    [figure] = [each for each in figures if each.period.ends_on == MARCH]
    return Decimal(figure.text.removesuffix("%"))


@proves("SOM-115")
def test_compliance_is_worked_out_from_the_staff_record_and_moves_with_it(demo):
    data = FILE.read_bytes()
    imported(demo, data)
    before = compliance(demo)
    assert before == Decimal("94.4")

    lapsed = [
        line.rsplit(",", 3)[0] + ",01-Jan-2016,01-Jan-2019,Expired"
        if "Safeguarding Children - Level 2,Y" in line
        else line
        for line in data.decode().splitlines()
    ]
    imported(demo, "\n".join(lapsed).encode())

    assert compliance(demo) < before


@proves("MB-138")
def test_two_of_the_unexpected_deaths_stand_inside_and_not_in_public(demo, client):
    year, urn = Period.parse("2019-20"), "deaths.children-apparent-suicide"
    place = demo.commissioner("mb")
    within = assure.derived_figure(demo.actor("mb"), urn, place, year)
    whole = assure.derived_figure(demo.actor("mb"), "deaths.children-unexpected", place, year)
    assert (within.exact, within.exact < whole.exact) == (2, True)
    [publication] = [
        p for p in published.publications(demo.actor("mb", "exec")) if p.organisation.pk == place.pk
    ]
    public = client.get(f"/published/{publication.public_id}/").content.decode()
    row = public.partition("by apparent suicide")[2].partition("</tr>")[0]
    assert ">5<" in row  # one to seven stand as five
    assert ">2<" not in row

    correct(demo, urn, place.name, year, 3)

    assert assure.derived_figure(demo.actor("mb"), urn, place, year).exact == 3
