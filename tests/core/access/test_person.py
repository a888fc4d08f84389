"""One person, for whoever looks after sign-ins: every role with its days and reasons, and sign-ins that failed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguarding.core.access import operations
from safeguarding.core.access.queries import holdings
from safeguarding.core.signin.jobs import note_try


def address(person) -> str:
    return f"/core/access/people/{person.public_id}/"


def failed(person, times=1, outcome="PASSWORD"):
    """Let sign-ins to somebody's account fail, as the job notes it."""
    for _ in range(times):
        note_try.run(
            person=str(person.public_id), outcome=outcome, ip="192.0.2.7", at=timezone.now().isoformat()
        )


def test_it_shows_each_role_with_its_days_and_reasons(world, sign_in):
    by = world.actor("una")
    operations.invite(
        email=world.dana.email,
        name="",
        role="R06",
        starts_on=by.today,
        reason="Covers adults as well",
        by=by,
        at=timezone.now(),
    )
    (first, _) = holdings(world.dana, by.today)
    operations.end_role(holding=first, ends_on=by.today, reason="Moves to adults", by=by, at=timezone.now())

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    assert "Una Users: Covers adults as well" in page
    assert "Una Users: Moves to adults" in page
    assert "No end set" in page


def test_somebody_who_has_left_is_still_found(world, sign_in):
    operations.close_account(user=world.dana, by=world.actor("una"), at=timezone.now())

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    assert "Holds no role today" in page
    assert "Closed" in page
    assert "/close/" not in page


def test_sign_ins_that_failed_are_listed_and_those_that_did_not_are_not(world, sign_in):
    failed(world.dana)
    failed(world.dana, outcome="IN")

    page = sign_in(world.una).get(address(world.dana)).content.decode()

    assert "The password was wrong" in page
    assert "192.0.2.7" in page
    assert "Signed in</span>" not in page


@pytest.mark.parametrize(("times", "said"), [(2, False), (3, True)])
def test_the_list_of_people_names_those_where_several_failed_in_a_week(world, sign_in, times, said):
    failed(world.dana, times)
    failed(world.pat, 5)

    page = sign_in(world.una).get("/core/access/people/").content.decode()

    assert ("Sign-ins that failed in the last seven days" in page) is said
    assert "Pat Provider" not in page


def test_what_is_older_than_90_days_is_forgotten(world, sign_in):
    old = timezone.now() - timedelta(days=91)
    note_try.run(person=str(world.dana.public_id), outcome="CODE", ip="192.0.2.9", at=old.isoformat())
    failed(world.dana)

    assert "192.0.2.9" not in sign_in(world.una).get(address(world.dana)).content.decode()


def test_a_role_without_a_reason_says_so(world, sign_in):
    assert "no reason recorded" in sign_in(world.una).get(address(world.dana)).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("una", 200), ("opal", 200), ("hana", 404), ("dana", 404), ("pat", 404), ("olga", 404)],
)
def test_each_member_of_the_cast(world, sign_in, who, status):
    assert sign_in(getattr(world, who)).get(address(world.dana)).status_code == status


def test_whoever_works_elsewhere_is_unknown(world, sign_in):
    assert sign_in(world.una).get(address(world.olga)).status_code == 404


def test_from_where_somebody_of_another_organisation_tried_is_not_told(world, sign_in):
    by = world.actor("una")
    failed(world.olga)
    by = world.actor("una")
    operations.invite(
        email=world.olga.email,
        name="",
        role="R13",
        starts_on=by.today,
        reason="Audits our files",
        by=by,
        at=timezone.now(),
    )

    page = sign_in(world.una).get(address(world.olga)).content.decode()

    assert "Audits our files" in page
    assert "192.0.2.7" not in page
