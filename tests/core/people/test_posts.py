"""Posts: held, left and vacant, what is required and missing, and who answers to whom."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.core.people import operations, queries
from safeguarding.core.people.models import Post, PostHolding, StatutoryRole
from safeguarding.core.people.operations import PostDetails
from safeguarding.core.people.queries import Vacancy
from safeguarding.kit.periods import add_months, known_words, months_passed, possible_days
from safeguarding.kit.refusals import Stale
from tests.core.people import acts

NOW = timezone.now()
DAY = date(2022, 6, 30)


def opened(by, title="Named GP for safeguarding", **more):
    return operations.open_post(
        organisation=by.organisation, details=PostDetails(title=title, **more), by=by, at=NOW
    )


def held(post, by, kind=PostHolding.Kind.SUBSTANTIVE, starts_on=date(2021, 1, 1), ends_on=None, **more):
    return operations.hold_post(
        post=post, holder="Postholder", kind=kind, starts_on=starts_on, ends_on=ends_on, by=by, at=NOW, **more
    )


def test_a_post_is_vacant_from_the_day_after_its_holder_leaves(world):
    hana = world.actor("hana")
    post = opened(hana)
    holding = held(post, hana)
    assert queries.state(queries.get_post(hana, post.public_id), DAY).word == "Filled"

    operations.leave_post(holding=holding, ends_on=date(2022, 5, 31), by=hana, at=NOW)

    [vacancy] = queries.vacancies(hana, hana.organisation, DAY)
    assert vacancy.since == "2022-06-01"
    assert vacancy.days == (29, 29)


def test_a_vacancy_known_to_its_month_says_how_long_at_least_and_at_most(world):
    hana = world.actor("hana")
    post = opened(hana)
    operations.note_vacancy(
        post=post, version=1, vacant_since="2021-10", recruitment="DIFFICULT", mitigation="", by=hana, at=NOW
    )

    [vacancy] = queries.vacancies(hana, hana.organisation, DAY)

    assert vacancy.months == (8, 9)
    assert vacancy.days == (242, 272)
    assert vacancy.length == "8 to 9 months (242 to 272 days)"
    assert vacancy.needs_mitigation


@pytest.mark.parametrize("since", ["2022-07", "2022-09", "2023-01-15"])
def test_a_vacancy_of_later_does_not_say_since_when_a_post_was_vacant_before(world, since):
    """A paper on a closed year shows the posts as they stood then, whatever was written since."""
    hana = world.actor("hana")
    post = opened(hana)
    operations.note_vacancy(
        post=post, version=1, vacant_since=since, recruitment="DIFFICULT", mitigation="", by=hana, at=NOW
    )

    [vacancy] = queries.vacancies(hana, hana.organisation, DAY)

    assert vacancy.since == ""
    assert vacancy.length == "Not recorded"
    [of_then] = queries.vacancies(hana, hana.organisation, date(2023, 6, 30))
    assert of_then.since == since


def test_holding_a_post_ends_its_vacancy_and_a_secondment_is_shown_before_it_ends(world):
    hana = world.actor("hana")
    post = opened(hana)
    operations.note_vacancy(
        post=post,
        version=1,
        vacant_since="2021-10",
        recruitment="RECRUITING",
        mitigation="Cover",
        by=hana,
        at=NOW,
    )

    held(post, hana, PostHolding.Kind.SECONDMENT, date(2021, 9, 1), date(2022, 8, 31), business_case="Case")

    assert queries.vacancies(hana, hana.organisation, DAY) == []
    assert queries.state(queries.get_post(hana, post.public_id), DAY).word == "Interim"
    assert [h.ends_on for h in queries.ending(hana, hana.organisation, DAY)] == [date(2022, 8, 31)]
    assert queries.ending(hana, hana.organisation, date(2022, 1, 1)) == []


def test_a_secondment_without_a_last_day_is_refused(world):
    hana = world.actor("hana")

    with pytest.raises(operations.NotPossible, match="last day"):
        held(opened(hana), hana, PostHolding.Kind.SECONDMENT)


def test_days_the_wrong_way_round_are_refused(world):
    hana = world.actor("hana")
    holding = held(opened(hana), hana)

    with pytest.raises(operations.NotPossible):
        operations.leave_post(holding=holding, ends_on=date(2020, 1, 1), by=hana, at=NOW)
    with pytest.raises(operations.NotPossible):
        held(holding.post, hana, ends_on=date(2020, 1, 1))


def test_a_role_is_a_gap_until_a_held_post_fulfils_it(world):
    hana = world.actor("hana")
    role = StatutoryRole.objects.get(key="designated-doctor-children")
    named = {gap.requirement.role.key: gap for gap in queries.gaps(hana, hana.organisation, DAY)}
    assert queries.count_gaps(hana, hana.organisation, DAY) == len(queries.gaps(hana, hana.organisation, DAY))
    assert named[role.key].risk_suggestion.endswith("there is no such post.")

    post = opened(hana, "Designated doctor", roles=[role])
    named = {gap.requirement.role.key: gap for gap in queries.gaps(hana, hana.organisation, DAY)}
    assert queries.count_gaps(hana, hana.organisation, DAY) == len(queries.gaps(hana, hana.organisation, DAY))
    assert named[role.key].risk_suggestion.endswith("the post is vacant.")

    held(post, hana)
    assert role.key not in {g.requirement.role.key for g in queries.gaps(hana, hana.organisation, DAY)}
    assert queries.count_gaps(hana, hana.organisation, DAY) == len(named) - 1


def test_what_is_required_depends_on_the_kind_of_organisation_and_the_day(world):
    keys = {r.role.key for r in queries.requirements(world.riverside, DAY)}

    assert "named-nurse-children" in keys
    assert "designated-nurse-children" not in keys
    assert "practice-deputy" not in {r.role.key for r in queries.requirements(world.millpond, DAY)}
    assert "practice-deputy" in {r.role.key for r in queries.requirements(world.millpond, date(2024, 1, 1))}


def test_capacity_keeps_its_unit_and_a_vacant_post_misses_all_of_it(world):
    hana = world.actor("hana")
    post = opened(hana, capacity=Decimal("5"), required_capacity=Decimal("5"), capacity_unit=Post.Unit.PA)

    [found] = queries.register(hana, hana.organisation, DAY)

    assert found.capacity_words == "5 PAs a week"
    assert found.shortfall == 5
    held(post, hana, capacity=Decimal("3.5"))
    [found] = queries.register(hana, hana.organisation, DAY)
    assert found.shortfall == Decimal("1.5")


def test_a_post_may_answer_to_two_but_never_in_a_circle(world):
    hana = world.actor("hana")
    head, nurse, officer = (opened(hana, title) for title in ("Head", "Chief nurse", "Chief officer"))
    operations.add_line(start=head, end=nurse, by=hana, at=NOW)
    operations.add_line(start=head, end=officer, by=hana, at=NOW)
    operations.add_line(start=nurse, end=officer, by=hana, at=NOW)

    with pytest.raises(operations.NotPossible, match="already"):
        operations.add_line(start=head, end=nurse, by=hana, at=NOW)
    with pytest.raises(operations.NotPossible, match="circle"):
        operations.add_line(start=officer, end=head, by=hana, at=NOW)

    line = queries.lines(hana, hana.organisation)[0]
    operations.remove_line(line=line, by=hana, at=NOW)
    assert len(queries.lines(hana, hana.organisation)) == 2


def test_one_title_is_one_post_and_a_stale_change_is_refused(world):
    hana = world.actor("hana")
    post = opened(hana, "Head")

    with pytest.raises(operations.AlreadyKnown):
        opened(hana, "HEAD")
    operations.change_post(
        post=post, version=1, details=PostDetails(title="Head of safeguarding"), by=hana, at=NOW
    )
    with pytest.raises(Stale):
        operations.change_post(post=post, version=1, details=PostDetails(title="Chief"), by=hana, at=NOW)


def test_statutory_posts_without_deputy_or_plan_are_listed(world):
    hana = world.actor("hana")
    deputy = opened(hana, "Deputy")
    opened(hana, "Covered", is_statutory=True, deputy=deputy)
    opened(hana, "Planned", is_statutory=True, succession_plan="The deputy acts up.")
    opened(hana, "Alone", is_statutory=True)

    assert [p.title for p in queries.without_deputy(hana, hana.organisation, DAY)] == ["Alone"]


def test_contact_points_that_are_missing_are_named(world):
    hana = world.actor("hana")
    role = StatutoryRole.objects.get(key="designated-nurse-children")
    nurse = opened(hana, "Designated nurse", roles=[role])
    told = queries.missing_contacts(hana, hana.organisation, DAY)
    assert told == ["Designated nurse has no contact point", "No council's contact point is recorded"]

    for of, hours in ((nurse, "IN"), (world.northvale, "IN")):
        operations.add_contact(
            organisation=hana.organisation, of=of, hours=hours, telephone="01234 567890", by=hana, at=NOW
        )
    assert queries.missing_contacts(hana, hana.organisation, DAY) == [
        "Northvale County Council has no number out of hours"
    ]
    with pytest.raises(operations.NotPossible):
        operations.add_contact(organisation=hana.organisation, of=nurse, hours="IN", by=hana, at=NOW)


@pytest.mark.parametrize(("person", "may"), [("adi", True), ("dana", True), ("bo", False), ("doc", False)])
def test_only_those_who_write_governance_open_posts(world, person, may):
    by = world.actor(person)

    if may:
        assert opened(by).pk
    else:
        with pytest.raises(PermissionDenied):
            opened(by)


@pytest.mark.parametrize(
    ("person", "sees"), [("bo", True), ("pat", False), ("olga", False), ("oscar", False)]
)
def test_posts_are_seen_by_their_own_organisation_only(world, person, sees):
    post = opened(world.actor("hana"))

    by = world.actor(person)

    assert (post in queries.posts(by)) is sees
    assert Post.objects.filter(pk=post.pk).exists() is sees  # the database says the same


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 120))
def test_whole_months_count_up_to_the_day_itself(day, months):
    until = add_months(day, months)

    assert months_passed(day, until) in (months, months + 1)
    assert add_months(day, months_passed(day, until)) <= date.fromordinal(until.toordinal() + 1)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 4000))
def test_no_month_has_passed_before_the_first_day(day, earlier):
    assert months_passed(day, date.fromordinal(day.toordinal() - earlier)) == 0


def test_a_partly_known_date_is_every_day_that_it_can_be():
    assert possible_days("2021-10").dates == "1 October 2021 to 31 October 2021"
    assert possible_days("2021").days == 365
    assert possible_days("2021-10-14").days == 1
    assert [known_words(t) for t in ("2021-10-14", "2021-10", "2021", "")] == [
        "14 October 2021",
        "October 2021",
        "2021",
        "",
    ]
    assert Vacancy(Post(), "", DAY).length == "Not recorded"


REGISTER = reverse("core:people_posts")


def test_the_register_says_what_is_missing_what_ends_and_who_stands_alone(world, sign_in):
    found = acts.post(world, "Designated doctor", is_statutory=True)
    acts.held(world, found, kind="SECONDMENT", ends_on=timezone.localdate() + timedelta(days=30))

    page = acts.text(sign_in(world.hana), REGISTER)

    assert "Designated nurse for safeguarding children: not filled" in page
    assert "secondment ends on" in page
    assert "without a deputy" in page


def test_the_register_is_filtered_by_state_and_downloaded(world, sign_in):
    acts.held(world, acts.post(world, "Filled post"))
    acts.post(world, "Empty post")
    client = sign_in(world.bo)

    assert "Filled post" not in acts.text(client, REGISTER, state="Vacant").split("app-count")[1]
    file = client.get(REGISTER, {"state": "Vacant", "export": "csv"}).content.decode("utf-8-sig")
    assert "Empty post" in file
    assert "Filled post" not in file


def test_an_empty_register_says_what_will_stand_there(world, sign_in):
    assert "since when they are vacant" in acts.text(sign_in(world.oscar), REGISTER)


def test_the_register_asks_the_database_no_more_for_more_posts(world, sign_in, django_assert_max_num_queries):
    for n in range(3):
        acts.held(world, acts.post(world, f"Post {n}"))
    client = sign_in(world.bo)
    client.get(REGISTER)
    with CaptureQueriesContext(connection) as few:
        client.get(REGISTER)
    for n in range(3, 12):
        acts.held(world, acts.post(world, f"Post {n}"))

    with django_assert_max_num_queries(len(few)):
        client.get(REGISTER)


@pytest.mark.parametrize(("person", "status"), [("hana", 200), ("pat", 200), ("terry", 403), ("connie", 200)])
def test_the_register_opens_for_those_who_read_governance(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(REGISTER).status_code == status
