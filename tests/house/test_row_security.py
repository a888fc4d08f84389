"""The catalogue of the database: every table closed, nothing that goes around the policies."""

import pytest
from django.db import connection

from safeguarding.core.access.rowsecurity import APP_ROLE, OWNER_ROLE, our_models, reach_of


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
