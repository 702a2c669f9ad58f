"""The secretariat plans: an event from nothing or from an earlier one, and what is known of it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.models import (
    Event,
    EventProgramme,
    Organisation,
    Precision,
    Programme,
    Registration,
    Session,
)
from hanse.sharing import audit
from hanse.sharing.acting import as_system

RESERVED = frozenset({"new", "programmes", "invitations", "my-calendar"})  # pages beside the events
FACTS = (
    "title",
    "language",
    "starts_on",
    "ends_on",
    "precision",
    "date_note",
    "place",
    "venue",
    "country",
    "online",
    "format",
    "details",
    "rule",
    "summary",
    "reply_by",
)

DATES = frozenset({"starts_on", "ends_on", "precision"})
_IN_CALENDARS = DATES | {"title", "place", "venue", "country", "online"}


class AnnouncedError(ValueError):
    """Cities were told of the dates; another date is told to them with a letter."""


@transaction.atomic
def create(
    facts: dict[str, Any],
    programmes: Iterable[Programme],
    person: User,
    *,
    template: Event | None = None,
) -> Event:
    """Store a new event, which only the secretariat sees until it is shared.

    A template gives its agenda, moved to the new days, and its hosts; everything else was asked.
    """
    need_secretariat(person)
    event = Event.objects.create(
        slug=_free_slug(facts["title"], facts["starts_on"]),
        capacity=facts.get("capacity"),
        **{name: facts[name] for name in FACTS if name in facts},
    )
    _place(event, programmes)
    if template:
        _copy_agenda(template, event)
        _copy_hosts(template, event)
    source = template.slug if template else ""
    audit.record("plan an event", event, person, template=source)
    return event


@transaction.atomic
def change(event: Event, facts: dict[str, Any], person: User) -> None:
    """Correct what is known of an event; the audit names what was changed and not the words."""
    need_secretariat(person)
    changed = [name for name in FACTS if name in facts and getattr(event, name) != facts[name]]
    if not changed:
        return
    if DATES.intersection(changed) and was_announced(event):
        raise AnnouncedError("Cities know the dates already: move the event.")
    for name in changed:
        setattr(event, name, facts[name])
    if _IN_CALENDARS.intersection(changed):
        event.revision += 1
    event.save(update_fields=[*changed, "revision"])
    audit.record("change an event", event, person, what=changed)


def was_announced(event: Event) -> bool:
    """Tell whether cities are invited to an event that is still to come."""
    with as_system("look whether anybody is invited"):
        invited = event.registrations.exclude(state=Registration.State.WITHDRAWN)
        return not event.is_over() and invited.exists()


@transaction.atomic
def place_in(event: Event, programmes: Iterable[Programme], person: User) -> None:
    """Say which programmes an event belongs to; how surely, where that was noted, stays."""
    need_secretariat(person)
    wanted = {programme.pk: programme for programme in programmes}
    there = set(event.standings.values_list("programme_id", flat=True))
    if there == set(wanted):
        return
    event.standings.exclude(programme__in=wanted).delete()
    _place(event, [programme for pk, programme in wanted.items() if pk not in there])
    audit.record("place an event in programmes", event, person, programmes=sorted(map(str, wanted)))


def _place(event: Event, programmes: Iterable[Programme]) -> None:
    part = EventProgramme.Standing.PART
    EventProgramme.objects.bulk_create(
        EventProgramme(event=event, programme=programme, standing=part) for programme in programmes
    )


def _copy_agenda(template: Event, event: Event) -> None:
    """Copy the sessions to the same day of the new meeting; what has none loses its hours."""
    sessions = []
    for old in template.session_list.all():
        day = _same_day(old.day, template, event)
        sessions.append(
            Session(
                event=event,
                position=old.position,
                title=old.title,
                day=day,
                starts_at=old.starts_at if day else None,
                ends_at=old.ends_at if day else None,
                venue=old.venue,
                summary=old.summary,
            )
        )
    Session.objects.bulk_create(sessions)


def _same_day(day: dt.date | None, template: Event, event: Event) -> dt.date | None:
    if day is None or {template.precision, event.precision} != {Precision.DAY}:
        return None
    moved = event.starts_on + (day - template.starts_on)
    return moved if event.starts_on <= moved <= (event.ends_on or event.starts_on) else None


def _copy_hosts(template: Event, event: Event) -> None:
    hosts = template.organisation_list.filter(part=Organisation.Part.HOST)
    Organisation.objects.bulk_create(
        Organisation(event=event, position=position, name=host.name, part=host.part, note=host.note)
        for position, host in enumerate(hosts, 1)
    )


def _free_slug(title: str, starts_on: dt.date) -> str:
    """Return a permanent address that no event has, whoever may see it."""
    short = f"{starts_on.year}-{slugify(title) or 'event'}"[:70].strip("-")
    with as_system("find an address for an event"):
        taken = set(Event.objects.filter(slug__startswith=short).values_list("slug", flat=True))
    free = (short, *(f"{short}-{number}" for number in range(2, 1000)))
    return next(slug for slug in free if slug not in taken | RESERVED)
