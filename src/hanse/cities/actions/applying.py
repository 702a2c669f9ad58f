"""An application's way: sent, confirmed by a code, decided or withdrawn."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app as procrastinate

from hanse.accounts import audit
from hanse.accounts.models import User
from hanse.cities.actions.membership import admit
from hanse.cities.models import Application, Authority
from hanse.shared.tokens import hash_of

SEND_CODE = "cities.send_code"
SEND_DECISION = "cities.send_decision"
CODE_LASTS = dt.timedelta(minutes=15)
MOST_TRIES = 5
MOST_A_DAY = 3  # applications from one mailbox
_TOKEN_BYTES = 16  # 128 bits
State = Application.State


class ApplicationError(Exception):
    """The application cannot take this step."""


@transaction.atomic
def apply(**fields: Any) -> tuple[Application, str]:  # noqa: ANN401 - the fields of the form
    """Store an application and have its code sent; return the token of its private address."""
    email = fields.pop("email").strip().lower()
    since = timezone.now() - dt.timedelta(days=1)
    if Application.objects.filter(email=email, submitted_at__gt=since).count() >= MOST_A_DAY:
        raise ApplicationError("too many")
    pk = uuid.uuid4()
    token = _token(pk, settings.SECRET_KEY)
    application = Application.objects.create(
        pk=pk, email=email, token_hash=hash_of(token), **fields
    )
    audit.record("apply to join", application, None)
    procrastinate.configure_task(SEND_CODE).defer(application=str(application.pk))
    return application, token


def new_code(application_id: str) -> tuple[Application, str] | None:
    """Make a code for the letter; nothing when there is nothing to confirm any more.

    Only here does the code exist in the clear: the database keeps its hash, the queue nothing.
    """
    code = f"{secrets.randbelow(10**8):08d}"
    made = Application.objects.filter(pk=application_id, state=State.UNCONFIRMED).update(
        code_hash=_code_hash(application_id, code), code_expires_at=timezone.now() + CODE_LASTS
    )
    return (Application.objects.get(pk=application_id), code) if made else None


@transaction.atomic
def send_again(application: Application) -> None:
    """Have another code sent, once the last one has run out."""
    found = Application.objects.select_for_update().get(pk=application.pk)
    expired = found.code_expires_at is not None and found.code_expires_at < timezone.now()
    if found.state == State.UNCONFIRMED and expired and found.code_tries < MOST_TRIES:
        procrastinate.configure_task(SEND_CODE).defer(application=str(found.pk))


@transaction.atomic
def confirm(application: Application, code: str) -> bool:
    """Confirm the mailbox by its code; a wrong one counts as a try."""
    found = Application.objects.select_for_update().get(pk=application.pk)
    open_still = found.state == State.UNCONFIRMED and found.code_tries < MOST_TRIES
    in_time = found.code_expires_at is not None and found.code_expires_at > timezone.now()
    if not (open_still and in_time):
        return False
    given = _code_hash(str(found.pk), code.strip().replace(" ", ""))
    if not hmac.compare_digest(given, bytes(found.code_hash or b"")):
        found.code_tries += 1
        found.save(update_fields=["code_tries"])
        return False
    found.authority = _known(found)
    domains = found.authority.verified_domains if found.authority else []
    found.domain_verified = found.email.rpartition("@")[2] in domains
    found.state, found.confirmed_at, found.code_hash = State.WAITING, timezone.now(), None
    found.save()
    audit.record("confirm an application", found, None, domain_verified=found.domain_verified)
    return True


@transaction.atomic
def withdraw(application: Application) -> None:
    """Take an application back before it is decided."""
    undecided = Application.objects.filter(
        pk=application.pk, state__in=[State.UNCONFIRMED, State.WAITING]
    )
    if undecided.update(state=State.WITHDRAWN, code_hash=None):
        audit.record("withdraw an application", application, None)


@transaction.atomic
def decide(
    application: Application,
    *,
    approve: bool,
    reason: str,
    decided_by: User,
    verify_domain: bool = False,
) -> Application:
    """Approve or refuse a confirmed application; approval admits the authority."""
    found = Application.objects.select_for_update().get(pk=application.pk)
    if found.state != State.WAITING or not reason.strip():
        raise ApplicationError("decided already, not confirmed, or without a reason")
    found.state = State.APPROVED if approve else State.REFUSED
    found.reason, found.decided_by, found.decided_at = reason, decided_by, timezone.now()
    if approve:
        found.authority = admit(found, decided_by=decided_by, verify_domain=verify_domain)
    found.save()
    audit.record("decide on an application", found, decided_by, decision=str(found.state))
    procrastinate.configure_task(SEND_DECISION).defer(application=str(found.pk))
    return found


def address_of(application: Application) -> str:
    """Return the private address of an application, for a letter to its applicant.

    The token follows from the site's key, so that no letter needs it kept anywhere.
    """
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    tokens = (_token(application.pk, key) for key in keys)
    known = bytes(application.token_hash)
    token = next((token for token in tokens if hash_of(token) == known), "")
    return settings.HANSE_ADDRESS + reverse("cities:application", args=[token]) if token else ""


def _token(pk: uuid.UUID, key: str) -> str:
    made = hmac.digest(str(key).encode(), f"cities.application:{pk}".encode(), "sha256")
    return base64.urlsafe_b64encode(made[:_TOKEN_BYTES]).decode().rstrip("=")


def _code_hash(application_id: str, code: str) -> bytes:
    return hashlib.sha256(f"{application_id}:{code}".encode()).digest()


def _known(application: Application) -> Authority | None:
    if application.geonames_id is None:
        return None
    return Authority.objects.filter(
        geonames_id=application.geonames_id, kind=application.kind
    ).first()
