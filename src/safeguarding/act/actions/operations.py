"""What is done to an action: opened, worked on, checked by a second person, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from safeguarding.act.actions import evidence, queries, steps
from safeguarding.act.actions.models import Action, ActionStep
from safeguarding.act.actions.steps import CannotMove
from safeguarding.assure import api as assure
from safeguarding.collect import api as collect
from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import lock, require
from safeguarding.core.audit.operations import record
from safeguarding.core.files import looking
from safeguarding.core.organisations.models import Organisation
from safeguarding.core.people.models import Post
from safeguarding.kit.pages.words import day
from safeguarding.kit.refusals import Refused

State = Action.State
LONGEST_TITLE = Action._meta.get_field("title").max_length


class NeedsAnother(Refused):
    """A second person is needed."""


class NotFit(Refused):
    """What was given is not fit to keep."""


@dataclass(frozen=True)
class Origin:
    """What an action came from, and what both its sides may read of it."""

    kind: str = Action.Source.HAND
    words: str = ""
    answer: collect.Answer | None = None
    finding: assure.Finding | None = None
    theme: assure.Theme | None = None


@transaction.atomic
def open_action(
    *,
    organisation: Organisation,
    title: str,
    due_on: date,
    description: str = "",
    post: Post | None = None,
    owner_post: str = "",
    priority: str = Action.Priority.MEDIUM,
    origin: Origin = Origin(),  # noqa: B008 - frozen
    opener: Organisation | None = None,
    by: Actor,
    at: datetime,
) -> Action:
    """
    Ask an organisation to do something by a day.

    :param organisation: who is to do it: our own, or one that our roles reach.
    :param post: whose it is, a post of that organisation; else `owner_post` says the title of one that is not kept here.
    :param opener: for whom it is opened, when that is a body that we succeeded.
    """
    require(by, queries.WRITE, organisation)
    if opener is not None and opener.pk != by.acting_for.pk:
        require(by, queries.WRITE, opener)
    _require_own_post(post, organisation)
    action = Action(
        organisation=organisation,
        opener=opener or by.organisation,
        title=title,
        description=description,
        post=post,
        owner_post=post.title if post else owner_post,
        source=origin.kind,
        source_words=origin.words,
        assessment_id=origin.answer.assessment_id if origin.answer else None,
        answer=origin.answer,
        finding=origin.finding,
        theme=origin.theme,
        due_on=due_on,
        priority=priority,
        opened_at=at,
        opened_by=by.user,
    )
    action.save(force_insert=True)
    steps.write(action, "OPENED", by, at)
    record("action.opened", about=action, by=by, at=at, concerning=[organisation], source=origin.kind)
    return action


def _require_own_post(post: Post | None, organisation: Organisation) -> None:
    if post is not None and post.organisation_id != organisation.pk:
        raise NotFit(f"{post.title} is not a post of {organisation.name}. Choose one of its own posts.")


@transaction.atomic
def give_to_post(
    *, action: Action, version: int, post: Post | None, owner_post: str = "", by: Actor, at: datetime
) -> Action:
    """
    Say whose an action is: a post of the organisation that is to do it, or a title where the post is not kept here.

    :raises NotFit: if the post is another organisation's.
    """
    steps.require(by, queries.WRITE, action)
    _require_own_post(post, action.organisation)
    steps.take_live(action)
    fresh = lock(action, by=by, version=version)
    fresh.post, fresh.owner_post = post, post.title if post else owner_post
    fresh.save(update_fields=["post", "owner_post", "version"])
    steps.write(fresh, "NOTE", by, at, f"Given to {fresh.owner_post or 'no post'}")
    record("action.given", about=fresh, by=by, at=at, concerning=steps.sides(action), post=fresh.owner_post)
    return fresh


@dataclass(frozen=True)
class Terms:
    """What an action asks for, by when, and how much it presses."""

    title: str
    description: str
    due_on: date
    priority: str


@transaction.atomic
def change(*, action: Action, version: int, terms: Terms, reason: str, by: Actor, at: datetime) -> Action:
    """
    Change what is to be done or by when, by whoever opened it; what it was before stands in its timeline.

    :raises NotFit: if nothing is changed.
    :raises CannotMove: if it is closed or cancelled.
    """
    require(by, queries.WRITE, action.opener)
    steps.take_live(action)
    fresh = lock(action, by=by, version=version)
    before = Terms(fresh.title, fresh.description, fresh.due_on, fresh.priority)
    if terms == before:
        raise NotFit("Nothing is changed. Change what is to be done, by when or its priority.")
    fresh.title, fresh.description = terms.title, terms.description
    fresh.due_on, fresh.priority = terms.due_on, terms.priority
    fresh.save(update_fields=["title", "description", "due_on", "priority", "version"])
    steps.write(fresh, "CHANGED", by, at, " ".join([*_differences(before, terms), f"Because: {reason}"]))
    record("action.changed", about=fresh, by=by, at=at, concerning=steps.sides(action))
    return fresh


def _differences(before: Terms, now: Terms) -> list[str]:
    """Say what stood there before."""
    priorities = dict(Action.Priority.choices)
    said = {
        f"Due {day(now.due_on)} instead of {day(before.due_on)}.": before.due_on != now.due_on,
        f"It was called: {before.title}.": before.title != now.title,
        f"Done looked like: {before.description or 'not said'}.": before.description != now.description,
        f"Its priority was {priorities[before.priority].lower()}.": before.priority != now.priority,
    }
    return [words for words, changed in said.items() if changed]


def _day_wanted(requirement: assure.Requirement) -> date:
    if requirement.wanted_by is None:
        raise NotFit("Say by when everything that you want is to be done.")
    return requirement.wanted_by


@transaction.atomic
def finalise_and_open(
    *, validation: assure.Validation, version: int, overall: str, by: Actor, at: datetime
) -> list[Action]:
    """
    Make a validation final and open an action for everything that it wants, both or neither.

    :raises NotYet: with what is missing, in words.
    """
    final = assure.finalise(validation=validation, version=version, overall=overall, by=by, at=at)
    known = queries.for_answers(by, [each.answer_id for each in assure.wanted(final)])
    return [
        open_action(
            organisation=validation.about,
            title=each.wanted[:LONGEST_TITLE],  # the description below holds all of it
            description=each.wanted,
            due_on=_day_wanted(each),
            origin=Origin(
                kind=Action.Source.ANSWER,
                words=f"{validation.assessment.round.title}: {each.answer.question.key}"[:LONGEST_TITLE],
                answer=each.answer,
            ),
            opener=validation.organisation,
            by=by,
            at=at,
        )
        for each in assure.wanted(final)
        if each.answer_id not in known
    ]


@transaction.atomic
def note_progress(
    *,
    action: Action,
    text: str,
    url: str = "",
    uploads: Sequence[UploadedFile] = (),
    by: Actor,
    at: datetime,
) -> ActionStep:
    """
    Say how it goes, with files that show it or where they are kept; an action that was only open is then in progress.

    :raises NotKept: if one of the files cannot be kept; then nothing is.
    """
    steps.require(by, queries.WRITE, action)
    if url and not url.startswith("https://"):
        raise NotFit("Give an address that starts with https://")
    looking.check_all(uploads)
    fresh = steps.take_live(action)
    if fresh.state == State.OPEN:
        fresh.state, fresh.version = State.IN_PROGRESS, fresh.version + 1
        fresh.save(update_fields=["state", "version"])
    step = steps.write(fresh, "EVIDENCE" if url or uploads else "NOTE", by, at, text, url=url)
    for upload in uploads:
        evidence.attach(action=action, upload=upload, by=by, at=at)
    record("action.noted", about=action, by=by, at=at, concerning=steps.sides(action))
    return step


@transaction.atomic
def ask_for_check(*, action: Action, version: int, text: str, by: Actor, at: datetime) -> Action:
    """Say that it is done and ask a second person to look."""
    return _move(action, version, State.AWAITING_CHECK, queries.WRITE, text, by, at)


@transaction.atomic
def close(
    *,
    action: Action,
    version: int,
    text: str = "",
    single_handed_reason: str = "",
    by: Actor,
    at: datetime,
) -> Action:
    """
    Close an action as a second person who has looked at what was done.

    Whoever asked for the check may close it only by recording why there is nobody else; the paper says so.

    :raises NeedsAnother: if the same person closes it without a reason.
    :raises CannotMove: if nobody has asked for the check.
    """
    alone = queries.last_worker(action) == by.person.pk
    if alone and not single_handed_reason.strip():
        raise NeedsAnother(
            "You asked for this check. Somebody else must close it, or say why nobody else can."
        )
    reason = single_handed_reason.strip() if alone else ""
    return _move(action, version, State.CLOSED, queries.APPROVE, text, by, at, reason)


@transaction.atomic
def send_back(*, action: Action, version: int, text: str, by: Actor, at: datetime) -> Action:
    """Say what is still to be done after a check."""
    return _move(action, version, State.IN_PROGRESS, queries.WRITE, text, by, at)


@transaction.atomic
def reopen(*, action: Action, version: int, text: str, by: Actor, at: datetime) -> Action:
    """Take up an action again that was closed or cancelled, and say why."""
    back = State.OPEN if action.state == State.CANCELLED else State.IN_PROGRESS
    return _move(action, version, back, queries.WRITE, text, by, at)


@transaction.atomic
def cancel(*, action: Action, version: int, text: str, by: Actor, at: datetime) -> Action:
    """Give up an action, by whoever opened it, and say why."""
    require(by, queries.WRITE, action.opener)
    return _move(action, version, State.CANCELLED, queries.WRITE, text, by, at)


def _move(
    action: Action,
    version: int,
    state: State,
    permission: Permission,
    text: str,
    by: Actor,
    at: datetime,
    single_handed_reason: str = "",
) -> Action:
    steps.require(by, permission, action)
    fresh = lock(action, by=by, version=version)
    if state not in Action.MOVES[fresh.state]:
        raise CannotMove(
            f"This action is {fresh.get_state_display().lower()}; it cannot become {state.label.lower()}."
        )
    fresh.state = state
    fresh.closed_at, fresh.closed_by = (at, by.user) if state == State.CLOSED else (None, None)
    fresh.save(update_fields=["state", "closed_at", "closed_by", "version"])
    steps.write(fresh, "MOVED", by, at, text, single_handed_reason=single_handed_reason)
    record("action.moved", about=fresh, by=by, at=at, concerning=steps.sides(action), state=str(state))
    return fresh
