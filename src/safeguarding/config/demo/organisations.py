"""Sets up who and where: the bodies of each commissioner's file, its staff, its contracts and its successions."""

from datetime import date, datetime
from functools import cache
from typing import Any

import yaml
from django.conf import settings
from django.contrib.auth.hashers import make_password

from safeguarding.config.demo.stage import Stage
from safeguarding.core.access import context
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.operations import give_role, system_actor
from safeguarding.core.access.queries import actor_for
from safeguarding.core.organisations import operations, queries
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import User
from safeguarding.core.people.operations import add_person

PASSWORD = "a-demonstration-only"  # noqa: S105  the demonstration's sign-ins are printed for everyone to see
# The made-up staff of every living board: key of the post, words, roles of the access matrix.
STAFF = (
    ("exec", "Chief nurse", ("R01",)),
    ("head", "Head of safeguarding", ("R02",)),
    ("nurse-children", "Designated nurse children", ("R03",)),
    ("nurse-looked-after", "Designated nurse looked-after children", ("R04",)),
    ("doctor", "Designated doctor", ("R05",)),
    ("nurse-adults", "Designated professional adults", ("R06",)),
    ("named-gp", "Named GP", ("R07",)),
    ("quality", "Safeguarding and quality practitioner", ("R08",)),
    ("admin", "Project support officer", ("R09",)),
    ("contracts", "Contract and quality manager", ("R10",)),
    ("board", "Board member", ("R11",)),
    ("caldicott", "Caldicott Guardian", ("R12",)),
    ("leder", "LeDeR local area contact", ("R14",)),
    ("users", "Administrator of sign-ins", ("R29",)),
)


@cache
def _hashed() -> str:
    """A hundred made-up people share one password, so it is hashed once."""
    return make_password(PASSWORD, hasher="argon2")


def load_shared(now: datetime) -> dict[str, Organisation]:
    """Set up the bodies that several commissioners have in common: the living boards, regions, regulators, councils."""
    by = system_actor(now.date(), "demonstration")
    with context.acting(by):
        return _open_all(_read("shared"), {}, by, now)


def load(key: str, shared: dict[str, Organisation], now: datetime) -> Stage:
    """Set up one commissioner's bodies and staff, and its contracts as its contract manager records them."""
    told = _read(f"{key}/organisations")
    by = system_actor(now.date(), "demonstration")
    with context.acting(by):
        known = _open_all(told, dict(shared), by, now)
        stage = Stage(
            key=key,
            title=known[told["commissioner"]].name,
            commissioner=known[told["commissioner"]],
            home=known[told["home"]],
            now=now,
            organisations=known,
        )
        _employ_staff(stage, told["staff"], by, now)
        for person in told.get("people", ()):
            _employ_other(stage, person, by, now)
    with stage.acting("contracts"):
        for contract in told.get("contracts", ()):
            _sign(stage, contract)
    return stage


def _read(place: str) -> dict[str, Any]:
    return yaml.safe_load((settings.CONTENT / "demo" / f"{place}.yaml").read_text(encoding="utf-8"))


def _open_all(
    told: dict[str, Any], known: dict[str, Organisation], by: Actor, now: datetime
) -> dict[str, Organisation]:
    for body in told.get("organisations", ()):
        known[body["key"]] = _open(body, by, now)
    for relation in told.get("relations", ()):
        for child in _listed(relation["child"]):
            operations.relate(
                child=known[child],
                parent=known[relation["parent"]],
                kind=relation["kind"],
                starts_on=relation.get("from"),
                ends_on=relation.get("to"),
                note=relation.get("note", ""),
                by=by,
                at=now,
            )
    for part in told.get("area_parts", ()):
        operations.map_area(
            area=known[part["area"]],
            council=known[part["council"]],
            is_whole=part.get("whole", False),
            note=part.get("note", ""),
            by=by,
            at=now,
        )
    for step in told.get("successions", ()):
        operations.succeed(
            predecessor=known[step["predecessor"]],
            successor=known[step["successor"]],
            kind=step["kind"],
            effective_on=step["effective"],
            authority=step.get("authority", ""),
            by=by,
            at=now,
        )
    return known


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _open(body: dict[str, Any], by: Actor, now: datetime) -> Organisation:
    return operations.open_organisation(
        kind=queries.kind(body["kind"]),
        name=body["name"],
        opened_on=body.get("opened"),
        closed_on=body.get("closed"),
        codes=[("ODS", str(body["ods"]))] if "ods" in body else [],
        population=body.get("population"),
        population_qualifier=body.get("population_qualifier", ""),
        population_as_at=str(body.get("population_as_at", "")),
        is_fictional=body.get("made_up", False),
        by=by,
        at=now,
    )


def _employ_staff(stage: Stage, told: dict[str, str], by: Actor, now: datetime) -> None:
    """Give the home its staff, once: two commissioners with the same successor share them."""
    for key, words, roles in STAFF:
        email = f"{key}@{told['domain']}.invalid"
        user = User.objects.filter(email=email).first()
        if user is None:
            user = _employ(
                email, told.get("names", {}).get(key, f"{words}, {told['short']}"), stage.home, roles, by, now
            )
        stage.people[key] = user


def _employ_other(stage: Stage, told: dict[str, Any], by: Actor, now: datetime) -> None:
    place = stage.organisations[told["organisation"]]
    user = _employ(told["email"], told["name"], place, tuple(told["roles"]), by, now)
    stage.others[told["key"]] = (user, place)


def _employ(
    email: str, name: str, place: Organisation, roles: tuple[str, ...], by: Actor, now: datetime
) -> User:
    user = add_person(email=email, name=name, encoded=_hashed(), is_demonstration=True, by=by, at=now)
    for role in roles:
        give_role(user=user, organisation=place, role=role, starts_on=date(2022, 7, 1), by=by, at=now)
    return user


def _sign(stage: Stage, told: dict[str, Any]) -> None:
    by = actor_for(stage.people["contracts"], stage.home, stage.today)
    for key in _listed(told["provider"]):
        provider = stage.organisations[key]
        contract = operations.sign_contract(
            commissioner=stage.organisations[told.get("commissioner", "")]
            if "commissioner" in told
            else stage.commissioner,
            assurance_lead=stage.commissioner,
            associates=[stage.organisations[o] for o in told.get("associates", ())],
            provider=provider,
            title=told.get("title", f"Services of {provider.name}"),
            service_types=told["services"],
            form=told.get("form", "NHS Standard Contract"),
            starts_on=told["from"],
            ends_on=told.get("to"),
            by=by,
            at=stage.now,
        )
        for line in told.get("schedule", ()):
            operations.add_schedule_line(
                contract=contract,
                obligation=line["obligation"],
                urn=line.get("urn", ""),
                cadence=line.get("cadence", ""),
                by=by,
                at=stage.now,
            )
