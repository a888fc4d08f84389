"""A provider of OpenID Connect beside the tests of sign-in."""

import pytest

from safeguarding.core.signin import providers
from tests.core.signin.provider import KEY, FakeProvider, link


@pytest.fixture(scope="module")
def served():
    provider = FakeProvider()
    yield provider
    provider.close()


@pytest.fixture
def provider(served, settings):
    served.answers, served.asked, served.codes, served.token = {}, [], {}, served.honest
    served.keys = [served._public(KEY, "one")]
    providers._KEPT.clear()
    settings.OIDC_PROVIDERS = {"trust": served.as_provider()}
    settings.DEMONSTRATION = False
    return served


@pytest.fixture
def linked(world, provider):
    link(world.dana, provider)
    return provider
