"""The numbers at the top of the home page: one small function each, shown to whoever the access matrix lets read them."""

from collections.abc import Callable
from dataclasses import dataclass

from safeguarding.act import api as act
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may_anywhere
from safeguarding.core.people import queries as people
from safeguarding.kit.pages.addresses import address
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


Maker = Callable[[Actor], list[Card]]
ASKING, ANSWERING = "asking", "answering"
VALIDATES = Permission("VAL", "r")
MAKERS: list[tuple[str, Permission, Maker]] = []


def card(side: str, resource: str, verb: str = "r") -> Callable[[Maker], Maker]:
    """Put numbers that are counted together on the home page of those who ask, or who answer, if they may read them."""

    def mark(make: Maker) -> Maker:
        MAKERS.append((side, Permission(resource, verb), make))
        return make

    return mark


def cards(actor: Actor) -> list[Card]:
    """Return the numbers that this person, acting for this organisation, is shown."""
    side = ASKING if may_anywhere(actor, VALIDATES) or _is_commissioner(actor) else ANSWERING
    return [
        shown
        for where, permission, make in MAKERS
        if where == side and may_anywhere(actor, permission)
        for shown in make(actor)
    ]


def _is_commissioner(actor: Actor) -> bool:
    return actor.organisation is not None and actor.organisation.kind.is_commissioner


def _late(number: int) -> str:
    return "Overdue" if number else ""


@card(ASKING, "CAM")
def returns_of_others(actor: Actor) -> list[Card]:
    """Count the self-assessments that we asked for: those that are late, and those that wait for our judgement."""
    asked = collect.returns_asked(actor)
    rounds = address("collect:assessments_rounds")
    late = Card("Returns overdue", asked.overdue, "asked for and not sent", rounds, _late(asked.overdue))
    return [late, _to_validate(asked.to_validate)] if may_anywhere(actor, VALIDATES) else [late]


@card(ASKING, "VAL")
def returns_to_validate(actor: Actor) -> list[Card]:
    """Count them for somebody who judges returns and knows no rounds; others have the number beside those that are late."""
    knows_rounds = may_anywhere(actor, Permission("CAM", "r"))
    return [] if knows_rounds else [_to_validate(collect.returns_asked(actor).to_validate)]


def _to_validate(number: int) -> Card:
    inbox = address("assure:validation_inbox")
    return Card("Returns to validate", number, "sent and not yet released", inbox)


@card(ASKING, "ACT")
def actions_late(actor: Actor) -> list[Card]:
    """Count the actions, ours and those that we opened, that should be done by now, and those of one's own post."""
    counts, register = act.action_counts(actor), address("act:actions_register")
    narrowed = f"{register}?show=overdue" if counts.overdue else register
    late = Card("Actions overdue", counts.overdue, "past their date", narrowed, _late(counts.overdue))
    return [late, _of_my_post(counts.of_my_post)]


def _of_my_post(number: int) -> Card:
    return Card(
        "My post's actions", number, "still to be done", f"{address('act:actions_register')}?post=mine"
    )


@card(ASKING, "REV")
def reviews_late(actor: Actor) -> list[Card]:
    """Count the reviews that run on after the last day of their clock."""
    number = len(collect.reviews_overdue(actor))
    return [
        Card(
            "Reviews past their clock",
            number,
            "still running",
            address("collect:reviews_register"),
            _late(number),
        )
    ]


@card(ASKING, "GOV")
def posts_to_fill(actor: Actor) -> list[Card]:
    """Count the statutory roles that nobody fulfils today."""
    number = people.count_gaps(actor, actor.acting_for, actor.today)
    return [
        Card(
            "Required roles not filled",
            number,
            "statutory posts",
            address("core:people_posts"),
            "Problem" if number else "",
        )
    ]


@card(ASKING, "INT")
def providers_in_process(actor: Actor) -> list[Card]:
    """Count the providers in RADAR, QPIP or another quality process today."""
    number = len(assure.processes_running(actor, actor.today))
    return [Card("Providers in a quality process", number, "today", address("assure:oversight_register"))]


@card(ASKING, "RPT", "a")
def papers_to_sign(actor: Actor) -> list[Card]:
    """Count the papers that are frozen and wait for a second person."""
    number = papers.papers(actor).filter(state=Paper.State.FROZEN).count()
    return [
        Card("Papers to sign", number, "frozen, waiting for a second person", address("report:papers_index"))
    ]


@card(ANSWERING, "SELF")
def our_returns(actor: Actor) -> list[Card]:
    """Count what we have been asked and have not sent, and what of it is late."""
    owed, ours = collect.returns_owed(actor), address("collect:assessments_mine")
    return [
        Card("Returns to answer", owed.to_answer, "asked of you", ours),
        Card("Returns overdue", owed.overdue, "past their date", ours, _late(owed.overdue)),
    ]


@card(ANSWERING, "ACT")
def our_actions(actor: Actor) -> list[Card]:
    """Count the actions that wait for us, and those of one's own post."""
    counts = act.action_counts(actor)
    detail = f"{counts.overdue} of them overdue" if counts.overdue else "none overdue"
    register = address("act:actions_register")
    return [
        Card("Actions open", counts.open, detail, register, _late(counts.overdue)),
        _of_my_post(counts.of_my_post),
    ]
