"""The settings of people, sessions and sign-in; docs/decisions/django-allauth.md says why."""

from typing import Any

from hanse.config import environment


def identity_provider(
    issuer: str, *, name: str = "", client: str = "", secret: str = ""
) -> dict[str, Any]:
    """Return allauth's settings for one identity provider, or for none."""
    if not issuer:
        return {}
    about = {
        "provider_id": "oidc",
        "name": name or "OpenID Connect",
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer},
    }
    return {"openid_connect": {"APPS": [about]}}


AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"

# passwords: long rather than odd, hashed by argon2, at most two at a time in each process
PASSWORD_HASHERS = [
    "hanse.accounts.passwords.PatientArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {
        "NAME": f"{_VALIDATION}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": f"{_VALIDATION}CommonPasswordValidator"},
    {"NAME": "hanse.accounts.passwords.NotOurOwnWords"},
]

# sessions lie in the database, so that ending one ends it everywhere at once
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60  # the longest anybody stays signed in
SESSION_COOKIE_SAMESITE = "Lax"
HANSE_IDLE_SECONDS = 8 * 60 * 60
HANSE_STAFF_IDLE_SECONDS = 30 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# counters of attempts are shared by all processes
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counters",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

ACCOUNT_ADAPTER = "hanse.accounts.adapters.Doorkeeper"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # closed all the same; says passwords exist
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True
# failures per address, per account in a short and a long while, and per neighbourhood
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login_failed": "10/m/ip,5/5m/key,20/6h/key"}
HANSE_NEIGHBOURHOOD_LIMITS = {"neighbourhood": "60/5m/key"}
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "hanse.accounts.forms.SignInForm",
    "add_email": "hanse.accounts.forms.AddressForm",
    "reset_password": "hanse.accounts.forms.ForgottenForm",
    "set_password": "hanse.accounts.forms.FirstPasswordForm",
    "change_password": "hanse.accounts.forms.NextPasswordForm",
    "reset_password_from_key": "hanse.accounts.forms.NewPasswordForm",
    "request_login_code": "hanse.accounts.forms.AskForCodeForm",
    "confirm_login_code": "hanse.accounts.forms.CodeForm",
    "confirm_password_reset_code": "hanse.accounts.forms.PasswordCodeForm",
    "confirm_email_verification_code": "hanse.accounts.forms.AddressCodeForm",
    "reauthenticate": "hanse.accounts.forms.ProofForm",
}

MFA_ADAPTER = "hanse.accounts.adapters.Locksmith"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey stands for two factors
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "add_webauthn": "hanse.accounts.forms.PasskeyForm",
    "authenticate": "hanse.accounts.forms.SecondStepForm",
    "reauthenticate": "hanse.accounts.forms.SecondProofForm",
    "activate_totp": "hanse.accounts.forms.AppForm",
}

USERSESSIONS_TRACK_ACTIVITY = False  # ours notes activity every few minutes, not on every request

# signing in through an institution's own identity provider: off until an issuer is named
SOCIALACCOUNT_ADAPTER = "hanse.accounts.oidc.introducing.Introducer"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # never linked by e-mail address alone
SOCIALACCOUNT_PROVIDERS = identity_provider(
    environment.issuer(),
    name=environment.word("HANSE_OIDC_NAME"),
    client=environment.word("HANSE_OIDC_CLIENT_ID"),
    secret=environment.word("HANSE_OIDC_CLIENT_SECRET"),
)
