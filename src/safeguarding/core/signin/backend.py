"""Who a session belongs to, in plain SQL: every page begins with this question."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from safeguarding.core.people.models import User

COLUMNS = [field.attname for field in User._meta.concrete_fields]
PERSON = f"select {', '.join(COLUMNS)} from {User._meta.db_table} where id = %s"  # noqa: S608 - our own words only


class Backend(AuthenticationBackend):
    """
    Lets somebody in as the account library does, and finds them again without the ORM.

    Made by the ORM the statement costs a request more to write than to run. It obeys row security as any other.
    """

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, or nobody if there is none or their account is closed."""
        with connection.cursor() as cursor:
            cursor.execute(PERSON, [user_id])
            row = cursor.fetchone()
        user = User.from_db(connection.alias, COLUMNS, row) if row else None
        return user if user and self.user_can_authenticate(user) else None
