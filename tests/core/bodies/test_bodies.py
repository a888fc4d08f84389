"""Bodies: names, seats, lines, what feeds them, and the governance chart drawn from all of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.core.bodies import operations, queries
from safeguarding.core.bodies.models import AssuranceInput, Body, Seat
from safeguarding.core.bodies.operations import BodyDetails
from safeguarding.core.people import operations as people
from safeguarding.core.people.operations import PostDetails
from safeguarding.kit.refusals import Stale

NOW = timezone.now()
TODAY = timezone.localdate()


def opened(by, name, kind="COMMITTEE", **more):
    details = BodyDetails(name=name, kind=kind, **more)
    return operations.open_body(organisation=by.organisation, details=details, by=by, at=NOW)


def chart(by):
    return queries.governance_chart(by, by.organisation, TODAY)


def test_a_body_is_found_by_each_of_its_names_and_is_one_record(world):
    hana = world.actor("hana")
    opened(hana, "Safeguarding Group", aliases=("Safeguarding Assurance Group",))

    for words in ("safeguarding group", "assurance group"):
        assert queries.called(queries.bodies(hana), words).count() == 1
    with pytest.raises(operations.NotPossible, match="goes by the name"):
        opened(hana, "Safeguarding assurance group")


def test_the_chart_has_every_committee_post_line_and_input(world):
    hana = world.actor("hana")
    board, committee = opened(hana, "Board", on_chart=True), opened(hana, "Quality committee", on_chart=True)
    leads = opened(hana, "System leads", on_chart=True, kind="GROUP")
    operations.link(body=committee, to=board, kind="REPORTS_TO", by=hana, at=NOW)
    operations.link(body=committee, to=leads, kind="LINKS_WITH", by=hana, at=NOW)
    operations.feed(body=committee, name="Visits to providers", by=hana, at=NOW)
    team = opened(hana, "Team", kind="TEAM", on_chart=True)
    chief, head = (
        people.open_post(
            organisation=hana.organisation, details=PostDetails(title=t, is_accountable=a), by=hana, at=NOW
        )
        for t, a in (("Chief", True), ("Head", False))
    )
    people.add_line(start=head, end=chief, by=hana, at=NOW)
    people.add_line(start=team, end=head, by=hana, at=NOW)

    found = chart(hana)

    assert {n.name for n in found.structures} == {"Board", "Quality committee", "System leads"}
    assert [n.name for n in found.individuals] == ["Chief", "Head", "Team"]
    assert [str(e) for e in found.edges] == [
        "Quality committee reports to Board",
        "Quality committee links with System leads",
        "Head reports to Chief",
        "Team reports to Head",
    ]
    assert "Input to Quality committee: Visits to providers." in found.words()
    assert "<svg" in found.svg()


def test_a_line_or_an_input_that_is_taken_away_leaves_the_chart(world):
    hana = world.actor("hana")
    board, committee = opened(hana, "Board", on_chart=True), opened(hana, "Committee", on_chart=True)
    edge = operations.link(body=committee, to=board, kind="REPORTS_TO", by=hana, at=NOW)
    fed = operations.feed(body=committee, name="Returns", by=hana, at=NOW)

    operations.unlink(edge=edge, by=hana, at=NOW)
    operations.stop_feeding(fed=fed, by=hana, at=NOW)

    assert chart(hana).edges == ()
    assert chart(hana).inputs == ()


def test_nothing_is_drawn_without_a_committee(world):
    assert chart(world.actor("hana")).svg() == ""


def test_lines_that_stand_already_or_go_round_are_refused(world):
    hana = world.actor("hana")
    first, second = opened(hana, "First"), opened(hana, "Second")
    operations.link(body=first, to=second, kind="REPORTS_TO", by=hana, at=NOW)

    for body, to in ((first, second), (second, first), (first, first)):
        with pytest.raises(operations.NotPossible):
            operations.link(body=body, to=to, kind="REPORTS_TO", by=hana, at=NOW)


def test_seats_say_who_and_whether_the_partner_is_statutory(world):
    hana = world.actor("hana")
    board = opened(hana, "Children partnership", kind="PARTNERSHIP")
    seat = operations.add_seat(
        body=board,
        organisation=hana.organisation,
        level="executive",
        is_statutory_partner=True,
        by=hana,
        at=NOW,
    )

    [found] = queries.partnerships(hana, hana.organisation, TODAY)
    assert found.is_statutory_partner
    with pytest.raises(operations.NotPossible):
        operations.add_seat(body=board, by=hana, at=NOW)
    operations.remove_seat(seat=seat, by=hana, at=NOW)
    assert queries.seats(board) == []


def test_a_body_keeps_a_partly_known_start_and_refuses_a_stale_change(world):
    hana = world.actor("hana")
    radar = opened(hana, "Radar", kind="GROUP", starts_on="2019-06", chair_organisation=world.northvale)
    details = BodyDetails(name="Radar group", kind="GROUP", starts_on="2019-06", aliases=("Radar",))
    operations.change_body(body=radar, version=1, details=details, by=hana, at=NOW)

    assert queries.by_name(hana, hana.organisation, "Radar").name == "Radar group"
    with pytest.raises(Stale):
        operations.change_body(body=radar, version=1, details=details, by=hana, at=NOW)


@pytest.mark.parametrize(("person", "sees"), [("bo", True), ("pat", False), ("olga", False)])
def test_bodies_are_seen_by_their_own_organisation_only(world, person, sees):
    hana = world.actor("hana")
    board = opened(hana, "Board")
    operations.feed(body=board, name="Returns", by=hana, at=NOW)
    operations.add_seat(body=board, organisation=hana.organisation, by=hana, at=NOW)

    by = world.actor(person)

    assert (board in queries.bodies(by)) is sees
    for model in (Body, Seat, AssuranceInput):
        assert model.objects.exists() is sees  # the database says the same


def test_the_list_finds_a_body_by_another_name_once(world, sign_in):
    opened(world.actor("hana"), "Safeguarding Group", aliases=("SAG", "Safeguarding Assurance Group"))

    page = sign_in(world.bo).get(reverse("core:bodies_bodies"), {"q": "SA"}).content.decode()

    assert "1 body" in page
    assert "Safeguarding Group" in page
    assert "stand here" in sign_in(world.oscar).get(reverse("core:bodies_bodies")).content.decode()
