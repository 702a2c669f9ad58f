"""Publish a city's safe table: seen by a person before, never changed after."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person
from hanse.sharing.labels import SharingLabel
from hanse.threats.insights.releases import Proposal, Value, propose, revisions_are_due
from hanse.threats.models import Ladder, Release, ReleasedCell
from hanse.threats.queries.releases import (
    CellKey,
    MonthTable,
    current_cells,
    ladder_of,
    month_table,
)


class NothingToPublishError(RuntimeError):
    """Everything that may be out is out."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person sees before publishing."""

    counts: MonthTable
    proposal: Proposal
    version: int


def preview(
    city: Authority, *, today: dt.date | None = None, held: frozenset[CellKey] = frozenset()
) -> Preview | None:
    """Work out what would be published of a city; None where there is nothing to count."""
    today = today or timezone.localdate()
    counts = month_table(city, today)
    if counts is None:
        return None
    published: dict[CellKey, Value] = {
        key: (one.state, one.value) for key, one in current_cells(city).items()
    }
    newest = Release.objects.filter(owner=city).order_by("-version").first()
    revise = revisions_are_due(newest.published_at.date() if newest else None, today)
    proposal = propose(counts, published, ladder_of(city), today=today, held=held, revise=revise)
    return Preview(counts, proposal, newest.version + 1 if newest else 1)


def publish(
    city: Authority,
    person: Person | Actor,
    *,
    label: SharingLabel = SharingLabel.GREEN,
    held: frozenset[CellKey] = frozenset(),
    today: dt.date | None = None,
    by: User | None = None,
) -> Release:
    """Publish the next version; a person chose its label and what is held back.

    Raises
    ------
    NothingToPublishError
        No cell is new and none is revised.
    """
    with transaction.atomic():
        # one at a time, so that no two releases of a city pass each other unattacked
        Authority.objects.select_for_update().get(pk=city.pk)
        seen = preview(city, today=today, held=held)
        if seen is None or not (seen.proposal.new or seen.proposal.revised):
            raise NothingToPublishError
        release = _store(city, seen, label, by)
        _keep_ladder(city, seen)
        audit.record(
            "publish a release",
            release,
            person,
            version=seen.version,
            label=label,
            held_back=sorted("|".join(map(str, key)) for key in held),
        )
    return release


def _store(city: Authority, seen: Preview, label: SharingLabel, by: User | None) -> Release:
    release = Release.objects.create(
        owner=city,
        sharing_label=label,
        version=seen.version,
        published_by=by,
        source_classes=list(seen.counts.sources),
        attacked=seen.proposal.attacked,
        narrowest=seen.proposal.narrowest,
        simulated=seen.counts.simulated,
    )
    changed = {**seen.proposal.new, **seen.proposal.revised}
    ReleasedCell.objects.bulk_create(
        ReleasedCell(
            release=release,
            category=category,
            first_month=first_month,
            span=span,
            state=state,
            value=value,
        )
        for (category, first_month, span), (state, value) in sorted(changed.items())
    )
    return release


def _keep_ladder(city: Authority, seen: Preview) -> None:
    known = ladder_of(city)
    Ladder.objects.bulk_create(
        Ladder(owner=city, category=category, year=year, span=span)
        for (category, year), span in seen.proposal.ladder.items()
        if (category, year) not in known
    )
