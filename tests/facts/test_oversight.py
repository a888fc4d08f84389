"""Facts about providers under closer oversight: counted on pages, and changed through operations."""

import pytest
from django.utils import timezone

from safeguarding.assure.oversight import operations, queries
from safeguarding.assure.oversight.models import AssuranceSource, ProcessEntry, ProviderEvent
from safeguarding.kit import identifying, when
from tests.facts.register import proves

YEAR = when.read("2019/20")


def case(fact, *values):
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def who(demo, seed="mb"):
    return {"by": demo.actor(seed), "at": timezone.now()}


def qpip(demo):
    [count] = [
        c
        for c in queries.process_counts(demo.actor("mb"), YEAR, demo.commissioner("mb"))
        if c.process == "QPIP"
    ]
    return count.provider_kind, count.entered, count.left_improved


def correct(demo, entry, seed="mb", **changes):
    entry.refresh_from_db()
    operations.correct_entry(
        entry=entry, version=entry.version, changes=changes, reason="As a proof", **who(demo, seed)
    )


@proves("MB-294")
def test_two_learning_disability_homes_entered_the_process(demo):
    assert qpip(demo)[:2] == ("learning-disability-residential", 2)
    page = demo.page("mb", "/assure/oversight/counts/?year=2019")
    assert "Learning disability residential home" in page
    entry = ProcessEntry.objects.filter(process="QPIP", organisation=demo.commissioner("mb")).first()

    correct(demo, entry, entered=when.read("2018/19"))

    assert qpip(demo)[1] == 1


@proves("MB-295")
def test_both_left_it_on_evidence(demo):
    assert qpip(demo)[2] == 2
    entries = list(ProcessEntry.objects.filter(process="QPIP", organisation=demo.commissioner("mb")))
    for entry in entries:
        assert entry.exit_evidence in demo.page("mb", f"/assure/oversight/{entry.public_id}/")
    with pytest.raises(operations.NotPossible, match="which evidence"):
        correct(demo, entries[0], exit_evidence="")

    correct(demo, entries[0], left=None, exit="", exit_evidence="")

    assert qpip(demo)[2] == 1


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        case("MB-296", "INSOLVENCY", "moved to another provider"),
        case("MB-297", "CLOSURE", "Lancashire County Council"),
    ],
)
def test_what_befell_providers_is_counted_with_what_became_of_people(demo, kind, words):
    def found():
        return queries.events_in(demo.actor("mb"), YEAR, demo.commissioner("mb"), kind=kind)

    assert len(found()) == 1
    assert words in demo.page("mb", "/assure/oversight/counts/?year=2019")
    demo.actor("mb")
    event = ProviderEvent.objects.get(kind=kind, organisation=demo.commissioner("mb"))
    operations.correct_event(
        event=event,
        version=event.version,
        changes={"happened": when.read("2018/19")},
        reason="As a proof",
        **who(demo),
    )

    assert found() == []


@pytest.mark.parametrize(
    ("means", "words"),
    [
        case("MB-110", "VISIT", "Assurance visit"),
        case("MB-111", "REPORT", "Quality report"),
        case("MB-112", "AUDIT", "Safeguarding standards audit"),
        case("MB-113", "SECTION_11", "Section 11 audit"),
        case("MB-114", "COMMITTEE", "Attendance at the provider&#39;s safeguarding committee"),
    ],
)
def test_a_providers_timeline_holds_each_means_of_assurance(demo, means, words):
    acute = demo.organisation("University Hospitals of Morecambe Bay NHS Foundation Trust")
    address = f"/assure/oversight/provider/{acute.public_id}/"
    assert words in demo.page("mb", address)

    demo.actor("mb")
    source = AssuranceSource.objects.get(about=acute, means=means)
    source.about = demo.organisation("Cumbria County Council")
    source.save()

    assert words not in demo.page("mb", address)


@proves("SOM-084")
def test_scrutiny_of_the_partnership_is_a_source_of_assurance(demo):
    sscp = demo.organisation("Somerset Safeguarding Children Partnership")
    address = f"/assure/oversight/provider/{sscp.public_id}/"
    assert "Scrutiny of a partnership&#39;s work" in demo.page("som", address)

    demo.actor("som")
    AssuranceSource.objects.filter(about=sscp).update(means="REPORT")

    assert "Scrutiny of a partnership&#39;s work" not in demo.page("som", address)


@proves("SOM-122")
def test_an_escalation_has_its_dates_and_what_was_said_of_it(demo):
    demo.actor("som")
    entry = ProcessEntry.objects.get(process="ESCALATION", organisation=demo.commissioner("som"))
    address = f"/assure/oversight/{entry.public_id}/"
    before = demo.page("som", address).split('id="history"')[0]
    for words in ("Entered", "Provider answered", "Left", entry.feedback):
        assert words in before

    correct(demo, entry, "som", responded=None, feedback="")

    after = demo.page("som", address).split('id="history"')[0]
    assert "Provider answered" not in after
    assert "praised" not in after


@proves("MB-124")
def test_a_provider_enters_one_process_and_then_the_other(demo):
    home = demo.organisation("Bayside nursing home")
    address = f"/assure/oversight/provider/{home.public_id}/"
    assert "Entered: RADAR" not in demo.page("mb", address)

    client = demo.client("mb")
    for process, month in (("RADAR", "June 2019"), ("QPIP", "September 2019")):
        typed = {
            "about": str(home.public_id),
            "process": process,
            "entered": month,
            "reason": "Quality of care",
        }
        assert client.post("/assure/oversight/enter/", typed).status_code == 302

    page = demo.page("mb", address)
    assert page.index("Entered: Quality improvement") < page.index("Entered: RADAR")
    assert "June 2019" in page


@proves("MB-207")
def test_childrens_radar_is_about_the_establishment_and_refuses_names(demo):
    page = demo.page("mb", "/assure/oversight/?process=CHILDRENS")
    assert "Private children&#39;s home of the footprint" in page
    demo.actor("mb")
    entry = ProcessEntry.objects.get(process="CHILDRENS", organisation=demo.commissioner("mb"))
    with pytest.raises(identifying.SaysWho):
        correct(demo, entry, reason="Referral about Alfie Stone")

    correct(demo, entry, reason="Staffing at night")

    assert "Staffing at night" in demo.page("mb", f"/assure/oversight/{entry.public_id}/")
