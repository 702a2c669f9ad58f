"""What letters about invitations say, in the language of whoever reads them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hanse.events.models import Event, Registration, Turn
from hanse.events.queries.attendance import Recipient
from hanse.events.wording import date_words, place_words
from hanse.shared import letters
from hanse.shared.network import current_network


def invitation(registration: Registration, to: Recipient) -> None:
    """Invite a city, by those who look after its people."""
    subject, text = invitation_words(registration, to)
    letters.post(
        occasion=registration.occasion("invitation"),
        to=to.email,
        language=to.language,
        subject=subject,
        text=text,
    )


def invitation_words(registration: Registration, to: Recipient) -> tuple[str, str]:
    """Return subject and text of an invitation, to look at before it is sent."""
    event = registration.event
    with translation.override(to.language):
        names = {
            "network": current_network().name,
            "city": registration.authority.name,
            "event": event.title,
        }
        text = _text(
            to,
            registration,
            _("%(network)s invites %(city)s to:") % names,
            *_facts(event),
            _answer_by(event),
            _("Accept, decline or send a colleague here:"),
            answer_address(registration),
            *_way_in(to, registration),
        )
        return _("Invitation for %(city)s: %(event)s") % names, text


def reminder(registration: Registration, to: Recipient) -> None:
    """Ask a city that has not answered, once."""
    event = registration.event
    with translation.override(to.language):
        names = {"city": registration.authority.name, "event": event.title}
        _post(
            registration.occasion("reminder"),
            (registration, to),
            _("%(city)s has not answered yet: %(event)s") % names,
            _("We invited %(city)s and have no answer yet. This is the only reminder.") % names,
            *_facts(event),
            _answer_by(event),
            _("Accept, decline or send a colleague here:"),
            answer_address(registration),
            *_way_in(to, registration),
        )


def place_free(registration: Registration, to: Recipient) -> None:
    """Tell who waited that they can come now."""
    event = registration.event
    with translation.override(to.language):
        names = {"city": registration.authority.name, "event": event.title}
        stamp = registration.answered_at.isoformat() if registration.answered_at else ""
        _post(
            f"{registration.occasion('place')}:{stamp}",
            (registration, to),
            _("A place has become free: %(event)s") % names,
            _("%(city)s was on the waiting list and now has a place.") % names,
            *_facts(event),
            _("If you cannot come any more, say so here, and the next city gets the place:"),
            answer_address(registration),
        )


def sent_by_a_colleague(registration: Registration, to: Recipient, by: str) -> None:
    """Tell somebody that a colleague has put them down to come."""
    event = registration.event
    with translation.override(to.language):
        names = {"city": registration.authority.name, "event": event.title, "by": by}
        _post(
            f"{registration.occasion('sent')}:{to.email}",
            (registration, to),
            _("You come for %(city)s: %(event)s") % names,
            _("%(by)s has put you down to come for %(city)s:") % names,
            *_facts(event),
            _("Whether your name may be listed, and whether you can come, you say here:"),
            answer_address(registration),
        )


def turn(turned: Turn, registration: Registration, to: Recipient) -> None:
    """Tell somebody invited that an event is cancelled, moved, or takes place after all."""
    event = registration.event
    with translation.override(to.language):
        names = {"event": event.title, "city": registration.authority.name}
        subject, first, last = _TURNS[Turn.What(turned.what)]
        _post(
            f"event-turn:{turned.pk}:{registration.pk}",
            (registration, to),
            str(subject) % names,
            str(first) % names,
            _which(event),
            _before(turned),
            _because(turned.reason),
            str(last) % names,
            answer_address(registration),
        )


def taken_back(registration: Registration, to: Recipient) -> None:
    """Tell a city that its invitation was taken back."""
    event = registration.event
    with translation.override(to.language):
        names = {"event": event.title, "city": registration.authority.name}
        _post(
            registration.occasion("taken-back"),
            (registration, to),
            _("Invitation of %(city)s taken back: %(event)s") % names,
            _("We have to take the invitation of %(city)s to this event back:") % names,
            _which(event),
            _because(registration.withdrawn_because),
            _("If you have questions, write to %(contact)s.") % {"contact": _contact()},
        )


def answer_address(registration: Registration) -> str:
    """Return where a city answers, as a whole address."""
    names = [registration.event.slug, registration.authority.slug]
    return settings.HANSE_ADDRESS + reverse("events:answer", args=names)


def _facts(event: Event) -> tuple[str, ...]:
    rule = (
        _("The Chatham House Rule holds: what is said may be used, who said it may not be named.")
        if event.rule == Event.Rule.CHATHAM_HOUSE
        else ""
    )
    return (_which(event), rule)


def _which(event: Event) -> str:
    return f"{event.title}\n{date_words(event)}, {place_words(event)}"


def _because(reason: str) -> str:
    return _("Reason: %(reason)s") % {"reason": reason} if reason else ""


def _before(turned: Turn) -> str:
    """Say which dates no longer hold."""
    if turned.what != Turn.What.MOVED:
        return ""
    return _("Until now it was planned for: %(dates)s.") % {"dates": date_words(turned)}


def _answer_by(event: Event) -> str:
    if event.reply_by is None:
        return ""
    return _("Please answer by %(day)s.") % {"day": date_format(event.reply_by)}


def _way_in(to: Recipient, registration: Registration) -> tuple[str, ...]:
    if to.account:
        return (_("Sign in with this e-mail address. Everybody of your city can answer."),)
    names = {"city": registration.authority.name, "contact": _contact()}
    return (
        _("Nobody of %(city)s has an account yet. Write to %(contact)s to get one first.") % names,
    )


def _contact() -> str:
    network = current_network()
    return network.contact or network.name


def _post(
    occasion: str, about: tuple[Registration, Recipient], subject: str, *paragraphs: str
) -> None:
    registration, to = about
    letters.post(
        occasion=occasion,
        to=to.email,
        language=to.language,
        subject=subject,
        text=_text(to, registration, *paragraphs),
    )


def _text(to: Recipient, registration: Registration, *paragraphs: str) -> str:
    hello = _("Hello %(name)s,") % {"name": to.name}
    return letters.explained(
        "\n\n".join(filter(None, (hello, *paragraphs))), _why(to, registration)
    )


def _why(to: Recipient, registration: Registration) -> str:
    names = {
        "city": registration.authority.name,
        "network": current_network().name,
        "contact": _contact(),
    }
    if to.account:
        return (
            _(
                "You get this letter because you belong to %(city)s in %(network)s. Who of a city "
                "gets such letters is decided by those who look after its page."
            )
            % names
        )
    return (
        _(
            "You get this letter because this address is a contact of %(city)s in %(network)s. To "
            "be taken off, write to %(contact)s."
        )
        % names
    )


_TURNS = {  # the subject, the first sentence, and what there is to do
    Turn.What.CANCELLED: (
        gettext_lazy("Cancelled: %(event)s"),
        gettext_lazy("This event does not take place. You need not do anything."),
        gettext_lazy("The invitation of %(city)s stays here to look up:"),
    ),
    Turn.What.REINSTATED: (
        gettext_lazy("Takes place after all: %(event)s"),
        gettext_lazy("This event was cancelled, and takes place after all."),
        gettext_lazy("What %(city)s answered still holds. See it, or change it, here:"),
    ),
    Turn.What.MOVED: (
        gettext_lazy("Other date: %(event)s"),
        gettext_lazy("This event moves to another date."),
        gettext_lazy("What %(city)s answered still holds. If the date does not suit, say so here:"),
    ),
}
