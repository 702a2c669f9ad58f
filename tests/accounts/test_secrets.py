"""What is kept of secrets, and what opens when an identity provider is named."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from tests.accounts.cast import person

from hanse.accounts.adapters import Locksmith
from hanse.accounts.models import User
from hanse.accounts.passwords import NotOurOwnWords, PatientArgon2
from hanse.accounts.templatetags.accounts import qr_picture

ASK = """
import django, json; django.setup()
from django.conf import settings
providers = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {})
leads = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"]
print(json.dumps([[app["settings"] for app in providers.get("APPS", [])], leads]))
"""


@pytest.mark.django_db
def test_secrets_of_authenticator_apps_lie_sealed() -> None:
    who = person(factor=True)
    stored = Authenticator.objects.get(user=who, type="totp").data["secret"]

    assert len(Locksmith().decrypt(stored)) == 32
    assert Locksmith().decrypt(stored) not in stored


def test_secrets_survive_a_change_of_the_key(settings: Any) -> None:
    sealed = Locksmith().encrypt("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key for tests"  # noqa: S105 - guards nothing

    assert Locksmith().decrypt(sealed) == "JBSWY3DPEHPK3PXP"


def test_passwords_are_hashed_with_argon2_and_the_lock_is_given_back() -> None:
    hasher = PatientArgon2()
    for _ in range(3):  # a lock that is kept would stop the third
        encoded = hasher.encode("correct horse battery staple", hasher.salt())

    assert encoded.startswith("argon2$argon2id$")
    assert hasher.verify("correct horse battery staple", encoded)
    assert not hasher.verify("wrong horse", encoded)


def test_a_password_of_our_own_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        NotOurOwnWords().validate("hanse-hanse-hanse-1")
    NotOurOwnWords().validate("correct horse battery staple")


@pytest.mark.django_db
def test_addresses_are_one_however_they_are_capitalised() -> None:
    who = person(email="Ana@Zilina.example")

    assert User.objects.get_by_natural_key("ANA@zilina.EXAMPLE") == who
    assert not who.has_usable_password()


def test_only_plain_strokes_of_a_drawing_reach_the_page() -> None:
    good = '<svg viewBox="0 0 37 37"><path d="M4,4H5V5H4z" style="x"/></svg>'
    bad = '<svg viewBox="0 0 37 37"><path d="M4&quot;/><script>"/></svg>'

    assert '<path d="M4,4H5V5H4z"/>' in qr_picture(good)
    assert qr_picture(bad) == ""


@pytest.mark.parametrize(
    ("issuer", "answer"),
    [
        ("", [[], ["'self'"]]),
        ("https://id.example/city", [[{"server_url": "https://id.example/city"}], ["'self'"]]),
    ],
)
def test_an_identity_provider_is_off_until_an_issuer_is_named(
    issuer: str, answer: list[object]
) -> None:
    done = _settings_with(HANSE_OIDC_ISSUER=issuer, HANSE_OIDC_CLIENT_ID="hanse")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == answer


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"HANSE_OIDC_ISSUER": "http://id.example"}, "Begin it with https://."),
        ({"HANSE_OIDC_ISSUER": "https://id.example"}, "without HANSE_OIDC_CLIENT_ID"),
    ],
)
def test_half_a_setting_of_a_provider_is_refused(environment: dict[str, str], said: str) -> None:
    done = _settings_with(**environment)

    assert done.returncode != 0
    assert said in done.stderr


def _settings_with(**more: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hanse.config.settings",
        "HANSE_MODE": "production",
        "HANSE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEF",
        **more,
    }
    return subprocess.run(
        [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
    )
