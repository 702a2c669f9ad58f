"""Our answers to the questions allauth leaves open."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from hanse.shared.network import current_network


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody signs up on their own: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door of open sign-up closed."""
        del request
        return False


class Locksmith(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Secrets of authenticator apps lie encrypted in the database."""

    def get_totp_issuer(self) -> str:
        """Name the network in authenticator apps."""
        return str(current_network().short_name)

    def encrypt(self, text: str) -> str:
        """Seal a secret with the site's key."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what any of the site's keys has sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = (hashlib.sha256(b"hanse.accounts.seal:" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
