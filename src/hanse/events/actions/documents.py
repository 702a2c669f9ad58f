"""Files of a meeting: hand one out, take it away."""

import hashlib

from django.db import transaction

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.files import Sniffed
from hanse.events.models import Document, Event
from hanse.events.queries.room import room_of
from hanse.sharing import actions as sharing
from hanse.sharing import audit
from hanse.sharing.labels import SharingLabel


@transaction.atomic
def add_document(
    event: Event,
    person: User,
    sniffed: Sniffed,
    *,
    title: str,
    sharing_label: str,
    language: str = "en",
) -> Document:
    """Keep a file; the same bytes sent twice are kept once."""
    need_secretariat(person)
    made, new = Document.objects.get_or_create(
        event=event,
        sha256=hashlib.sha256(sniffed.content).hexdigest(),
        defaults={
            "title": title,
            "language": language,
            "kind": sniffed.kind,
            "size": len(sniffed.content),
            "content": sniffed.content,
            "sharing_label": sharing_label,
            "simulated": event.simulated,
        },
    )
    if new:
        if sharing_label == SharingLabel.AMBER:
            sharing.share_with(made.record, room_of(event).cities)
        audit.record("add a document", made, person, label=sharing_label)
    return made


@transaction.atomic
def remove_document(document: Document, person: User) -> None:
    """Take a file away."""
    need_secretariat(person)
    audit.record("remove a document", document, person)
    document.delete()
