"""Writes about people: inviting, accepting, suspending and letting back in; each is audited."""

import datetime as dt
import secrets

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts import audit, queries
from hanse.accounts.audit import By
from hanse.accounts.models import Invitation, NetworkRole, User
from hanse.accounts.purposes import known, purpose_of
from hanse.shared.tokens import hash_of

SEND = "accounts.send_invitation"
_LASTS = dt.timedelta(days=14)
_TOKEN_BYTES = 16  # 128 bits


class InvitationError(Exception):
    """The invitation cannot be used: expired, used, withdrawn, or for somebody else."""


@transaction.atomic
def invite(
    *,
    email: str,
    purpose: str,
    target: str = "",
    name: str = "",
    language: str = "en",
    invited_by: User | None = None,
) -> Invitation:
    """Invite one person to one thing and have the letter sent; asking twice sends one letter."""
    if not known(purpose):
        raise ValueError(f"No feature knows the purpose {purpose!r}.")
    now = timezone.now()
    same = {"email": email.strip().lower(), "purpose": purpose, "target": target}
    open_ones = Invitation.objects.filter(used_at=None, withdrawn_at=None, **same)
    open_ones.filter(expires_at__lte=now).update(withdrawn_at=now)
    invitation, new = Invitation.objects.get_or_create(
        used_at=None,
        withdrawn_at=None,
        **same,
        defaults={
            "name": name,
            "language": language,
            "invited_by": invited_by,
            "expires_at": now + _LASTS,
        },
    )
    if new:
        procrastinate.configure_task(SEND).defer(invitation=str(invitation.pk))
        detail = {"purpose": purpose, "target": target}
        audit.record("invite a person", invitation, invited_by or "operator", **detail)
    return invitation


def claim_letter(invitation_id: str) -> tuple[Invitation, str] | None:
    """Take on sending a letter, and make its token; nothing when it is taken on or pointless.

    Only here does the token exist in the clear: the database keeps its hash, the queue nothing.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    now = timezone.now()
    claimed = Invitation.objects.filter(
        pk=invitation_id, claimed_at=None, used_at=None, withdrawn_at=None, expires_at__gt=now
    ).update(claimed_at=now, token_hash=hash_of(token))
    return (Invitation.objects.get(pk=invitation_id), token) if claimed else None


def release_letter(invitation: Invitation) -> None:
    """Give a letter back that could not be handed to the mail server, to be tried again."""
    Invitation.objects.filter(pk=invitation.pk, sent_at=None).update(claimed_at=None)


def mark_sent(invitation: Invitation) -> None:
    """Note that the mail server has taken the letter."""
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())


@transaction.atomic
def withdraw(invitation: Invitation, *, by: By = None) -> None:
    """Make an unused invitation worthless."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, withdrawn_at=None)
    if unused.update(withdrawn_at=timezone.now()):
        audit.record("take back a person's invitation", invitation, by)


@transaction.atomic
def accept(*, token: str, person: User | None = None, name: str = "") -> tuple[User, str]:
    """Use an invitation up; return who accepted, and the address its purpose leads to.

    Without a person, the recipient becomes one: whoever holds the token reads that mailbox.
    """
    usable = queries.usable_invitations().select_for_update()
    invitation = usable.filter(token_hash=hash_of(token)).first()
    if invitation is None:
        raise InvitationError("This invitation is no longer valid.")
    if person is None:
        if User.objects.filter(email=invitation.email).exists():
            raise InvitationError("The recipient has an account and signs in first.")
        person = add_person(
            email=invitation.email, name=name or invitation.name, language=invitation.language
        )
    if person.email != invitation.email or not person.is_active:
        raise InvitationError("This invitation is for somebody else.")
    invitation.used_at, invitation.used_by = timezone.now(), person
    invitation.save(update_fields=["used_at", "used_by"])
    audit.record("accept an invitation", invitation, person, purpose=invitation.purpose)
    return person, purpose_of(invitation).accepted(invitation, person)


@transaction.atomic
def add_person(
    *, email: str, name: str, language: str = "en", network_role: str = "", by: By = None
) -> User:
    """Store a person whose mailbox has been proved; they sign in by code until they add a key."""
    person = User.objects.create_user(
        email=email, name=name, language=language, network_role=network_role
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    audit.record("add a person", person, by or person, role=network_role)
    return person


@transaction.atomic
def introduce(person: User, *, name: str, language: str, found_by: str) -> None:
    """Note what somebody is called, the language they read, and whom they let find them."""
    given = {"name": name, "language": language, "found_by": found_by}
    changed = [field for field, value in given.items() if getattr(person, field) != value]
    if changed:
        person.name, person.language, person.found_by = name, language, found_by
        person.save(update_fields=changed)
        audit.record("change the own profile", person, person, fields=changed)


@transaction.atomic
def give_role(person: User, role: NetworkRole, *, by: By) -> None:
    """Change what a person does for the network; it counts from the next request."""
    before, person.network_role = person.network_role, role
    if before != role:
        person.save(update_fields=["network_role"])
        audit.record("change a role in the network", person, by, before=before, after=str(role))


@transaction.atomic
def suspend(person: User, *, by: By = None) -> None:
    """Keep a person out from the next request on, wherever they are signed in."""
    suspended = User.objects.filter(pk=person.pk, suspended_at=None).update(
        suspended_at=timezone.now(), is_active=False
    )
    Invitation.objects.filter(Q(invited_by=person), used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )
    end_sessions(person)
    person.refresh_from_db()
    if suspended:
        audit.record("suspend a person", person, by)


@transaction.atomic
def reinstate(person: User, *, by: By = None) -> None:
    """Let a suspended person sign in again; who was erased stays so."""
    out = User.objects.filter(pk=person.pk, suspended_at__isnull=False, erased_at=None)
    if out.update(suspended_at=None, is_active=True):
        audit.record("let a person back in", person, by)
    person.refresh_from_db()


def end_sessions(person: User, *, except_key: str | None = None) -> None:
    """End a person's sessions, but for the one named."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=except_key):
        session.end()
