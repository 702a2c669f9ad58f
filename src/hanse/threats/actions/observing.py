"""Record, correct and withdraw an observation; each stands in the audit."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.threats.actions.effort import note_effort, once, record_of
from hanse.threats.models import Earlier, KnownTo, Observation, Reading
from hanse.threats.queries.kept import is_count_alone
from hanse.threats.vocabulary import VERSION

SAID = tuple(field.name for field in Reading._meta.fields)  # noqa: SLF001 - documented by Django
Said = dict[str, Any]


class ChangedMeanwhileError(RuntimeError):
    """Somebody else corrected the observation between reading and writing."""


class CountAloneError(RuntimeError):
    """What happened then is kept as a count, and a record of it would count twice."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a submission: `new` the first time, `same` if it says what is stored."""

    observation: Observation
    new: bool
    same: bool


def record(said: Said, *, city: Authority, person: User, key: uuid.UUID, label: str) -> Recorded:
    """Record what a city observed; sending the same form again changes nothing.

    Raises
    ------
    CountAloneError
        Of its week the same source's observations are counts by now, and it may be among them.
    """
    whole = _whole(said)
    if is_count_alone(city, whole):
        raise CountAloneError
    with transaction.atomic():
        row = Observation(record=record_of(person, key), owner=city, sharing_label=label, **whole)
        stored, new = once(row)
        if new:
            note_effort(city, person, stored.source_class)
            audit.record("record an observation", stored, person)
    same = all(getattr(stored, name) == value for name, value in whole.items())
    return Recorded(stored, new, same)


def correct(observation: Observation, said: Said, *, person: User, seen: str) -> Observation:
    """Say something else of an incident, and keep what was said before.

    `seen` is when the reading that was on the screen became known, as `known_since` writes it.

    Raises
    ------
    ChangedMeanwhileError
        Somebody corrected it since.
    """
    whole = _whole(said)
    with transaction.atomic():
        current = Observation.objects.select_for_update(of=["self"]).get(pk=observation.pk)
        if known_since(current).isoformat() != seen:
            raise ChangedMeanwhileError
        if current.withdrawn_at or all(getattr(current, n) == v for n, v in whole.items()):
            return current
        moment = max(timezone.now(), known_since(current))
        before = {name: getattr(current, name) for name in SAID}
        Earlier.objects.create(
            observation=current, known_from=known_since(current), known_until=moment, **before
        )
        for name, value in whole.items():
            setattr(current, name, value)
        current.corrected_at = moment
        current.save(update_fields=[*whole, "corrected_at"])
        audit.record("correct an observation", current, person)
    return current


def withdraw(observation: Observation, reason: str, *, person: User) -> None:
    """Take an observation out of the picture from now on; the reason is kept with it."""
    with transaction.atomic():
        current = Observation.objects.select_for_update(of=["self"]).get(pk=observation.pk)
        if current.withdrawn_at:
            return
        current.withdrawn_at = max(timezone.now(), known_since(current))
        current.withdrawn_because = reason
        current.save(update_fields=["withdrawn_at", "withdrawn_because"])
        audit.record("withdraw an observation", current, person)


def known_since(observation: Observation) -> dt.datetime:
    """Return when the present reading became known."""
    return observation.corrected_at or observation.recorded_at


def whole_date(day: dt.date, precision: str) -> dt.date:
    """Let a date of which the month or year is known start it."""
    if precision == KnownTo.MONTH:
        return day.replace(day=1)
    if precision == KnownTo.YEAR:
        return day.replace(day=1, month=1)
    return day


def _whole(said: Said) -> Said:
    day = whole_date(said["occurred_on"], said["precision"])
    return {**said, "occurred_on": day, "vocabulary_version": VERSION}
