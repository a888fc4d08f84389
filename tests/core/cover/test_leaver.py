"""An administrator hands a leaver's open work on in one step."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from safeguarding.act.actions.queries import of_my_post
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.operations import end_role, give_role
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.cover import jobs
from safeguarding.core.cover.models import Handover
from safeguarding.core.cover.queries import open_work
from safeguarding.core.notices import operations as notices
from safeguarding.core.notices.models import Notice
from safeguarding.core.people.models import PostHolding
from safeguarding.core.people.operations import add_person
from safeguarding.core.restricted.models import NamedPerson
from tests.core.cover.acts import address, busy, filled, hand_over, hold, towards_the_plans
from tests.core.notices.helping import run_what_waits
from tests.core.restricted.making import a_note
from tests.world import PASSWORD


def test_the_page_says_what_is_open_and_none_of_what_it_says(world, sign_in):
    busy(world)

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    assert "Designated nurse for children" in page
    assert "1 open action of their posts" in page
    assert "1 open action that they were last to work on" in page
    assert "1 open round that they issued" in page
    assert "With the post" not in page
    assert "never inherited" in page


def test_what_goes_with_a_post_is_counted_and_goes_to_its_next_holder(world, sign_in, client):
    held = busy(world)
    towards_the_plans(world, held)

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    for words in (
        "1 aim that their posts lead",
        "1 activity of their posts that goes on",
        "1 project that their posts lead",
        "1 seat on a committee of their posts",
    ):
        assert words in page
    assert "Keep everybody safe" not in page
    made = hand_over(world, client, world.dana, to=world.hana)
    kinds = ("aims-of-posts", "activities-of-posts", "projects-of-posts", "seats-of-posts")
    assert [made.tally[kind] for kind in kinds] == [1, 1, 1, 1]
    assert [
        line.kind.key for line in open_work(world.actor("una"), world.hana) if line.kind.key in kinds
    ] != []


def test_what_is_over_is_not_counted(world, sign_in):
    held = busy(world)
    towards_the_plans(world, held, over=True)

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    assert "that their posts lead" not in page
    assert "of their posts that goes on" not in page
    assert "seat on a committee" not in page


def test_somebody_who_holds_nothing_open_has_an_empty_page(world, sign_in):
    page = sign_in(world.una).get(address(world.bo)).content.decode()

    assert "They hold no post." in page
    assert "Nothing else is open in their name." in page


def test_everything_goes_to_one_person_in_one_step(world, client):
    held = busy(world)

    made = hand_over(world, client, world.dana, to=world.hana)

    today = timezone.localdate()
    assert made.tally == {
        "actions": 1,
        "actions-of-posts": 1,
        "rounds": 1,
        "posts": 1,
        "notices": 0,
        "jobs": 3,
    }
    before, after = PostHolding.objects.filter(post=held).order_by("pk")
    assert (before.ends_on, after.user, after.kind, after.starts_on) == (today, world.hana, "ACTING", today)
    assert [each.title for each in of_my_post(world.actor("hana"))] == ["With the post"]
    assert AuditRecord.objects.filter(what="work.handed-over").count() == 1


def test_the_leaver_is_out_at_once(world, client):
    leaver = Client()
    leaver.force_login(world.dana)

    hand_over(world, client, world.dana, to=world.hana)

    assert not world.dana.is_active
    assert leaver.get("/").status_code == 302


def test_or_on_a_date_by_which_the_roles_end_and_after_which_the_account_closes(world, client, time_machine):
    last = timezone.localdate() + timedelta(days=10)
    made = hand_over(world, client, world.dana, to=world.hana, closes="day", last_on=last)
    assert world.dana.is_active
    assert RoleHolding.objects.get(user=world.dana).ends_on == last

    time_machine.move_to(timezone.now() + timedelta(days=11))
    assert "core.cover.close" in run_what_waits(later=True)

    world.actor("una")
    made.refresh_from_db()
    assert not world.dana.is_active
    assert made.closed_on == last + timedelta(days=1)


def test_the_job_does_nothing_before_the_last_day_has_passed(world, client):
    last = timezone.localdate() + timedelta(days=10)
    made = hand_over(world, client, world.dana, to=world.hana, closes="day", last_on=last)

    jobs.close.run(organisation_id=world.wyvern.pk, handover=str(made.public_id))

    assert world.dana.is_active


def test_a_post_goes_to_its_next_holder_where_one_is_recorded(world, client):
    held = busy(world)
    hold(world, held, world.lena, starts_on=timezone.localdate() + timedelta(days=5))

    made = hand_over(world, client, world.dana, to="next")

    assert made.successor is None
    assert PostHolding.objects.filter(post=held).count() == 2
    assert Notice.objects.filter(person=world.lena, kind="work.handed-over").count() == 1


def test_what_the_leaver_was_told_is_told_to_whoever_takes_over(world, client):
    notices.tell(
        organisation=world.wyvern,
        kind="report.comment",
        url="/report/papers/",
        person=world.dana,
        by=world.actor("hana"),
        at=timezone.now(),
    )

    hand_over(world, client, world.dana, to=world.hana)

    kinds = Notice.objects.filter(person=world.hana).values_list("kind", flat=True)
    assert sorted(kinds) == ["report.comment", "work.handed-over"]


def test_a_place_on_a_list_of_a_restricted_record_ends_and_is_inherited_by_nobody(world, client):
    a_note(world, "hana")
    on_list = NamedPerson.objects.get(user=world.hana)
    record = on_list.record

    hand_over(world, client, world.hana, to=world.dana)

    world.actor("una")
    assert NamedPerson.objects.filter(record=record, user=world.dana).count() == 0
    assert NamedPerson.objects.get(pk=on_list.pk).until is not None
    assert Notice.objects.filter(kind="restricted.leaver", roles=["R12"]).count() == 1


def test_the_guardian_is_told_whether_or_not_there_was_a_list(world, client):
    hand_over(world, client, world.bo, to=world.hana)

    assert Notice.objects.filter(kind="restricted.leaver", roles=["R12"]).count() == 1


def test_the_e_mail_to_whoever_takes_over_names_nobody_and_nothing(world, client):
    busy(world)
    by = world.actor("hana")
    notices.choose_email(email="EACH", by=by, at=timezone.now())
    run_what_waits()
    mail.outbox.clear()

    hand_over(world, client, world.dana, to=world.hana)
    run_what_waits()

    texts = [each.subject + each.body for each in mail.outbox if each.to == [world.hana.email]]
    assert texts
    assert not any("Dana" in each or "With the post" in each for each in texts)


def test_a_second_press_hands_nothing_over_twice(world, client):
    busy(world)
    last = timezone.localdate() + timedelta(days=10)
    hand_over(world, client, world.dana, to=world.hana, closes="day", last_on=last)

    page = client.post(address(world.dana), filled(world.hana, closes="day", last_on=last))

    assert "handed over already" in page.content.decode()
    assert Handover.objects.filter(person=world.dana).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"closes": "day"}, "Enter the last day"),
        ({"closes": "day", "last_on": timezone.localdate() - timedelta(days=1)}, "today or later"),
        ({"closes": "day", "last_on": timezone.localdate() + timedelta(days=400)}, "within a year"),
        ({"sure": ""}, "Confirm that you have checked"),
    ],
)
def test_what_does_not_fit_is_said_on_the_page_and_nothing_is_done(world, sign_in, typed, said):
    more = {"to": world.hana} | typed

    page = sign_in(world.una).post(address(world.dana), filled(**more)).content.decode()

    assert said in page
    assert world.dana.is_active


def test_by_what_right_is_asked_where_there_is_a_post_and_nowhere_else(world, sign_in):
    client = sign_in(world.una)
    without = client.post(address(world.dana), filled(world.hana, kind="", sure="")).content.decode()
    busy(world)

    page = client.post(address(world.dana), filled(world.hana, kind="")).content.decode()

    assert "They hold the posts as" not in without
    assert "Select by what right they hold the posts" in page


def test_work_of_somebody_whose_role_ended_before_is_still_handed_over(world, sign_in, client):
    held = busy(world)
    leave_yesterday(world, world.dana)

    person = sign_in(world.una).get(f"/core/access/people/{world.dana.public_id}/").content.decode()
    made = hand_over(world, client, world.dana, to=world.hana)

    assert address(world.dana) in person
    assert made.tally["actions-of-posts"] == 1
    assert PostHolding.objects.filter(post=held).latest("pk").user == world.hana
    assert not world.dana.is_active


def test_work_of_somebody_who_is_yet_to_come_is_not_handed_over(world, sign_in):
    RoleHolding.objects.filter(user=world.actor("dana").person).update(
        starts_on=timezone.localdate() + timedelta(days=3)
    )

    assert sign_in(world.una).get(address(world.dana)).status_code == 404


def leave_yesterday(world, person):
    """End somebody's roles by their dates, and nothing else."""
    by, yesterday = world.actor("una"), timezone.localdate() - timedelta(days=1)
    for holding in RoleHolding.objects.filter(user=person):
        end_role(holding=holding, ends_on=yesterday, by=by, at=timezone.now())


def test_nobody_hands_their_own_work_over_and_leaves(world, sign_in):
    page = sign_in(world.una).post(address(world.una), filled(world.hana)).content.decode()

    assert "Ask another administrator" in page


def test_work_goes_to_nobody_outside(world, sign_in):
    page = sign_in(world.una).post(address(world.dana), filled(world.pat)).content.decode()

    assert "from the list" in page
    assert world.dana.is_active


@pytest.mark.parametrize(
    ("who", "status"),
    [("una", 200), ("opal", 200), ("hana", 404), ("cal", 404), ("pat", 404), ("olga", 404), ("noone", 302)],
)
def test_only_an_administrator_of_the_same_organisation_opens_the_page(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(address(world.dana)).status_code == status


def test_the_page_of_a_person_leads_there(world, sign_in):
    client = sign_in(world.una)
    people = {who: f"/core/access/people/{who.public_id}/" for who in (world.dana, world.una)}

    assert all(place in client.get("/core/access/people/").content.decode() for place in people.values())
    assert address(world.dana) in client.get(people[world.dana]).content.decode()
    assert address(world.una) not in client.get(people[world.una]).content.decode()


def colleague(world, email, name, role):
    """Employ somebody at Wyvern in a role."""
    by, now = world.actor("una"), timezone.now()
    person = add_person(email=email, name=name, password=PASSWORD, is_demonstration=True, by=by, at=now)
    give_role(user=person, organisation=world.wyvern, role=role, starts_on=by.today, by=by, at=now)
    return person


def test_two_colleagues_of_one_name_are_told_apart(world, sign_in):
    busy(world)
    colleague(world, "sam.one@demo.invalid", "Sam Same", "R03")
    colleague(world, "sam.two@demo.invalid", "Sam Same", "R11")

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    able = re.findall(r"open action that they were last to work on.*?</tr>", page, re.DOTALL)
    assert len(able) == 1
    assert able[0].count("Sam Same") == 1


def test_the_page_asks_as_much_among_many_colleagues_as_among_few(world, sign_in):
    busy(world)
    client = sign_in(world.una)
    client.get(address(world.dana))
    with CaptureQueriesContext(connection) as among_few:
        client.get(address(world.dana))
    for number in range(5):
        colleague(world, f"more{number}@demo.invalid", f"More {number}", "R03")
    with CaptureQueriesContext(connection) as among_many:
        client.get(address(world.dana))

    assert len(among_many) == len(among_few)
