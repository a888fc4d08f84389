"""
Canaries: every text of every guarded table gets a word of its own, so that wherever it turns up says whose row it was.

The words are put in by the superuser with triggers off, table by table as the catalogue of models lists them: a new table
or column is planted without anybody adding it here.
"""

import hashlib
import json
import re
from dataclasses import dataclass, field

import psycopg
from django.db import models
from psycopg import sql

from safeguarding.core.access.rowsecurity import our_models, reach_of

BEGINNING = "zq"  # what finds every canary in a search, and is none itself
CANARY = re.compile(BEGINNING + "[0-9a-f]{10}")
LENGTH = 13  # the word and the space before it
# Words of the machine, not of people: changing them would break the row or its place on a page.
MACHINE = re.compile(
    r"^(urn|form|path|what|by|about|relation|verb|hash|sha256|digest|previous|place|stored_as|url|email|address|"
    r"state|status|status_words|stage|kind|format|key|query|arguments|row_keys|row_hash|rating|section|measure|"
    r"dated|as_known_on|value|prepared|service_types|cadence|roles|concerns|themes|modes|audience|topics|starts_on|part)$"
)
# What is only ever read by the machine, or is not a row of somebody's business.
NOT_PLANTED = {"core.SentForm", "core.AuditHead", "core.OutgoingEmail", "core.ContractParty", "core.Share"}
SHORTEST = 60


@dataclass
class Plant:
    """Which canary stands in which column of which row."""

    where: dict[str, tuple[type[models.Model], int, str]] = field(default_factory=dict)
    columns: int = 0


def word(table: str, column: str, row: int) -> str:
    """Return the canary of one column of one row."""
    return BEGINNING + hashlib.md5(f"{table}.{column}.{row}".encode(), usedforsecurity=False).hexdigest()[:10]


def guarded() -> list[type[models.Model]]:
    """Return the models whose rows are somebody's and not everybody's."""
    return [m for m in our_models() if not reach_of(m).open_to_all and m._meta.label not in NOT_PLANTED]


def plant(superuser: psycopg.Connection) -> Plant:
    """Put a canary into every text of every guarded table and return where each stands."""
    superuser.execute("set session_replication_role = replica")
    planted = Plant()
    for model in guarded():
        for column in texts(model):
            _plant_column(superuser, planted, model, column)
    _plant_in_records(superuser, planted)
    superuser.commit()
    return planted


def texts(model: type[models.Model]) -> list[models.Field]:
    """Return the columns that hold what somebody wrote."""
    return [
        column
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField | models.JSONField)
        and not column.choices
        and not column.unique
        and not MACHINE.match(column.name)
        and (isinstance(column, models.JSONField) or (column.max_length or 999) >= SHORTEST)
        and model._meta.label != "core.AuditRecord"
    ]


def _plant_column(superuser, planted: Plant, model, column) -> None:
    table, name = model._meta.db_table, column.column
    if isinstance(column, models.JSONField) or _holds_json(superuser, table, name):
        rows = _plant_in_json(superuser, table, name, isinstance(column, models.JSONField))
    else:
        rows = _append(superuser, table, name, column.max_length)
    for row in rows:
        planted.where[word(table, name, row)] = (model, row, name)
    planted.columns += bool(rows)


def _append(superuser, table: str, name: str, longest: int | None) -> list[int]:
    """Write the canary behind every text of a column; where the row's own rules allow it, into empty ones as well."""
    start = "left({c}, %(room)s)" if longest else "{c}"
    statement = "update {t} set {c} = ltrim(" + start + " || ' zq' || substr(md5(%(what)s || id), 1, 10))"
    values = {"room": (longest or LENGTH) - LENGTH, "what": f"{table}.{name}."}
    for condition in ("", " where {c} <> ''"):
        query = sql.SQL(statement + condition + " returning id").format(
            t=sql.Identifier(table), c=sql.Identifier(name)
        )
        try:
            with superuser.transaction():
                return [row for (row,) in superuser.execute(query, values).fetchall()]
        except psycopg.errors.CheckViolation:
            continue
    return []


def _holds_json(superuser, table: str, name: str) -> bool:
    query = sql.SQL("select {c} from {t} where {c} is not null and {c} <> '' limit 1")
    found = superuser.execute(query.format(t=sql.Identifier(table), c=sql.Identifier(name))).fetchone()
    return bool(found) and found[0][:1] in "{[" and _is_json(found[0])


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _plant_in_json(superuser, table: str, name: str, native: bool) -> list[int]:
    """Write the canary behind every sentence inside the JSON of a column."""
    query = sql.SQL("select id, {c} from {t} where {c} is not null")
    rows = superuser.execute(query.format(t=sql.Identifier(table), c=sql.Identifier(name))).fetchall()
    changed = []
    for row, held in rows:
        body = held if native else json.loads(held)
        planted = _in_sentences(body, word(table, name, row))
        if planted != body:
            changed.append((json.dumps(planted), row))
    query = sql.SQL("update {t} set {c} = %s where id = %s")
    superuser.cursor().executemany(
        query.format(t=sql.Identifier(table), c=sql.Identifier(name)).as_string(superuser), changed
    )
    return [row for _, row in changed]


def _in_sentences(value, canary: str):
    if isinstance(value, dict):
        return {key: _in_sentences(one, canary) for key, one in value.items()}
    if isinstance(value, list):
        return [_in_sentences(one, canary) for one in value]
    is_sentence = isinstance(value, str) and len(value.split()) > 3 and not value.startswith("<")
    return f"{value} {canary}" if is_sentence else value  # a drawing with a word behind it is none any more


def _plant_in_records(superuser, planted: Plant) -> None:
    """Write a canary among the facts of every audit record; the chain is broken by it, and nobody asks here."""
    from safeguarding.core.audit.models import AuditRecord

    rows = superuser.execute(
        "update core_auditrecord set body = jsonb_set(body::jsonb, '{detail,canary}',"
        " to_jsonb('zq' || substr(md5('core_auditrecord.body.' || id), 1, 10)))::text returning id"
    ).fetchall()
    for (row,) in rows:
        planted.where[word("core_auditrecord", "body", row)] = (AuditRecord, row, "body")
