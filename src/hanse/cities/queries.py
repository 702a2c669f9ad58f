"""Reads of authorities and of who belongs to them."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Affiliation, Membership

Person = User | AnonymousUser


def active_affiliations(person: Person | None) -> QuerySet[Affiliation]:
    """Return where a person belongs today: not ended, not suspended, at a member authority."""
    if not isinstance(person, User) or not person.is_active or person.suspended_at:
        return Affiliation.objects.none()
    today = timezone.localdate()
    return (
        Affiliation.objects.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            person=person,
            since__lte=today,
            suspended_at__isnull=True,
            authority__membership=Membership.MEMBER,
        )
        .select_related("authority")
        .order_by("authority__name", "authority_id")
    )
