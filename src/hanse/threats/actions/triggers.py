"""Declare a trigger, so that the days around it are checked, and end the check early."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions.effort import once, record_of
from hanse.threats.models import Trigger

CHECK = "threats.check_days"


def declare(
    said: dict[str, Any], *, city: Authority | None, person: User, key: uuid.UUID
) -> Trigger:
    """Have the days around an event checked, in one city or, without one, in the whole network.

    Sending the same form again changes nothing. The days that are over already are judged at once.
    """
    label = SharingLabel.AMBER_STRICT if city else SharingLabel.GREEN
    row = Trigger(
        record=record_of(person, key), owner=city, sharing_label=label, declared_by=person, **said
    )
    with transaction.atomic():
        stored, new = once(row)
        if new:
            audit.record("declare a trigger", stored, person, until=str(stored.last_day))
            procrastinate.configure_task(CHECK).defer(trigger=stored.pk)
    return stored


def end(trigger: Trigger, reason: str, *, person: User) -> None:
    """Check the days after a trigger no longer; its alarms and what was judged stay."""
    with transaction.atomic():
        current = Trigger.objects.select_for_update(of=["self"]).get(pk=trigger.pk)
        if current.ended_at is None:
            current.ended_at, current.ended_because = timezone.now(), reason
            current.save(update_fields=["ended_at", "ended_because"])
            audit.record("end a daily check early", current, person)
