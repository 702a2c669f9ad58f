"""The agenda of an event: its sessions in order."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from hanse.accounts.models import User
from hanse.events.actions.inviting import need_secretariat
from hanse.events.models import Event, Session
from hanse.sharing import audit

_ASIDE = 32_767  # a place in the order that no agenda reaches


@transaction.atomic
def add_session(event: Event, facts: dict[str, Any], person: User) -> Session:
    """Put a session at the end of the agenda."""
    need_secretariat(person)
    last = event.session_list.aggregate(last=Max("position"))["last"] or 0
    session = Session.objects.create(event=event, position=last + 1, **facts)
    audit.record("add a session", event, person, session=session.pk)
    return session


@transaction.atomic
def change_session(session: Session, facts: dict[str, Any], person: User) -> None:
    """Correct a session."""
    need_secretariat(person)
    for name, value in facts.items():
        setattr(session, name, value)
    session.save(update_fields=list(facts))
    audit.record("change a session", session.event, person, session=session.pk)


@transaction.atomic
def remove_session(session: Session, person: User) -> None:
    """Take a session out of the agenda."""
    need_secretariat(person)
    audit.record("remove a session", session.event, person, session=session.pk)
    session.delete()


@transaction.atomic
def move_session(session: Session, person: User, *, earlier: bool) -> None:
    """Let a session change places with its neighbour; at the end of the list nothing happens."""
    need_secretariat(person)
    others = session.event.session_list.order_by("-position" if earlier else "position")
    side = {"position__lt" if earlier else "position__gt": session.position}
    neighbour = others.filter(**side).first()
    if neighbour is None:
        return
    here, there = session.position, neighbour.position
    for row, position in ((session, _ASIDE), (neighbour, here), (session, there)):
        row.position = position
        row.save(update_fields=["position"])
    audit.record("move a session", session.event, person, session=session.pk)
