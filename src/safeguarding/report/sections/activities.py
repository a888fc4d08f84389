"""What the team did, told under its headings: successes, the voice of children and adults, hubs, support to care."""

from collections.abc import Iterable

from safeguarding.act import api as act
from safeguarding.kit.documents.blocks import Block, Bullets, Heading, Paragraph
from safeguarding.report.sections.registry import Scope, section

VOICE, HUBS, REGULATED, CAPACITY = (
    ("voice",),
    ("hub", "mash"),
    ("regulated care", "strengthening the system"),
    ("mental capacity",),
)


def told(scope: Scope, words: tuple[str, ...] = ()) -> list[act.ActivitySummary]:
    """Return the activities of the period, or those whose heading holds one of these words."""
    found = act.activity_summaries(
        scope.actor, scope.organisation, scope.period.starts_on, scope.period.ends_on
    )
    return [each for each in found if not words or any(word in each.heading.lower() for word in words)]


def under_headings(found: Iterable[act.ActivitySummary]) -> list[Block]:
    """Return activities as points under their headings, an area named where there is one."""
    said: list[Block] = []
    found = list(found)
    for heading in dict.fromkeys(each.heading for each in found):
        said += [Heading(heading, 2)] if heading else []
        said.append(Bullets(tuple(_point(each) for each in found if each.heading == heading)))
    return said


def _point(each: act.ActivitySummary) -> str:
    return f"{each.area}: {each.text}" if each.area else each.text


@section("successes", "Key successes across the system")
def successes(scope: Scope) -> list[Block]:
    """Tell what went well, by safeguarding priority."""
    other = (*VOICE, *HUBS, *REGULATED, *CAPACITY)
    found = [
        each for each in told(scope) if each.is_success and not any(w in each.heading.lower() for w in other)
    ]
    return under_headings(found) or [Paragraph("No successes are recorded for this period.")]


@section("voice", "The voice of children and adults")
def voice(scope: Scope) -> list[Block]:
    """Tell how children, adults and families were heard."""
    found = told(scope, VOICE)
    return (
        [Bullets(tuple(_point(each) for each in found))]
        if found
        else [Paragraph("No engagement with children, adults or families is recorded for this period.")]
    )


@section("mash", "Multi-agency safeguarding hubs")
def hubs(scope: Scope) -> list[Block]:
    """Tell what was done in the hubs, area by area."""
    return under_headings(told(scope, HUBS)) or [
        Paragraph("No work in multi-agency hubs is recorded for this period.")
    ]
