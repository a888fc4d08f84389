"""Operations on the files that show an action to be done: both its sides read them; whoever sent one may replace it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from safeguarding.act.actions import queries, steps
from safeguarding.act.actions.models import Action, ActionFile
from safeguarding.core.access.actor import Actor
from safeguarding.core.audit.operations import record
from safeguarding.core.files import operations as files
from safeguarding.core.organisations.models import Organisation


@transaction.atomic
def attach(*, action: Action, upload: UploadedFile, by: Actor, at: datetime) -> ActionFile:
    """
    Keep a file that shows how an action goes, and let its other side read it.

    :raises NotKept: if it is empty, too large, of a type that is not kept, or dangerous.
    """
    steps.require(by, queries.WRITE, action)
    steps.take_live(action)
    file = files.store(
        upload=upload,
        owner=by.organisation,
        about=_other_side(action, by),
        kind=queries.EVIDENCE,
        by=by,
        at=at,
    )
    attached = ActionFile(action=action, file=file, added_at=at, added_by=by.user)
    attached.save(force_insert=True)
    files.release(files=[file], by=by, at=at)
    record(
        "action.file_added", about=attached, by=by, at=at, concerning=steps.sides(action), sha256=file.sha256
    )
    return attached


@transaction.atomic
def replace(*, attached: ActionFile, upload: UploadedFile, by: Actor, at: datetime) -> ActionFile:
    """
    Keep a newer version of a file; the older ones stay in its list of versions.

    :raises NotKept: as for `attach`.
    """
    _require_sender(by, attached)
    steps.take_live(attached.action)
    attached.file = files.new_version(file=attached.file, upload=upload, by=by, at=at)
    attached.save(update_fields=["file"])
    files.release(files=[attached.file], by=by, at=at)
    steps.write(attached.action, "EVIDENCE", by, at, f"Newer version: {attached.file.name}")
    record("action.file_replaced", about=attached, by=by, at=at, concerning=steps.sides(attached.action))
    return attached


@transaction.atomic
def remove(*, attached: ActionFile, reason: str, by: Actor, at: datetime) -> None:
    """Take a file away again while the action is open, and say why; who took it away and why stays to be read."""
    _require_sender(by, attached)
    action = steps.take_live(attached.action)
    attached.removed_at, attached.removed_by, attached.removed_because = at, by.user, reason
    attached.save(update_fields=["removed_at", "removed_by", "removed_because"])
    steps.write(action, "EVIDENCE", by, at, f"Removed {attached.file.name}: {reason}")
    record("action.file_removed", about=attached, by=by, at=at, concerning=steps.sides(attached.action))


def _require_sender(by: Actor, attached: ActionFile) -> None:
    """Whoever sent a file replaces or removes it; the other side of the action reads it and no more."""
    steps.require(by, queries.WRITE, attached.action)
    if not queries.sent_by_us(by, attached.file):
        raise PermissionDenied(f"{attached.file} was sent by the other side")


def _other_side(action: Action, by: Actor) -> Organisation:
    return action.opener if by.organisation.pk == action.organisation_id else action.organisation
