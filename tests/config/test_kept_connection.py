"""A kept connection is trusted for a moment after an answer, and never once the server has ended it."""

import select
import threading
import time

import pytest
from django.db import connection

from safeguarding.config import kept_connection


@pytest.fixture
def elsewhere(db):
    """Run something in a thread of its own, which has a connection of its own, and return what it returns."""

    def run(work):
        found = []

        def worked():
            try:
                connection.ensure_connection()
                kept_connection.heard()
                connection.health_check_done = False
                found.append(work())
            finally:
                connection.close()

        thread = threading.Thread(target=worked)
        thread.start()
        thread.join()
        return found[0]

    return run


def trusted():
    kept_connection.trust_if_just_heard()
    return connection.health_check_done


def test_a_connection_that_answered_a_moment_ago_is_not_asked(elsewhere):
    assert elsewhere(trusted) is True


def test_one_that_was_silent_for_longer_is_asked(elsewhere):
    def later():
        kept_connection.LATEST.answer = time.monotonic() - kept_connection.SECONDS_TRUSTED - 1
        return trusted()

    assert elsewhere(later) is False


def test_one_that_the_server_has_ended_is_asked(elsewhere):
    def ended():
        process = connection.connection.info.backend_pid
        killer = connection.copy()
        with killer.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s)", [process])
        killer.close()
        select.select([connection.connection.fileno()], [], [], 10)
        return trusted()

    assert elsewhere(ended) is False
