"""Our answers to the questions allauth leaves open."""

import base64
import hashlib
import ipaddress
from types import SimpleNamespace
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from hanse.accounts.models import User
from hanse.accounts.wording import words_for
from hanse.shared.letters import letter
from hanse.shared.network import current_network


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody signs up on their own, and letters carry the network's name in both forms."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep the door of open sign-up closed."""
        del request
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count failures per neighbourhood too, before any password is hashed.

        A crowd of addresses in one network is one attacker; nobody is ever locked out for good.
        """
        allowed = ratelimit.consume(
            request,
            app="hanse.accounts",
            action="neighbourhood",
            config=settings.HANSE_NEIGHBOURHOOD_LIMITS,
            key=neighbourhood(self.get_client_ip(request)),
        )
        if not allowed:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:  # noqa: ANN401 - allauth's
        """Ask for a passkey before a typed code, where there is one."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=lambda method: not method["id"].endswith("webauthn"))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter in the person's language, or in the page's to a stranger.

        It needs no request: some letters leave when the transaction ends, after the request.
        """
        person = context.get("user")
        language = person.language if isinstance(person, User) else get_language() or "en"
        site = SimpleNamespace(name=current_network().name, domain=settings.HANSE_ADDRESS)
        with override(language):
            about = {**context, "email": email, "current_site": site}
            self.render_mail(template_prefix, email, about).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write allauth's letters in our words, and give each the HTML of our letters."""
        if ours := words_for(template_prefix, context):
            return letter(to=str(email), subject=ours[0], text=ours[1])
        plain = super().render_mail(template_prefix, email, context, headers)
        return letter(to=plain.to[0], subject=plain.subject, text=str(plain.body))


class Locksmith(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Secrets of authenticator apps lie encrypted in the database."""

    def get_totp_issuer(self) -> str:
        """Name the network in authenticator apps."""
        return str(current_network().short_name)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002 - allauth's
        """Suggest what to call a new passkey."""
        kept = Authenticator.objects.filter(user=user, type=type).count()
        return _("My passkey") if not kept else _("Passkey %(number)s") % {"number": kept + 1}

    def encrypt(self, text: str) -> str:
        """Seal a secret with the site's key."""
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what any of the site's keys has sealed."""
        return _seal().decrypt(encrypted_text.encode()).decode()


def neighbourhood(address: str) -> str:
    """Return the network an address is in: 256 neighbours of the old kind, one line of the new.

    >>> neighbourhood("192.0.2.77"), neighbourhood("2001:db8:1:2:3::4")
    ('192.0.2.0/24', '2001:db8:1:2::/64')
    """
    version = ipaddress.ip_address(address).version
    return str(ipaddress.ip_network(f"{address}/{24 if version == 4 else 64}", strict=False))  # noqa: PLR2004 - the names of the protocols


def _seal() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = (hashlib.sha256(b"hanse.accounts.seal:" + str(key).encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
