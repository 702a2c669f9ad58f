"""Keeps how much reporting stands behind the counts, and not who did it."""

import datetime as dt
import uuid
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing.models import Shareable
from hanse.threats.models import Effort
from hanse.threats.queries import monday_of

Row = TypeVar("Row", bound=Shareable)
_SUBMISSIONS = uuid.UUID("6f1d1b8e-3c0a-4f0e-9c55-0d5e8d3a9b11")


def note_effort(city: Authority, person: User, channel: str, day: dt.date | None = None) -> None:
    """Count a person among those who reported in this week, through this channel."""
    week = monday_of(day or timezone.localdate())
    Effort.objects.bulk_create(
        [Effort(owner=city, week=week, reporter=_veiled(city, week, person), channel=channel)],
        ignore_conflicts=True,
    )


def record_of(person: User, key: uuid.UUID) -> uuid.UUID:
    """Return the name of the row that one submission makes, however often it is sent.

    It is bound to the person, so that nobody learns of another's rows by guessing.
    """
    return uuid.uuid5(_SUBMISSIONS, f"{person.pk}:{key}")


def once(row: Row) -> tuple[Row, bool]:
    """Store a row unless this submission has stored it before; two at once make one."""
    rows = type(row)._default_manager  # noqa: SLF001 - Django's documented door to a model's rows
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        if found := rows.filter(record=row.record).first():
            return found, False
        raise
    return row, True


def _veiled(city: Authority, week: dt.date, person: User) -> uuid.UUID:
    """Tell people of one week apart without saying who they are, nor linking their weeks."""
    digest = salted_hmac("threats.effort", f"{city.pk} {week} {person.pk}", algorithm="sha256")
    return uuid.UUID(bytes=digest.digest()[:16])
