"""Facts about who stands where: seen on the register's reads, and changed through its operations."""

from datetime import date

from django.utils import timezone

from safeguarding.core.organisations import operations, queries
from safeguarding.core.organisations.models import Relation
from tests.facts.register import proves


@proves("SOM-002")
def test_the_ccg_closed_and_the_board_reads_what_it_inherits(demo):
    som = demo.commissioner("som")
    assert som.closed_on == date(2022, 6, 30)
    [step] = queries.successors(som)

    assert step.successor == demo.home("som")
    assert step.effective_on == date(2022, 7, 1)
    assert step.successor.opened_on == date(2022, 7, 1)
    assert som in queries.organisations(demo.actor("som"))
    assert som not in queries.organisations(demo.actor("wyvern", "users"))


@proves("MB-188", "MB-189", "MB-190", "MB-191")
def test_one_commissioner_works_across_three_partnerships(demo):
    mb, day = demo.commissioner("mb"), date(2020, 3, 31)

    def partnerships():
        found = queries.related(mb, Relation.Kind.WORKS_WITH, day, as_parent=False)
        return [o.name for o in found if o.kind.key == "partnership"]

    assert partnerships() == [
        f"{place} Safeguarding Children Partnership" for place in ("Cumbria", "Lancashire", "North Yorkshire")
    ]
    cumbria = Relation.objects.get(child=mb, parent__name="Cumbria Safeguarding Children Partnership")
    operations.end_relation(
        relation=cumbria, ends_on=date(2019, 12, 31), by=demo.actor("mb", "admin"), at=timezone.now()
    )
    assert len(partnerships()) == 2


@proves("CH-014", "CH-015")
def test_the_ccg_has_its_population_and_its_member_practices(demo):
    ch = demo.commissioner("ch")
    assert (ch.population, ch.population_qualifier) == (300000, "approximately")

    assert queries.related(ch, Relation.Kind.MEMBER_OF, date(2017, 6, 1)).count() == 43
    assert queries.related(ch, Relation.Kind.MEMBER_OF, date(2021, 6, 1)).count() == 0
