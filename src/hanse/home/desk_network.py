"""The desks of the network's staff, of observers, and of people without a part yet."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hanse.accounts.models import NetworkRole, User
from hanse.accounts.rules import is_secretariat
from hanse.events.models import Event
from hanse.home import desk_queries as reads
from hanse.home.desk_city import second_factor_step
from hanse.home.desk_parts import Desk, Line, Section, event_line, joined, reading
from hanse.shared.countries import country_name
from hanse.shared.numbers import whole
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.actors import actor_of

NAMED_AT_MOST = 5


def network_desk(person: User) -> Desk:
    """Return the desk of the network's staff; without a second proof only how to add one."""
    name = str(NetworkRole(person.network_role).label)
    if not actor_of(person).mfa:
        lede = _("The network's desk is shown once you have added a second proof.")
        return Desk(name=name, lede=lede, steps=(second_factor_step(),), main=(_next(person),))
    runs = is_secretariat(person)
    asked = (_invitations(person), _unreported(person), _drafts(person)) if runs else ()
    return Desk(
        name=name,
        lede=_("What waits for the network, what comes next, and who cannot be reached."),
        main=(_applications(), *asked) if runs else (_applications(), _next(person)),
        beside=(_unreached(), _letters()),
    )


def observer_desk(person: User) -> Desk:
    """Return what is published for observers."""
    rows = reads.newest_to_read(person, 8)
    return Desk(
        name=str(NetworkRole.OBSERVER.label),
        lede=_("Findings, reports and events that the network made public."),
        main=(
            reading(rows, _("Nothing is published yet. Findings and reports will stand here.")),
            _next(person),
        ),
        base=SharingLabel.CLEAR,
    )


def guest_desk(person: User) -> Desk:
    """Return the desk of somebody who belongs to no city and has no role."""
    return Desk(
        name=person.get_full_name(),
        lede=_("You belong to no city of the network at the moment."),
        steps=(
            Line(
                words=_("Ask the steward of your city to invite you"),
                address=reverse("cities:members"),
                meta=_("If it is a member, its page names whom to write to."),
            ),
            Line(
                words=_("Or apply for your city to join"),
                address=reverse("cities:join"),
                meta=_("A steward of the network decides, and you can follow every step."),
            ),
        ),
        main=(reading(reads.newest_to_read(person, 6), _("Nothing is published yet.")),),
        base=SharingLabel.CLEAR,
    )


def _next(person: User) -> Section:
    lines = [event_line(event) for event in reads.coming_events(person)]
    return Section(
        key="events",
        title=_("Next events"),
        found=lines,
        empty=_("No event is announced at the moment. Past ones stay in the list."),
        more=_("All events"),
        more_address=reverse("events:events"),
    )


def _applications() -> Section:
    found = reads.waiting_applications()
    now = timezone.now()
    lines = []
    for one in found:
        days = (now - (one.confirmed_at or one.submitted_at)).days
        waits = (
            ngettext("waits for %(number)s day", "waits for %(number)s days", days)
            if days
            else _("arrived today")
        )
        lines.append(
            Line(
                words=one.name,
                address=reverse("cities:decide", args=[one.pk]),
                meta=joined(country_name(one.country), waits % {"number": whole(days)}),
            )
        )
    return Section(
        key="applications",
        title=_("Applications waiting"),
        found=lines,
        counted=True,
        empty=_("No application waits. It appears here once its e-mail address is confirmed."),
        more=_("All applications"),
        more_address=reverse("cities:applications"),
    )


def _invitations(person: User) -> Section:
    found = reads.events_with_answers(person)
    lines = [_event_with_answers(event) for event in found]
    return Section(
        key="events",
        title=_("Next events, and who has not answered"),
        found=lines,
        empty=_("No event is planned. Start one from last year's."),
        more=_("Plan an event"),
        more_address=reverse("events:new"),
    )


def _event_with_answers(event: Event) -> Line:
    silent: list[str] = event.silent  # type: ignore[attr-defined] # annotated
    coming: int = event.coming  # type: ignore[attr-defined] # annotated
    if event.cancelled_on:
        return event_line(event)
    if not silent and not coming:
        return event_line(event, _("nobody is invited yet"))
    words = ngettext("%(number)s city comes", "%(number)s cities come", coming)
    said = [words % {"number": whole(coming)}]
    if silent:
        more = len(silent) - NAMED_AT_MOST
        named = ", ".join(silent[:NAMED_AT_MOST])
        if more > 0:
            named = _("%(names)s and %(number)s more") % {"names": named, "number": whole(more)}
        said.append(_("no answer from %(names)s") % {"names": named})
    if silent and event.reply_by:
        said.append(_("answers wanted by %(day)s") % {"day": date_format(event.reply_by)})
    if not silent:
        return event_line(event, joined(*said))
    remind = reverse("events:remind", args=[event.slug])
    return event_line(event, joined(*said), _("Remind them"), remind)


def _unreported(person: User) -> Section:
    lines = []
    for event in reads.unreported_events(person):
        number: int = event.notes_there  # type: ignore[attr-defined] # annotated
        notes = ngettext("%(number)s note", "%(number)s notes", number)
        address = reverse("events:draft-report", args=[event.slug])
        said = notes % {"number": whole(number)}
        lines.append(event_line(event, said, _("Draft the report"), address))
    return Section(
        key="unreported",
        title=_("Notes without a report"),
        found=lines,
        counted=True,
        empty=_("Every meeting with notes has its report or a draft of it."),
    )


def _drafts(person: User) -> Section:
    lines = [
        Line(
            words=one.title,
            address=reverse("events:edit-report", args=[one.event.slug]),
            meta=one.event.title if one.event.title != one.title else "",
            label=one.sharing_label,
            simulated=one.simulated,
            language=one.language,
        )
        for one in reads.drafts(person)
    ]
    return Section(
        key="drafts",
        title=_("Reports in draft"),
        found=lines,
        counted=True,
        empty=_("No report is half written."),
    )


def _unreached() -> Section:
    lines = []
    for slug, name, reachable, arrived in reads.cities_out_of_reach():
        lacks = [] if reachable else [_("no contact")]
        lacks += [] if arrived else [_("nobody has signed in")]
        address = reverse("cities:membership", args=[slug])
        lines.append(Line(words=name, address=address, meta=joined(*lacks)))
    return Section(
        key="unreached",
        title=_("Cities out of reach"),
        found=lines,
        counted=True,
        empty=_("Every member has a contact and somebody who signs in."),
        more=_("All cities out of reach"),
        more_address=reverse("cities:members") + "?reach=out",
    )


def _letters() -> Section:
    lines = [
        Line(
            words=subject,
            meta=joined(email, date_format(since, "SHORT_DATETIME_FORMAT") if since else ""),
        )
        for email, subject, since in reads.doubtful_letters()
    ]
    return Section(
        key="letters",
        title=_("Letters in doubt"),
        found=lines,
        counted=True,
        hint=_("Perhaps they never left. Ask the recipients, or look in the mail server's log."),
        empty=_("Every letter that was begun has left."),
    )
