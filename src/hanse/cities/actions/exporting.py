"""Notes that somebody took a list along."""

from django.db import transaction

from hanse.accounts import audit
from hanse.accounts.models import User


@transaction.atomic
def note_export(what: str, person: User, *, rows: int, form: str) -> None:
    """Write down who took which list, and how long it was."""
    audit.record(f"export {what}", "cities.authority", person, rows=rows, form=form)
