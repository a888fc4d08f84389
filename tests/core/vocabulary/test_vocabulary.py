"""The vocabulary: law as it stood on a day, dates that move, and words that areas choose."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from safeguarding.core.vocabulary import operations, queries
from safeguarding.core.vocabulary.models import MilestoneDate
from safeguarding.core.vocabulary.operations import SourceDetails
from safeguarding.kit.refusals import Stale

NOW = timezone.now()


def test_law_stands_from_the_day_it_is_in_force_until_it_is_replaced(world):
    care, old, amendment = (
        queries.source(k) for k in ("care-act-2014", "data-protection-act-1998", "mca-amendment-2019")
    )

    assert queries.standing(care, date(2015, 3, 31)) == "Not yet in force"
    assert queries.standing(care, date(2015, 4, 1)) == "In force"
    assert queries.standing(old, date(2018, 5, 24)) == "In force"
    assert queries.standing(old, date(2018, 5, 25)) == "Superseded"
    assert queries.standing(amendment, date(2026, 1, 1)) == "Not yet in force"
    assert old.superseded_by.title == "Data Protection Act 2018"


def test_a_wrong_citation_leads_to_the_right_source(world):
    found = queries.offered(world.actor("dana"), "Section 11 of the Children Act 1989")

    assert [s.title for s in found] == ["Children Act 2004 section 11"]


def test_a_moved_date_keeps_the_first_and_needs_a_reason(world):
    hana = world.actor("hana")
    [lps] = queries.moved_milestones(hana)
    assert (lps.original, lps.dates[1][0]) == ("2020-10-01", "2022-04")
    assert "planned for 1 October 2020; moved to April 2022" in lps.words

    source = queries.source("lps")
    with pytest.raises(operations.NotPossible, match="why"):
        operations.plan_milestone(source=source, title=lps.title, planned_for="2027-04", by=hana, at=NOW)
    operations.plan_milestone(
        source=source, title=lps.title, planned_for="2027-04", reason="consulted on again", by=hana, at=NOW
    )
    assert queries.milestones(source)[0].latest == "2027-04"
    assert MilestoneDate.objects.filter(milestone__source=source).count() == 4


def test_setting_the_day_in_force_changes_how_a_source_stands(world):
    hana = world.actor("hana")
    amendment = queries.source("mca-amendment-2019")
    details = SourceDetails(title=amendment.title, kind=amendment.kind, in_force_on=date(2026, 4, 1))

    changed = operations.change_source(source=amendment, version=1, details=details, by=hana, at=NOW)

    assert queries.standing(changed, date(2026, 4, 1)) == "In force"
    with pytest.raises(Stale):
        operations.change_source(source=amendment, version=1, details=details, by=hana, at=NOW)
    loop = SourceDetails(title=amendment.title, kind=amendment.kind, superseded_by=amendment)
    with pytest.raises(operations.NotPossible):
        operations.change_source(source=changed, version=2, details=loop, by=hana, at=NOW)


def test_a_source_is_known_once(world):
    with pytest.raises(operations.NotPossible):
        operations.add_source(
            key="another",
            details=SourceDetails(title="Care act 2014", kind="ACT"),
            by=world.actor("hana"),
            at=NOW,
        )


def test_an_area_uses_its_own_word_and_says_why(world):
    hana = world.actor("hana")
    term = queries.get_term(hana, "looked-after")
    assert queries.word_for("looked-after", world.north_wyvern) == "Looked after"

    with pytest.raises(operations.NotPossible):
        operations.say_locally(
            term=term, area=world.north_wyvern, word="Our children", reason=" ", by=hana, at=NOW
        )
    operations.say_locally(
        term=term, area=world.north_wyvern, word="Our children", reason="The children asked", by=hana, at=NOW
    )

    assert queries.word_for("looked-after", world.north_wyvern) == "Our children"
    assert queries.word_for("looked-after", world.south_wyvern) == "Looked after"


@pytest.mark.parametrize(("person", "may"), [("dana", True), ("adele", True), ("adi", False), ("pat", False)])
def test_only_designated_professionals_change_the_words(world, person, may):
    by = world.actor(person)

    if may:
        operations.set_up_cohort(key="x", name="X", note="", by=by, at=NOW)
    else:
        with pytest.raises(PermissionDenied):
            operations.set_up_cohort(key="x", name="X", note="", by=by, at=NOW)
