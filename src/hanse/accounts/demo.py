"""The four invented people of the demonstration, one for each way of using Hanse."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import NetworkRole, User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only


@dataclass(frozen=True, slots=True)
class Part:
    """One part a visitor may play."""

    key: str
    email: str
    name: str
    network_role: str
    words: "_StrPromise"
    does: "_StrPromise"
    country: str = ""


CAST = (
    Part(
        "secretariat",
        "secretariat@demo.example",
        "Ines Falk (demonstration)",
        NetworkRole.SECRETARIAT,
        _("Secretariat"),
        _("Runs the programme: admits cities, prepares events, writes up what was said."),
    ),
    Part(
        "adviser",
        "adviser@demo.example",
        "Marek Horvat (demonstration)",
        NetworkRole.NONE,
        _("A mayor's adviser"),
        _("Sees what a city needs to know and decides what it shares."),
    ),
    Part(
        "practitioner",
        "practitioner@demo.example",
        "Ada Lindqvist (demonstration)",
        NetworkRole.NONE,
        _("Practitioner"),
        _("Works on prevention every day, takes part in events and dialogues."),
    ),
    Part(
        "policymaker",
        "policymaker@demo.example",
        "Jon Avery (demonstration)",
        NetworkRole.OBSERVER,
        _("Policymaker"),
        _("Reads for a national government what cities made public."),
        country="CA",
    ),
)


def people() -> tuple[Part, ...]:
    """Return the parts in the order they are offered."""
    return CAST


def person_for(key: str) -> User | None:
    """Return the invented person who plays a part, once furnished."""
    emails = [part.email for part in CAST if part.key == key]
    return User.objects.filter(email__in=emails, is_active=True).first()


def sign_in(request: HttpRequest, person: User) -> None:
    """Open a session without asking for anything; only the demonstration's view calls this."""
    get_adapter().login(request, person)
    UserSession.objects.create_from_request(request)
