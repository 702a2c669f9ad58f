"""The environment variables Hanse reads, all of them, and what each one means."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from hanse.shared.errors import SetupError

_CHECKOUT = Path(__file__).resolve().parents[3]
_SCHEMES = {"postgres", "postgresql"}


def demo() -> bool:
    """Tell whether HANSE_MODE asks for the furnished demo; anything else is production."""
    mode = os.environ.get("HANSE_MODE") or "production"
    if mode not in {"demo", "production"}:
        raise SetupError(f"HANSE_MODE is {mode!r}.", "Set it to demo or production.")
    return mode == "demo"


def data_folder() -> Path:
    """Return HANSE_DATA, else .hanse of a checkout, else the person's own data folder."""
    if chosen := os.environ.get("HANSE_DATA"):
        return Path(chosen).expanduser().resolve()
    if (_CHECKOUT / "pyproject.toml").is_file() and (_CHECKOUT / "src" / "hanse").is_dir():
        return _CHECKOUT / ".hanse"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "hanse"


def secret_key() -> str:
    """Return HANSE_SECRET_KEY; the demo makes its own once; production without one gets none.

    Django refuses to serve with an empty key, which is what production needs.
    """
    if key := os.environ.get("HANSE_SECRET_KEY"):
        return key
    if not demo():
        return ""
    file = data_folder() / "secret-key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii")


def word(name: str) -> str:
    """Return a variable as it is, or an empty text."""
    return os.environ.get(name, "").strip()


def words(name: str) -> list[str]:
    """Return a comma-separated variable as a list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def number(name: str, default: int) -> int:
    """Return a variable that holds a whole number."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal():
        raise SetupError(f"{name} is {text!r}.", "Set it to a whole number.")
    return int(text)


def switch(name: str, *, default: bool) -> bool:
    """Return a variable that is 1 (on) or 0 (off)."""
    text = os.environ.get(name) or str(int(default))
    if text not in {"0", "1"}:
        raise SetupError(f"{name} is {text!r}.", "Set it to 1 (on) or 0 (off).")
    return text == "1"


def issuer() -> str:
    """Return HANSE_OIDC_ISSUER; what a provider says must not be changed on its way to us."""
    address = word("HANSE_OIDC_ISSUER")
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1"}
    if address and not (parts.hostname and (parts.scheme == "https" or local)):
        raise SetupError(f"HANSE_OIDC_ISSUER is {address!r}.", "Begin it with https://.")
    if address and not word("HANSE_OIDC_CLIENT_ID"):
        raise SetupError(
            "HANSE_OIDC_ISSUER is set without HANSE_OIDC_CLIENT_ID.",
            "Set the client id that the provider gave you, and its secret.",
        )
    return address


def database_role() -> str:
    """Return HANSE_DB_ROLE: `app` serves and cannot change tables, `owner` migrates."""
    role = os.environ.get("HANSE_DB_ROLE") or "app"
    if role not in {"app", "owner"}:
        raise SetupError(f"HANSE_DB_ROLE is {role!r}.", "Set it to app or owner.")
    return role


def database_url() -> str | None:
    """Return the address of an external PostgreSQL for this role, or None for the embedded one."""
    url = os.environ.get("DATABASE_URL")
    if url and database_role() == "owner":
        return os.environ.get("DATABASE_OWNER_URL") or url
    return url or None


def parse_database_url(url: str) -> dict[str, object]:
    """Turn postgresql://user:password@host:port/name?option=value into Django's words."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SetupError(
            f"DATABASE_URL cannot be read ({error}).",
            "Write it as postgresql://user:password@host:5432/name.",
        ) from None
    if parts.scheme not in _SCHEMES:
        raise SetupError(
            f"DATABASE_URL starts with {parts.scheme or 'no scheme'!r}, and Hanse runs on "
            "PostgreSQL only.",
            "Write it as postgresql://user:password@host:5432/name, or leave it out for the "
            "embedded server.",
        )
    name = unquote(parts.path.removeprefix("/"))
    if not name:
        raise SetupError("DATABASE_URL names no database.", "End it with /name.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
