"""
The nine ways round row security that we know, each tried on the database as it is.

PostgreSQL lets the owner of a table, a view, a materialised view, a function with its owner's rights, a partition, TRUNCATE,
a unique key, a foreign key and ON CONFLICT see or touch what a policy hides. Each is closed here, or its remainder is named.
"""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from safeguarding.core.access.rowsecurity import APP_ROLE, OWNER_ROLE, our_models, reach_of
from safeguarding.core.bodies.models import Body


def rows(sql, *values, using="default"):
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def ours(guarded=True):
    return {
        model._meta.db_table: model
        for model in our_models()
        if not guarded or not reach_of(model).open_to_all
    }


@pytest.mark.django_db(databases=["default", "owner"])
def test_1_the_owner_of_a_table_is_bound_like_everyone_else():
    """Without FORCE the owner reads every row; with it, it reads what its context lets it: nothing."""
    unforced = rows(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and not relforcerowsecurity"
    )
    owner = rows(
        "select distinct pg_get_userbyid(relowner) from pg_class where relname = any(%s)", list(ours())
    )

    assert {name for (name,) in unforced} & set(ours(guarded=False)) == set()
    assert owner == [(OWNER_ROLE,)]
    assert rows("select count(*) from core_body", using="owner") == [(0,)]


def test_2_every_view_reads_with_the_readers_rights(db):
    assert (
        rows(
            "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"
            " and not coalesce(reloptions::text, '') like '%%security_invoker=true%%'"
        )
        == []
    )


def test_3_nothing_is_kept_in_a_materialised_view(db):
    assert rows("select matviewname from pg_matviews where schemaname = 'public'") == []


def test_4_no_function_runs_with_its_owners_rights(db):
    assert rows("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef") == []


def test_5_every_partition_carries_its_own_policy(db):
    """A partition asked for by its own name does not go by its parent's policy."""
    assert (
        rows(
            "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            " where c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity"
            " and exists (select 1 from pg_policy p where p.polrelid = c.oid))"
        )
        == []
    )


def test_6_the_application_may_not_empty_a_table(world):
    assert (
        rows(
            "select table_name from information_schema.role_table_grants"
            " where grantee in (%s, 'PUBLIC') and privilege_type = 'TRUNCATE'",
            APP_ROLE,
        )
        == []
    )
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        rows("truncate core_body cascade")


def unique_keys():
    """Return each unique key of ours with its columns, without the inner id and the random public one."""
    found = rows(
        "select t.relname, c.relname, array_agg(a.attname order by a.attnum) from pg_index i"
        " join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid"
        " join pg_attribute a on a.attrelid = t.oid and a.attnum = any(i.indkey)"
        " where i.indisunique and t.relnamespace = 'public'::regnamespace group by 1, 2"
    )
    return [(table, set(columns)) for table, _, columns in found if table in ours()]


def test_7_no_unique_key_tells_whether_another_organisations_row_exists(db):
    """A key must name the organisation, hold a value that nobody can guess, or hang on a row that is guarded itself."""
    telling = []
    for table, columns in unique_keys():
        model = ours()[table]
        reach = reach_of(model)
        # A provider of sign-ins gives each person a subject of its own making; the rest is random or a hash.
        unguessable = {"id", "public_id", "key", "series", "sha256", "subject"} | {
            f.column for f in model._meta.concrete_fields if f.get_internal_type() == "UUIDField"
        }
        keys = {f.column for f in model._meta.concrete_fields if f.is_relation}
        if not columns & (unguessable | keys):
            telling.append((table, sorted(columns), reach.own))

    assert telling == []


def test_7_the_same_name_may_stand_at_two_organisations(world):
    """What another organisation calls its bodies neither stops nor surprises anybody."""
    for person in ("dana", "oscar"):
        actor = world.actor(person)
        Body.objects.create(organisation=actor.organisation, name="Safeguarding committee", kind="COMMITTEE")

        assert Body.objects.filter(name="Safeguarding committee").count() == 1


def foreign_body(world):
    actor = world.actor("oscar")
    return Body.objects.create(organisation=actor.organisation, name="Their own board", kind="BOARD")


def test_8_a_row_cannot_be_hung_on_another_organisations(world):
    """A foreign key is checked past the policies, so the policy of the child must look at its parent."""
    foreign = foreign_body(world)
    world.actor("dana")

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        rows(
            "insert into core_bodyalias (body_id, name) values (%s, 'x') returning id",
            foreign.pk,
        )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        rows("insert into core_bodyalias (body_id, name) values (%s, 'x') returning id", 2**40)


def test_8_every_child_shares_its_parents_reach(db):
    """A guarded table without an organisation of its own hangs on its parent by policy, not by key alone."""
    adrift = [
        table
        for table, model in ours().items()
        if not (reach_of(model).own or reach_of(model).parent or reach_of(model).also)
    ]

    assert adrift == []


def test_9_on_conflict_neither_changes_nor_shows_a_hidden_row(world):
    foreign = foreign_body(world)
    world.actor("dana")

    twin = Body(pk=foreign.pk, organisation=world.wyvern, name="taken", kind="BOARD")

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Body.objects.bulk_create(
            [twin], update_conflicts=True, unique_fields=["id"], update_fields=["name", "organisation"]
        )
    world.actor("oscar")
    foreign.refresh_from_db()

    assert foreign.name == "Their own board"


def test_what_was_looked_at(db, record_property):
    record_property("figure", f"{len(ours(guarded=False))} tables, {len(unique_keys())} unique keys")

    assert connection.vendor == "postgresql"
    assert len(ours()) > 50
