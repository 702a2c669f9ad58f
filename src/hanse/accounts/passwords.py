"""How passwords are hashed, and which are refused although they are long."""

import threading
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hanse.shared.network import current_network

_SHORTEST_REST = 10


class PatientArgon2(Argon2PasswordHasher):
    """Argon2, two at a time: each takes 100 MiB, and a flood of sign-ins must not take them all."""

    _turn: ClassVar[threading.BoundedSemaphore] = threading.BoundedSemaphore(2)

    def encode(self, password: str, salt: str) -> str:
        """Hash a password when it is its turn."""
        with self._turn:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Check a password when it is its turn."""
        with self._turn:
            return super().verify(password, encoded)


class NotOurOwnWords:
    """Refuses passwords that are little more than the names anybody here would guess first."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Take our own words out and see whether enough remains."""
        del user
        network = current_network()
        rest = password.casefold()
        for word in ("hanse", *network.name.casefold().split(), network.short_name.casefold()):
            if len(word) > 3:  # noqa: PLR2004 - short words are in every sentence
                rest = rest.replace(word, "")
        if len(rest) < min(_SHORTEST_REST, len(password)):
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        """Say what is refused."""
        return _("Please use words other than the name of this network.")
