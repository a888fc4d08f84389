"""How often a page asks the database."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def trips(client: Client, address: str) -> int:
    """Return how often a page asks once its session is known; the first look, which may note something, does not count."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return len(asked)
