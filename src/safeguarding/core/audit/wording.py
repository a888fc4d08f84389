"""What the audit says, in words that a page can show: events, facts, and the kinds of what they are about."""

import json
import re
from collections.abc import Mapping
from uuid import UUID

from safeguarding.core.audit.models import AuditRecord
from safeguarding.kit.pages import words

# Events whose own nouns and verbs say too little.
EVENTS = {
    "record.read": "Read",
    "list.read": "Read in a list",
    "list.downloaded": "List downloaded",
    "glass.broken": "Opened in an emergency",
    "glass.judged": "Emergency opening judged",
    "disclosure.requested": "Request entered",
    "disclosure.corrected": "Request corrected",
    "disclosure.decided": "Request decided",
    "disclosure.ended": "Request ended",
    "restricted.asked": "Change asked for",
    "restricted.decided": "Change agreed or refused",
    "restricted.opened": "Restricted record opened",
    "restricted.named": "Put on the list",
}
INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def in_words(what: str) -> str:
    """Return an event as a list of events shows it, such as "Assessment: submitted"."""
    if what in EVENTS:
        return EVENTS[what]
    noun, _, verb = _named(what).partition(".")
    return f"{noun[:1].upper()}{noun[1:]}: {verb}".replace("-", " ").replace("_", " ") if verb else what


def done(what: str) -> str:
    """Return an event as the page of what it happened to shows it, such as "Assessment submitted"."""
    return EVENTS.get(what) or re.sub(r"[._-]", " ", _named(what)).capitalize()


def kind_of(row: AuditRecord) -> str:
    """Return the kind of what a record of the audit is about, such as "Sealed note"."""
    model = row.about.partition(":")[0].partition(".")[2]
    return INNER_CAPITAL.sub(" ", model).capitalize()


def key_of(row: AuditRecord) -> UUID | None:
    """Return the id of what a record of the audit is about, if it has one of the kind that stands in addresses."""
    try:
        return UUID(row.about.partition(":")[2])
    except ValueError:
        return None


def about_in_words(row: AuditRecord) -> str:
    """Return what a record of the audit is about, with the id by which it is searched for."""
    return f"{kind_of(row)} {row.about.partition(':')[2]}" if row.about else ""


def _named(what: str) -> str:
    """Name what an event was about where its own noun says too little."""
    return f"restricted record{what.removeprefix('restricted')}" if what.startswith("restricted.") else what


def detail_in_words(row: AuditRecord) -> str:
    """Return the facts that were kept with a record, in one line."""
    detail = json.loads(row.body).get("detail", {})
    return "; ".join(f"{key.replace('_', ' ')} {_told(value)}" for key, value in sorted(detail.items()))


def content_of(row: AuditRecord) -> dict[str, str]:
    """Return what somebody wrote or judged in what was done, for the page of the record itself; nothing once it is forgotten."""
    kept = getattr(row, "content", None)
    return json.loads(kept.content) if kept and kept.content else {}


def reason_of(row: AuditRecord) -> str:
    """Return why somebody did it, as they wrote; entries of before contents were kept apart hold it among their facts."""
    return content_of(row).get("reason") or json.loads(row.body)["detail"].get("reason", "")


def _told(value: object) -> str:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "none" if value is None else str(value)


def purpose_of(row: AuditRecord) -> str:
    """Return what a person said that they read for."""
    return json.loads(row.body).get("purpose", "")


def read_in_words(row: AuditRecord, references: Mapping[UUID, str]) -> str:
    """Return what was read: one record by its kind and reference, or a list with how many records it showed."""
    if row.about:
        key = key_of(row)
        return f"{kind_of(row)} {references.get(key, '') if key else ''}".strip()
    said = json.loads(row.body)
    name, count = said["detail"].get("list", ""), len(said.get("touching", []))
    return f"{name[:1].upper()}{name[1:]} ({words.plural(count, 'record')})" if name else ""
