"""From a city's incidents, measures and policy to where money and threat part ways."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.alignment import (
    Alignment,
    Gap,
    ThreatShare,
    Verdict,
    adjust_for_reporting,
    align,
    resource_share,
    review_flags,
    spread_general,
    threat_share,
)
from hanse.analysis.alignment.index import FEWEST_INCIDENTS
from hanse.analysis.alignment.shares import CREDIBILITY_WEIGHTS, SEVERITY_WEIGHTS
from hanse.analysis.intervals import beta_interval
from hanse.threats.models import Coverage, Measure
from hanse.threats.queries.measures import YEAR, Incident
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING

__all__ = [
    "FEWEST_INCIDENTS",
    "Line",
    "Picture",
    "View",
    "alignment_of",
    "categories",
    "marked",
    "newest",
    "share_of",
]

ALARM, RISING = "alarm", "rising"
RAISED = frozenset({ALARM, RISING})
SILENT = frozenset({"unknown-target", "no-target"})  # say that nothing is known of a target
Shares = NDArray[np.float64]
Marked = tuple[Incident, list[bool]]


@dataclass(frozen=True, slots=True)
class Line:
    """One category; shares in 0..1, `gap` in shares with its 90 % interval.

    `verdict` is "under", "over" or "". `trend` is "alarm" while one is open, else
    "rising", "falling", "steady", or "" where nothing happened. `under` is the probability that
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


def categories() -> tuple[str, ...]:
    """Return the categories that are compared: the words directly below everything."""
    return tuple(
        key
        for key, category in CATEGORIES.items()
        if category.parent == EVERYTHING and key not in SILENT
    )


def alignment_of(
    incidents: Sequence[Incident],
    measures: Sequence[Measure],
    coverage: Sequence[Coverage],
    *,
    until: dt.date,
    alarmed: frozenset[str] = frozenset(),
) -> Picture:
    """Compare the twelve months that end with a day with the measures of one year."""
    names = categories()
    told = marked(incidents, names)
    recent = newest(until - YEAR, told)
    threat = _threat(recent, names, weighted=True)
    resources, general = _resources(measures, names)
    known = {one.category: one for one in coverage}
    trends = _trends(told, names, until - YEAR) | dict.fromkeys(alarmed, ALARM)
    verdicts = review_flags(
        raised=[trends[name] in RAISED for name in names],
        coverage=[known[name].level if name in known else 0 for name in names],
        resources=np.nan_to_num(resources).tolist(),
        observed_24_months=[sum(mark[k] for _, mark in told) for k in range(len(names))],
    )
    result, gaps = _compare(names, threat, resources)
    scored = result if result and result.enough else None
    shares = np.nan_to_num(np.stack([threat.share, resources], axis=1)).tolist()
    lines = [
        _line(name, share, gaps.get(name), verdict, known.get(name), trend=trends[name])
        for name, share, verdict in zip(names, shares, verdicts, strict=True)
    ]
    return Picture(
        until=until,
        incidents=len(recent),
        left_out=sum(one.occurred_on > until - YEAR for one in incidents) - len(recent),
        effective=threat.effective_incidents,
        index=scored.index if scored else None,
        low=scored.low if scored else 0.0,
        high=scored.high if scored else 0.0,
        general=general,
        lines=tuple(sorted(lines, key=lambda line: (-line.threat, -line.resources, line.category))),
        views=_views(recent, names, resources, general, known) if scored else (),
    )


def _compare(
    names: Sequence[str], threat: ThreatShare, resources: Shares
) -> tuple[Alignment | None, dict[str, Gap]]:
    """Align the categories in play; what neither happens nor costs anything has no say.

    Each category adds half an incident to the prior, so a long list of empty ones would blur.
    """
    if np.isnan(threat.share).any() or np.isnan(resources).any():
        return None, {}
    there = np.flatnonzero((threat.share > 0) | (resources > 0))
    result = align(ThreatShare(threat.share[there], threat.effective_incidents), resources[there])
    return result, {names[int(k)]: gap for k, gap in zip(there, result.gaps, strict=True)}


def marked(incidents: Sequence[Incident], names: Sequence[str]) -> list[Marked]:
    """Mark each incident with its categories; those that name none are left out."""
    marked = [(one, _marks(one, names)) for one in incidents]
    return [(one, mark) for one, mark in marked if any(mark)]


def newest(border: dt.date, told: Sequence[Marked]) -> list[Marked]:
    """Keep what happened after a day."""
    return [(one, mark) for one, mark in told if one.occurred_on > border]


def _marks(incident: Incident, names: Sequence[str]) -> list[bool]:
    tops = {CATEGORIES[label].parent or label for label in incident.labels if label in CATEGORIES}
    return [name in tops for name in names]


def _threat(told: Sequence[Marked], names: Sequence[str], *, weighted: bool) -> ThreatShare:
    if not told:
        return ThreatShare(np.full(len(names), np.nan), 0.0)
    weights = [
        SEVERITY_WEIGHTS[one.severity - 1] * CREDIBILITY_WEIGHTS[one.credibility]
        if weighted
        else 1.0
        for one, _ in told
    ]
    return threat_share([mark for _, mark in told], weights)


def share_of(told: Sequence[Marked], names: Sequence[str]) -> Shares:
    """Return the share of each category in what is told, weighted as the threat is."""
    return _threat(told, names, weighted=True).share


def _resources(measures: Sequence[Measure], names: Sequence[str]) -> tuple[Shares, float]:
    """Return the share per category, and the share of the whole that is general."""
    amounts = [float(one.amount) for one in measures]
    splits = [[one.split.get(name, 0) / 100 for name in names] for one in measures]
    general = sum(amount for amount, one in zip(amounts, measures, strict=True) if one.is_general)
    if not measures:
        return np.full(len(names), np.nan), 0.0
    return resource_share(amounts, splits), general / (sum(amounts) or 1.0)


def _trends(told: Sequence[Marked], names: Sequence[str], border: dt.date) -> dict[str, str]:
    """Compare the last twelve months with the twelve before, per category.

    Given the total, the newer count is binomial; with no change its share is a half.
    """
    marks = np.array([mark for _, mark in told], dtype=float).reshape(-1, len(names))
    newer = marks[[one.occurred_on > border for one, _ in told]].sum(axis=0)
    both = marks.sum(axis=0)
    low, high = beta_interval(newer + 0.5, both - newer + 0.5)
    words = np.where(low > 1 / 2, RISING, np.where(high < 1 / 2, "falling", "steady"))
    return {
        name: str(word) if total else ""
        for name, word, total in zip(names, words, both, strict=True)
    }


def _line(
    name: str,
    shares: list[float],
    gap: Gap | None,
    verdict: Verdict,
    policy: Coverage | None,
    *,
    trend: str,
) -> Line:
    return Line(
        category=name,
        threat=shares[0],
        resources=shares[1],
        gap=gap.value if gap else 0.0,
        low=gap.low if gap else 0.0,
        high=gap.high if gap else 0.0,
        under=gap.under if gap else 0.5,
        verdict=gap.verdict if gap else "",
        coverage=policy.level if policy else 0,
        coverage_source=policy.source if policy else "",
        blind_spot=verdict.blind_spot,
        review=verdict.review,
        trend=trend,
    )


def _views(
    recent: Sequence[Marked],
    names: Sequence[str],
    resources: Shares,
    general: float,
    known: Mapping[str, Coverage],
) -> tuple[View, ...]:
    """Work the index out again under other assumptions, each on its own."""
    threat = _threat(recent, names, weighted=True)
    views = [_view("equal weights", _threat(recent, names, weighted=False), resources)]
    if general:
        spread = spread_general(resources, threat.share, general)
        views.append(_view("general spread", threat, spread))
    rated = [known[name] for name in names if name in known and known[name].reporting_rate]
    if rated:
        rates = {one.category: float(one.reporting_rate or 1) for one in rated}
        share = adjust_for_reporting(threat.share, [rates.get(name, 1.0) for name in names])
        source = "; ".join(dict.fromkeys(one.reporting_source for one in rated))
        adjusted = ThreatShare(share, threat.effective_incidents)
        views.append(_view("reporting rate", adjusted, resources, source))
    return tuple(views)


def _view(key: str, threat: ThreatShare, resources: Shares, source: str = "") -> View:
    result, _ = _compare(categories(), threat, resources)
    assert result is not None  # noqa: S101 - only what has a score is worked out again
    return View(key, result.index, result.low, result.high, source)
