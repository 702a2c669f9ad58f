"""Observations on their way out of the house, no wider than their labels."""

from collections.abc import Iterator

from django.db.models import QuerySet

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.exchange.told import Told
from hanse.threats.importing.incidents import Incident
from hanse.threats.models import Observation

AT_ONCE = 2_000


def for_readers_of(
    observations: QuerySet[Observation], label: SharingLabel
) -> QuerySet[Observation]:
    """Keep what those may read who may read records of this label: nothing narrower."""
    order = list(SharingLabel)
    return observations.filter(sharing_label__in=order[: order.index(label) + 1])


def told(observations: QuerySet[Observation]) -> Iterator[Told]:
    """Return observations as the exchange formats write them; withdrawn ones are not told."""
    rows = observations.filter(withdrawn_at=None, owner__isnull=False).select_related("owner")
    for one in rows.order_by("pk").iterator(AT_ONCE):
        assert one.owner is not None  # noqa: S101 - left out above
        yield Told(
            record=one.record,
            incident=_incident(one),
            label=SharingLabel(one.sharing_label),
            city_id=one.owner.pk,
            city=one.owner.name,
            country=one.owner.country,
            recorded_at=one.recorded_at,
            known_since=one.corrected_at or one.recorded_at,
            simulated=one.simulated,
        )


def _incident(one: Observation) -> Incident:
    return Incident(
        external_id=one.external_id,
        rows=[],
        occurred_on=one.occurred_on,
        reported_on=one.reported_on,
        precision=one.precision,
        labels=tuple(one.labels),
        severity=one.severity,
        text=one.text,
        language=one.language,
        eep=one.eep,
        source_class=one.source_class,
        reliability=one.reliability,
        credibility=one.credibility,
    )
