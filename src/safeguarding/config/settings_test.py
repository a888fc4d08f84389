"""Settings for tests: the test cluster, and passwords that cost nothing."""

from safeguarding.config import postgres
from safeguarding.config.settings import *  # noqa: F403

TESTS = True
DATABASES = postgres.database_settings(tests=True)
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",  # as the demonstration that the journeys walk through
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEMONSTRATION = True  # the cast signs in without a code; tests of the second factor switch it off
