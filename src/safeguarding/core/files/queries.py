"""Reads of files: one by its address, the versions of one, and what a list of evidence shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse

from safeguarding.core.access.actor import Actor
from safeguarding.core.access.policy import Permission
from safeguarding.core.access.queries import contracted, is_mine, reads_own
from safeguarding.core.files import contents, kinds
from safeguarding.core.files.models import StoredFile


@dataclass(frozen=True)
class FileLine:
    """What a list shows of a file."""

    name: str
    url: str
    detail: str  # "PDF, 1.2 MB"
    scan: str  # "Not scanned"
    number: int
    sha256: str
    stored_at: datetime
    stored_by: str


def get_file(actor: Actor, public_id: UUID) -> StoredFile:
    """Return one file that the topic it belongs to opens to this actor, or 404 so that nobody learns that it exists."""
    file = StoredFile.objects.select_related("organisation", "stored_by").filter(public_id=public_id).first()
    if file is None or not kinds.may_read(actor, file):
        raise Http404
    return file


def by_reach(actor: Actor, file: StoredFile) -> bool:
    """
    Say who may read a file where its topic has no narrower rule.

    The owner with the right to read the resource; once it is released, whom it is about and today's commissioners.
    """
    permission = Permission(kinds.KINDS[file.kind].resource, "r")
    if not reads_own(actor, permission):
        return False
    released = Q(release__isnull=False) & (is_mine(actor, "about") | Q(organisation__in=contracted(actor)))
    return StoredFile.objects.filter(is_mine(actor, "organisation") | released, pk=file.pk).exists()


def versions(file: StoredFile) -> QuerySet[StoredFile]:
    """Return every version of a file, newest first."""
    return StoredFile.objects.filter(series=file.series).select_related("stored_by").order_by("-number")


def with_details(files: QuerySet[StoredFile]) -> QuerySet[StoredFile]:
    """Return the same files with what a list shows of them, in a number of queries that does not grow."""
    return files.select_related("stored_by").prefetch_related("scans")


def line(file: StoredFile) -> FileLine:
    """Return what a page shows of one file."""
    return lines([file])[0]


def lines(files: Iterable[StoredFile]) -> list[FileLine]:
    """Return what a page of evidence shows of files that its own query has found (`with_details` selects what it needs)."""
    return [
        FileLine(
            name=file.name,
            url=reverse("core:files_download", args=[file.public_id]),
            detail=f"{contents.TYPES[file.type].words}, {size_in_words(file.size)}",
            scan=file.scan_words,
            number=file.number,
            sha256=file.sha256,
            stored_at=file.stored_at,
            stored_by=file.stored_by.name,
        )
        for file in files
    ]


def size_in_words(size: int) -> str:
    """Return a size as people say it, such as "84 kB" or "1.2 MB"."""
    return f"{max(1, round(size / 1000)):,} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
