"""The product's settings, with one more connection: past row security, for filling the tables of a run in bulk."""

from bench import place
from safeguarding.config import postgres
from safeguarding.config.settings import *  # noqa: F403

DATABASES = {
    **postgres.database_settings(),
    "superuser": postgres.django_settings(place.server().dsn(postgres.DATABASE, postgres.SUPERUSER)),
}
