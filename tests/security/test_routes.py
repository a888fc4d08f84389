"""A route that nobody has thought about is closed, and the public list stays short."""

from django.test import Client
from django.urls import path

from tests.house.test_addresses import PUBLIC_PAGES, our_routes

MOST_PUBLIC = 25


def forgotten(request):
    """Stand for a page to which nobody gave a rule."""
    raise AssertionError("it opened")


urlpatterns = [path("forgotten/", forgotten)]


def test_every_route_is_registered(record_property):
    routes = list(our_routes())
    public = PUBLIC_PAGES.read_text(encoding="utf-8").split()
    record_property("figure", f"{len(routes)} of {len(routes)} routes registered, {len(public)} public")

    assert all(getattr(route.view, "rule", None) for route in routes)
    assert len(public) <= MOST_PUBLIC


def test_a_page_without_a_rule_is_not_there(world, settings):
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(world.hana)

    assert client.get("/forgotten/").status_code == 404
