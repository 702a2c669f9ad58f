"""Send a city's reading, confirm that nothing was to report, and take either back."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.threats.actions.effort import note_effort, once, record_of
from hanse.threats.models import Basis, Confirmation, Signal, SourceClass
from hanse.threats.queries import monday_of

CHANNEL_OF = {
    Basis.POLICE.value: SourceClass.POLICE,
    Basis.HOTLINE.value: SourceClass.NGO,
    Basis.COMMUNITY.value: SourceClass.COMMUNITY,
    Basis.RESEARCH.value: SourceClass.NGO,
}


def signal(said: dict[str, Any], *, city: Authority, person: User, key: uuid.UUID) -> Signal:
    """Send a city's reading of challenges for a period, once per submission."""
    with transaction.atomic():
        stored, new = once(Signal(record=record_of(person, key), owner=city, **said))
        if new:
            channel = CHANNEL_OF.get(stored.basis, SourceClass.MUNICIPAL)
            note_effort(city, person, channel)
            audit.record("send a signal", stored, person)
    return stored


def confirm(
    first: dt.date,
    last: dt.date,
    *,
    city: Authority,
    person: User,
    key: uuid.UUID,
    source_class: str = "",
) -> Confirmation:
    """Confirm that what is recorded for the weeks of these days is all there was to report.

    For the source that is named, or for all of them.
    """
    row = Confirmation(
        record=record_of(person, key),
        owner=city,
        first_week=monday_of(first),
        last_week=monday_of(last),
        source_class=source_class,
    )
    with transaction.atomic():
        stored, new = once(row)
        if new:
            note_effort(city, person, source_class or SourceClass.MUNICIPAL)
            audit.record("confirm nothing else to report", stored, person)
    return stored


def take_back(sent: "Signal | Confirmation", *, person: User) -> None:
    """Let a signal or a confirmation count no longer."""
    with transaction.atomic():
        if sent.withdrawn_at is None:
            sent.withdrawn_at = max(timezone.now(), sent.recorded_at)
            sent.save(update_fields=["withdrawn_at"])
            audit.record("take back", sent, person)
