"""The environment variables are read strictly: a mistake is told, never guessed around."""

from pathlib import Path

import pytest

from hanse.config import environment
from hanse.shared.errors import SetupError


def test_a_database_address_is_taken_apart() -> None:
    address = "postgresql://ann%40city:p%2Fw@db.example:6432/hanse?sslmode=require"

    assert environment.parse_database_url(address) == {
        "NAME": "hanse",
        "USER": "ann@city",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_folder_may_stand_in_for_the_host() -> None:
    address = "postgresql://hanse_app@/hanse?host=/run/postgresql"

    found = environment.parse_database_url(address)

    assert (found["HOST"], found["USER"], found["OPTIONS"]) == ("/run/postgresql", "hanse_app", {})


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("sqlite:///hanse.db", "PostgreSQL only"),
        ("mysql://host/hanse", "PostgreSQL only"),
        ("hanse", "PostgreSQL only"),
        ("postgresql://host", "names no database"),
        ("postgresql://host:many/hanse", "cannot be read"),
    ],
)
def test_any_other_database_is_refused_with_a_mend(address: str, problem: str) -> None:
    with pytest.raises(SetupError, match=rf"{problem}.* (Write it as|End it with) "):
        environment.parse_database_url(address)


def test_the_owner_may_have_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/hanse")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@/hanse")

    as_app = environment.database_url()
    monkeypatch.setenv("HANSE_DB_ROLE", "owner")

    assert (as_app, environment.database_url()) == (
        "postgresql://app@/hanse",
        "postgresql://owner@/hanse",
    )


def test_production_gets_no_key_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HANSE_DATA", str(tmp_path))
    monkeypatch.delenv("HANSE_SECRET_KEY", raising=False)
    monkeypatch.setenv("HANSE_MODE", "production")

    assert (environment.secret_key(), list(tmp_path.iterdir())) == ("", [])


def test_the_demo_makes_its_key_once_and_for_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HANSE_DATA", str(tmp_path))
    monkeypatch.delenv("HANSE_SECRET_KEY", raising=False)
    monkeypatch.setenv("HANSE_MODE", "demo")

    first, second = environment.secret_key(), environment.secret_key()

    assert (first == second, len(first) >= 50) == (True, True)
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("HANSE_MODE", "prod", environment.demo),
        ("HANSE_DB_ROLE", "root", environment.database_role),
        ("HANSE_DB_POOL", "-1", lambda: environment.number("HANSE_DB_POOL", 0)),
        ("HANSE_HTTPS", "yes", lambda: environment.switch("HANSE_HTTPS", default=True)),
    ],
)
def test_an_unknown_value_is_refused(
    name: str, value: str, read: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SetupError, match=name):
        read()  # type: ignore[operator] # a function, whatever it returns
