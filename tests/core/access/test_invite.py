"""A role is given in one step that either works or says all that is missing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from safeguarding.core.access import operations
from safeguarding.core.access.models import RoleHolding
from safeguarding.core.people.models import User
from tests.core.notices.helping import run_what_waits

ADDRESS = "/core/access/people/invite/"


def asked(**changed) -> dict[str, str]:
    return {
        "email": "new.nurse@wyvern.example",
        "name": "Nora New",
        "role": "R03",
        "starts_on": timezone.localdate().isoformat(),
        "ends_on": "",
    } | changed


def test_somebody_new_is_added_given_the_role_and_sent_a_link(world, sign_in):
    response = sign_in(world.una).post(ADDRESS, asked())
    run_what_waits()

    assert response.status_code == 302
    world.actor("una")
    holding = RoleHolding.objects.get(user__email="new.nurse@wyvern.example")
    assert (holding.role, holding.organisation, holding.given_by) == ("R03", world.wyvern, world.una)
    assert not holding.user.has_usable_password()
    (email,) = mail.outbox
    assert email.to == ["new.nurse@wyvern.example"]
    assert "/account/password/reset/key/" in email.body


def test_the_link_lets_them_choose_a_password(world, sign_in, client):
    sign_in(world.una).post(ADDRESS, asked())
    run_what_waits()
    path = next(word for word in mail.outbox[0].body.split() if "/account/password/reset/key/" in word)
    path = path[path.index("/account/") :]
    client.logout()

    form = client.get(path, follow=True)
    chosen = {"password1": "three-random-words", "password2": "three-random-words"}
    client.post(form.request["PATH_INFO"], chosen)

    assert User.objects.get(email="new.nurse@wyvern.example").check_password("three-random-words")


def test_somebody_known_is_given_the_role_without_an_email(world, sign_in):
    sign_in(world.una).post(ADDRESS, asked(email="NOONE@demo.invalid", name=""))
    run_what_waits()

    world.actor("una")
    assert RoleHolding.objects.filter(user=world.noone, role="R03").exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Nobody with this email address is known yet: enter their name."),
        ({"email": "dana@demo.invalid"}, "Dana Designated holds this role in that time already."),
        ({"email": "una@demo.invalid"}, "You cannot give a role to yourself."),
        ({"role": "R28"}, "enter a last day within a year"),
        ({"ends_on": "2001-01-01"}, "The last day must be on or after the first."),
        ({"role": "R16"}, "Choose the role from the list"),
        ({"role": "R30"}, "Choose the role from the list"),
        ({"role": "R31"}, "Choose the role from the list"),
        ({"email": "nonsense"}, "Enter an email address in the correct format"),
    ],
)
def test_says_what_is_missing_and_does_nothing(world, sign_in, changed, words):
    people = User.objects.count()

    response = sign_in(world.una).post(ADDRESS, asked(**changed))

    assert response.status_code == 200
    assert words in response.content.decode().replace("&#39;", "'")
    assert User.objects.count() == people


def test_a_forged_role_is_refused_by_the_operation_too(world):
    una, today = world.actor("una"), timezone.localdate()

    for role in ("R16", "R30", "R31", "R32", "R99"):
        with pytest.raises(operations.NotPossible, match="not given at your organisation"):
            operations.invite(
                email="x@y.example", name="X", role=role, starts_on=today, by=una, at=timezone.now()
            )


def test_a_role_for_a_time_ends_within_a_year(world):
    una, today = world.actor("una"), timezone.localdate()
    given = {
        "email": "aud@y.example",
        "name": "Aud",
        "role": "R28",
        "starts_on": today,
        "by": una,
        "at": timezone.now(),
    }

    with pytest.raises(operations.NotPossible, match="within a year"):
        operations.invite(**given, ends_on=today + timedelta(days=366))
    assert operations.invite(**given, ends_on=today + timedelta(days=365)).role == "R28"


@pytest.mark.parametrize(
    ("person", "status"), [("una", 200), ("dana", 403), ("hana", 403), ("pat", 403), ("olga", 403)]
)
def test_only_the_administrator_of_sign_ins_opens_it(world, sign_in, person, status):
    assert sign_in(getattr(world, person)).get(ADDRESS).status_code == status
