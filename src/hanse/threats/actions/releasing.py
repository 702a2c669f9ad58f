"""Publish a city's safe table: seen by a person before, never changed after."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing import audit
from hanse.sharing.actors import Actor, Person
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions.totalling import ask_to_total
from hanse.threats.insights.releases import (
    Ladder,
    Proposal,
    propose,
    revisions_are_due,
    years_to_attack,
)
from hanse.threats.models import Ladder as Step
from hanse.threats.models import Release, ReleasedCell
from hanse.threats.queries.releases import (
    CellKey,
    MonthTable,
    Out,
    ladder_of,
    month_table,
    what_is_out,
)

METHOD = 3  # of rounding and attacking; another one asks for another look
Held = frozenset[CellKey]


class NothingToPublishError(RuntimeError):
    """Everything that may be out is out."""


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a release is made from: the counts, what is out, and the steps of the ladder."""

    counts: MonthTable
    out: Out
    ladder: Ladder
    revise: bool

    @property
    def fingerprint(self) -> str:
        """Return what no other counts and settings have."""
        counts = self.counts
        parts = [
            METHOD,
            [counts.first_month, counts.months, sorted(counts.counts.items())],
            [sorted(counts.known), sorted(counts.gone), counts.sources, counts.simulated],
            [self.out.version, self.out.said],
            [self.revise, sorted((*key, span) for key, span in self.ladder.items())],
        ]
        return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()

    @property
    def years(self) -> int:
        """Return through how many years the attack goes."""
        return years_to_attack(self.counts, self.out.said)


@dataclass(frozen=True, slots=True)
class Look:
    """What a person sees before publishing: what would go out, as which version, from what."""

    proposal: Proposal
    version: int
    sources: tuple[str, ...]
    simulated: bool
    made_from: str


def basis_of(city: Authority, today: dt.date | None = None) -> Basis | None:
    """Gather what a release would be made from; None where there is nothing to count."""
    today = today or timezone.localdate()
    counts = month_table(city, today)
    if counts is None:
        return None
    out = what_is_out(city)
    return Basis(counts, out, ladder_of(city), revisions_are_due(out.published_on, today))


def look(
    basis: Basis,
    *,
    today: dt.date | None = None,
    held: Held = frozenset(),
    advance: Callable[[int], None] | None = None,
) -> Look:
    """Work out what would be published and attack it; takes seconds, so a job does it."""
    proposal = propose(
        basis.counts,
        basis.out.said,
        basis.ladder,
        today=today or timezone.localdate(),
        held=held,
        revise=basis.revise,
        advance=advance,
    )
    counts = basis.counts
    return Look(
        proposal, basis.out.version + 1, counts.sources, counts.simulated, basis.fingerprint
    )


def preview(
    city: Authority, *, today: dt.date | None = None, held: Held = frozenset()
) -> Look | None:
    """Work out what would be published of a city; None where there is nothing to count."""
    basis = basis_of(city, today)
    return look(basis, today=today, held=held) if basis else None


def publish(
    city: Authority,
    person: Person | Actor,
    *,
    label: SharingLabel = SharingLabel.GREEN,
    held: Held = frozenset(),
    today: dt.date | None = None,
    by: User | None = None,
) -> Release:
    """Look and publish in one go, where nobody waits: in jobs and for the demonstration.

    Raises
    ------
    NothingToPublishError
        No cell is new and none is revised.
    """
    with alone(city):
        seen = preview(city, today=today, held=held)
        if seen is None:
            raise NothingToPublishError
        return let_out(city, seen, person, label=label, held=held, by=by)


@contextmanager
def alone(city: Authority) -> Iterator[None]:
    """Open a transaction in which no other release of the city can pass this one unattacked."""
    with transaction.atomic():
        Authority.objects.select_for_update().get(pk=city.pk)
        yield


def let_out(
    city: Authority,
    seen: Look,
    person: Person | Actor,
    *,
    label: SharingLabel,
    held: Held,
    by: User | None,
) -> Release:
    """Store what was seen as the next version; a person chose its label and what is held back."""
    if not (seen.proposal.new or seen.proposal.revised):
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
    ask_to_total()
    return release


def _store(city: Authority, seen: Look, label: SharingLabel, by: User | None) -> Release:
    release = Release.objects.create(
        owner=city,
        sharing_label=label,
        version=seen.version,
        published_by=by,
        source_classes=list(seen.sources),
        attacked=seen.proposal.attacked,
        narrowest=seen.proposal.narrowest,
        simulated=seen.simulated,
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


def _keep_ladder(city: Authority, seen: Look) -> None:
    known = ladder_of(city)
    Step.objects.bulk_create(
        Step(owner=city, category=category, year=year, span=span)
        for (category, year), span in seen.proposal.ladder.items()
        if (category, year) not in known
    )
