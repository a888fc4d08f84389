"""Facts about events and supervision: seen on their pages, and changed through operations."""

import pytest
from django.utils import timezone

from safeguarding.act.supervision import operations, queries
from safeguarding.act.supervision.models import Event, SupervisionOffer
from safeguarding.kit import when
from tests.facts.register import proves

YEAR, LAST = when.read("2019/20"), when.read("1 April 2021 to 30 June 2022")


def case(fact, *values):
    return pytest.param(*values, marks=pytest.mark.proves(fact), id=fact)


def event_of(demo, seed, title):
    demo.actor(seed)
    return Event.objects.get(title=title, organisation=demo.commissioner(seed))


def shown(demo, seed, event):
    return demo.page(seed, f"/act/supervision/{event.public_id}/").split('id="history"')[0]


def correct(demo, seed, event, **changes):
    event.refresh_from_db()
    operations.correct_event(
        event=event,
        version=event.version,
        changes=changes,
        reason="As a proof",
        by=demo.actor(seed),
        at=timezone.now(),
    )


PLT, FORUM, CHAMPIONS = (
    ("Protected learning time for primary care", "Primary care"),
    ("GP Leadership Forum", "General practice"),
    ("Safeguarding Champions", "Care homes and Domiciliary care"),
)


@pytest.mark.parametrize(
    ("series", "topic"),
    [
        case("MB-091", PLT, "MCA"),
        case("MB-092", PLT, "Self-neglect and hoarding"),
        case("MB-093", PLT, "DNACPR"),
        case("MB-095", FORUM, "Safeguarding Adult Threshold Guidance"),
        case("MB-096", FORUM, "Adult Intercollegiate Document"),
        case("MB-097", FORUM, "Launch of the GP safeguarding sample policy"),
        case("MB-098", FORUM, "Training Framework Policy"),
        case("MB-099", FORUM, "Prevent and the role of the GP"),
        case("MB-100", CHAMPIONS, "Falls prevention"),
        case("MB-101", CHAMPIONS, "Sex, capacity and consent"),
        case("MB-102", CHAMPIONS, "Liberty Protection Safeguards"),
        case("MB-103", CHAMPIONS, "Care Act and the role of advocacy"),
    ],
)
def test_an_event_has_its_topics_and_its_audience(demo, series, topic):
    title, audience = series
    event = event_of(demo, "mb", title)
    assert topic in shown(demo, "mb", event)
    assert audience in shown(demo, "mb", event)

    correct(demo, "mb", event, topics=[each for each in event.topics if each != topic], audience=[])

    assert topic not in shown(demo, "mb", event)
    assert audience not in shown(demo, "mb", event)


@proves("MB-094")
def test_an_event_whose_attendance_nobody_stated_is_flagged(demo):
    event = event_of(demo, "mb", PLT[0])
    assert "not stated (described as a high number)" in shown(demo, "mb", event)
    assert "A report that quotes this event says so" in shown(demo, "mb", event)

    correct(demo, "mb", event, attended=140, attendance_words="")

    assert "not stated" not in shown(demo, "mb", event)
    assert "140" in shown(demo, "mb", event)


@proves("MB-104")
def test_the_fortnight_of_the_childrens_board_is_a_campaign_with_its_topics(demo):
    event = event_of(demo, "mb", "Safeguarding children's fortnight")
    for words in (
        "Awareness campaign",
        "The new partnership arrangements",
        "Cumbria Local Safeguarding Children Board",
    ):
        assert words in shown(demo, "mb", event)

    correct(demo, "mb", event, kind="WORKSHOP", host=None, topics=[])

    for words in (
        "Awareness campaign",
        "The new partnership arrangements",
        "Cumbria Local Safeguarding Children Board",
    ):
        assert words not in shown(demo, "mb", event)


@proves("MB-320")
def test_the_summit_led_to_a_strategy(demo):
    event = event_of(demo, "mb", "Contextual Safeguarding Summit")
    assert "A contextual safeguarding strategy of all agencies" in shown(demo, "mb", event)

    correct(demo, "mb", event, led_to="")

    assert "What came of it" not in shown(demo, "mb", event)


@proves("SOM-056")
def test_two_days_of_virtual_training_are_counted(demo):
    def days():
        found = queries.events_in(demo.actor("som"), LAST, demo.commissioner("som"), kind="TRAINING")
        return [e for e in found if e.is_all_day and e.mode == "Virtual" and "CCG staff" in e.audience]

    assert len(days()) == 2
    correct(demo, "som", event_of(demo, "som", "Safeguarding training day, first"), is_all_day=False)

    assert len(days()) == 1


@proves("SOM-057")
def test_training_that_the_partnership_offers_is_listed(demo):
    event = event_of(demo, "som", "Virtual training of the partnership")
    assert "Somerset Safeguarding Children Partnership" in shown(demo, "som", event)

    correct(demo, "som", event, host=None)

    assert "Somerset Safeguarding Children Partnership" not in shown(demo, "som", event)


@pytest.mark.parametrize(
    "group",
    [
        case("SOM-060", "Primary care staff"),
        case("SOM-061", "Strategic safeguarding leads in commissioned providers"),
        case("SOM-062", "CCG staff and teams"),
        case("SOM-063", "Partner agencies"),
    ],
)
def test_supervision_was_offered_to_each_group_formally_and_informally(demo, group):
    def row():
        page = demo.page("som", "/act/supervision/offers/").split("Note supervision")[0]
        return page.split(group)[1].split("</tr>")[0] if group in page else ""

    assert "formal and informal" in row()
    demo.actor("som")
    SupervisionOffer.objects.filter(group=group).update(group="Others")

    assert row() == ""


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        case("SOM-064", "TEAMS", "MS Teams"),
        case("SOM-065", "TELEPHONE", "Telephone"),
        case("SOM-066", "FACE_TO_FACE", "Face to face"),
    ],
)
def test_supervision_is_given_in_each_way(demo, mode, words):
    def groups():
        lines = queries.supervision_in(demo.actor("som"), LAST, demo.commissioner("som"))
        return [line.group for line in lines if words in line.modes]

    assert len(groups()) == 4
    assert words in demo.page("som", "/act/supervision/offers/")
    others = [each for each in SupervisionOffer.Mode.values if each != mode]
    operations.offer_supervision(
        group="Primary care staff",
        period=LAST,
        modes=others,
        organisation=demo.commissioner("som"),
        by=demo.actor("som"),
        at=timezone.now(),
    )

    assert len(groups()) == 3
