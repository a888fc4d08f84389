"""Takes files in, keeps their versions, lets others read them, and hands them out."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import may, require
from safeguarding.core.audit.operations import record
from safeguarding.core.files import contents, kinds, looking, names, scanner, storage, traces
from safeguarding.core.files.models import FileRelease, FileScan, StoredFile
from safeguarding.core.organisations.models import Organisation
from safeguarding.kit.refusals import Refused


class NotToBeRead(Refused):
    """The file cannot be handed out now."""


class Damaged(Exception):
    """The bytes on our disk are not those that were stored: somebody or something changed them."""


@transaction.atomic
def store(
    *,
    upload: UploadedFile,
    owner: Organisation,
    kind: str,
    by: Actor,
    at: datetime,
    about: Organisation | None = None,
) -> StoredFile:
    """
    Keep a file that somebody sent, after looking at what it holds.

    :param kind: as registered in `core.files.kinds`; it says which permission is needed and who may read the file.
    :raises NotKept: if the file is empty, too large, of a type that is not kept, or dangerous.
    :raises BadName: if its name is there to deceive.
    """
    require(by, Permission(kinds.KINDS[kind].resource, "w"), owner)
    return _keep(
        upload, StoredFile(organisation=owner, about=about, kind=kind, series=uuid4(), number=1), by, at
    )


@transaction.atomic
def new_version(*, file: StoredFile, upload: UploadedFile, by: Actor, at: datetime) -> StoredFile:
    """
    Keep a newer version beside a file; the older one stays as it was. It is not released with it.

    :raises NotKept: as for `store`.
    """
    require(by, Permission(kinds.KINDS[file.kind].resource, "w"), file.organisation)
    with connection.cursor() as cursor:  # two people who send a version at once get two numbers
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(file.series)])
    last = StoredFile.objects.filter(series=file.series).order_by("-number").first()
    following = StoredFile(
        organisation=file.organisation,
        about=file.about,
        kind=file.kind,
        series=file.series,
        number=(last or file).number + 1,
    )
    return _keep(upload, following, by, at)


@transaction.atomic
def release(*, files: list[StoredFile], by: Actor, at: datetime) -> None:
    """Let files be read by whom they are about and by those who commission their owner, as when answers are submitted."""
    for file in files:
        _require_to_send(by, file)
        _, new = FileRelease.objects.get_or_create(
            file=file, defaults={"released_at": at, "released_by": by.person}
        )
        if new:
            record("file.released", about=file, by=by, at=at, concerning=[file.organisation])


@transaction.atomic
def hand_out(*, file: StoredFile, by: Actor, at: datetime) -> bytes:
    """
    Return the bytes of a file for a download, having checked that they are those that were stored.

    :raises NotToBeRead: if it waits for the virus scan or failed it.
    :raises Damaged: if the bytes on our disk are not those that were stored.
    """
    kinds.require(by, file)
    if file.scan in {FileScan.State.PENDING, FileScan.State.INFECTED}:
        raise NotToBeRead(f"{file.scan_words}. The file cannot be downloaded.")
    content = storage.get(file.place)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise Damaged(f"file {file.public_id} is not what was stored")
    record("file.downloaded", about=file, by=by, at=at, concerning=[file.organisation])
    return content


def _require_to_send(by: Actor, file: StoredFile) -> None:
    """Whoever signs for an organisation sends what its staff put together, as well as they themselves."""
    resource = kinds.KINDS[file.kind].resource
    if not may(by, Permission(resource, "a"), file.organisation):
        require(by, Permission(resource, "w"), file.organisation)


def _keep(upload: UploadedFile, file: StoredFile, by: Actor, at: datetime) -> StoredFile:
    content, name = contents.read(upload), names.clean(upload.name or "")
    file.type, file.name = looking.type_of(content, name).key, name
    content = traces.without_traces(content, file.type)
    file.size, file.sha256 = len(content), hashlib.sha256(content).hexdigest()
    same = StoredFile.objects.filter(organisation=file.organisation, sha256=file.sha256).first()
    file.place = same.place if same else storage.put(content)
    file.stored_at, file.stored_by = at, by.person
    file.save()
    if state := scanner.scan(content):
        FileScan(file=file, state=state).save()
    record(
        "file.stored",
        about=file,
        by=by,
        at=at,
        concerning=[one for one in (file.organisation, file.about) if one],
        kind=file.kind,
        sha256=file.sha256,
        version=file.number,
    )
    return file
