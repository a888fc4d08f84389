"""Facts about law, guidance, duties and words: seen on the pages of the vocabulary, changed by operations."""

from datetime import date

import pytest
from django.urls import reverse

from safeguarding.core.organisations.queries import kind
from safeguarding.core.vocabulary import operations, queries
from safeguarding.core.vocabulary.models import Duty
from tests.facts import registers as reg
from tests.facts.register import proves
from tests.facts.registers import NOW, case

SOURCES, WORDS = reverse("core:vocabulary_sources"), reverse("core:vocabulary_words")


def source_page(demo, key, seed="sth"):
    return demo.page(seed, reverse("core:vocabulary_source", args=[queries.source(key).public_id]))


def change_source(demo, key, seed="sth", **changed):
    found = queries.source(key)
    new = reg.details(operations.SourceDetails, found, **changed)
    return operations.change_source(
        source=found, version=found.version, details=new, by=demo.actor(seed), at=NOW
    )


@pytest.mark.parametrize(
    ("key", "title"),
    [
        case("STH-047", "children-act-1989", "Children Act 1989"),
        case("STH-048", "children-act-2004", "Children Act 2004"),
        case("STH-049", "children-act-2004-s10", "Children Act 2004 section 10"),
        case("STH-050", "section-11-guidance", "Statutory guidance on section 11 of the Children Act 2004"),
        case("STH-051", "working-together-2015", "Working Together to Safeguard Children 2015"),
        case("STH-052", "care-act-2014", "Care Act 2014"),
        case("STH-053", "no-secrets", "No Secrets guidance 2000"),
        case("STH-054", "human-rights-act-1998", "Human Rights Act 1998"),
        case("STH-055", "mental-capacity-act-2005", "Mental Capacity Act 2005"),
        case("STH-056", "dols", "Deprivation of Liberty Safeguards 2009"),
        case("STH-057", "dvcv-act-2004", "Domestic Violence, Crime and Victims Act 2004"),
    ],
)
def test_a_source_is_known_and_found_by_its_title(demo, key, title):
    demo.actor("sth")
    assert queries.source(key).title == title
    asked = SOURCES + "?q=" + title.replace(" ", "+")
    assert f"<bdi>{title}</bdi>" in demo.page("sth", asked)

    change_source(demo, key, title="Renamed by Parliament")

    assert f"<bdi>{title}</bdi>" not in demo.page("sth", asked)


@pytest.mark.parametrize(
    ("seed", "key", "cohort", "source"),
    [
        case("STH-004", "sth", "welfare-of-children", "children", "Children Act 2004"),
        case("STH-005", "sth", "protection-of-adults", "adults", "Care Act 2014"),
        case("CH-002", "ch", "welfare-of-children", "children", "Children Act 2004"),
        case("CH-003", "ch", "protection-of-adults", "adults", "Care Act 2014"),
        case(
            "CHE-014", "che", "joint-arrangements", "children", "Working Together to Safeguard Children 2018"
        ),
        case(
            "CHE-046",
            "che",
            "health-of-looked-after",
            "looked after children",
            "Children Act 2004 section 10",
        ),
        case(
            "MB-229", "mb", "corporate-parents", "looked after children", "Children and Social Work Act 2017"
        ),
        case("SOM-123", "som", "serious-violence", "adults", "Police, Crime, Sentencing and Courts Act 2022"),
    ],
)
def test_a_duty_has_its_audience_and_rests_on_law(demo, seed, key, cohort, source):
    demo.actor(seed)
    duty = Duty.objects.get(key=key)
    law = duty.sources.get(title=source)
    assert cohort in duty.audience
    assert duty.kinds.filter(key="ccg").exists()
    assert duty.title in demo.page(seed, WORDS)
    assert duty.title in source_page(demo, law.key, seed)

    operations.set_up_duty(
        key=key,
        title=duty.title,
        audience=duty.audience,
        standing=duty.standing,
        sources=[],
        kinds=[kind("ccg")],
        by=demo.actor(seed),
        at=NOW,
    )

    assert duty.title not in source_page(demo, law.key, seed)


@proves("MB-373")
def test_statutory_and_business_critical_functions_are_listed(demo):
    page = demo.page("mb", WORDS)
    assert "Business critical" in page
    assert "Statutory" in page
    critical = Duty.objects.filter(standing="CRITICAL")
    assert critical.count() == 3

    for duty in critical:
        operations.set_up_duty(
            key=duty.key,
            title=duty.title,
            audience=duty.audience,
            standing="STATUTORY",
            sources=[],
            kinds=[],
            by=demo.actor("mb"),
            at=NOW,
        )
    assert "Business critical" not in demo.page("mb", WORDS)


@proves("STH-034")
def test_the_act_of_1998_is_shown_as_replaced(demo):
    demo.actor("sth")
    page = source_page(demo, "data-protection-act-1998")
    assert "Superseded</strong>" in page
    assert "Data Protection Act 2018" in page

    change_source(demo, "data-protection-act-1998", superseded_by=None, superseded_on="")

    page = source_page(demo, "data-protection-act-1998")
    assert "In force</strong>" in page
    assert "Data Protection Act 2018" not in page


@proves("STH-059")
def test_the_care_act_applies_from_april_2015(demo):
    demo.actor("sth")
    assert "1 April 2015" in source_page(demo, "care-act-2014")
    assert queries.standing(queries.source("care-act-2014"), date(2015, 3, 31)) == "Not yet in force"

    changed = change_source(demo, "care-act-2014", in_force_on=date(2015, 3, 1))

    assert queries.standing(changed, date(2015, 3, 31)) == "In force"


@proves("CHE-018")
def test_working_together_2018_was_replaced_by_2023(demo):
    demo.actor("che")
    assert "Working Together to Safeguard Children 2023" in source_page(demo, "working-together-2018", "che")

    change_source(demo, "working-together-2018", "che", superseded_by=None)

    assert "Working Together to Safeguard Children 2023" not in source_page(
        demo, "working-together-2018", "che"
    )


@proves("MB-257")
def test_royal_assent_is_known_and_the_day_in_force_is_not(demo):
    demo.actor("mb")
    page = source_page(demo, "mca-amendment-2019", "mb")
    assert "May 2019" in page
    assert "Not set" in page

    change_source(demo, "mca-amendment-2019", "mb", in_force_on=date(2027, 4, 1), royal_assent="2019")

    page = source_page(demo, "mca-amendment-2019", "mb")
    assert "1 April 2027" in page
    assert "May 2019" not in page


@proves("MB-258")
def test_liberty_protection_replaces_the_old_safeguards(demo):
    demo.actor("mb")
    assert "Deprivation of Liberty Safeguards 2009" in source_page(demo, "lps", "mb")

    change_source(demo, "dols", "mb", superseded_by=None)

    assert "Deprivation of Liberty Safeguards 2009" not in source_page(demo, "lps", "mb")


@proves("MB-062", "MB-063")
def test_the_first_date_stays_when_a_milestone_is_moved(demo):
    demo.actor("mb")
    page = source_page(demo, "lps", "mb")
    assert "planned for 1 October 2020; moved to April 2022 (moved because of the Covid-19 pandemic)" in page
    [before] = queries.milestones(queries.source("lps"))
    assert (before.original, before.dates[1][0]) == ("2020-10-01", "2022-04")

    operations.plan_milestone(
        source=queries.source("lps"),
        title=before.title,
        planned_for="2028-04",
        reason="consulted on again",
        by=demo.actor("mb"),
        at=NOW,
    )

    assert "planned for 1 October 2020" in source_page(demo, "lps", "mb")
    assert "moved to April 2028 (consulted on again)" in source_page(demo, "lps", "mb")


@proves("SOM-080")
def test_unborn_babies_are_a_cohort(demo):
    assert "<li>Unborn babies:" in demo.page("som", WORDS)

    operations.set_up_cohort(key="unborn-babies", name="Babies", note="", by=demo.actor("som"), at=NOW)

    assert "Unborn babies" not in demo.page("som", WORDS)


@proves("SOM-148")
def test_the_wrong_citation_offers_the_right_section_only(demo):
    asked = SOURCES + "?q=Section+11+of+the+Children+Act+1989+(2004)"
    page = demo.page("som", asked)
    assert "<bdi>Children Act 2004 section 11</bdi>" in page
    assert "1 source match" in page

    change_source(demo, "children-act-2004-s11", "som", wrong_citations=())

    assert "Nothing matches" in demo.page("som", asked)


def reword(demo, key, **changed):
    term = queries.get_term(demo.actor("che"), key)
    told = {name: getattr(term, name) for name in ("name", "meaning", "includes", "source", "age_limit")}
    operations.set_up_term(key=key, **(told | changed), by=demo.actor("che"), at=NOW)


@pytest.mark.parametrize(
    ("key", "words", "changed"),
    [
        case("CHE-040", "looked-after", "Below the age of 18", {"age_limit": None}),
        case(
            "CHE-060", "connected-person", "such as a teacher who knew the child before", {"meaning": "Kin"}
        ),
        case("CHE-061", "private-foster-carer", "<li>great-aunt</li>", {"includes": ()}),
        case("CHE-062", "relative", "<li>step-parent</li>", {"includes": ("grandparent",)}),
    ],
)
def test_a_term_has_its_meaning(demo, key, words, changed):
    assert words in demo.page("che", WORDS)
    if key == "relative":
        assert len(queries.get_term(demo.actor("che"), key).includes) == 5

    reword(demo, key, **changed)

    assert words not in demo.page("che", WORDS)


@pytest.mark.parametrize(
    ("council", "word"),
    [
        case("CHE-047", "Cheshire East Council", "Cared for Children"),
        case("CHE-048", "Cheshire West and Chester Council", "Children in Care"),
    ],
)
def test_an_area_has_its_own_word(demo, council, word):
    place = demo.organisation(council)
    assert queries.word_for("looked-after", place) == word
    assert f"In {council}: <strong>{word}</strong>" in demo.page("che", WORDS)

    term = queries.get_term(demo.actor("che"), "looked-after")
    operations.say_locally(
        term=term, area=place, word="Our children", reason="They asked again", by=demo.actor("che"), at=NOW
    )

    assert f"<strong>{word}</strong>" not in demo.page("che", WORDS)


@proves("CHE-049")
def test_a_local_word_says_who_chose_it(demo):
    said = "(Chosen by the children and young people in the council&#39;s care)"
    assert demo.page("che", WORDS).count(said) == 2

    term = queries.get_term(demo.actor("che"), "looked-after")
    place = demo.organisation("Cheshire East Council")
    with pytest.raises(operations.NotPossible):
        operations.say_locally(term=term, area=place, word="X", reason="", by=demo.actor("che"), at=NOW)
    operations.say_locally(term=term, area=place, word="X", reason="A vote", by=demo.actor("che"), at=NOW)

    assert demo.page("che", WORDS).count(said) == 1
