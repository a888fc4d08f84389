"""
Sessions as Django keeps them, read in plain SQL: every page and every save begins with this question.

Made by the ORM the statement costs ten times as much to write as to run.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

READ = "select session_data, expire_date from django_session where session_key = %s and expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own sessions, under the name that is part of the salt with which Django signs them."""

    def _get_session_from_db(self) -> Session | None:
        with connection.cursor() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        return Session(session_key=self.session_key, session_data=found[0], expire_date=found[1])
