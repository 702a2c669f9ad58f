"""An authority edits what it says of itself."""

from django.db import transaction

from hanse.cities.models import Authority


@transaction.atomic
def edit(authority: Authority, labels: dict[str, str]) -> Authority:
    """Store the changed parts and their labels as the next version."""
    authority.labels = {**authority.labels, **labels}
    authority.version += 1
    authority.save()
    return authority
