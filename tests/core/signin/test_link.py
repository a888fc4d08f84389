"""Linking another organisation's sign-in: by the person themselves, with a factor proved just now, by issuer and subject."""

import pytest
from allauth.mfa.models import Authenticator

from safeguarding.core.audit.models import AuditRecord
from safeguarding.core.signin.models import ProviderIdentity
from tests.core.signin.provider import BACK, come_back, is_in, link

LINK = "/core/signin/with/trust/link/"


@pytest.fixture
def dana(world, provider, settings, sign_in):
    """Return Dana's browser, as of a demonstration: her factor counts as proved."""
    settings.DEMONSTRATION = True
    return sign_in(world.dana)


def go(client, provider, **changed):
    code, state = provider.code_for(client.get(LINK).headers["Location"])
    return client.get(BACK, {"code": code, "state": state} | changed)


def test_a_person_links_their_other_sign_in_and_comes_in_by_it(dana, world, provider):
    go(dana, provider)

    page = dana.get("/core/signin/account/").content.decode()
    assert "Riverside sign-in" in page
    assert "Linked on" in page
    dana.logout()
    come_back(dana, provider)
    assert is_in(dana)
    world.actor("dana")
    assert AuditRecord.objects.filter(what="sign-in.changed").count() == 1


def test_what_fails_on_the_way_says_that_nothing_was_linked(dana, provider):
    go(dana, provider, state="of-nobody")

    page = dana.get("/core/signin/account/").content.decode()
    assert "was not linked, and nothing has changed" in page
    assert "did not sign you in" not in page
    assert "Not linked" in page


def test_a_subject_is_one_person(dana, world, provider):
    link(world.pat, provider)

    go(dana, provider)

    assert "linked already" in dana.get("/core/signin/account/").content.decode()


def test_a_person_is_one_subject_of_a_provider(dana, world, provider):
    link(world.dana, provider, "subject-0")

    go(dana, provider)

    assert "linked already" in dana.get("/core/signin/account/").content.decode()


def test_whoever_signs_in_meanwhile_is_not_linked(dana, world, provider):
    code, state = provider.code_for(dana.get(LINK).headers["Location"])
    waiting = dana.session["provider_asked"]
    dana.force_login(world.pat)
    session = dana.session
    session["provider_asked"] = waiting
    session.save()

    dana.get(BACK, {"code": code, "state": state})

    assert not ProviderIdentity.objects.exists()


def test_it_needs_a_factor_proved_just_now(dana, world, provider, settings):
    settings.DEMONSTRATION = False

    assert dana.get(LINK).headers["Location"] == "/core/signin/second-factor/"


def test_the_factor_must_still_be_fresh_on_the_way_back(dana, world, provider):
    """Whoever finds the browser open while its owner is away at the provider links nothing of their own."""
    code, state = provider.code_for(dana.get(LINK).headers["Location"])
    Authenticator.objects.create(user=world.dana, type="totp", data={})  # which she has not proved

    dana.get(BACK, {"code": code, "state": state})

    assert not ProviderIdentity.objects.exists()


def test_a_stranger_signs_in_first(client, provider, db):
    assert client.get(LINK).headers["Location"].startswith("/account/login/")
