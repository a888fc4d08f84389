"""The demonstration of the crawl, made once: a reader for every role, restricted records, and a canary in every text."""

from datetime import timedelta

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from safeguarding.core.access import context, policy
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.operations import add_person
from tests import databases, demonstration
from tests.security.furnishing import furnish
from tests.security.planting import Plant, plant
from tests.security.restricting import Makers, restrict

SOURCES = (
    *databases.SOURCES,
    *(f"tests/security/{name}.py" for name in ("canaries", "furnishing", "planting", "restricting")),
)
WYVERN = "NHS Wyvern Integrated Care Board"
PLACES = {
    "R19": "Millpond Surgery",
    "R20": "Foxglove House",
    "R22": "Wyvern Safeguarding Children Partnership",
    "R23": "Northvale County Council",
    "R24": "Wyvern Child Death Overview Panel",
    "R25": "Northvale County Council",
    "R26": "NHS England North West",
    "R27": "Care Quality Commission",
    "R31": "Riverside NHS Trust",
    "R33": "Wyvern Safeguarding Adults Board",
}
# Strangers to Wyvern: they write restricted records and read nothing in the crawl.
ELSEWHERE = {
    "R02 elsewhere": "NHS Somerset Integrated Care Board",
    "R16 elsewhere": "Yeovil District Hospital NHS Foundation Trust",
}


def template() -> str:
    """Return the name of the template database, made anew when the code, the content or the canaries changed."""
    return databases.template("canaries", SOURCES, fill, on=demonstration.template())


def fill() -> None:
    """Employ the readers, make restricted records, plant the canaries, and keep where each of them stands."""
    staff = employ()
    restrict(staff)
    place, settings.FILES = settings.FILES, demonstration.files()
    addresses = furnish(Makers(staff, timezone.now()))
    settings.FILES = place
    name = connection.settings_dict["NAME"]
    with databases.superuser(name) as superuser:
        keep(superuser, staff, plant(superuser), addresses)


def place_of(role: str) -> str:
    """Return the organisation for which somebody holds a role here."""
    if role in policy.PROVIDER_ROLES:
        return PLACES.get(role, "Riverside NHS Trust")
    return PLACES.get(role, WYVERN)


def employ() -> dict[str, tuple[int, int]]:
    """Add a person for every role of the matrix, and strangers; return the ids of each person and their organisation."""
    now, staff = timezone.now(), {}
    places = {role: place_of(role) for role in sorted(set(policy.roles()) - {"R32"})} | ELSEWHERE
    with transaction.atomic():
        by = system_actor(now.date(), "the crawl")
        with context.acting(by):
            for name, place_name in places.items():
                place = Organisation.objects.get(name=place_name)
                person = add_person(
                    email=f"crawl-{name.lower().replace(' ', '-')}@crawl.invalid",
                    name=f"Reader {name}",
                    password="a-crawl-only",
                    is_demonstration=True,
                    by=by,
                    at=now,
                )
                first, role = now.date() - timedelta(days=30), name.partition(" ")[0]
                give_role(user=person, organisation=place, role=role, starts_on=first, by=by, at=now)
                staff[name] = (person.pk, place.pk)
    return staff


def keep(
    superuser: psycopg.Connection,
    staff: dict[str, tuple[int, int]],
    planted: Plant,
    addresses: dict[str, str],
) -> None:
    """Write down beside the product's tables who reads, where each canary stands, and where what was made is shown."""
    superuser.execute("create schema crawl")
    superuser.execute("create table crawl.address (name text, address text)")
    with superuser.cursor().copy("copy crawl.address from stdin") as rows:
        for named in addresses.items():
            rows.write_row(named)
    superuser.execute("create table crawl.staff (role text, person bigint, place bigint)")
    superuser.execute("create table crawl.canary (word text, label text, id bigint, named text)")
    with superuser.cursor().copy("copy crawl.staff from stdin") as rows:
        for role, (person, place) in staff.items():
            rows.write_row((role, person, place))
    with superuser.cursor().copy("copy crawl.canary from stdin") as rows:
        for word, (model, row, column) in planted.where.items():
            rows.write_row((word, model._meta.label, row, column))
    superuser.commit()


def kept(superuser: psycopg.Connection) -> tuple[dict[str, tuple[int, int]], Plant, dict[str, str]]:
    """Return who reads, where each canary stands and where what was made is shown, as it was written down."""
    staff = {
        role: (person, place)
        for role, person, place in superuser.execute("select * from crawl.staff")
        if role not in ELSEWHERE
    }
    where = {
        word: (apps.get_model(label), row, column)
        for word, label, row, column in superuser.execute("select * from crawl.canary")
    }
    addresses = dict(superuser.execute("select * from crawl.address").fetchall())
    return staff, Plant(where, len({(model, column) for model, _, column in where.values()})), addresses


def freshen(superuser: psycopg.Connection) -> None:
    """Let the hour of broken glass begin now, however long ago the template was made."""
    superuser.execute("set session_replication_role = replica")
    superuser.execute(
        "update core_opening set opened_at = now(), until = now() + interval '1 hour', decide_by_day = current_date + 3"
    )
    superuser.commit()
