"""The desk of somebody of a city: what waits for an answer, what comes, what to mend."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hanse.accounts.models import Invitation, User
from hanse.cities.models import Affiliation, Authority, Role, Standing
from hanse.cities.pages import NAMES
from hanse.events.models import Registration
from hanse.home import desk_queries as reads
from hanse.home.desk_parts import Desk, Line, Section, event_line, joined, reading
from hanse.sharing.actors import actor_of
from hanse.threats.alarm_words import nature, what_rose
from hanse.threats.models import Alarm
from hanse.threats.queries import weeks_without_report

SIGNAL_HOLDS = dt.timedelta(days=31)  # our choice: a reading older than a month says little of now
_EDITORS = (Standing.EDITOR, Standing.STEWARD)
_WRITTEN = ("summary", "challenges", "lenses", "mandate", "strategy", "languages", "competences")
_FIRST_SERVICE = "service_police"
State = Registration.State


def city_desk(person: User) -> Desk:
    """Return the desk of somebody who belongs to one city or several."""
    places, mfa = reads.places_of(person), actor_of(person).mfa
    invitations = reads.own_places_at_events(person) if mfa else []
    stewarded = [p.authority for p in places if mfa and p.standing == Standing.STEWARD]
    names = ", ".join(place.authority.name for place in places)
    invited = reads.awaited(stewarded)
    return Desk(
        name=names,
        lede=_("What waits for your city, what comes next, and what there is to read."),
        steps=_steps(places, invited, mfa=mfa),
        acts=_acts() if mfa and actor_of(person).cities else (),
        main=(
            _waiting(places, invitations, reads.open_alarms(person) if mfa else [], mfa=mfa),
            _coming(person, invitations, several=len(places) > 1),
            reading(
                reads.newest_to_read(person, 6),
                _("Findings, reports and notes you may read will stand here."),
            ),
        ),
        beside=(
            *(_gaps(place) for place in places if mfa and place.standing in _EDITORS),
            *((_invited(invited, stewarded),) if invited else ()),
        ),
    )


def _acts() -> tuple[tuple[str, str], ...]:
    """Return what somebody does in passing, on a phone as well."""
    return (
        (_("Record an observation"), reverse("threats:new-observation")),
        (_("Send a signal"), reverse("threats:new-signal")),
        (_("Nothing to report"), reverse("threats:quiet")),
    )


def _steps(places: list[Affiliation], invited: list[Invitation], *, mfa: bool) -> tuple[Line, ...]:
    """Return what a newcomer has not done yet, in the order in which one opens the next."""
    steps = [] if mfa else [second_factor_step()]
    for place in places:
        city = place.authority
        if place.standing in _EDITORS and not city.summary:
            steps.append(
                Line(
                    words=_("Write the page of %(city)s") % {"city": city.name},
                    address=reverse("cities:edit", args=[city.slug]) if mfa else "",
                    meta=_("A few sentences and your challenges are enough to be found by others."),
                )
            )
        alone = not place.has_colleagues and not invited  # type: ignore[attr-defined] # annotated
        if place.standing == Standing.STEWARD and alone:
            steps.append(
                Line(
                    words=_("Invite your colleagues"),
                    address=reverse("cities:colleagues", args=[city.slug]) if mfa else "",
                    meta=_("So far you are the only one of %(city)s here.") % {"city": city.name},
                )
            )
    return tuple(steps)


def second_factor_step() -> Line:
    """Ask for a second proof, and say what stays shut without it."""
    return Line(
        words=_("Add a passkey or an authenticator app"),
        address=reverse("mfa_index"),
        meta=_("Until then everything marked AMBER or RED stays shut: invitations, notes, alarms."),
    )


def _waiting(
    places: list[Affiliation],
    invitations: list[Registration],
    alarms: list[Alarm],
    *,
    mfa: bool,
) -> Section:
    several = len(places) > 1
    lines = [_to_answer(row, several=several) for row in invitations if _asks(row)]
    lines += [_alarm(alarm) for alarm in alarms]
    for place in places:
        if mfa and place.role != Role.PARTNER:
            lines += _to_report(place, several=several)
    return Section(
        key="waiting",
        title=_("Waiting for you"),
        found=lines,
        most=12,
        counted=True,
        empty=_("Nothing waits. Invitations, alarms and weeks to confirm will stand here.")
        if mfa
        else _("What waits for your city is shown once you have added a second proof."),
    )


def _asks(row: Registration) -> bool:
    return row.state == State.INVITED and row.event.takes_answers()


def _to_answer(row: Registration, *, several: bool) -> Line:
    event = row.event
    by = event.reply_by
    wanted = _("answer wanted by %(day)s") % {"day": date_format(by)} if by else ""
    city = row.authority.name if several else ""
    address = reverse("events:answer", args=[event.slug, row.authority.slug])
    return event_line(event, joined(city, wanted), _("Answer the invitation"), address)


def _alarm(alarm: Alarm) -> Line:
    who = alarm.in_charge
    return Line(
        words=what_rose(alarm),
        address=alarm.get_absolute_url(),
        meta=joined(
            _("Alarm, %(status)s") % {"status": alarm.get_status_display().lower()},
            nature(alarm),
            _("in charge: %(name)s") % {"name": who.get_full_name()} if who else "",
        ),
        label=alarm.sharing_label,
        simulated=alarm.simulated,
    )


def _to_report(place: Affiliation, *, several: bool) -> list[Line]:
    city = place.authority.name if several else ""
    weeks = weeks_without_report(place.authority, place)
    lines = []
    if weeks and place.has_reported:  # type: ignore[attr-defined] # annotated
        said = _("Weeks without a report: %(weeks)s") % {
            "weeks": ", ".join(date_format(week, "SHORT_DATE_FORMAT") for week in reversed(weeks))
        }
        why = _("If there was nothing, confirm it; until then they are unknown, not quiet.")
        lines.append(
            Line(
                words=said,
                address=reverse("threats:quiet"),
                meta=joined(city, why),
                act=_("Record an observation"),
                act_address=reverse("threats:new-observation"),
            )
        )
    last = place.signalled_on  # type: ignore[attr-defined] # annotated
    if last is None or last < timezone.localdate() - SIGNAL_HOLDS:
        until = (
            _("The last one speaks of the time until %(day)s.") % {"day": date_format(last)}
            if last
            else _("Your city has sent none yet; it takes two minutes.")
        )
        lines.append(
            Line(
                words=_("A signal is due: how do things stand?"),
                address=reverse("threats:new-signal"),
                meta=joined(city, until),
            )
        )
    return lines


def _coming(person: User, invitations: list[Registration], *, several: bool) -> Section:
    waiting = {row.event_id for row in invitations if _asks(row)}
    own = {row.event_id: _place_words(row, several=several) for row in invitations}
    events = [event for event in reads.coming_events(person) if event.pk not in waiting]
    events.sort(key=lambda event: (event.pk not in own, event.starts_on))
    lines = [event_line(event, own.get(event.pk, "")) for event in events]
    return Section(
        key="events",
        title=_("Next events"),
        found=lines,
        empty=_(
            "Nothing else is planned yet. The secretariat invites your city by letter and here."
        ),
        more=_("All events"),
        more_address=reverse("events:events"),
    )


def _place_words(row: Registration, *, several: bool) -> str:
    city = row.authority.name if several else ""
    who = row.person.get_full_name() if row.person else ""
    return joined(city, str(State(row.state).label), who)


def _gaps(place: Affiliation) -> Section:
    """Return what the city's page lacks, each leading to the field where it is written."""
    city = place.authority
    edit = reverse("cities:edit", args=[city.slug])
    lines = []
    for name in _WRITTEN:
        if not getattr(city, name):
            field = _FIRST_SERVICE if name == "competences" else name
            anchor = f"{field}_0" if name in {"challenges", "lenses"} else field
            lines.append(Line(words=str(NAMES[name]), address=f"{edit}#id_{anchor}"))
    if not place.has_contact:  # type: ignore[attr-defined] # annotated
        contacts = reverse("cities:contacts", args=[city.slug])
        lines.append(Line(words=_("A contact others can write to"), address=contacts))
    return Section(
        key=f"gaps-{city.slug}",
        title=_("Missing on the page of %(city)s") % {"city": city.name},
        found=lines,
        most=len(lines),
        counted=True,
        empty=_("Nothing is missing. Look through it once a year."),
        more=_("See the page"),
        more_address=city.get_absolute_url(),
    )


def _invited(invited: list[Invitation], cities: list[Authority]) -> Section:
    several = len(cities) > 1
    names = {str(city.pk): city.name for city in cities}
    lines = [
        Line(
            words=one.name or one.email,
            meta=joined(
                names[one.target.split()[0]] if several else "",
                _("invited on %(day)s") % {"day": date_format(one.created_at)},
                _("valid until %(day)s") % {"day": date_format(one.expires_at)},
            ),
        )
        for one in invited
    ]
    return Section(
        key="invited",
        title=_("Invited, not here yet"),
        found=lines,
        counted=True,
        more=_("Colleagues"),
        more_address=reverse("cities:colleagues", args=[cities[0].slug]),
    )
