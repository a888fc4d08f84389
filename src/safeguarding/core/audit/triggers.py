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

create or replace function core_audit_touch() returns trigger language plpgsql as $$
begin
  if cardinality(new.touched) > 0 then
    insert into core_audittouch (entry_id, record) select new.id, unnest(new.touched);
  end if;
  return null;
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

# MONOTONE and LEGAL-HOLD (security plan 1.1): whoever writes, a level or a flag falls only when two people agreed, and
# what is held is not deleted. Nor is anything else, before two people agreed to dispose of it.
RESTRICTED = r"""
create or replace function core_agreed(restricted bigint, wanted text) returns boolean stable language sql as
$$ select exists (select 1 from core_proposal p where p.restricted_id = restricted and p.kind = wanted
   and p.is_agreed and not p.is_done) $$;

create or replace function core_restricted_falls() returns trigger language plpgsql as $$
begin
  if new.level < old.level and not core_agreed(old.id, 'LOWER') then
    raise exception 'a level falls only when two people agree'; end if;
  if old.has_safe_address and not new.has_safe_address and not core_agreed(old.id, 'CLEAR') then
    raise exception 'a safe-address flag falls only when two people agree'; end if;
  if old.held_at is not null and new.held_at is null and not core_agreed(old.id, 'LIFT') then
    raise exception 'a legal hold falls only when two people agree'; end if;
  return new;
end $$;

create or replace function core_held() returns trigger language plpgsql as $$
begin
  if exists (select 1 from core_restrictedrecord r where r.record = old.public_id and r.held_at is not null) then
    raise exception 'a legal hold stands'; end if;
  if not exists (select 1 from core_restrictedrecord r
      where r.record = old.public_id and core_agreed(r.id, 'DISPOSE')) then
    raise exception 'two people agree before a restricted record is disposed of'; end if;
  return old;
end $$;

create or replace function core_may_be_forgotten(records text[]) returns boolean stable language sql as
$$ select exists (select 1 from core_restrictedrecord r where r.record::text = any (records)
   and core_agreed(r.id, 'DISPOSE')) $$;
"""


def install(cursor, tables: list[type[models.Model]]) -> None:
    """Create the triggers: the chain, the append-only guards and the history of rows that decide something."""
    cursor.execute(CHAIN)
    cursor.execute(RESTRICTED)
    cursor.execute(
        "create or replace trigger core_restricted_falls before update on core_restrictedrecord"
        " for each row execute function core_restricted_falls()"
    )
    cursor.execute(
        "create or replace trigger core_audit_chain before insert on core_auditrecord"
        " for each row execute function core_audit_chain()"
    )
    cursor.execute(
        "create or replace trigger core_audit_touch after insert on core_auditrecord"
        " for each row execute function core_audit_touch()"
    )
    for model in tables:
        table = model._meta.db_table
        if model.reach.append_only:
            cursor.execute(
                f"create or replace trigger {table}_never before {'' if model.reach.forgets else 'update or '}delete"
                f" on {table} for each row execute function core_never()"
            )
            if model.reach.forgets:
                _let_it_be_forgotten(cursor, model)
            cursor.execute(
                f"create or replace trigger {table}_never_empty before truncate on {table}"
                f" for each statement execute function core_never()"
            )
        if model.reach.listed:
            _keep_restricted(cursor, table)
        if when := getattr(model, "stands_when", ""):
            _let_it_stand(cursor, table, when)
        if getattr(model, "keeps_history", False):
            cursor.execute(
                f"create or replace trigger {table}_history after insert or update or delete on {table}"
                f" for each row execute function core_row_history()"
            )


def _let_it_stand(cursor, table: str, when: str) -> None:
    """
    Let nobody change what was approved, past every operation of ours (security plan, T38).

    :param when: the condition over `old` and `new` under which a row is neither changed nor deleted.
    """
    cursor.execute(
        f"create or replace function {table}_stands() returns trigger language plpgsql as $$ begin"
        f" if {when} then raise exception '% stands as it was approved', tg_table_name; end if;"
        " return coalesce(new, old); end $$"
    )
    cursor.execute(
        f"create or replace trigger {table}_stands before update or delete on {table}"
        f" for each row execute function {table}_stands()"
    )


def _let_it_be_forgotten(cursor, model: type[models.Model]) -> None:
    """Let no more be changed of a row than that some columns are emptied, once two people agreed to dispose of its record."""
    table, reach = model._meta.db_table, model.reach
    kept = "".join(f" - '{name}'" for name in reach.forgets)
    said = " or ".join(f"new.{name} is not null" for name in reach.forgets)
    cursor.execute(
        f"create or replace function {table}_forget() returns trigger language plpgsql as $$ begin"
        f" if {said} or to_jsonb(new){kept} is distinct from to_jsonb(old){kept}"
        f" or not core_may_be_forgotten(array({reach.tells_of})) then"
        " raise exception '% is append-only', tg_table_name; end if;"
        " return new; end $$"
    )
    cursor.execute(
        f"create or replace trigger {table}_forget before update on {table}"
        f" for each row execute function {table}_forget()"
    )


def _keep_restricted(cursor, table: str) -> None:
    """Let nothing of this table be deleted that is held, or that two people did not agree to dispose of."""
    cursor.execute(
        f"create or replace trigger {table}_held before delete on {table}"
        f" for each row execute function core_held()"
    )
