"""Letters that leave outside a request."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.accounts import actions
from hanse.accounts.models import Invitation
from hanse.accounts.purposes import purpose_of
from hanse.shared.letters import explained, letter
from hanse.shared.network import current_network


@app.task(name=actions.SEND, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def send_invitation(*, invitation: str) -> None:
    """Send one invitation's letter: once, however often this runs."""
    if claim := actions.claim_letter(invitation):
        found, token = claim
        try:
            write_invitation(found, token).send()
        except OSError:  # the mail server did not take it, so nobody has it
            actions.release_letter(found)
            raise
        actions.mark_sent(found)


def write_invitation(invitation: Invitation, token: str) -> EmailMultiAlternatives:
    """Write the letter in the language the recipient was invited in."""
    with translation.override(invitation.language):
        network = current_network()
        host = invitation.invited_by.get_full_name() if invitation.invited_by else network.name
        until = date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT")
        address = settings.HANSE_ADDRESS + reverse("accounts:invitation", args=[token])
        paragraphs = [
            _("Hello %(name)s,") % {"name": invitation.name} if invitation.name else _("Hello,"),
            _("%(host)s invites you to %(network)s.") % {"host": host, "network": network.name},
            str(purpose_of(invitation).offer(invitation)),
            _("To accept, open this page and confirm:"),
            address,
            _(
                "The invitation is for %(email)s alone, works once, and ends on %(until)s. If you "
                "did not expect it, ignore this letter: nothing happens."
            )
            % {"email": invitation.email, "until": until},
        ]
        subject = _("Invitation to %(network)s") % {"network": network.short_name}
        why = _("You get this letter because %(host)s gave this address.") % {"host": host}
        text = explained("\n\n".join(paragraphs), why)
        return letter(to=invitation.email, subject=subject, text=text)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="accounts.forget_sessions")
def forget_sessions(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Remove what is left of sessions that have ended: nobody needs to know them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    open_keys = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_keys).delete()
