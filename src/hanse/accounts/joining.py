"""Being invited to a role in the network itself: how its first people come in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hanse.accounts import actions
from hanse.accounts.models import Invitation, NetworkRole, User
from hanse.accounts.purposes import Purpose, register

NETWORK_ROLE = "network role"


def register_purposes() -> None:
    """Make the invitation to a role in the network known."""
    register(NETWORK_ROLE, Purpose(offer=_offer, accepted=_accepted))


def _offer(invitation: Invitation) -> str:
    role = NetworkRole(invitation.target).label
    return _("You will work for the network as: %(role)s.") % {"role": role}


def _accepted(invitation: Invitation, person: User) -> str:
    by = invitation.invited_by or "operator"
    actions.give_role(person, NetworkRole(invitation.target), by=by)
    return reverse("mfa_index")
