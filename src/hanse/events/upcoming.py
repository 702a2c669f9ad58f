"""The demonstration's next meeting: invented, with cities in every state of their invitation."""

import datetime as dt
import random

from django.utils import timezone

from hanse.accounts import actions as accounts
from hanse.accounts.demo import person_for
from hanse.accounts.models import User
from hanse.cities.actions.belonging import belong
from hanse.cities.models import Authority, Membership, Role, Standing
from hanse.events.actions import record_event
from hanse.events.models import Event, Registration
from hanse.events.queries.attendance import recipients_of
from hanse.shared.models import Letter
from hanse.sharing.labels import SharingLabel

SLUG = "simulated-workshop"
PLACES = 12
_SEED = 20_26
_LONGEST_WAIT = dt.timedelta(days=60)
_OWN = ("bratislava", "stockholm")  # the cities of the adviser and the practitioner
_PEOPLE = (  # name, city, and whether they agree to be listed
    ("Zuzana Novotná (simulation)", "bratislava", False),
    ("Erik Sand (simulation)", "oslo", True),
    ("Priya Collins (simulation)", "london", True),
    ("Jonas Weber (simulation)", "berlin", False),
    ("Maya Ortiz (simulation)", "new-york-city", True),
)
_REASONS = (
    "Elections in the same week.",
    "Nobody from the prevention office is free.",
    "",
    "The travel budget of the year is spent.",
)
State = Registration.State


def furnish() -> None:
    """Plan the meeting and invite cities to it, unless that was done."""
    if Event.objects.filter(slug=SLUG).exists() or person_for("adviser") is None:
        return
    event = record_event(_record(_next_march()), sharing_label=SharingLabel.GREEN)
    event.reply_by = event.starts_on - dt.timedelta(days=30)
    event.save(update_fields=["reply_by"])
    listed = _settle_people()
    rows = _registrations(event, listed)
    Registration.objects.bulk_create(rows)
    _note_letters(rows)


def _next_march() -> dt.date:
    today = timezone.localdate()
    this_year = dt.date(today.year, 3, 10)
    return this_year if this_year - today > _LONGEST_WAIT else dt.date(today.year + 1, 3, 10)


def _record(first: dt.date) -> dict[str, object]:
    second = first + dt.timedelta(days=1)
    sessions = [
        ("Welcome by the host city", first, "09:00", "09:30"),
        ("What changed in a year: three cities report", first, "09:30", "11:00"),
        ("When a rumour fills the square: a tabletop exercise", first, "11:30", "13:00"),
        ("Walk through the old harbour", first, "14:30", "16:00"),
        ("What prevention costs, and who pays", second, "09:00", "10:30"),
        ("What we ask of national governments", second, "11:00", "12:30"),
    ]
    return {
        "slug": SLUG,
        "title": "Holding a city together (simulation)",
        "starts": first.isoformat(),
        "ends": second.isoformat(),
        "precision": "day",
        "format": "workshop",
        "details": "two days",
        "place": "Gothenburg",
        "venue": "City Hall",
        "country": "SE",
        "rule": "members",
        "capacity": PLACES,
        "simulated": True,
        "summary": "An invented workshop that shows how cities are invited and answer. Two days on "
        "what holds a city together when tension rises.",
        "programmes": [{"programme": "transatlantic-dialogue", "standing": "part"}],
        "sources": ["The demonstration's generator"],
        "hosts": [{"name": "City of Gothenburg (simulation)"}],
        "sessions": [
            {"title": title, "day": day.isoformat(), "starts_at": start, "ends_at": end}
            for title, day, start, end in sessions
        ],
    }


def _settle_people() -> dict[str, tuple[User, bool]]:
    """Let the invented people belong to their cities; return who comes, and whether named."""
    found = {}
    for number, (name, slug, named) in enumerate(_PEOPLE, 1):
        city = Authority.objects.filter(slug=slug, membership=Membership.MEMBER).first()
        if city is None:
            continue
        person = accounts.add_person(email=f"simulation-{number}@demo.example", name=name)
        standing = Standing.MEMBER if slug in _OWN else Standing.STEWARD
        belong(person, city, role=Role.OFFICIAL, standing=standing)
        if slug not in _OWN:
            found[slug] = (person, named)
    if practitioner := person_for("practitioner"):
        found["stockholm"] = (practitioner, True)
    return found


def _registrations(event: Event, coming: dict[str, tuple[User, bool]]) -> list[Registration]:
    """Put cities in every state; the adviser's city has not answered yet."""
    members = Authority.objects.filter(membership=Membership.MEMBER)
    own = {city.slug: city for city in members.filter(slug__in=[*_OWN, *coming])}
    others = list(members.exclude(slug__in=own).order_by("slug"))
    drawn = random.Random(_SEED).sample(others, min(len(others), 26))  # noqa: S311 - no secret
    now = timezone.now()
    rows = [
        Registration(event=event, authority=own["bratislava"], invited_at=now)
        for slug in own
        if slug == "bratislava"
    ]
    for slug, (person, named) in coming.items():
        row = _answered(event, own[slug], State.ACCEPTED, now - dt.timedelta(days=9))
        row.person, row.named = person, named
        rows.append(row)
    free = PLACES - len(coming)
    for number, city in enumerate(drawn):
        rows.append(_drawn(event, city, number, free, now))
    return rows


def _drawn(event: Event, city: Authority, number: int, free: int, now: dt.datetime) -> Registration:
    """Let the first fill the places, three wait, four stay away, and the rest be silent."""
    at = now - dt.timedelta(days=8) + dt.timedelta(hours=5 * number)
    if number < free:
        return _answered(event, city, State.ACCEPTED, at)
    if number < free + 3:
        return _answered(event, city, State.WAITING, at)
    if number < free + 3 + len(_REASONS):
        row = _answered(event, city, State.DECLINED, at)
        row.reason = _REASONS[number - free - 3]
        return row
    reminded = now - dt.timedelta(days=1) if number % 2 else None
    silent = Registration(event=event, authority=city, reminded_at=reminded)
    silent.invited_at = now - dt.timedelta(days=14)
    return silent


def _answered(event: Event, city: Authority, state: State, at: dt.datetime) -> Registration:
    row = Registration(event=event, authority=city, state=state, answered_at=at)
    row.invited_at = at - dt.timedelta(days=5)
    return row


def _note_letters(rows: list[Registration]) -> None:
    """Note that the letters have left, without sending any: nobody lives at these addresses."""
    recipients = recipients_of(row.authority for row in rows)
    Letter.objects.bulk_create(
        Letter(
            occasion=f"event-invitation:{row.pk}",
            email=to.email,
            language=to.language,
            subject=row.event.title,
            claimed_at=row.invited_at,
            sent_at=row.invited_at,
        )
        for row in rows
        for to in recipients.get(row.authority_id, ())
    )
