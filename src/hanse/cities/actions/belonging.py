"""People come to belong to an authority, change what they are there, pause and leave."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from hanse.accounts import audit
from hanse.accounts.audit import By
from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Authority, Standing


class LastStewardError(Exception):
    """A city keeps at least one steward, or nobody could look after its people."""


@transaction.atomic
def belong(
    person: User, authority: Authority, *, role: str, standing: str, by: By = None
) -> Affiliation:
    """Let a person belong to an authority from today; who does already keeps their row."""
    affiliation, new = Affiliation.objects.get_or_create(
        person=person,
        authority=authority,
        until=None,
        defaults={"role": role, "standing": standing},
    )
    if new:
        _note("take somebody in", affiliation, by or person, role=role, standing=standing)
    return affiliation


@transaction.atomic
def change(affiliation: Affiliation, *, role: str, standing: str, by: User) -> None:
    """Change what somebody is in their city, and what they may do for it."""
    held = _locked(affiliation)
    before = {"role": held.role, "standing": held.standing}
    after = {"role": role, "standing": standing}
    if before == after:
        return
    if standing != Standing.STEWARD:
        _keep_a_steward(held)
    held.role, held.standing = role, standing
    held.save(update_fields=["role", "standing"])
    _note("change somebody's part in a city", held, by, before=before, after=after)


@transaction.atomic
def suspend(affiliation: Affiliation, *, by: User) -> None:
    """Let somebody's rights in the city rest; it counts from their next click."""
    held = _locked(affiliation)
    if held.suspended_at is None:
        _keep_a_steward(held)
        held.suspended_at = timezone.now()
        held.save(update_fields=["suspended_at"])
        _note("suspend somebody in a city", held, by)


@transaction.atomic
def resume(affiliation: Affiliation, *, by: User) -> None:
    """Give somebody their rights in the city back."""
    held = _locked(affiliation)
    if held.suspended_at is not None:
        held.suspended_at = None
        held.save(update_fields=["suspended_at"])
        _note("let somebody in a city back in", held, by)


@transaction.atomic
def end(affiliation: Affiliation, *, by: User) -> None:
    """End an affiliation; the row stays as history and counts no longer, from the next click."""
    held = _locked(affiliation)
    if held.until is None:
        _keep_a_steward(held)
        # the day before, because a last day still counts; who came today leaves with the row
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        held.until = yesterday
        held.since = min(held.since, yesterday)
        held.save(update_fields=["until", "since"])
        _note("end somebody's part in a city", held, by)


def stewards_of(authority: Authority) -> int:
    """Count the stewards who can act today."""
    return Affiliation.objects.filter(
        authority=authority,
        standing=Standing.STEWARD,
        until=None,
        suspended_at=None,
        person__is_active=True,
    ).count()


def _locked(affiliation: Affiliation) -> Affiliation:
    """Lock the authority first, so that two stewards cannot put each other out at once."""
    Authority.objects.select_for_update().get(pk=affiliation.authority_id)
    return Affiliation.objects.get(pk=affiliation.pk)


def _keep_a_steward(affiliation: Affiliation) -> None:
    acting = affiliation.standing == Standing.STEWARD and affiliation.suspended_at is None
    if acting and stewards_of(affiliation.authority) <= 1:
        raise LastStewardError("Name another steward first.")


def _note(verb: str, affiliation: Affiliation, by: By, **detail: object) -> None:
    about = {"person": str(affiliation.person_id), **detail}
    audit.record(verb, affiliation.authority, by, **about)
