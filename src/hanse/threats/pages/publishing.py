"""What an editor sees before a table goes out."""

from typing import Any

from django.http import HttpRequest

from hanse.cities.models import Authority
from hanse.threats import shared_words as words
from hanse.threats.actions import previewing
from hanse.threats.actions.releasing import Look
from hanse.threats.models import Preview
from hanse.threats.pages.sections import sections
from hanse.threats.queries.releases import CellKey
from hanse.threats.vocabulary import label_of


def publish_page(
    request: HttpRequest, city: Authority, preview: Preview | None, seen: Look | None
) -> dict[str, Any]:
    """Return what would go out, cell by cell, or how far the work on it has come."""
    state = preview.state if preview else Preview.State.EMPTY
    waiting = preview is not None and state == Preview.State.WAITING
    outdated = preview is not None and seen is not None and not previewing.fits(preview)
    held = previewing.held_by(preview) if preview else frozenset()
    groups = _groups(seen, held) if seen else []
    return {
        "sections": sections(request),
        "city": city,
        "preview": preview,
        "waiting": waiting and preview is not None and not preview.is_late,
        "failed": state == Preview.State.FAILED or (waiting and preview and preview.is_late),
        "ready": state == Preview.State.READY,
        "outdated": outdated,
        "groups": groups,
        "held": sum(row["held"] for _name, rows in groups for row in rows),
        "cells": sum(len(rows) for _name, rows in groups),
        "held_before": _held_before(seen, held) if seen else [],
        "seen": seen,
    }


def _groups(seen: Look, held: frozenset[CellKey]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the cells per category with the exact count that only the city sees."""
    one = seen.proposal
    changed = {**one.new, **one.revised}
    groups: dict[str, list[dict[str, Any]]] = {}
    for key, (state, value) in sorted(changed.items(), key=lambda p: (p[0][0], -p[0][2], p[0][1])):
        groups.setdefault(label_of(key[0]), []).append(
            {
                "key": "|".join(map(str, key)),
                "period": words.period(key[1], key[2]),
                "exact": one.exact.get(key, 0),
                "shown": words.value(state, value),
                "revised": key in one.revised,
                "protected": key in one.protected,
                "held": key in held,
            }
        )
    return list(groups.items())


def _held_before(seen: Look, held: frozenset[CellKey]) -> list[tuple[str, str]]:
    """Return what earlier versions hold back, to be let out in a later one."""
    changed = {*seen.proposal.new, *seen.proposal.revised}
    return [
        ("|".join(map(str, key)), f"{label_of(key[0])}, {words.period(key[1], key[2])}")
        for key in sorted(held - changed)
    ]
