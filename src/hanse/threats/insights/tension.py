"""What people feel and what may come, beside the threat picture and never in its score."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hanse.threats.insights.alignment import categories, marked, newest, share_of
from hanse.threats.models import Eep
from hanse.threats.queries.measures import YEAR, Incident


@dataclass(frozen=True, slots=True)
class Tension:
    """One category: its share of what happened, and with feelings and forecasts counted in too.

    `felt` and `feared` count observations of the twelve months; shares are in 0..1.
    """

    category: str
    felt: int
    feared: int
    share: float
    with_tension: float

    @property
    def uplift(self) -> float:
        """How much larger the share becomes."""
        return self.with_tension - self.share


def tensions(observed: Sequence[Incident], *, until: dt.date) -> tuple[Tension, ...]:
    """Weigh what people feel and what may come as what happened, the largest uplift first.

    Categories of which neither is told are left out.
    """
    names = categories()
    told = newest(until - YEAR, marked(observed, names))
    happened = [one for one in told if one[0].eep == Eep.EVIDENCED]
    share, with_tension = (
        np.nan_to_num(share_of(rows, names)).tolist() for rows in (happened, told)
    )
    counts = {
        eep: np.array([mark for one, mark in told if one.eep == eep], dtype=int)
        .reshape(-1, len(names))
        .sum(axis=0)
        .tolist()
        for eep in (Eep.EXPERIENCED, Eep.POTENTIAL)
    }
    felt, feared = counts.values()
    found = [
        Tension(name, felt[k], feared[k], share[k], with_tension[k])
        for k, name in enumerate(names)
        if felt[k] or feared[k]
    ]
    return tuple(sorted(found, key=lambda one: (-one.uplift, one.category)))
