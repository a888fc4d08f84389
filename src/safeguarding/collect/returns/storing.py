"""
Puts many figures into the tables at once: COPY into a temporary table, then statements that obey row security.

PostgreSQL refuses COPY FROM into a table under row security, so the rows stop in a table of the transaction first. What
stood before moves to the history, what is new is added, what is the same is left alone, and the sums over areas are
worked out anew for the periods touched, all in the transaction of the caller.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from safeguarding.collect.returns.models import Batch

COLUMNS = (
    "ordinal, public_id, series_id, indicator_id, about_id, accountable_id, returned_by_id, starts_on, ends_on,"
    " numerator, denominator, value, state, qualifiers, provenance, source"
)
INCOMING = sql.SQL(
    """
select pg_advisory_xact_lock(7303, {organisation});
create temporary table if not exists incoming_figure (
  ordinal int, public_id uuid, series_id bigint, indicator_id bigint, about_id bigint, accountable_id bigint,
  returned_by_id bigint, starts_on date, ends_on date, numerator numeric(20, 6), denominator numeric(20, 6),
  value numeric(20, 6), state varchar, qualifiers varchar[], provenance varchar, source varchar
) on commit drop;
truncate incoming_figure
"""
)
TOLD = "numerator, denominator, value, state, qualifiers, provenance, source"
SAME_PLACE = (
    "o.series_id = i.series_id and o.about_id = i.about_id and o.starts_on = i.starts_on and o.ends_on = i.ends_on"
    " and o.organisation_id = %(organisation)s"
)
# The source of a file is its own: the same number read again in a later file is not a correction.
DIFFERENT = (
    "(o.numerator, o.denominator, o.value, o.state, o.qualifiers::text[]) is distinct from"
    " (i.numerator, i.denominator, i.value, i.state, i.qualifiers::text[])"
)
KEEP_FORMER = f"""
insert into collect_formerfigure (observation_id, indicator_id, batch_id, recorded_by_id, reason, version, recorded_at,
  superseded_at, {TOLD})
select o.id, o.indicator_id, o.batch_id, o.recorded_by_id, o.reason, o.version, o.recorded_at, now(),
  {", ".join("o." + name.strip() for name in TOLD.split(","))}
from collect_observation o join incoming_figure i on {SAME_PLACE} where {DIFFERENT}
"""  # noqa: S608 - our own words only
CORRECT = f"""
update collect_observation o set indicator_id = i.indicator_id, numerator = i.numerator, denominator = i.denominator,
  value = i.value, state = i.state, qualifiers = i.qualifiers, provenance = i.provenance, source = i.source,
  returned_by_id = i.returned_by_id, batch_id = %(batch)s, recorded_by_id = %(user)s, reason = %(reason)s,
  version = o.version + 1, recorded_at = now()
from incoming_figure i where {SAME_PLACE} and {DIFFERENT}
"""  # noqa: S608 - our own words only
ADD = f"""
insert into collect_observation (public_id, series_id, indicator_id, about_id, accountable_id, returned_by_id,
  organisation_id, starts_on, ends_on, batch_id, recorded_by_id, reason, version, recorded_at, {TOLD})
select i.public_id, i.series_id, i.indicator_id, i.about_id, i.accountable_id, i.returned_by_id, %(organisation)s,
  i.starts_on, i.ends_on, %(batch)s, %(user)s, '', 1, now(), {", ".join("i." + name.strip() for name in TOLD.split(","))}
from incoming_figure i where not exists (select 1 from collect_observation o where {SAME_PLACE})
order by i.ordinal
"""  # noqa: S608 - our own words only
# A nil return adds nothing; any other figure that is not there makes the sum unknown, and the count says so.
SUM_AGAIN = """
insert into collect_total (series_id, organisation_id, accountable_id, starts_on, ends_on, rows_count, unknown_count,
  numerator, denominator, value)
select o.series_id, o.organisation_id, o.accountable_id, o.starts_on, o.ends_on, count(*),
  count(*) filter (where o.state not in ('value', 'nil return')), sum(o.numerator), sum(o.denominator),
  case when bool_or(o.state = 'nil return') then coalesce(sum(o.value), 0) else sum(o.value) end
from collect_observation o
join (select distinct series_id, accountable_id, starts_on, ends_on from incoming_figure) i
  on o.series_id = i.series_id and o.accountable_id = i.accountable_id
  and o.starts_on = i.starts_on and o.ends_on = i.ends_on
where o.organisation_id = %(organisation)s and o.about_id <> o.accountable_id
group by o.series_id, o.organisation_id, o.accountable_id, o.starts_on, o.ends_on
on conflict (series_id, organisation_id, accountable_id, starts_on, ends_on) do update set
  rows_count = excluded.rows_count, unknown_count = excluded.unknown_count, numerator = excluded.numerator,
  denominator = excluded.denominator, value = excluded.value
"""


@dataclass(frozen=True)
class Stored:
    """What became of the rows."""

    added: int
    corrected: int
    unchanged: int


def store(rows: Sequence[tuple], batch: Batch, reason: str) -> Stored:
    """
    Store rows of COLUMNS for the organisation of a batch; one writer of an organisation at a time.

    The caller has checked the rows, and has made sure that no two of them stand in the same place.
    """
    known = {
        "organisation": batch.organisation_id,
        "batch": batch.pk,
        "user": batch.recorded_by_id,
        "reason": reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(INCOMING.format(organisation=sql.Literal(batch.organisation_id)))
        with cursor.copy(f"copy incoming_figure ({COLUMNS}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(KEEP_FORMER, known)
        corrected = _count(cursor, CORRECT, known)
        added = _count(cursor, ADD, known)
        if added or corrected:
            cursor.execute(SUM_AGAIN, known)
    return Stored(added, corrected, len(rows) - added - corrected)


def _count(cursor, statement: str, known: dict) -> int:
    cursor.execute(statement, known)
    return cursor.rowcount
