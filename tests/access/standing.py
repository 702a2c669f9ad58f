"""Keeps the house standing from one test to the next: storing it takes longer than most of them."""

from contextlib import ExitStack
from typing import Any

from tests.access.house import House, build


class Standing:
    """The house in a transaction that is never committed; every visit takes back what it did."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._house: House | None = None

    def house(self, django_db_blocker: Any) -> House:
        """Return the house, stored when first asked for."""
        from django.db import transaction

        from hanse.sharing.acting import as_system

        if self._house is None:
            self._open.enter_context(django_db_blocker.unblock())
            self._open.enter_context(transaction.atomic())
            self._open.callback(transaction.set_rollback, True)
            self._open.enter_context(as_system("a test"))
            self._house = build()
        return self._house

    def take_down(self) -> None:
        """Leave the database as it was before."""
        self._house = None
        self._open.close()
