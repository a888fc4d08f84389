"""Settings of the minimal application: the product's database, sessions and key, six middlewares and nothing else."""

from safeguarding.config.settings import DATABASES as OURS
from safeguarding.config.settings import SECRET_KEY, SESSION_COOKIE_NAME

__all__ = ["SECRET_KEY", "SESSION_COOKIE_NAME"]

DATABASES = {"default": OURS["default"] | {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": False}}
DEBUG = False
ROOT_URLCONF = "bench.minimal.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "bench.minimal",
]
AUTH_USER_MODEL = "minimal.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [__file__.rpartition("/")[0]],
    }
]
