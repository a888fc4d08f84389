"""Signing in: password and code, no way around the code, and the demonstration's switch for made-up staff alone."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.utils import timezone

from safeguarding.core.access.context import acting
from safeguarding.core.access.operations import system_actor
from safeguarding.core.people.operations import add_person
from safeguarding.core.signin.accounts import NotADemonstration, refuse_demonstration_of_real_people
from tests.core.signin.authenticating import code_of
from tests.world import PASSWORD


def sign_in(client, email, password=PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password}, follow=True)


@pytest.fixture
def for_real(settings):
    settings.DEMONSTRATION = False


def test_made_up_staff_of_a_demonstration_sign_in_without_a_code(client, world):
    response = sign_in(client, "DANA@demo.invalid")

    assert "NHS Wyvern Integrated Care Board" in response.content.decode()


def test_without_the_switch_a_password_alone_leads_to_setting_up_a_second_factor(client, world, for_real):
    response = sign_in(client, "dana@demo.invalid")

    assert "Set up a second factor" in response.content.decode()
    assert client.get("/").headers["Location"] == "/core/signin/second-factor/"


def test_a_second_factor_is_set_up_and_then_asked_for(client, world, for_real):
    sign_in(client, "dana@demo.invalid")
    client.get("/account/codes/activate/")
    client.post("/account/codes/activate/", {"code": code_of(client.session["mfa.totp.secret"])})
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/core/signin/second-factor/"

    again = sign_in(client, "dana@demo.invalid")
    assert "Prove that it is you" in again.content.decode()
    client.post("/account/codes/authenticate/", {"code": "000000"})
    assert client.get("/").status_code == 302
    recovery = Authenticator.objects.get(user=world.dana, type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/account/codes/authenticate/", {"code": recovery})

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("email", ["nobody@demo.invalid", "dana@demo.invalid"])
def test_a_wrong_password_and_an_unknown_address_answer_alike(client, world, email):
    response = sign_in(client, email, "wrong password entirely")

    assert "The email address or the password is not right" in response.content.decode()


def test_the_switch_refuses_to_exist_where_real_people_are(world):
    by, now = system_actor(timezone.localdate(), "test"), timezone.now()

    with acting(by):
        refuse_demonstration_of_real_people()
        add_person(email="real@example.nhs.uk", name="Real", by=by, at=now)
        with pytest.raises(NotADemonstration):
            refuse_demonstration_of_real_people()
    assert django_settings.DEMONSTRATION


@pytest.mark.parametrize("address", ["/account/signup/", "/account/codes/deactivate/", "/account/email/"])
def test_nobody_signs_up_or_drops_the_second_factor(sign_in, world, address):
    assert sign_in(world.dana).get(address).status_code == 404
