"""What is known of the alignment of a city and year: a line per category, and the score."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One category; shares in 0..1, `gap` in shares with its 90 % interval.

    `verdict` is "under", "over" or "". `trend` is "rising", "falling", "steady", or "" where
    nothing happened; `newer` and `older` are the incidents of these twelve months and of the
    twelve before, and `alarmed` says whether an alarm is open. `under` is the probability that
    resources lie below the threat.
    """

    category: str
    threat: float
    resources: float
    gap: float
    low: float
    high: float
    under: float
    verdict: str
    coverage: int
    coverage_source: str
    blind_spot: bool
    review: bool
    trend: str
    alarmed: bool
    newer: int
    older: int


@dataclass(frozen=True, slots=True)
class View:
    """The index under another assumption: `key` names it, `source` says where it comes from."""

    key: str
    index: float
    low: float
    high: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """The alignment of one city and year.

    `index` is None under thirty effective incidents, or without a measure that is split. `general`
    is the share of all resources that serves every category alike. `left_out` counts incidents of
    which no category is known.
    """

    until: dt.date
    incidents: int
    left_out: int
    effective: float
    index: float | None
    low: float
    high: float
    general: float
    lines: tuple[Line, ...]
    views: tuple[View, ...]
