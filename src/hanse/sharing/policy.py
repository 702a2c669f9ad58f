"""Who may read which record: the whole rule, written once for queries."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from hanse.accounts.models import NetworkRole
from hanse.shared.sharing_labels import SharingLabel
from hanse.sharing.actors import Actor
from hanse.sharing.models import Audience, Authorship, Invited

Row = TypeVar("Row", bound=Model)
_STAFF = {NetworkRole.SECRETARIAT, NetworkRole.STEWARD}


def readable(queryset: QuerySet[Row], actor: Actor) -> QuerySet[Row]:
    """Keep the rows of a shareable table that this reader may see."""
    if actor.system:
        return queryset
    return queryset.filter(_allowed(actor))


def _allowed(actor: Actor) -> Q:
    """Join what each label allows; without a second factor nothing beyond GREEN."""
    allowed = Q(sharing_label=SharingLabel.CLEAR)
    if actor.member or actor.network_role in _STAFF:
        allowed |= Q(sharing_label=SharingLabel.GREEN)
    if actor.person_id is None or not actor.mfa:
        return allowed
    return allowed | _amber(actor) | _red(actor) | _signed(actor)


def _amber(actor: Actor) -> Q:
    own = Q(owner_id__in=actor.cities)
    if actor.network_role == NetworkRole.SECRETARIAT:
        own |= Q(owner_id__isnull=True)
    every_city = actor.cities | actor.partner_of
    invited = Invited.objects.filter(authority_id__in=every_city).values("record")
    near = own | Q(owner_id__in=actor.partner_of) | Q(record__in=invited)
    return (
        Q(sharing_label=SharingLabel.AMBER_STRICT) & own
        | Q(sharing_label=SharingLabel.AMBER) & near
    )


def _red(actor: Actor) -> Q:
    addressed = Audience.objects.filter(person=actor.person_id).values("record")
    return Q(sharing_label=SharingLabel.RED, record__in=addressed)


def _signed(actor: Actor) -> Q:
    """Leave people what they wrote, whatever became of its label or of their city."""
    return Q(record__in=Authorship.objects.filter(person=actor.person_id).values("record"))
