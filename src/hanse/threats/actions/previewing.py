"""Work the next release out in a job, let a person look it over, and publish just that."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from procrastinate.contrib.django import app

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.sharing.acting import as_system
from hanse.sharing.labels import SharingLabel
from hanse.threats.actions.releasing import Held, Look, alone, basis_of, let_out, look
from hanse.threats.insights.releases import Proposal
from hanse.threats.models import Preview, Release
from hanse.threats.queries.imports import cities_to_import_for
from hanse.threats.queries.releases import CellKey

WORK = "hanse.threats.tasks.work_out_preview"
REASON = "work out a preview of a release"
KEPT_FOR = dt.timedelta(days=1)
State = Preview.State


class OutdatedError(RuntimeError):
    """What was seen is not what would go out now."""


def ask_for(city: Authority, person: User, *, held: Held | None = None) -> Preview:
    """Have a job work out what would go out; without a word of it what was held back stays so."""
    with transaction.atomic():
        preview, _new = Preview.objects.select_for_update().get_or_create(owner=city)
        preview.held = [list(key) for key in sorted(held)] if held is not None else preview.held
        preview.state, preview.attempt, preview.by = State.WAITING, uuid.uuid4(), person
        preview.asked_at = timezone.now()
        preview.years = preview.years_done = 0
        preview.made_from, preview.found = "", {}
        preview.save()
        app.configure_task(WORK).defer(city=str(city.pk), attempt=str(preview.attempt))
    return preview


def work_out(city: uuid.UUID, attempt: str) -> None:
    """Do what a preview waits for; what nobody waits for any more is passed over."""
    waiting = Preview.objects.filter(owner=city, attempt=attempt, state=State.WAITING)
    with as_system(REASON):
        preview = waiting.select_related("owner", "by").first()
        if preview is None or preview.owner is None:
            return
        allowed = preview.by and preview.owner in cities_to_import_for(preview.by)
        basis = basis_of(preview.owner) if allowed else None
        if not allowed:
            waiting.update(state=State.FAILED)
            return
        simulated = bool(basis and basis.counts.simulated)
        waiting.update(years=basis.years if basis else 0, simulated=simulated)

    def advance(_attacked: int) -> None:
        with as_system(REASON):
            waiting.update(years_done=F("years_done") + 1)

    seen = look(basis, held=held_by(preview), advance=advance) if basis else None
    with as_system(REASON):
        found, made_from = (_plain(seen), seen.made_from) if seen else ({}, "")
        waiting.update(state=State.READY, found=found, made_from=made_from)


def fits(preview: Preview) -> bool:
    """Tell whether a preview was made from the counts and settings of now."""
    basis = basis_of(preview.owner) if preview.owner else None
    return preview.made_from == (basis.fingerprint if basis else "")


def publish_seen(
    preview: Preview, person: User, *, attempt: uuid.UUID, label: SharingLabel
) -> Release:
    """Publish exactly what a person looked over.

    Raises
    ------
    OutdatedError
        Counts or settings have changed since, or somebody asked for another preview.
    NothingToPublishError
        No cell is new and none is revised.
    """
    city = preview.owner
    assert city is not None  # noqa: S101 - the database keeps no preview without a city
    with alone(city):
        preview = Preview.objects.select_for_update(of=["self"]).get(pk=preview.pk)
        seen = look_of(preview)
        if preview.attempt != attempt or seen is None or not fits(preview):
            raise OutdatedError
        held = held_by(preview)
        release = let_out(city, seen, person, label=label, held=held, by=person)
        _empty(Preview.objects.filter(pk=preview.pk))
    return release


def forget_previews() -> int:
    """Remove exact counts that nobody published within a day; what is held back stays known."""
    long_ago = timezone.now() - KEPT_FOR
    return _empty(Preview.objects.exclude(state=State.EMPTY).filter(asked_at__lt=long_ago))


def held_by(preview: Preview) -> Held:
    """Return the cells that somebody holds back."""
    return frozenset((category, month, span) for category, month, span in preview.held)


def look_of(preview: Preview | None) -> Look | None:
    """Return what a preview shows; None while there is nothing to look over."""
    if preview is None or preview.state != State.READY or not preview.found:
        return None
    found = preview.found
    return Look(
        proposal=Proposal(
            new=_cells(found["new"]),
            revised=_cells(found["revised"]),
            exact={_key(row): row[3] for row in found["exact"]},
            ladder={(category, year): span for category, year, span in found["ladder"]},
            attacked=found["attacked"],
            narrowest=found["narrowest"],
            protected=frozenset(_key(row) for row in found["protected"]),
            exposed=found["exposed"],
        ),
        version=found["version"],
        sources=tuple(found["sources"]),
        simulated=found["simulated"],
        made_from=preview.made_from,
    )


def _plain(seen: Look) -> dict[str, Any]:
    one = seen.proposal
    return {
        "new": [[*key, *value] for key, value in one.new.items()],
        "revised": [[*key, *value] for key, value in one.revised.items()],
        "exact": [[*key, number] for key, number in one.exact.items()],
        "ladder": [[*key, span] for key, span in one.ladder.items()],
        "attacked": one.attacked,
        "narrowest": one.narrowest,
        "protected": [list(key) for key in sorted(one.protected)],
        "exposed": one.exposed,
        "version": seen.version,
        "sources": list(seen.sources),
        "simulated": seen.simulated,
    }


def _cells(rows: list[list[Any]]) -> dict[CellKey, tuple[str, int | None]]:
    return {_key(row): (row[3], row[4]) for row in rows}


def _key(row: list[Any]) -> CellKey:
    return row[0], row[1], row[2]


def _empty(previews: QuerySet[Preview]) -> int:
    return previews.update(
        state=State.EMPTY, attempt=None, found={}, made_from="", years=0, years_done=0
    )
