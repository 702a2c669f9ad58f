"""Letters about applications, and forgetting uploads that nobody imported."""

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hanse.cities.actions import applying, importing
from hanse.cities.models import Application
from hanse.shared.letters import explained, letter, post
from hanse.shared.network import current_network


@app.task(name=applying.SEND_CODE, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def send_code(*, application: str) -> None:
    """Send a code; a letter that is sent again carries a new one, and only the last counts."""
    if made := applying.new_code(application):
        write_code(*made).send()


@app.task(name=applying.SEND_DECISION, retry=RetryStrategy(max_attempts=6, exponential_wait=4))
def send_decision(*, application: str) -> None:
    """Tell the applicant what was decided, and why: once, however often this runs."""
    if found := Application.objects.filter(pk=application, decided_at__isnull=False).first():
        write_decision(found)


def write_code(application: Application, code: str) -> EmailMultiAlternatives:
    """Write the letter with the code, in the applicant's language."""
    with translation.override(application.language):
        paragraphs = [
            _("Hello %(name)s,") % {"name": application.applicant},
            _("you applied for %(city)s to join %(network)s. Your code is:")
            % {"city": application.name, "network": current_network().name},
            code,
            _(
                "The code lasts 15 minutes. If you did not apply, ignore this letter: nothing "
                "happens without the code."
            ),
            *_where_it_stands(application),
        ]
        subject = _("%(code)s is your code") % {"code": code}
        text = explained("\n\n".join(paragraphs), _why(application))
        return letter(to=application.email, subject=subject, text=text)


def write_decision(application: Application) -> None:
    """Post what was decided and why, in the applicant's language."""
    with translation.override(application.language):
        approved = application.state == Application.State.APPROVED
        values = {"city": application.name, "network": current_network().name}
        said = (
            _("%(city)s is now a member of %(network)s. A second letter invites you to sign in.")
            if approved
            else _("%(city)s was not admitted to %(network)s.")
        )
        paragraphs = [
            _("Hello %(name)s,") % {"name": application.applicant},
            said % values,
            _("The reason given: %(reason)s") % {"reason": application.reason},
            *_where_it_stands(application),
        ]
        post(
            occasion=f"application-decided:{application.pk}",
            to=application.email,
            language=application.language,
            subject=_("Your application for %(city)s") % values,
            text=explained("\n\n".join(paragraphs), _why(application)),
        )


def _why(application: Application) -> str:
    """Say why somebody gets letters about an application."""
    said = _("You get this letter because somebody applied for %(city)s with this address.")
    return said % {"city": application.name}


def _where_it_stands(application: Application) -> list[str]:
    """Lead the applicant back to the page that shows every step."""
    address = applying.address_of(application)
    said = _("This page shows every step of the application. It is for you alone:")
    return [said, address] if address else []


@app.periodic(cron="41 * * * *")
@app.task(queueing_lock="cities.forget_uploads")
def forget_uploads(timestamp: int) -> None:  # noqa: ARG001 - when it was due
    """Remove lists of members that nobody imported within a day."""
    importing.forget_uploads()
