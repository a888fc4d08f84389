"""The database's own part of the audit: the chain of records, the refusal to change it, and row history."""

from django.db import models

# One chain for each organisation. The writer cannot choose the sequence, the moment or the hash.
CHAIN = r"""
create or replace function core_audit_digest(previous text, sequence bigint, recorded_at timestamptz, body text)
returns text immutable language sql as
$$ select encode(sha256(convert_to(previous || E'\n' || sequence::text || E'\n' ||
   (extract(epoch from recorded_at) * 1000000)::bigint::text || E'\n' || body, 'UTF8')), 'hex') $$;

create or replace function core_audit_chain() returns trigger language plpgsql as $$
declare head core_audithead%rowtype;
begin
  insert into core_audithead (organisation_id, sequence, hash) values (new.organisation_id, 0, '')
    on conflict (organisation_id) do nothing;
  select * into head from core_audithead where organisation_id = new.organisation_id for update;
  new.sequence := head.sequence + 1;
  new.previous := head.hash;
  new.recorded_at := clock_timestamp();
  new.hash := core_audit_digest(new.previous, new.sequence, new.recorded_at, new.body);
  update core_audithead set sequence = new.sequence, hash = new.hash where organisation_id = new.organisation_id;
  return new;
end $$;

create or replace function core_never() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name; end $$;

create or replace function core_row_history() returns trigger language plpgsql as $$
begin
  insert into core_rowhistory (organisation_id, relation, row_id, verb, before, after, user_id, recorded_at, transaction)
  values (app_organisation(), tg_table_name, coalesce(new.id, old.id), tg_op,
    case when tg_op = 'INSERT' then null else to_jsonb(old) end,
    case when tg_op = 'DELETE' then null else to_jsonb(new) end,
    app_user(), clock_timestamp(), txid_current());
  return null;
end $$;
"""


def install(cursor, tables: list[type[models.Model]]) -> None:
    """Create the triggers: the chain, the append-only guards and the history of rows that decide something."""
    cursor.execute(CHAIN)
    cursor.execute(
        "create or replace trigger core_audit_chain before insert on core_auditrecord"
        " for each row execute function core_audit_chain()"
    )
    for model in tables:
        table = model._meta.db_table
        if model.reach.append_only:
            cursor.execute(
                f"create or replace trigger {table}_never before update or delete on {table}"
                f" for each row execute function core_never()"
            )
            cursor.execute(
                f"create or replace trigger {table}_never_empty before truncate on {table}"
                f" for each statement execute function core_never()"
            )
        if getattr(model, "keeps_history", False):
            cursor.execute(
                f"create or replace trigger {table}_history after insert or update or delete on {table}"
                f" for each row execute function core_row_history()"
            )
