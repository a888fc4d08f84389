"""Enters posts and bodies by the pages: each by itself, then what joins them."""

from typing import Any

from tests.report.clerk import Clerk

EDGES = {"reports_to": "REPORTS_TO", "links_with": "LINKS_WITH", "informs": "INFORMS"}


def enter(clerk: Clerk) -> None:
    """Enter every body and post of the file in its order."""
    told = clerk.stage.read("people")
    for each in told["bodies"]:
        clerk.made[each["name"]] = body(clerk, each)
    for each in told["posts"]:
        clerk.made[each["title"]] = post(clerk, each)
        clerk.send("core:people_hold", clerk.of(each["title"]), holder="Postholder", kind="SUBSTANTIVE")
    for each in told["posts"]:
        if "deputy" in each:
            clerk.change("core:people_change_post", clerk.of(each["title"]), **of_post(clerk, each))
    for each in told["bodies"]:
        join(clerk, each)
    for each in told["posts"]:
        for title in each.get("reports_to", ()):
            clerk.send("core:people_line", clerk.of(each["title"]), to=clerk.of(title))


def body(clerk: Clerk, each: dict[str, Any]) -> str:
    """Add one body."""
    year, _, month = str(each.get("starts", "")).partition("-")
    began = {"starts_on_year": year, "starts_on_month": month[:2]} if year else {}
    return clerk.enter(
        "core:bodies_add",
        name=each["name"],
        kind=each["kind"],
        purposes="\n".join(each.get("purposes", ())),
        host=clerk.place(each.get("host")),
        chair_organisation=clerk.place(each.get("chair")),
        on_chart=each.get("chart", False),
        **began,
    )


def of_post(clerk: Clerk, each: dict[str, Any]) -> dict[str, Any]:
    """Return what is typed about a post."""
    flags = {"is_statutory": "statutory", "is_accountable": "accountable", "is_contributor": "contributor"}
    return {
        "title": each["title"],
        "roles": list(each.get("roles", ())),
        "flags": [flag for flag, word in flags.items() if each.get(word)],
        "responsibilities": "\n".join(each.get("responsibilities", ())),
        "portfolio": "\n".join(each.get("portfolio", ())),
        "capacity_unit": "WTE",
        "employer": clerk.place(each.get("employer")),
        "team": clerk.of(each.get("team")),
        "deputy": clerk.made.get(each.get("deputy", ""), ""),
    }


def post(clerk: Clerk, each: dict[str, Any]) -> str:
    """Add one post."""
    return clerk.enter("core:people_add_post", **of_post(clerk, each))


def join(clerk: Clerk, each: dict[str, Any]) -> None:
    """Say to which bodies one answers, and give out its seats."""
    for word, kind in EDGES.items():
        for name in each.get(word, ()):
            clerk.send("core:bodies_link", clerk.of(each["name"]), kind=kind, to=clerk.of(name))
    for seat in each.get("seats", ()):
        clerk.send(
            "core:bodies_seat",
            clerk.of(each["name"]),
            post=clerk.of(seat.get("post")),
            organisation=clerk.place(seat.get("organisation")),
            level=seat.get("level", ""),
            is_statutory_partner=seat.get("statutory", False),
        )
