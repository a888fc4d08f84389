"""The page that brings a person with a password alone to a second factor."""

ADDRESS = "/core/signin/second-factor/"


def test_somebody_without_an_app_sets_one_up(sign_in, world, settings):
    settings.DEMONSTRATION = False

    assert 'href="/account/codes/activate/"' in sign_in(world.dana).get(ADDRESS).content.decode()


def test_a_stranger_signs_in_first(client, db):
    assert client.get(ADDRESS).headers["Location"].startswith("/account/login/")
