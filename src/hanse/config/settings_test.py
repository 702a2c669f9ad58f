"""Settings of the test run: no pool, plain HTTP, and the server that tests/conftest.py starts."""

import os

from hanse.config.settings import *  # noqa: F403 - a test run differs in these few lines only
from hanse.config.settings import DATABASES, STORAGES
from hanse.config.sign_in import identity_provider

SECRET_KEY = "for tests only"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SECURE_SSL_REDIRECT = False
DEMO = False
HANSE_ADDRESS = "http://testserver"
CSRF_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
SESSION_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
ALLAUTH_TRUSTED_PROXY_COUNT = 0
ACCOUNT_RATE_LIMITS = False  # tests sign in as often as they like; those of the limits turn them on
HANSE_NEIGHBOURHOOD_LIMITS = {}
MFA_RATE_LIMITS = False
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
]  # quick; the real one is slow by design
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = None  # type: ignore[assignment]  # finders serve the files where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# nobody answers there; tests of the provider start one and name it
SOCIALACCOUNT_PROVIDERS = identity_provider(
    "http://127.0.0.1:9", name="City of Žilina", client="hanse"
)

DATABASES["default"].update(
    NAME="hanse", USER="hanse_app", HOST=os.environ.get("HANSE_PGHOST", ""), OPTIONS={}
)
