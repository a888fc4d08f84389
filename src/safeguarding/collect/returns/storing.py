"""
Puts many figures into the tables at once: COPY into a temporary table, then statements that obey row security.

PostgreSQL refuses COPY FROM into a table under row security, so the rows stop in a table of the transaction first. What
is new is added. Where something stood before, what differs moves to the history and what is the same is left alone. The
sums over areas are worked out anew for the periods touched, all in the transaction of the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from psycopg import sql

from safeguarding.collect.returns.models import Batch
from safeguarding.collect.returns.packing import COLUMNS, Packed

INCOMING = sql.SQL(
    """
select pg_advisory_xact_lock(7303, {organisation});
create temporary table if not exists incoming_figure (
  series int, subject int, period int, numerator numeric(20, 6), denominator numeric(20, 6), value numeric(20, 6), told int
) on commit drop;
truncate incoming_figure
"""
)
# A line names by their places in lists its series, its subject, its period and what is told of it beside its numbers.
TOLD = """(
  select l.numerator, l.denominator, l.value,
    (%(series)s::bigint[])[l.series + 1] as series_id, (%(indicators)s::bigint[])[l.series + 1] as indicator_id,
    (%(about)s::bigint[])[l.subject + 1] as about_id, (%(accountable)s::bigint[])[l.subject + 1] as accountable_id,
    (%(returned_by)s::bigint[])[l.subject + 1] as returned_by_id,
    (%(starts)s::date[])[l.period + 1] as starts_on, (%(ends)s::date[])[l.period + 1] as ends_on,
    t.state, t.qualifiers::varchar[] as qualifiers, t.source
  from incoming_figure l
  join unnest(%(states)s::text[], %(qualifiers)s::text[], %(sources)s::text[]) with ordinality
    t (state, qualifiers, source, place) on t.place = l.told + 1
)"""
FIGURE = "numerator, denominator, value, state, qualifiers, provenance, source"
SAME_PLACE = (
    "o.series_id = i.series_id and o.about_id = i.about_id and o.starts_on = i.starts_on and o.ends_on = i.ends_on"
    " and o.organisation_id = %(organisation)s"
)
# The source of a file is its own: the same number read again in a later file is not a correction.
DIFFERENT = (
    "(o.numerator, o.denominator, o.value, o.state, o.qualifiers::text[]) is distinct from"
    " (i.numerator, i.denominator, i.value, i.state, i.qualifiers::text[])"
)
ADD = f"""
insert into collect_observation (public_id, series_id, indicator_id, about_id, accountable_id, returned_by_id,
  organisation_id, starts_on, ends_on, batch_id, recorded_by_id, reason, version, recorded_at, {FIGURE})
select gen_random_uuid(), i.series_id, i.indicator_id, i.about_id, i.accountable_id, i.returned_by_id, %(organisation)s,
  i.starts_on, i.ends_on, %(batch)s, %(user)s, '', 1, now(), i.numerator, i.denominator, i.value, i.state, i.qualifiers,
  %(provenance)s, i.source
from {TOLD} i
on conflict on constraint observation_stands_once do nothing
"""  # noqa: S608 - our own words only
KEEP_FORMER = f"""
insert into collect_formerfigure (observation_id, indicator_id, batch_id, recorded_by_id, reason, version, recorded_at,
  superseded_at, {FIGURE})
select o.id, o.indicator_id, o.batch_id, o.recorded_by_id, o.reason, o.version, o.recorded_at, now(),
  {", ".join("o." + name.strip() for name in FIGURE.split(","))}
from collect_observation o join {TOLD} i on {SAME_PLACE} where {DIFFERENT}
"""  # noqa: S608 - our own words only
CORRECT = f"""
update collect_observation o set indicator_id = i.indicator_id, numerator = i.numerator, denominator = i.denominator,
  value = i.value, state = i.state, qualifiers = i.qualifiers, provenance = %(provenance)s, source = i.source,
  returned_by_id = i.returned_by_id, batch_id = %(batch)s, recorded_by_id = %(user)s, reason = %(reason)s,
  version = o.version + 1, recorded_at = now()
from {TOLD} i where {SAME_PLACE} and {DIFFERENT}
"""  # noqa: S608 - our own words only
# A nil return adds nothing; any other figure that is not there makes the sum unknown, and the count says so.
SUM_AGAIN = f"""
insert into collect_total (series_id, organisation_id, accountable_id, starts_on, ends_on, rows_count, unknown_count,
  numerator, denominator, value)
select o.series_id, o.organisation_id, o.accountable_id, o.starts_on, o.ends_on, count(*),
  count(*) filter (where o.state not in ('value', 'nil return')), sum(o.numerator), sum(o.denominator),
  case when bool_or(o.state = 'nil return') then coalesce(sum(o.value), 0) else sum(o.value) end
from collect_observation o
join (select distinct i.series_id, i.accountable_id, i.starts_on, i.ends_on from {TOLD} i
  where i.about_id <> i.accountable_id) i
  on o.series_id = i.series_id and o.accountable_id = i.accountable_id
  and o.starts_on = i.starts_on and o.ends_on = i.ends_on
where o.organisation_id = %(organisation)s and o.about_id <> o.accountable_id
group by o.series_id, o.organisation_id, o.accountable_id, o.starts_on, o.ends_on
on conflict (series_id, organisation_id, accountable_id, starts_on, ends_on) do update set
  rows_count = excluded.rows_count, unknown_count = excluded.unknown_count, numerator = excluded.numerator,
  denominator = excluded.denominator, value = excluded.value
"""  # noqa: S608 - our own words only


@dataclass(frozen=True)
class Resolved:
    """What the lists of a packed text mean: ids, in their order."""

    series: Sequence[int]
    indicators: Sequence[int]
    about: Sequence[int]
    accountable: Sequence[int]
    returned_by: Sequence[int]


@dataclass(frozen=True)
class Stored:
    """What became of the rows."""

    added: int
    corrected: int
    unchanged: int


def store(
    packed: Packed, resolved: Resolved, batch: Batch, *, provenance: str, source: str, reason: str
) -> Stored:
    """
    Store checked figures for the organisation of a batch; one writer of an organisation at a time.

    The caller has made sure that no two of them stand in the same place.

    :param source: where those were read that do not say it themselves.
    """
    known = vars(resolved) | {
        "starts": [first for first, _ in packed.periods],
        "ends": [last for _, last in packed.periods],
        "states": [state for state, _, _ in packed.told],
        "qualifiers": [known for _, known, _ in packed.told],
        "sources": [said or source for _, _, said in packed.told],
        "organisation": batch.organisation_id,
        "batch": batch.pk,
        "user": batch.recorded_by_id,
        "provenance": provenance,
        "reason": reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(INCOMING.format(organisation=sql.Literal(batch.organisation_id)))
        with cursor.copy(f"copy incoming_figure ({COLUMNS}) from stdin") as copy:
            copy.write(packed.lines)
        added = _count(cursor, ADD, known)
        corrected = _correct(cursor, known) if added < packed.count else 0
        if added or corrected:
            cursor.execute(SUM_AGAIN, known)
    return Stored(added, corrected, packed.count - added - corrected)


def _correct(cursor: Any, known: Mapping[str, Any]) -> int:
    """Move what differs to the history and put the new figures in its place; return how many."""
    cursor.execute("analyze incoming_figure")
    cursor.execute(KEEP_FORMER, known)
    return _count(cursor, CORRECT, known)


def _count(cursor: Any, statement: str, known: Mapping[str, Any]) -> int:
    cursor.execute(statement, known)
    count: int = cursor.rowcount
    return count
