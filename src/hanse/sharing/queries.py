"""Reads of the audit."""

import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from hanse.accounts.models import AuditEntry, User
from hanse.cities.models import Authority

_MOST_NAMES = 500  # cities or people that a few letters may mean


@dataclass(frozen=True, slots=True)
class Asked:
    """Which entries a reader asks for; what is empty is left open."""

    verb: str = ""
    target: str = ""
    person: str = ""


def entries(asked: Asked) -> QuerySet[AuditEntry]:
    """Return the entries that fit, newest first."""
    found = AuditEntry.objects.order_by("-id")
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if asked.target:
        names = [f"cities.authority:{key}" for key in _cities(asked.target)]
        names += [f"accounts.user:{key}" for key in _people(asked.target)]
        found = found.filter(target__in=[*names, asked.target])
    if asked.person:
        found = found.filter(Q(person__in=_people(asked.person)) | Q(system=asked.person))
    return found


def verbs() -> list[str]:
    """Return what has been done so far."""
    return list(AuditEntry.objects.order_by().values_list("verb", flat=True).distinct())


def _cities(words: str) -> list[uuid.UUID]:
    named = Authority.objects.filter(
        Q(name__unaccent__icontains=words) | Q(local_name__unaccent__icontains=words)
    )
    return list(named.values_list("pk", flat=True)[:_MOST_NAMES])


def _people(words: str) -> list[uuid.UUID]:
    named = User.objects.filter(Q(name__unaccent__icontains=words) | Q(email__icontains=words))
    return list(named.values_list("pk", flat=True)[:_MOST_NAMES])
