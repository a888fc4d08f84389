"""Fills the register of posts and bodies from a commissioner's `people.yaml`: bodies, posts, then what joins them."""

from datetime import date
from decimal import Decimal
from typing import Any

from safeguarding.config.demo.stage import Stage
from safeguarding.core.bodies import operations as bodies
from safeguarding.core.bodies.models import Body, BodyEdge
from safeguarding.core.people import operations as people
from safeguarding.core.people.models import Post, StatutoryRole

STARTED = date(2017, 4, 1)  # when nothing else is said: the day on which the record is entered as made
EDGES = {kind.value.lower(): kind for kind in BodyEdge.Kind}


def load(stage: Stage) -> None:
    """Open the bodies and posts, then join them by lines, seats and inputs."""
    told = stage.read("people")
    by, at = stage.actor(), stage.at(told.get("at", STARTED))
    made: dict[str, Body | Post] = stage.made.setdefault("places", {})
    for place, each in enumerate(told.get("bodies", ()), 1):
        made[each["name"]] = _body(stage, each, place, by, at)
    for place, each in enumerate(told.get("posts", ()), 1):
        made[each["title"]] = _post(stage, each, place, by, at)
        _tenure(made[each["title"]], each, stage, by, at)
    for place, each in enumerate(told.get("posts", ()), 1):
        _deputise(stage, each, place, by, at)
    for each in told.get("bodies", ()):
        _join_body(stage, each, by, at)
    for each in told.get("posts", ()):
        for title in each.get("reports_to", ()):
            people.add_line(start=made[each["title"]], end=made[title], by=by, at=at)
    for each in told.get("contacts", ()):
        _contact(stage, each, by, at)


def _body(stage: Stage, each: dict[str, Any], place: int, by, at) -> Body:
    details = bodies.BodyDetails(
        name=each["name"],
        kind=each["kind"],
        purposes=tuple(each.get("purposes", ())),
        aliases=tuple(each.get("aliases", ())),
        starts_on=str(each.get("starts", "")),
        recurrence=each.get("recurrence", ""),
        host=stage.organisations.get(each.get("host", "")),
        chair_organisation=stage.organisations.get(each.get("chair", "")),
        on_chart=each.get("chart", False),
        place=place,
    )
    return bodies.open_body(organisation=stage.commissioner, details=details, by=by, at=at)


def _post(stage: Stage, each: dict[str, Any], place: int, by, at) -> Post:
    return people.open_post(
        organisation=stage.commissioner, details=_details(stage, each, place), by=by, at=at
    )


def _deputise(stage: Stage, each: dict[str, Any], place: int, by, at) -> None:
    """A deputy is a post further down the list: both must stand before one can deputise for the other."""
    if "deputy" in each:
        post = stage.made["places"][each["title"]]
        post.refresh_from_db()
        details = _details(stage, each, place)
        people.change_post(post=post, version=post.version, details=details, by=by, at=at)


def _details(stage: Stage, each: dict[str, Any], place: int) -> people.PostDetails:
    made = stage.made["places"]
    return people.PostDetails(
        title=each["title"],
        roles=list(StatutoryRole.objects.filter(key__in=each.get("roles", ()))),
        is_statutory=each.get("statutory", False),
        is_accountable=each.get("accountable", False),
        is_contributor=each.get("contributor", False),
        responsibilities=tuple(each.get("responsibilities", ())),
        portfolio=tuple(each.get("portfolio", ())),
        capacity=_decimal(each.get("capacity")),
        required_capacity=_decimal(each.get("required")),
        capacity_unit=each.get("unit", Post.Unit.WTE),
        scope=[stage.organisations[key] for key in each.get("scope", ())],
        employer=stage.organisations.get(each.get("employer", "")),
        team=made.get(each.get("team", "")),
        deputy=made.get(each.get("deputy", "")),
        succession_plan=each.get("succession", ""),
        place=place,
    )


def _decimal(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


def _tenure(post: Post, each: dict[str, Any], stage: Stage, by, at) -> None:
    """A post is held for good unless the file says how it is held, or since when it is vacant."""
    if "vacant" in each:
        vacant = each["vacant"]
        people.note_vacancy(
            post=post,
            version=post.version,
            vacant_since=str(vacant["since"]),
            recruitment=vacant.get("recruitment", Post.Recruitment.NONE),
            mitigation=vacant.get("mitigation", ""),
            by=by,
            at=at,
        )
        return
    held = each.get("held", {})
    people.hold_post(
        post=post,
        holder="Postholder",
        kind=held.get("kind", "SUBSTANTIVE"),
        starts_on=stage.day(held["from"]) if "from" in held else None,
        ends_on=stage.day(held["to"]) if "to" in held else None,
        business_case=held.get("case", ""),
        by=by,
        at=at,
    )
    if "recruitment" in each:
        post.refresh_from_db()
        people.note_vacancy(
            post=post,
            version=post.version,
            vacant_since="",
            recruitment=each["recruitment"],
            mitigation="",
            by=by,
            at=at,
        )


def _join_body(stage: Stage, each: dict[str, Any], by, at) -> None:
    made = stage.made["places"]
    body = made[each["name"]]
    for word, kind in EDGES.items():
        for name in each.get(word, ()):
            if isinstance(made[name], Post):
                people.add_line(start=body, end=made[name], by=by, at=at)
            else:
                bodies.link(body=body, to=made[name], kind=kind, by=by, at=at)
    for place, name in enumerate(each.get("inputs", ()), 1):
        bodies.feed(body=body, name=name, place=place, by=by, at=at)
    for seat in each.get("seats", ()):
        bodies.add_seat(
            body=body,
            post=made.get(seat.get("post", "")),
            organisation=stage.organisations.get(seat.get("organisation", "")),
            level=seat.get("level", ""),
            is_statutory_partner=seat.get("statutory", False),
            by=by,
            at=at,
        )


def _contact(stage: Stage, each: dict[str, Any], by, at) -> None:
    of = stage.made["places"].get(each["of"]) or stage.organisations[each["of"]]
    people.add_contact(
        organisation=stage.commissioner,
        of=of,
        hours=each["hours"],
        telephone=each.get("telephone", ""),
        email=each.get("email", ""),
        is_public=each.get("public", True),
        by=by,
        at=at,
    )
