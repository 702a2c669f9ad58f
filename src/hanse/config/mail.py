"""How letters leave the house: through a mail server, or onto the screen of the demonstration."""

import sys
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.mail.backends.console import EmailBackend

from hanse.shared.errors import SetupError

_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class OnScreen(EmailBackend):
    """Shows letters where the demonstration's other messages appear."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on as they come
        super().__init__(*args, **kwargs)
        self.stream = sys.stderr


def mail_settings(address: str) -> dict[str, Any]:
    """Turn smtp+starttls://user:password@host:587 into Django's words; nothing means the screen."""
    if not address:
        return {"EMAIL_BACKEND": "hanse.config.mail.OnScreen"}
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise SetupError(
            "HANSE_MAIL_URL cannot be read.",
            "Write it as smtps://user:password@host or smtp+starttls://user:password@host:587.",
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or _PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+starttls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
