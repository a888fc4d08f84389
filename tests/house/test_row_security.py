"""The catalogue of the database: every table closed, nothing that goes around the policies."""

import pytest
from django.db import connection, connections, transaction

from safeguarding.core.access.rowsecurity import APP_ROLE, OWNER_ROLE, our_models, policies, reach_of


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.fixture
def catalogue(db):
    return {
        name: (enabled, forced)
        for name, enabled, forced in rows(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class"
            " where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
        )
    }


def test_every_table_of_ours_has_forced_row_security(catalogue):
    ours = {model._meta.db_table for model in our_models()}

    assert {table for table in ours if catalogue.get(table) != (True, True)} == set()


def test_every_table_of_ours_has_a_policy_for_each_verb_that_is_granted(db):
    policies = {(table, verb) for table, verb in rows("select tablename, cmd from pg_policies")}
    granted = rows(
        "select table_name, privilege_type from information_schema.role_table_grants where grantee = %s",
        APP_ROLE,
    )
    ours = {model._meta.db_table for model in our_models()}

    assert {(t, v) for t, v in granted if t in ours and (t, v) not in policies} == set()


def test_the_applications_role_owns_nothing_and_cannot_go_around(db):
    [(superuser, bypass)] = rows("select rolsuper, rolbypassrls from pg_roles where rolname = %s", APP_ROLE)
    owned = rows("select count(*) from pg_class where pg_get_userbyid(relowner) = %s", APP_ROLE)
    [(owner_bypass,)] = rows("select rolbypassrls from pg_roles where rolname = %s", OWNER_ROLE)

    assert (superuser, bypass, owner_bypass) == (False, False, False)
    assert owned == [(0,)]


def test_the_application_may_never_empty_or_point_at_a_table(db):
    granted = rows(
        "select table_name from information_schema.role_table_grants where grantee = %s"
        " and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')",
        APP_ROLE,
    )

    assert granted == []


def test_no_view_and_no_function_reads_with_its_owners_rights(db):
    materialised = rows("select matviewname from pg_matviews where schemaname = 'public'")
    definers = rows("select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef")
    views = rows(
        "select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"
        " and not coalesce(reloptions::text, '') like '%%security_invoker=true%%'"
    )

    assert (materialised, definers, views) == ([], [], [])


def test_without_a_context_nothing_of_any_organisation_shows(db):
    closed = [model for model in our_models() if not reach_of(model).open_to_all]

    assert {model._meta.db_table for model in closed if model._base_manager.exists()} == set()


def policies_now(cursor):
    cursor.execute(
        "select tablename, policyname, cmd, qual, with_check from pg_policies where schemaname = 'public' order by 1, 2"
    )
    return cursor.fetchall()


@pytest.mark.django_db(databases=["default", "owner"])
def test_every_policy_is_the_one_that_its_model_declares():
    """Each is written anew in a transaction that is then undone: what stands in the catalogue is what that gives."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        standing = policies_now(cursor)
        for model in our_models():
            for statement in policies(model):
                cursor.execute(statement)
        declared = policies_now(cursor)
        transaction.set_rollback(True, using="owner")

    assert [policy for policy in standing if "_verify" not in policy[1]] == [
        policy for policy in declared if "_verify" not in policy[1]
    ]
