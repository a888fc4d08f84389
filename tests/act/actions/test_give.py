"""Saying which post an action belongs to."""

import pytest
from django.urls import reverse
from django.utils import timezone

from safeguarding.act.actions import operations, queries
from safeguarding.core.people.models import Post
from safeguarding.core.people.operations import PostDetails, hold_post, open_post
from tests.act.actions import acts


@pytest.fixture
def action(world):
    return acts.opened(world)


def post_of(world, person="pat", title="Named nurse for children", holder=""):
    actor = world.actor(person)
    post = open_post(
        organisation=actor.organisation, details=PostDetails(title=title), by=actor, at=timezone.now()
    )
    if holder:
        hold_post(
            post=post,
            holder=holder,
            kind="SUBSTANTIVE",
            starts_on=None,
            ends_on=None,
            by=actor,
            at=timezone.now(),
        )
    return post


def address(action):
    return reverse("act:actions_give", args=[action.public_id])


def form(action, post=None, **more):
    return {"version": action.version, "post": str(post.public_id) if post else ""} | more


def test_a_provider_gives_it_to_a_post_of_its_own_and_both_sides_read_the_title(world, sign_in, action):
    post = post_of(world)

    sign_in(world.pat).post(address(action), form(action, post))

    page = sign_in(world.dana).get(reverse("act:actions_show", args=[action.public_id])).content.decode()
    assert "Named nurse for children" in page
    world.actor("pat")
    action.refresh_from_db()
    assert action.post == post


def test_a_post_that_is_not_kept_here_is_a_title(world, sign_in, action):
    page = sign_in(world.dana).post(address(action), form(action, owner_post="Matron"), follow=True)

    assert "Given to Matron" in page.content.decode()


def test_the_post_of_another_organisation_is_not_offered_and_is_refused(world, sign_in, action):
    ours = post_of(world, "dana", "Designated nurse")

    assert "from the list" in sign_in(world.dana).post(address(action), form(action, ours)).content.decode()
    with pytest.raises(operations.NotFit, match="not a post of Riverside"):
        operations.give_to_post(
            action=action,
            version=action.version,
            post=ours,
            by=world.actor("dana"),
            at=timezone.now(),
        )


def test_it_is_one_post_and_never_both_or_neither(world, sign_in, action):
    post = post_of(world)
    client = sign_in(world.pat)

    for given in (form(action), form(action, post, owner_post="Matron")):
        assert (
            "Choose a post from the list or type a title"
            in client.post(address(action), given).content.decode()
        )


def test_a_stale_form_is_refused(world, sign_in, action):
    post = post_of(world)
    client = sign_in(world.pat)
    client.post(address(action), form(action, owner_post="Matron"))

    assert "Somebody else changed this" in client.post(address(action), form(action, post)).content.decode()


@pytest.mark.parametrize("holder", ["Pat Provider", "pat provider"])
def test_home_counts_the_actions_of_my_post_and_leads_to_them(world, sign_in, action, holder):
    post = post_of(world, holder=holder)
    acts.opened(world, title="Of somebody else's post")
    client = sign_in(world.pat)
    client.post(address(action), form(action, post))

    home = client.get("/").content.decode()
    mine = client.get(reverse("act:actions_register") + "?post=mine").content.decode()

    assert "My post&#39;s actions" in home
    assert "?post=mine" in home
    assert "Rewrite the policy" in mine
    assert "Of somebody else" not in mine


def test_who_left_the_post_has_its_actions_no_longer(world, action):
    post = post_of(world, holder="Pat Provider")
    operations.give_to_post(
        action=action, version=action.version, post=post, by=world.actor("pat"), at=timezone.now()
    )
    pat = world.actor("pat")
    assert queries.of_my_post(pat).count() == queries.counts(pat).of_my_post == 1
    post.holdings.update(ends_on=pat.today.replace(year=2024))

    assert queries.of_my_post(pat).count() == queries.counts(pat).of_my_post == 0
    assert Post.objects.filter(pk=post.pk).exists()


@pytest.mark.parametrize(
    ("person", "status"), [("pat", 200), ("dana", 200), ("connie", 404), ("olga", 404), ("noone", 302)]
)
def test_who_opens_the_page(world, sign_in, action, person, status):
    assert sign_in(getattr(world, person)).get(address(action)).status_code == status
