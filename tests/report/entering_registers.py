"""Enters reviews, visits, oversight and events by the pages, from the file of registers."""

from typing import Any

from tests.report.clerk import Clerk

LISTS = ("themes", "topics", "audience", "partners")
PLACES = ("about", "area", "commissioned_by", "inspector", "host", "supported_by")


def enter(clerk: Clerk) -> None:
    """Enter the file of registers in its order."""
    told = clerk.stage.read("registers")
    for name, one in ENTER.items():
        for entry in told.get(name, ()):
            # In YAML the word "on" means true, so the files say "when".
            one(clerk, {"on" if key == "when" else key: value for key, value in entry.items()})


def words(clerk: Clerk, entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry as it is typed: days in words, places chosen, lists one on each line."""
    lists = {name: "\n".join(entry[name]) for name in LISTS if name in entry}
    places = {name: clerk.place(entry[name]) for name in PLACES if name in entry}
    return entry | lists | places


def review(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Enter a review."""
    kind = entry.pop("type")
    clerk.send("collect:reviews_add", query=f"?type={kind}", **words(clerk, entry))


def visit(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Enter a visit and what it found."""
    findings = entry.pop("findings", ())
    made = clerk.enter("assure:visits_add", **{"state": "DONE"} | words(clerk, entry))
    for kind, text in findings:
        clerk.change("assure:visits_find", made, kind=kind, text=text)


def process(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Note that a provider entered a process, and that it left."""
    leaving = {name: entry.pop(name) for name in ("left", "exit", "evidence") if name in entry}
    made = clerk.enter("assure:oversight_enter", **words(clerk, entry))
    if leaving:
        clerk.change("assure:oversight_leave", made, **leaving)


def provider_event(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Note what befell a provider."""
    clerk.send("assure:oversight_happen", **words(clerk, entry))


def assurance(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Note an occasion of assurance."""
    clerk.send("assure:oversight_assurance", **words(clerk, entry))


def conclusion(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Draw a conclusion about the year."""
    clerk.send("assure:conclusions_add", **entry | {"background": "\n".join(entry["background"])})


def event(clerk: Clerk, entry: dict[str, Any]) -> None:
    """Enter an event."""
    clerk.send("act:supervision_add", **{"times": 1, "mode": "NOT_STATED"} | words(clerk, entry))


ENTER = {
    "reviews": review,
    "visits": visit,
    "processes": process,
    "provider_events": provider_event,
    "assurance": assurance,
    "conclusions": conclusion,
    "events": event,
}
