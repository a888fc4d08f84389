"""Reads of actions: ours and those that we opened for others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet
from django.http import Http404

from safeguarding.act.actions.models import Action, ActionFile, ActionStep
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import is_mine, on_day, reads_own
from safeguarding.core.files import kinds
from safeguarding.core.files.models import StoredFile
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import Post, PostHolding
from safeguarding.core.people.queries import held_or_covered_by

READ = Permission("ACT", "r")
WRITE = Permission("ACT", "w")
APPROVE = Permission("ACT", "a")
EVIDENCE = "action.evidence"  # the kind of its files
LIVE = (Action.State.OPEN, Action.State.IN_PROGRESS, Action.State.AWAITING_CHECK)


def actions(actor: Actor, permission: Permission = READ) -> QuerySet[Action]:
    """Return the actions that we own or opened, those due first at the top."""
    return (
        Action.rows(actor, permission)
        .select_related("organisation__kind", "opener", "theme", "post")
        .order_by("due_on", "id")
    )


def get_action(actor: Actor, public_id: UUID, permission: Permission = READ) -> Action:
    """Return one action, or 404."""
    try:
        return actions(actor, permission).get(public_id=public_id)
    except Action.DoesNotExist:
        raise Http404 from None


def owned(actor: Actor) -> QuerySet[Action]:
    """Return the actions that the acting organisation itself is to do."""
    return actions(actor).filter(is_mine(actor, "organisation"))


def of_my_post(actor: Actor) -> QuerySet[Action]:
    """Return the actions of the posts that this person, or a colleague for whom they stand in, holds today."""
    return actions(actor).filter(post__in=_posts_of(actor))


def _posts_of(actor: Actor) -> QuerySet[PostHolding, Any]:
    """Return the ids of those posts, as far as this person may see posts."""
    return PostHolding.rows(actor).filter(held_or_covered_by(actor.person, actor.today)).values("post")


def posts_to_choose(actor: Actor) -> list[Post]:
    """Return the posts that an action may be given to, as far as this person may see posts: those that stand today."""
    found = Post.rows(actor).filter(on_day(actor.today, "opened_on", "closed_on"))
    return list(found.select_related("organisation").order_by("organisation__name", "place", "title", "id"))


def overdue(found: QuerySet[Action], today: date) -> QuerySet[Action]:
    """Keep the actions that are late; one that waits for its check is not."""
    return found.filter(_is_late(today))


def _is_late(today: date) -> Q:
    return Q(state__in=(Action.State.OPEN, Action.State.IN_PROGRESS), due_on__lt=today)


def is_overdue(action: Action, today: date) -> bool:
    """Test whether an action is late."""
    return action.state in ("OPEN", "IN_PROGRESS") and action.due_on < today


def steps(action: Action) -> QuerySet[ActionStep]:
    """Return what has happened to an action, the latest first."""
    return ActionStep.objects.filter(action=action).select_related("taken_by").order_by("-taken_at", "-id")


def files(actor: Actor, action: Action) -> QuerySet[ActionFile]:
    """Return the files that show how an action goes, without those that were taken away."""
    ours = ExpressionWrapper(is_mine(actor, "file__organisation"), BooleanField())
    found = ActionFile.rows(actor, READ).filter(action=action, removed_at=None).annotate(is_ours=ours)
    described = found.select_related("action__organisation", "action__opener", "file__organisation")
    return (
        described.select_related("file__stored_by").prefetch_related("file__scans").order_by("added_at", "id")
    )


def get_file(actor: Actor, action: Action, public_id: UUID) -> ActionFile:
    """Return one file of an action, or 404."""
    try:
        return files(actor, action).get(public_id=public_id)
    except ActionFile.DoesNotExist:
        raise Http404 from None


def sent_by_us(actor: Actor, file: StoredFile) -> bool:
    """Test whether the acting organisation, or one that it succeeded, sent a file."""
    return Organisation.objects.filter(is_mine(actor, "pk"), pk=file.organisation_id).exists()


def may_read_file(actor: Actor, file: StoredFile) -> bool:
    """Say who reads a file of an action: whoever reads the action, until the file is taken away; its owner always."""
    if not reads_own(actor, READ):
        return False
    if sent_by_us(actor, file):
        return True
    return ActionFile.rows(actor, READ).filter(file__series=file.series, removed_at=None).exists()


kinds.register(EVIDENCE, resource="ACT", may_read=may_read_file)


def last_worker(action: Action) -> int | None:
    """Return who asked for the check of an action, whom a second person is to be."""
    asked = ActionStep.objects.filter(action=action, kind="MOVED", state="AWAITING_CHECK")
    return asked.order_by("-id").values_list("taken_by_id", flat=True).first()


def for_answers(actor: Actor, answers: Iterable[int]) -> dict[int, Action]:
    """Return the actions that came from some answers, by answer."""
    found = actions(actor).filter(answer__in=list(answers)).exclude(state=Action.State.CANCELLED)
    return {action.answer_id: action for action in found if action.answer_id is not None}


@dataclass(frozen=True)
class ActionLine:
    """An action for a report: what, whose, by when, how it stands."""

    public_id: UUID
    title: str
    description: str
    owner: str
    owner_post: str
    source: str
    source_words: str
    finding_id: int | None
    theme: str
    due_on: date
    state: str
    overdue: bool
    opened_on: date
    closed_on: date | None


def lines(actor: Actor, within: tuple[date, date] | None = None) -> list[ActionLine]:
    """Return the actions opened in a period, or all, by due date."""
    found = actions(actor)
    if within:
        found = found.filter(opened_at__date__gte=within[0], opened_at__date__lte=within[1])
    return [_line(row, actor.today) for row in found]


def to_be_done_by(actor: Actor, organisation: Organisation) -> list[ActionLine]:
    """Return what one organisation is still to do, as far as the asker may know, by due date."""
    found = actions(actor).filter(organisation=organisation, state__in=LIVE)
    return [_line(row, actor.today) for row in found]


def files_of(actor: Actor, organisation: Organisation) -> list[StoredFile]:
    """Return the files with which an organisation shows what it did, as far as the asker may read them."""
    found = ActionFile.rows(actor, READ).filter(file__organisation=organisation, removed_at=None)
    described = found.select_related("file__stored_by").prefetch_related("file__scans")
    return [each.file for each in described.order_by("-added_at", "-id")]


def _line(row: Action, today: date) -> ActionLine:
    return ActionLine(
        public_id=row.public_id,
        title=row.title,
        description=row.description,
        owner=row.organisation.name,
        owner_post=row.owner_post,
        source=row.source,
        source_words=row.source_words,
        finding_id=row.finding_id,
        theme=row.theme.name if row.theme else "",
        due_on=row.due_on,
        state=row.get_state_display(),
        overdue=is_overdue(row, today),
        opened_on=row.opened_at.date(),
        closed_on=row.closed_at.date() if row.closed_at else None,
    )


@dataclass(frozen=True)
class ActionCounts:
    """How many actions stand where."""

    open: int
    overdue: int
    of_my_post: int  # open ones of the posts that this person holds


def counts(actor: Actor) -> ActionCounts:
    """Return how many of the actions that we own or opened stand where, counted by the database."""
    live = Q(state__in=LIVE)
    counted = Action.rows(actor, READ).aggregate(
        open=Count("pk", filter=live),
        overdue=Count("pk", filter=_is_late(actor.today)),
        of_my_post=Count("pk", filter=live & Q(post__in=_posts_of(actor))),
    )
    return ActionCounts(**counted)
