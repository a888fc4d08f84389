"""The whole demonstration, loaded once as a template, and its people by name."""

from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.queries import actor_for
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User
from tests import databases

HOMES = {
    "mb": ("lsc.demo", "NHS Lancashire and South Cumbria Integrated Care Board"),
    "som": ("somerset.demo", "NHS Somerset Integrated Care Board"),
    "sth": ("cm.demo", "NHS Cheshire and Merseyside Integrated Care Board"),
    "ch": ("nel.demo", "NHS North East London Integrated Care Board"),
    "che": ("cm.demo", "NHS Cheshire and Merseyside Integrated Care Board"),
    "wyvern": ("wyvern.demo", "NHS Wyvern Integrated Care Board"),
}
COMMISSIONERS = {
    "mb": "NHS Morecambe Bay CCG",
    "som": "NHS Somerset CCG",
    "sth": "NHS St Helens CCG",
    "ch": "NHS City and Hackney CCG",
    "che": "NHS Cheshire CCG",
    "wyvern": "NHS Wyvern Integrated Care Board",
}


def template() -> str:
    """Return the name of the template database, made anew when the code or content changed."""
    return databases.template("demo", databases.SOURCES, fill)


def fill() -> None:
    """Load the content and build the demonstration in an empty database."""
    from safeguarding.config import demo
    from safeguarding.config.database import load_content

    load_content()
    place, settings.FILES = settings.FILES, files()
    demo.build(timezone.now())
    settings.FILES = place


def files() -> Path:
    """Return where the files of the template lie, which a run that hands them out copies to its own place."""
    return Path(settings.VAR) / "tests" / "demonstration-files"


class Demo:
    """Looks up who acts: `demo.actor("mb")` is the head of safeguarding that holds Morecambe Bay's records."""

    def user(self, seed: str, post: str = "head") -> User:
        """Return a member of the made-up staff."""
        return User.objects.get(email=f"{post}@{HOMES[seed][0]}.invalid")

    def home(self, seed: str) -> Organisation:
        """Return the living board that holds a commissioner's records."""
        return Organisation.objects.get(name=HOMES[seed][1])

    def commissioner(self, seed: str) -> Organisation:
        """Return the commissioner whose year is told."""
        return Organisation.objects.select_related("kind").get(name=COMMISSIONERS[seed])

    def organisation(self, name: str) -> Organisation:
        """Return an organisation of the demonstration by its name."""
        return Organisation.objects.select_related("kind").get(name=name)

    def actor(self, seed: str, post: str = "head") -> Actor:
        """Return a member of staff acting for the board, and tell the database so."""
        user, home, today = self.user(seed, post), self.home(seed), timezone.localdate()
        context.set_context(context.values(Actor(user, home, frozenset(), today)))
        return actor_for(user, home, today)

    def person(self, email: str, organisation: str) -> Actor:
        """Return a provider's own member of staff acting for it."""
        user, place, today = (
            User.objects.get(email=email),
            self.organisation(organisation),
            timezone.localdate(),
        )
        context.set_context(context.values(Actor(user, place, frozenset(), today)))
        return actor_for(user, place, today)

    def client(self, seed: str, post: str = "head") -> Client:
        """Return a signed-in browser of a member of staff."""
        client = Client()
        client.force_login(self.user(seed, post))
        return client

    def page(self, seed: str, address: str, post: str = "head") -> str:
        """Return what a page says to a member of staff."""
        response = self.client(seed, post).get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return response.content.decode()

    @property
    def today(self) -> date:
        """Return the day on which the proof runs."""
        return timezone.localdate()
