"""A person ends one of their own sessions; another's is not to be found."""

import pytest
from allauth.usersessions.models import UserSession

from tests.core.signin.test_account import browser


def address(session) -> str:
    return f"/core/signin/sessions/{session.pk}/end/"


@pytest.fixture
def elsewhere(world):
    return browser(world.pat)


def test_ends_that_session_and_no_other(world, sign_in, elsewhere):
    session = UserSession.objects.get(user=world.pat)
    here = sign_in(world.pat)
    assert "End this session?" in here.get(address(session)).content.decode()

    here.post(address(session))

    assert elsewhere.get("/core/signin/account/").status_code == 302
    assert here.get("/core/signin/account/").status_code == 200


@pytest.mark.parametrize("person", ["perry", "una", "dana"])
def test_nobody_elses(world, sign_in, elsewhere, person):
    session = UserSession.objects.get(user=world.pat)
    other = sign_in(getattr(world, person))

    assert other.post(address(session)).status_code == 404
    assert elsewhere.get("/core/signin/account/").status_code == 200
