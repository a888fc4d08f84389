"""Taking a link to another sign-in away: one's own, and it lets nobody in from then on."""

import pytest

from safeguarding.core.signin.models import ProviderIdentity
from tests.core.signin.provider import come_back, is_in, link


@pytest.fixture
def address(world, provider, settings):
    settings.DEMONSTRATION = True
    link(world.dana, provider)
    world.actor("dana")
    return f"/core/signin/links/{ProviderIdentity.objects.get().pk}/remove/"


def test_the_link_lets_nobody_in_any_more(world, sign_in, address, provider):
    client = sign_in(world.dana)
    assert provider.issuer in client.get(address).content.decode()

    client.post(address)

    assert client.get("/").status_code == 200
    client.logout()
    come_back(client, provider)
    assert not is_in(client)


def test_nobody_elses(world, sign_in, address):
    assert sign_in(world.pat).post(address).status_code == 404
