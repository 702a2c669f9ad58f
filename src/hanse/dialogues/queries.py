"""Reads of dialogues: what a reader may see, the data as it came in, and the stored results."""

from django.db.models import QuerySet

from hanse.dialogues.models import Dialogue
from hanse.sharing.labels import readable_by


def visible_to(person: object | None) -> QuerySet[Dialogue]:
    """Return the dialogues this reader may see; every page starts here."""
    return Dialogue.objects.filter(sharing_label__in=readable_by(person))
