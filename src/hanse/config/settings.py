"""Django settings, all read from the environment variables that environment.py documents."""

from pathlib import Path

from csp.constants import NONE, SELF

from hanse.config import environment, mail, menu
from hanse.config.network import network_record
from hanse.config.postgres import DATABASE, cluster_home, socket_folder
from hanse.config.sign_in import *  # noqa: F403 - the settings of accounts, kept on a page of their own

_PACKAGE = Path(__file__).resolve().parents[1]

# who and where
DEMO = environment.demo()
DEBUG = False
SECRET_KEY = environment.secret_key()
SECRET_KEY_FALLBACKS = environment.words("HANSE_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.words("HANSE_HOSTS") or ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "hanse.config.urls"
WSGI_APPLICATION = "hanse.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "csp",
    "procrastinate.contrib.django",
    "rules.apps.AutodiscoverRulesConfig",
    "hanse.shared",
    "hanse.accounts",  # before allauth, whose pages it gives the look of the house
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "hanse.cities",
    "hanse.sharing",
    "hanse.events",
    "hanse.dialogues",
    "hanse.threats",
    "hanse.findings",
    "hanse.home",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "hanse.config.headers.closed_doors",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hanse.accounts.middleware.session_rules",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hanse.sharing.middleware.ReadAsThemselves",
    "hanse.config.doors.NoDoorWithoutARule",
]

# django-cotton rewrites the loaders when left alone, so it is told not to and they are spelled out.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hanse.shared.context.page",
            ],
        },
    }
]

# the database: an external server when DATABASE_URL is set, else the embedded one
_PROCESS_TIMEOUTS = {
    "statement_timeout": environment.number("HANSE_STATEMENT_TIMEOUT_MS", 0),
    "lock_timeout": environment.number("HANSE_LOCK_TIMEOUT_MS", 0),
    "idle_in_transaction_session_timeout": environment.number("HANSE_IDLE_TIMEOUT_MS", 0),
}
_POOL_SIZE = environment.number("HANSE_DB_POOL", 0)


def _database() -> dict[str, object]:
    url = environment.database_url()
    if url:
        found = environment.parse_database_url(url)
    else:
        found = {
            "NAME": DATABASE,
            "USER": f"hanse_{environment.database_role()}",
            "HOST": str(socket_folder(cluster_home(environment.data_folder()))),
            "OPTIONS": {},
        }
    options = dict(found["OPTIONS"])  # type: ignore[call-overload] # always a dict of strings
    # pages ask short questions: compiling one would take longer than answering it
    flags = ["-c jit=off"]
    flags += [f"-c {name}={value}" for name, value in _PROCESS_TIMEOUTS.items() if value]
    options["options"] = " ".join([options.get("options", ""), *flags]).strip()
    if _POOL_SIZE:
        options["pool"] = {"min_size": 1, "max_size": _POOL_SIZE, "timeout": 10}
    # a connection that the server has closed meanwhile is replaced before anybody reads by it
    own = {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": bool(_POOL_SIZE)}
    return {**found, **own, "OPTIONS": options}


DATABASES = {"default": _database()}

# languages and times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [_PACKAGE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "hanse.shared.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# whose house this is and where its menu leads
HANSE_NETWORK = network_record(demo=DEMO)
HANSE_MENU = menu.MENU
HANSE_FOOT, HANSE_SEARCH = menu.FOOT, menu.SEARCH
HANSE_SIGN_IN, HANSE_PERSON, HANSE_SIGN_OUT = menu.SIGN_IN, menu.PERSON, menu.SIGN_OUT

# letters, and the address their links lead to
HANSE_ADDRESS = environment.word("HANSE_ADDRESS").rstrip("/") or (
    "http://127.0.0.1:8000" if DEMO else f"https://{ALLOWED_HOSTS[0]}"
)
DEFAULT_FROM_EMAIL = environment.word("HANSE_MAIL_FROM") or f"hanse@{ALLOWED_HOSTS[0]}"
globals().update(mail.mail_settings(environment.word("HANSE_MAIL_URL")))

# files of the page itself, named by their content so that browsers may keep them for ever
STATIC_URL = "/static/"
STATIC_ROOT = environment.data_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# what browsers are told: nothing from elsewhere, nothing inline, no frames, no referrer outside
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# a demo speaks plain HTTP on this machine; production sits behind a proxy that speaks HTTPS
_HTTPS = environment.switch("HANSE_HTTPS", default=not DEMO)
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("HANSE_PROXIES", int(_HTTPS))
SECURE_SSL_REDIRECT = _HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
# whether browsers ship with our name in their list is for the owner of the domain to ask
SILENCED_SYSTEM_CHECKS = ["security.W021"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},  # a page not found is no event
}
