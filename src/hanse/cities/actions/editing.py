"""An authority edits what it says of itself."""

from collections.abc import Iterable

from django.db import transaction

from hanse.accounts import audit
from hanse.accounts.audit import By
from hanse.cities.models import Authority


@transaction.atomic
def edit(
    authority: Authority, labels: dict[str, str], *, by: By = None, changed: Iterable[str] = ()
) -> Authority:
    """Store the changed parts and their labels as the next version."""
    authority.labels = {**authority.labels, **labels}
    authority.version += 1
    authority.save()
    detail = {"fields": sorted(changed), "labels": labels, "version": authority.version}
    audit.record("edit a city", authority, by, **detail)
    return authority
