"""The house, stored once for each module and left as it was by every visit."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.access.house import House, build


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any) -> Iterator[House]:  # noqa: ARG001 - asks for its effect
    """Store the house in a transaction that never ends; whoever visits takes theirs back."""
    from django.db import transaction

    from hanse.sharing.acting import as_system

    with django_db_blocker.unblock(), transaction.atomic(), as_system("a test"):
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _lately_signed_in(settings: Any) -> None:
    """Keep everybody lately signed in: on a slow machine the house is older than ten minutes."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 24 * 60 * 60
