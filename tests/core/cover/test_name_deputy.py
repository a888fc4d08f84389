"""Somebody who is away names a deputy for some days, or their administrator does."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from safeguarding.act.actions import operations as actions
from safeguarding.act.actions.queries import of_my_post
from safeguarding.core.access import operations as access
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.access.queries import actor_of
from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.cover import operations
from safeguarding.core.cover.models import Deputy
from safeguarding.core.notices import queries as notices
from safeguarding.core.notices.models import Notice
from safeguarding.core.people.operations import PostDetails, change_post
from safeguarding.core.restricted import readers
from tests.act.actions.acts import move, opened
from tests.collect.reviews.making import a_review
from tests.core.cover.acts import busy, hold
from tests.core.notices.helping import tell
from tests.core.people.acts import post
from tests.core.restricted.making import a_request

TODAY = timezone.localdate()


def address(person) -> str:
    return f"/core/cover/people/{person.public_id}/deputy/"


def days(first=0, last=7) -> dict[str, str]:
    return {
        "starts_on": (TODAY + timedelta(days=first)).isoformat(),
        "ends_on": (TODAY + timedelta(days=last)).isoformat(),
    }


def away(world, person="hana", deputy="bo", first=0, last=7, by=None) -> Deputy:
    """Name a deputy by calling the operation."""
    return operations.name_deputy(
        person=getattr(world, person),
        deputy=getattr(world, deputy),
        starts_on=TODAY + timedelta(days=first),
        ends_on=TODAY + timedelta(days=last),
        by=world.actor(by or person),
        at=timezone.now(),
    )


@pytest.mark.parametrize("by", ["hana", "una"])
def test_a_person_or_their_administrator_names_a_deputy(world, sign_in, by):
    client = sign_in(getattr(world, by))

    response = client.post(address(world.hana), days() | {"deputy": str(world.bo.public_id)})

    assert response.status_code == 302
    world.actor(by)
    named = Deputy.objects.get()
    assert (named.person, named.deputy, named.named_by) == (world.hana, world.bo, getattr(world, by))
    assert AuditRecord.objects.filter(what="deputy.named").count() == 1
    told = set(Notice.objects.filter(kind="deputy.named").values_list("person__email", flat=True))
    assert told == {"hana@demo.invalid", "bo@demo.invalid"} - {f"{by}@demo.invalid"}


def test_on_those_days_the_deputy_opens_what_the_colleague_opens(world, sign_in):
    away(world)
    client = sign_in(world.bo)

    assert client.get("/collect/rounds/").status_code == 200
    assert client.get("/act/actions/").status_code == 200


@pytest.mark.parametrize(("first", "last"), [(1, 7), (-7, -1)])
def test_on_other_days_the_deputy_acts_for_themselves_alone(world, sign_in, first, last):
    named = away(world)
    Deputy.objects.filter(pk=named.pk).update(
        starts_on=TODAY + timedelta(days=first), ends_on=TODAY + timedelta(days=last)
    )

    assert sign_in(world.bo).get("/collect/rounds/").status_code == 403


def test_nothing_is_lent_when_the_colleague_has_left(world, sign_in):
    away(world)
    access.close_account(user=world.hana, by=world.actor("una"), at=timezone.now())

    assert sign_in(world.bo).get("/collect/rounds/").status_code == 403


def test_nothing_is_lent_by_a_role_that_has_run_out(world, sign_in):
    away(world)
    by = world.actor("una")
    (held,) = access.holdings(world.hana, by.today)
    access.end_role(holding=held, ends_on=by.today - timedelta(days=1), by=by, at=timezone.now())

    assert sign_in(world.bo).get("/collect/rounds/").status_code == 403


def test_nothing_is_lent_at_another_organisation_where_both_hold_roles(world, sign_in):
    world.give("hana", "R02", "elsewhere_icb")
    world.give("bo", "R11", "elsewhere_icb")
    away(world)

    assert sign_in(world.bo, world.wyvern).get("/collect/rounds/").status_code == 200
    # Twice: the second request begins with the database working for that organisation, which finds all roles held there.
    client = sign_in(world.bo, world.elsewhere_icb)
    assert [client.get("/collect/rounds/").status_code for _ in range(2)] == [403, 403]


def test_nothing_is_lent_to_a_deputy_who_holds_no_role_any_more(world):
    away(world)
    bo = world.actor("bo")
    RoleHolding.objects.filter(user=bo.user).update(ends_on=TODAY - timedelta(days=1))

    actor = actor_of(bo.organisation.pk, bo.user.pk, TODAY, purpose="a job")

    assert actor.roles == frozenset()


def test_what_is_restricted_stays_closed_to_the_deputy(world, sign_in):
    row = a_request(world, "hana")
    away(world)
    client = sign_in(world.bo)

    assert client.get("/act/disclosures/").status_code == 403
    assert client.get(f"/act/disclosures/{row.public_id}/").status_code == 404
    assert client.get("/core/restricted/").status_code == 403


def test_the_deputy_of_an_administrator_looks_after_no_sign_ins(world, sign_in):
    away(world, "una", "bo")

    assert sign_in(world.bo).get("/core/access/people/").status_code == 403


def test_the_actions_of_the_colleagues_posts_are_the_deputys_work(world):
    busy(world)
    away(world, "dana", "lena")

    assert [each.title for each in of_my_post(world.actor("lena"))] == ["With the post"]
    assert [each.title for each in of_my_post(world.actor("adele"))] == []


def test_what_waits_for_the_colleagues_roles_waits_for_the_deputy(world):
    away(world)
    told = tell(world, by="dana", to="wyvern", kind="validation.replied", roles=["R02"])
    kept = tell(world, by="dana", to="wyvern", kind="restricted.asked", roles=["R02"])

    found = set(notices.unread(world.actor("bo")).values_list("pk", flat=True))

    assert told.pk in found
    assert kept.pk not in found
    assert notices.how_many_wait(world.actor("bo")) == len(found)
    assert world.bo in notices.recipients(told, world.actor("bo"))
    assert world.bo not in notices.recipients(kept, world.actor("bo"))


def test_what_needs_a_second_person_still_needs_one(world):
    away(world)
    action = opened(world, "wyvern", by="hana")
    move(world, action, actions.ask_for_check, "bo")

    with pytest.raises(actions.NeedsAnother):
        move(world, action, actions.close, "bo")


def test_who_can_see_a_record_names_the_deputy(world):
    row = a_review(world, "hana")
    away(world)

    actor = world.actor("dana")
    (bo,) = [each for each in readers.readers(actor, row) if each.name == "Bo Board"]

    assert bo.decision.may
    assert "as deputy" in bo.roles


def test_both_accounts_say_so(world, client):
    away(world)

    pages = {}
    for who in ("hana", "bo"):
        client.force_login(getattr(world, who))
        pages[who] = client.get("/core/signin/account/").content.decode()

    assert "Bo Board stands in for you" in pages["hana"]
    assert "You stand in for Hana Head" in pages["bo"]


def test_the_holder_of_the_posts_deputy_is_suggested(world, sign_in):
    nurse, deputy = post(world, "Head of safeguarding"), post(world, "Deputy head of safeguarding")
    change_post(
        post=nurse,
        version=nurse.version,
        details=PostDetails(title=nurse.title, deputy=deputy),
        by=world.actor("hana"),
        at=timezone.now(),
    )
    hold(world, nurse, world.hana, date(2024, 1, 1))
    hold(world, deputy, world.dana, date(2024, 1, 1))

    page = sign_in(world.hana).get(address(world.hana)).content.decode()

    assert "The register of posts names the post of <bdi>Dana Designated</bdi> as deputy" in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (days(-1, 3), "today or later"),
        (days(3, 1), "on or after the first"),
        (days(0, 90), "90 days at most"),
        (days(366, 370), "within a year"),
        ({}, "Enter the first day"),
    ],
)
def test_days_that_do_not_fit_are_refused_in_words(world, sign_in, given, said):
    page = sign_in(world.hana).post(address(world.hana), given | {"deputy": str(world.bo.public_id)})

    assert said in page.content.decode()
    assert not Deputy.objects.exists()


def test_90_days_are_not_too_long(world):
    assert away(world, last=89).pk


def test_nobody_has_two_deputies_on_one_day(world, sign_in):
    away(world)

    page = sign_in(world.hana).post(address(world.hana), days(7, 9) | {"deputy": str(world.dana.public_id)})

    assert "on some of these days already" in page.content.decode()


def test_an_administrator_does_not_name_themselves(world, sign_in):
    page = sign_in(world.una).post(address(world.hana), days() | {"deputy": str(world.una.public_id)})

    assert "from the list" in page.content.decode()
    with pytest.raises(operations.NotPossible):
        away(world, "hana", "una", by="una")


@pytest.mark.parametrize(
    ("who", "status"), [("hana", 200), ("una", 200), ("dana", 404), ("cal", 404), ("pat", 404), ("olga", 404)]
)
def test_nobody_else_names_it(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(address(world.hana)).status_code == status
