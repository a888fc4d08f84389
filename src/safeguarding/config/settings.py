"""Settings: one file; whatever differs between places is read from the environment."""

import os
import secrets
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from safeguarding import __version__
from safeguarding.config import postgres
from safeguarding.config.places import CONTENT as CONTENT
from safeguarding.config.places import PACKAGE, PROJECT
from safeguarding.core.signin import providers

VAR = Path(os.environ.get("SAFEGUARDING_VAR", PROJECT / "var"))
VERSION = __version__


def secret_key() -> str:
    """Return the key from the environment, or one of this installation's own, kept where only it can read."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    file = VAR / "secret-key"
    if not file.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        postgres.write_privately(file, secrets.token_urlsafe(64))
    return file.read_text(encoding="utf-8")


def flag(name: str) -> bool:
    """Test whether an environment variable is set to a word for yes."""
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


# The demonstration signs its made-up staff in without a code. The switch works on a demonstration's database only.
DEMONSTRATION = flag("SAFEGUARDING_DEMONSTRATION")
BEHIND_TLS = flag("SAFEGUARDING_BEHIND_TLS")
TESTS = False

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SAFEGUARDING_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
# Who runs this copy and where its people write; both stand on the public pages.
OPERATOR = os.environ.get("SAFEGUARDING_OPERATOR", "")
CONTACT_EMAIL = os.environ.get("SAFEGUARDING_CONTACT_EMAIL", "")
BASE_URL = os.environ.get("SAFEGUARDING_BASE_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "csp",
    "safeguarding.core",
    "safeguarding.collect",
    "safeguarding.assure",
    "safeguarding.act",
    "safeguarding.report",
]

MIDDLEWARE = [
    # What is the same for everybody is answered as it was answered before, with all that the others added to it.
    "safeguarding.config.unchanging.unchanging",
    # Then what every answer carries, those of /healthz and of static files too.
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "safeguarding.config.middleware.ContentPolicy",
    "safeguarding.config.middleware.headers",
    "safeguarding.config.middleware.turned_away",
    "safeguarding.config.middleware.alive",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "safeguarding.config.middleware.misses",
    "safeguarding.config.middleware.one_transaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "safeguarding.config.middleware.Gate",
]

ROOT_URLCONF = "safeguarding.config.urls"
WSGI_APPLICATION = "safeguarding.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [
            PACKAGE,
            PACKAGE / "core" / "signin" / "pages",
        ],  # the second for the account library's pages
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "safeguarding.kit.pages.environment.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "safeguarding.config.navigation.page_furniture",
            ],
        },
    },
    {
        # Only for templates that libraries bring (allauth's e-mails); every page of ours is Jinja.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = postgres.database_settings()
# A connection costs as much as ten queries, so it is kept between requests; what a request may see is set in each
# transaction and falls away with it. The check lets a restart of the database go unnoticed.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The accounts library counts tries in it; nothing else is cached.
CACHES = {"default": {"BACKEND": "safeguarding.core.signin.throttle.Throttle"}}

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["safeguarding.core.signin.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email"]},
    },
    {"NAME": "safeguarding.core.signin.own_words.OwnWords"},
]
LOGIN_URL = "/account/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "safeguarding.core.signin.sessions"
# With the prefix a browser takes it from this very host alone, by TLS, for every path.
SESSION_COOKIE_NAME = "__Host-safeguarding" if BEHIND_TLS else "safeguarding"
MESSAGE_STORAGE = (
    "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie: they name people
)
LONGEST_SESSION_SECONDS = 12 * 60 * 60  # NHS login's rule: sign in again after 12 hours
# Kept an hour longer, so that a form sent just after the end is known as its sender's and its text is not lost.
SESSION_COOKIE_AGE = LONGEST_SESSION_SECONDS + 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "safeguarding.core.signin.kept.stale_form"
IDLE_SECONDS = 30 * 60  # … and after 30 minutes without a request

ACCOUNT_ADAPTER = "safeguarding.core.signin.accounts.Accounts"
ACCOUNT_FORMS = {
    "login": "safeguarding.core.signin.account_forms.SignIn",
    "reset_password": "safeguarding.core.signin.account_forms.ForgottenPassword",
    "reset_password_from_key": "safeguarding.core.signin.account_forms.NewPassword",
    "change_password": "safeguarding.core.signin.account_forms.ChangePassword",
    "reauthenticate": "safeguarding.core.signin.account_forms.SayPasswordAgain",
}
MFA_FORMS = {
    "authenticate": "safeguarding.core.signin.account_forms.Code",
    "reauthenticate": "safeguarding.core.signin.account_forms.CodeAgain",
    "activate_totp": "safeguarding.core.signin.account_forms.SetUpCodes",
    "add_webauthn": "safeguarding.core.signin.account_forms.SetUpPasskey",
    "authenticate_webauthn": "safeguarding.core.signin.account_forms.UsePasskey",
    "reauthenticate_webauthn": "safeguarding.core.signin.account_forms.UsePasskeyAgain",
    "login_webauthn": "safeguarding.core.signin.account_forms.PasskeyAlone",
    "edit_webauthn": "safeguarding.core.signin.account_forms.NamePasskey",
}
ACCOUNT_SESSION_REMEMBER = False  # the cookie goes with the browser
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/account/login/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from an administrator's invitation
# A whole trust may sit behind one address, so the limits by account are the tight ones.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # A hospital is one place: a hundred wrong passwords an hour are more than its safeguarding staff mistype.
    "login_failed": "30/m/ip,100/h/ip,5/5m/key",
    "reset_password": "20/m/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "invite": "60/h/user",
}
# How many records about people one person is shown in an hour before they are stopped (security plan, T30).
MOST_RECORDS_AN_HOUR = 1000
# And how many pages of search results: five a minute for the whole hour, which no person reads.
MOST_SEARCHES_AN_HOUR = 300
# How many people open one record that is not their work within 24 hours before its Caldicott Guardian is told (T05).
MANY_READERS_A_DAY = 5
# How many addresses of records that are not there one person tries in an hour before they are signed out.
MOST_MISSES_AN_HOUR = 50
# How many accounts one place tries in vain in an hour before those who look after their sign-ins are told.
MANY_ACCOUNTS_TRIED_AN_HOUR = 10
# How many lists, and how many rows, one person takes away as files in an hour before others are told.
MANY_FILES_TAKEN_AN_HOUR, MANY_ROWS_TAKEN_AN_HOUR = 20, 10_000
# The proxy that ends TLS says who asks; without one nobody's word is taken for it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_TLS else 0
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
MFA_ADAPTER = "safeguarding.core.signin.accounts.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_USER_VERIFICATION = (
    "preferred"  # after the password presence is enough; a passkey alone must know its owner: PasskeyAlone
)
MFA_TRUST_ENABLED = False  # no browser is spared the second factor
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Manage safeguarding assurance"

OIDC_PROVIDERS = providers.from_environment(os.environ)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a load balancer asks within the house
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # No script makes a page out of text: docs/decisions/0022-trusted-types.md.
        "require-trusted-types-for": ["'script'"],
        "trusted-types": [NONE],
    }
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = None  # served straight from the package, which holds every file as it is sent
STATICFILES_DIRS = [PACKAGE / "kit" / "pages" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_AUTOREFRESH = False
# The roots of the audit go where the database does not reach: point this at another disk, or at storage that only adds.
AUDIT_ROOTS = Path(os.environ.get("SAFEGUARDING_AUDIT_ROOTS", VAR / "audit-roots"))
AUDIT_KEY = Path(os.environ.get("SAFEGUARDING_AUDIT_KEY", VAR / "audit-key"))
FILES = VAR / "files"  # uploads, under random names, outside anything that is served as it is
FILE_UPLOAD_PERMISSIONS = 0o600
SCANNER = os.environ.get(
    "SAFEGUARDING_CLAMD", ""
)  # a socket's path or host:port; none labels files "Not scanned"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

EMAIL_BACKEND = os.environ.get("SAFEGUARDING_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("SAFEGUARDING_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAFEGUARDING_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAFEGUARDING_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAFEGUARDING_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("SAFEGUARDING_EMAIL_TLS")
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("SAFEGUARDING_EMAIL_FROM", "no-reply@safeguarding.invalid")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "safeguarding.config.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SAFEGUARDING_LOG_LEVEL", "WARNING")},
}
