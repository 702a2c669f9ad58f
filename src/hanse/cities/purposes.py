"""What an invitation to belong to a city means, and what accepting it does."""

from django.conf import settings
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from hanse.accounts.models import Invitation, User
from hanse.accounts.purposes import Purpose, register
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.membership import BELONG
from hanse.cities.models import Authority, Role


def offer(invitation: Invitation) -> str:
    """Say which city, and as what."""
    authority, role, _standing = _target(invitation)
    return _("You would join as: %(role)s, %(city)s.") % {
        "role": Role(role).label,
        "city": authority.name,
    }


def accepted(invitation: Invitation, person: User) -> str:
    """Let the person belong to the city and lead them to what they do next."""
    authority, role, standing = _target(invitation)
    belong(person, authority, role=role, standing=standing)
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def _target(invitation: Invitation) -> tuple[Authority, str, str]:
    key, role, standing = invitation.target.split()
    return Authority.objects.get(pk=key), role, standing


def make_known() -> None:
    """Register the purpose; called when Django starts."""
    register(BELONG, Purpose(offer=offer, accepted=accepted))
