"""Reads behind the desks: a few queries in all, each as the reader may see."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from hanse.accounts.models import Invitation, User
from hanse.accounts.queries import letters_in_doubt, usable_invitations
from hanse.cities.actions.membership import BELONG
from hanse.cities.models import Affiliation, Application, Authority, Contact, Membership
from hanse.cities.queries import active_affiliations, out_of_reach
from hanse.events.models import Event, Note, Registration, Report
from hanse.events.queries import attendance, room
from hanse.events.queries import events as meetings
from hanse.findings import queries as findings
from hanse.shared import letters
from hanse.shared.sharing_labels import SharingLabel, strictest
from hanse.sharing.actors import actor_of
from hanse.sharing.policy import readable
from hanse.threats import queries as threats
from hanse.threats.models import Alarm
from hanse.threats.queries.alarms import alarms_visible_to, newest_first, still_open

Kept = TypeVar("Kept", bound=Model)
State = Registration.State


def places_of(person: User) -> list[Affiliation]:
    """Return where a person belongs, each with what its city has not said or reported yet."""
    here = OuterRef("authority")
    seen = threats.visible_to(person).filter(owner=here, withdrawn_at=None)
    quiet = threats.confirmations_for(person).filter(owner=here, withdrawn_at=None)
    signals = threats.signals_for(person).filter(owner=here, withdrawn_at=None)
    others = Affiliation.objects.filter(authority=here, until=None).exclude(person=person)
    return list(
        active_affiliations(person).annotate(
            **threats.with_silence("authority", person),
            has_reported=Exists(seen) | Exists(quiet),
            signalled_on=Subquery(signals.order_by("-ends_on").values("ends_on")[:1]),
            has_contact=Exists(Contact.objects.filter(authority=here)),
            has_colleagues=Exists(others),
        )
    )


def open_alarms(person: User) -> list[Alarm]:
    """Return the alarms of a person's own cities that nobody has answered, newest first."""
    found = still_open(alarms_visible_to(person)).filter(owner__in=actor_of(person).cities)
    return newest_first(found.select_related("owner", "in_charge", "trigger"))


def own_places_at_events(person: User) -> list[Registration]:
    """Return the invitations of a person's cities to what is not over."""
    rows = attendance.own_registrations(person).filter(_this_year("event__"))
    return [row for row in rows if not row.event.is_over()]


def coming_events(person: User) -> list[Event]:
    """Return the events a reader may see that are not over, the soonest first."""
    found = meetings.visible_to(person).filter(_this_year()).order_by("starts_on", "slug")
    return [event for event in found if not event.is_over()]


def events_with_answers(person: User) -> list[Event]:
    """Return the coming events, each with how many come and the cities that have not answered."""
    asked = Q(registrations__state=State.INVITED)
    found = (
        meetings.visible_to(person)
        .filter(_this_year())
        .annotate(
            coming=Count("registrations", filter=Q(registrations__state=State.ACCEPTED)),
            silent=ArrayAgg(
                "registrations__authority__name",
                filter=asked,
                order_by="registrations__authority__name",
                default=Value([]),
            ),
        )
    )
    rows = found.order_by("starts_on", "slug")
    return [event for event in rows if not event.is_over()]


def _this_year(where: str = "") -> Q:
    """Leave out what ended in an earlier year; a date known to the year alone needs the rest."""
    first = timezone.localdate().replace(month=1, day=1)
    return Q(**{f"{where}starts_on__gte": first}) | Q(**{f"{where}ends_on__gte": first})


def awaited(cities: list[Authority]) -> list[Invitation]:
    """Return the invitations to belong to these cities that nobody has accepted yet."""
    if not cities:
        return []
    ours = Q()
    for city in cities:
        ours |= Q(target__startswith=f"{city.pk} ")
    return list(usable_invitations().filter(ours, purpose=BELONG).order_by("created_at"))


_COLUMNS = ("r_kind", "r_name", "r_key", "r_on", "r_label", "r_simulated", "r_language", "r_number")
Row = tuple[str, str, str, dt.date | None, str, bool, str, int]


def newest_to_read(person: User, most: int) -> list[Row]:
    """Return editions, reports and notes somebody may read, newest first.

    Notes are counted by meeting and dated like it: when one was written is not kept.
    """
    seen = meetings.visible_to(person)
    reports = room.reports_for(person).filter(status=Report.Status.PUBLISHED, event__in=seen)
    notes = readable(Note.objects.filter(event__in=seen), actor_of(person))
    notes = notes.exclude(sharing_label=SharingLabel.RED)  # told of on their own page only
    met = Coalesce("event__ends_on", "event__starts_on")
    found: list[QuerySet[Any, Any]] = [
        _row(findings.visible_to(person), "findings", Cast("year", CharField()), "published_on"),
        _row(reports, "report", F("event__slug"), "published_on"),
        _row(notes, "notes", F("event__slug"), met, title="event__title", tongue="event__language"),
    ]
    one, two, three = found
    rows = one.union(two, three, all=True).order_by(F("r_on").desc(nulls_last=True), "r_key")
    return _one_a_meeting(rows[: most * len(SharingLabel)])[:most]


def _one_a_meeting(rows: Iterable[Row]) -> list[Row]:
    """Count the notes of a meeting together, under the strictest of their labels."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        kind, name, key, on, label, simulated, language, number = row
        if known := found.get((kind, key)):
            label, simulated = strictest([label, known[4]]).value, simulated or known[5]
            number += known[7]
        found[kind, key] = (kind, name, key, on, label, simulated, language, number)
    return list(found.values())


def _row(
    rows: "QuerySet[Kept]",
    kind: str,
    key: F | Cast,
    day: str | Coalesce,
    *,
    title: str = "title",
    tongue: str = "language",
) -> "QuerySet[Kept, Any]":
    told = rows.order_by().annotate(
        r_kind=Value(kind, CharField()),
        r_name=Cast(F(title), CharField()),
        r_key=Cast(key, CharField()),
        r_on=Cast(day, DateField()),
        r_label=Cast(F("sharing_label"), CharField()),
        r_simulated=Cast(F("simulated"), BooleanField()),
        r_language=Cast(F(tongue), CharField()),
    )
    grouped = told.values(*_COLUMNS[:-1]).annotate(r_number=Cast(Count("pk"), IntegerField()))
    listed: QuerySet[Kept, Any] = grouped.values_list(*_COLUMNS)
    return listed


def waiting_applications() -> list[Application]:
    """Return the applications that wait for a decision, the longest wait first."""
    found = Application.objects.filter(state=Application.State.WAITING)
    return list(found.order_by("confirmed_at", "id"))


def unreported_events(person: User) -> list[Event]:
    """Return the events with notes of which no report exists, the latest first."""
    written = readable(Note.objects.filter(event=OuterRef("pk")), actor_of(person))
    counted = written.order_by().values("event").annotate(n=Count("pk")).values("n")
    found = meetings.visible_to(person).filter(report=None).annotate(notes_there=Subquery(counted))
    return list(found.filter(notes_there__gt=0).order_by("-starts_on", "slug"))


def drafts(person: User) -> list[Report]:
    """Return the reports that somebody still writes."""
    found = room.reports_for(person).filter(status=Report.Status.DRAFT)
    return list(found.select_related("event").order_by("event__starts_on"))


def doubtful_letters() -> list[tuple[str, str, dt.datetime | None]]:
    """Return to whom a letter perhaps never left, what it was about, and since when."""
    ours = letters.in_doubt().order_by().values_list("email", "subject", "claimed_at")
    invitations = letters_in_doubt().order_by().values_list("email", "purpose", "claimed_at")
    return list(ours.union(invitations, all=True).order_by("claimed_at"))


def cities_out_of_reach() -> list[tuple[str, str, bool, bool]]:
    """Return the members without a contact, or of whose people nobody ever signed in.

    Each with slug and name, whether it has a contact, and whether somebody was here.
    """
    rows = out_of_reach(Authority.objects.filter(membership=Membership.MEMBER))
    rows = rows.order_by("name", "slug")
    return list(rows.values_list("slug", "name", "reachable", "arrived"))  # type: ignore[misc] # annotated
