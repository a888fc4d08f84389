"""
The cast: made-up staff of made-up organisations, made by calling operations.

Dana is designated nurse at Wyvern ICB; Pat leads on safeguarding at Riverside Trust, which Wyvern commissions; Olga does
the same at Elsewhere Trust, which it does not; Noone is signed in and holds no role. The others stand around them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.utils import timezone

from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.access.queries import actor_for
from safeguarding.core.organisations import operations as organisations
from safeguarding.core.organisations import queries
from safeguarding.core.organisations.models import Organisation, Relation
from safeguarding.core.people.models import User
from safeguarding.core.people.operations import add_person
from tests import databases

PASSWORD = "a-demonstration-only"

# Attribute name, kind, name, ODS-like code (made up, of a shape that the register does not use).
ORGANISATIONS = (
    ("wyvern", "icb", "NHS Wyvern Integrated Care Board", "QWYV"),
    ("elsewhere_icb", "icb", "NHS Elsewhere Integrated Care Board", "QELS"),
    ("riverside", "acute-trust", "Riverside NHS Trust", "RWY1"),
    ("moorland", "mental-health-trust", "Moorland Mental Health NHS Trust", "RWY2"),
    ("elsewhere", "acute-trust", "Elsewhere NHS Trust", "REL1"),
    ("millpond", "gp-practice", "Millpond Surgery", "YWY01"),
    ("foxglove", "care-home-nursing", "Foxglove House", "VWY01"),
    ("fairway", "domiciliary-care", "Fairway Care at Home", "VWY02"),
    ("northvale", "council", "Northvale County Council", "WYC1"),
    ("north_wyvern", "area", "North Wyvern", ""),
    ("south_wyvern", "area", "South Wyvern", ""),
)
# Attribute name, name, organisation, roles.
CAST = (
    ("hana", "Hana Head", "wyvern", ("R02",)),
    ("dana", "Dana Designated", "wyvern", ("R03",)),
    ("lena", "Lena Looked-After", "wyvern", ("R04",)),
    ("doc", "Doc Designated", "wyvern", ("R05",)),
    ("adele", "Adele Adults", "wyvern", ("R06",)),
    ("gwen", "Gwen Named-GP", "wyvern", ("R07",)),
    ("quin", "Quin Quality", "wyvern", ("R08",)),
    ("adi", "Adi Administrator", "wyvern", ("R09",)),
    ("connie", "Connie Contracts", "wyvern", ("R10",)),
    ("bo", "Bo Board", "wyvern", ("R11",)),
    ("cal", "Cal Caldicott", "wyvern", ("R12",)),
    ("lee", "Lee LeDeR", "wyvern", ("R14",)),
    ("chris", "Chris Chief-Nurse", "wyvern", ("R01",)),
    ("una", "Una Users", "wyvern", ("R29",)),
    ("opal", "Opal Operator", "wyvern", ("R30",)),
    ("pat", "Pat Provider", "riverside", ("R16",)),
    ("perry", "Perry Executive", "riverside", ("R15",)),
    ("terry", "Terry Training", "riverside", ("R21",)),
    ("gail", "Gail Practice", "millpond", ("R19",)),
    ("homer", "Homer Manager", "foxglove", ("R20",)),
    ("olga", "Olga Other", "elsewhere", ("R16",)),
    ("oscar", "Oscar Other", "elsewhere_icb", ("R02",)),
    ("otto", "Otto Other", "elsewhere_icb", ("R10",)),
    ("noone", "Noone Norole", None, ()),
)
CONTRACTED = ("riverside", "moorland", "millpond", "foxglove", "fairway")
STARTS = date(2022, 7, 1)


def build(now: datetime) -> None:
    """Make the cast and their organisations by calling operations."""
    by = system_actor(now.date(), "the cast")
    with context.acting(by):
        places = {key: _open(kind, name, code, by, now) for key, kind, name, code in ORGANISATIONS}
        for area in ("north_wyvern", "south_wyvern"):
            organisations.relate(
                child=places[area],
                parent=places["wyvern"],
                kind=Relation.Kind.AREA_OF,
                starts_on=STARTS,
                by=by,
                at=now,
            )
            organisations.map_area(
                area=places[area], council=places["northvale"], is_whole=False, by=by, at=now
            )
        for key, name, place, roles in CAST:
            _employ(key, name, places.get(place), roles, by, now)
    for manager, commissioner, providers in (
        ("connie", "wyvern", CONTRACTED),
        ("otto", "elsewhere_icb", ("elsewhere",)),
    ):
        _contracts(manager, places[commissioner], [places[key] for key in providers], now)


def _contracts(
    manager: str, commissioner: Organisation, providers: list[Organisation], now: datetime
) -> None:
    user = User.objects.get(email=f"{manager}@demo.invalid")
    with context.acting(Actor(user, commissioner, frozenset(), now.date())):
        by = actor_for(user, commissioner, now.date())
        for provider in providers:
            _contract(commissioner, provider, by, now)


def _open(kind: str, name: str, code: str, by: Actor, now: datetime) -> Organisation:
    return organisations.open_organisation(
        kind=queries.kind(kind),
        name=name,
        opened_on=STARTS,
        codes=[("ODS", code)] if code else [],
        is_fictional=True,
        by=by,
        at=now,
    )


def _contract(commissioner: Organisation, provider: Organisation, by: Actor, now: datetime) -> None:
    organisations.sign_contract(
        commissioner=commissioner,
        provider=provider,
        title=f"Services of {provider.name}",
        service_types=["community"],
        starts_on=STARTS,
        ends_on=None,
        by=by,
        at=now,
    )


def _employ(
    key: str, name: str, place: Organisation | None, roles: tuple[str, ...], by: Actor, now: datetime
) -> None:
    user = add_person(
        email=f"{key}@demo.invalid", name=name, password=PASSWORD, is_demonstration=True, by=by, at=now
    )
    for role in roles:
        give_role(
            user=user,
            organisation=place,
            role=role,
            starts_on=now.date() - timedelta(days=365),
            by=by,
            at=now,
        )


def template() -> str:
    """Return the name of the template database, made anew when the code or content changed."""
    return databases.template("world", (*databases.SOURCES, "tests/world.py"), fill)


def fill() -> None:
    """Load the content and employ the cast in an empty database."""
    from safeguarding.config.database import load_content

    load_content()
    build(timezone.now())


@contextmanager
def of_ones_own(kind: str) -> Iterator[str]:
    """Work on a copy of the world in which what is written stays; give its name, and remove it in the end."""
    name = f"{kind}_{os.getpid()}"
    databases.copy(template(), name)
    with databases.using(name):
        yield name
    databases.remove(name)


class World:
    """Looks the cast up by name: `world.dana` is a person, `world.riverside` an organisation."""

    def __init__(self) -> None:
        self._places = {key: name for key, _, name, _ in ORGANISATIONS}
        self._homes = {key: place for key, _, place, _ in CAST}

    def __getattr__(self, key: str):
        if key in self._places:
            return Organisation.objects.select_related("kind").get(name=self._places[key])
        if key in self._homes:
            return User.objects.get(email=f"{key}@demo.invalid")
        raise AttributeError(key)

    def give(self, key: str, role: str, place: str, starts_on: date | None = None) -> User:
        """Give a member of the cast one more role at an organisation, from today if no day is named."""
        now = timezone.now()
        by = system_actor(now.date(), "a further role")
        with context.acting(by):
            give_role(
                user=getattr(self, key),
                organisation=getattr(self, place),
                role=role,
                starts_on=starts_on or now.date(),
                by=by,
                at=now,
            )
        return getattr(self, key)

    def actor(self, key: str, today: date | None = None) -> Actor:
        """Return a member of the cast acting for their organisation, and tell the database so."""
        user, place = getattr(self, key), self._homes[key]
        day = today or date.today()
        actor = Actor(user, None, frozenset(), day)
        context.set_context(context.values(actor))
        if place:
            actor = actor_for(user, getattr(self, place), day)
            context.set_context(context.values(actor))
        return actor
