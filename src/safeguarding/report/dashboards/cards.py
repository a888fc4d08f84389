"""The numbers at the top of the home page: one small function each, shown to whoever the access matrix lets read them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.people import queries as people
from safeguarding.report.papers import queries as papers
from safeguarding.report.papers.models import Paper


@dataclass(frozen=True)
class Card:
    """One number that needs somebody, what it counts and where to go."""

    text: str
    number: int
    detail: str
    url: str
    status: str = ""

    @property
    def colour(self) -> str:
        """Return the tag's colour: what is late or missing stands out, what is nothing is quiet."""
        return "red" if self.status else ""


Maker = Callable[[Actor], Card]
ASKING, ANSWERING = "asking", "answering"
MAKERS: list[tuple[str, Permission, Maker]] = []


def card(side: str, resource: str, verb: str = "r") -> Callable[[Maker], Maker]:
    """Put a number on the home page of those who ask, or of those who answer, if they hold the permission."""

    def mark(make: Maker) -> Maker:
        MAKERS.append((side, Permission(resource, verb), make))
        return make

    return mark


def cards(actor: Actor) -> list[Card]:
    """Return the numbers that this person, acting for this organisation, is shown."""
    side = ASKING if may_anywhere(actor, Permission("VAL", "r")) or _is_commissioner(actor) else ANSWERING
    return [
        make(actor) for where, permission, make in MAKERS if where == side and may_anywhere(actor, permission)
    ]


def _is_commissioner(actor: Actor) -> bool:
    return actor.organisation is not None and actor.organisation.kind.is_commissioner


def _late(number: int) -> str:
    return "Overdue" if number else ""


@card(ASKING, "CAM")
def returns_overdue(actor: Actor) -> Card:
    """Count the self-assessments that we asked for and have not come back in time."""
    number = collect.returns_overdue(actor)
    return Card(
        "Returns overdue",
        number,
        "asked for and not sent",
        reverse("collect:assessments_rounds"),
        _late(number),
    )


@card(ASKING, "VAL")
def returns_to_validate(actor: Actor) -> Card:
    """Count the self-assessments that came in and wait for our judgement."""
    return Card(
        "Returns to validate",
        collect.returns_to_validate(actor),
        "sent and not yet released",
        reverse("collect:assessments_rounds"),
    )


@card(ASKING, "ACT")
def actions_late(actor: Actor) -> Card:
    """Count the actions, ours and those that we opened, that should be done by now."""
    number = act.action_counts(actor).overdue
    return Card("Actions overdue", number, "past their date", reverse("act:actions_register"), _late(number))


@card(ASKING, "REV")
def reviews_late(actor: Actor) -> Card:
    """Count the reviews that run on after the last day of their clock."""
    number = len(collect.reviews_overdue(actor))
    return Card(
        "Reviews past their clock",
        number,
        "still running",
        reverse("collect:reviews_register"),
        _late(number),
    )


@card(ASKING, "GOV")
def posts_to_fill(actor: Actor) -> Card:
    """Count the statutory roles that nobody fulfils today."""
    number = len(people.gaps(actor, actor.organisation, actor.today))
    return Card(
        "Required roles not filled",
        number,
        "statutory posts",
        reverse("core:people_posts"),
        "Problem" if number else "",
    )


@card(ASKING, "INT")
def providers_in_process(actor: Actor) -> Card:
    """Count the providers in RADAR, QPIP or another quality process today."""
    number = len(assure.processes_running(actor, actor.today))
    return Card("Providers in a quality process", number, "today", reverse("assure:oversight_register"))


@card(ASKING, "RPT", "a")
def papers_to_sign(actor: Actor) -> Card:
    """Count the papers that are frozen and wait for a second person."""
    number = papers.papers(actor).filter(state=Paper.State.FROZEN).count()
    return Card(
        "Papers to sign", number, "frozen, waiting for a second person", reverse("report:papers_index")
    )


@card(ANSWERING, "SELF")
def returns_to_answer(actor: Actor) -> Card:
    """Count what we have been asked and have not sent."""
    return Card(
        "Returns to answer", collect.returns_owed(actor), "asked of you", reverse("collect:assessments_mine")
    )


@card(ASKING, "ACT")
@card(ANSWERING, "ACT")
def my_posts_actions(actor: Actor) -> Card:
    """Count the open actions of the posts that this person holds."""
    number = act.actions_of_my_post(actor)
    return Card(
        "My post's actions", number, "still to be done", f"{reverse('act:actions_register')}?post=mine"
    )


@card(ANSWERING, "SELF")
def returns_late(actor: Actor) -> Card:
    """Count what we have been asked and should have sent."""
    number = collect.returns_owed(actor, only_late=True)
    return Card(
        "Returns overdue", number, "past their date", reverse("collect:assessments_mine"), _late(number)
    )


@card(ANSWERING, "ACT")
def our_actions(actor: Actor) -> Card:
    """Count the actions that wait for us."""
    counts = act.action_counts(actor)
    detail = f"{counts.overdue} of them overdue" if counts.overdue else "none overdue"
    return Card("Actions open", counts.open, detail, reverse("act:actions_register"), _late(counts.overdue))
