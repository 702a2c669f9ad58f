"""What invitations can be for: each feature above names its purposes here when it starts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import _StrPromise  # exists in the stubs only

    from hanse.accounts.models import Invitation, User


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing an invitation can be for.

    `offer` says in a sentence what accepting means, for the letter and the page. `accepted` runs in
    the transaction that uses the invitation up, and returns the address that comes next.
    """

    offer: "Callable[[Invitation], str | _StrPromise]"
    accepted: "Callable[[Invitation, User], str]"


_PURPOSES: dict[str, Purpose] = {}


def register(name: str, purpose: Purpose) -> None:
    """Make a purpose known; called once by the feature that owns it, when Django starts."""
    _PURPOSES[name] = purpose


def purpose_of(invitation: "Invitation") -> Purpose:
    """Return what an invitation is for; an unknown purpose is a mistake of ours."""
    return _PURPOSES[invitation.purpose]


def known(name: str) -> bool:
    """Tell whether a purpose has been registered."""
    return name in _PURPOSES
