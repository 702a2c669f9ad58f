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
from hanse.threats.insights.alignment_picture import Line, Picture, View
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

RISING = "rising"
SILENT = frozenset({"unknown-target", "no-target"})  # say that nothing is known of a target
Shares = NDArray[np.float64]
Marked = tuple[Incident, list[bool]]


def categories() -> tuple[str, ...]:
    """Return the categories that are compared: the words directly below everything."""
    return tuple(
        key
        for key, category in CATEGORIES.items()
        if category.parent == EVERYTHING and key not in SILENT
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """What a city's year is compared by; lists run along the categories, marks over two years."""

    names: tuple[str, ...]
    told: Sequence[Marked]
    recent: Sequence[Marked]
    threat: ThreatShare
    resources: Shares
    general: float
    known: Mapping[str, Coverage]
    alarmed: frozenset[str]


def alignment_of(
    incidents: Sequence[Incident],
    measures: Sequence[Measure],
    coverage: Sequence[Coverage],
    *,
    until: dt.date,
    alarmed: frozenset[str] = frozenset(),
) -> Picture:
    """Compare the twelve months that end with a day with the measures of one year."""
    year = _year(incidents, measures, coverage, until=until, alarmed=alarmed)
    result, gaps = _compare(year.names, year.threat, year.resources)
    scored = result if result and result.enough else None
    lines = sorted(
        _lines(year, gaps), key=lambda line: (-line.threat, -line.resources, line.category)
    )
    since = sum(one.occurred_on > until - YEAR for one in incidents)
    return Picture(
        until=until,
        incidents=len(year.recent),
        left_out=since - len(year.recent),
        effective=year.threat.effective_incidents,
        index=scored.index if scored else None,
        low=scored.low if scored else 0.0,
        high=scored.high if scored else 0.0,
        general=year.general,
        lines=tuple(lines),
        views=_views(year) if scored else (),
    )


def _year(
    incidents: Sequence[Incident],
    measures: Sequence[Measure],
    coverage: Sequence[Coverage],
    *,
    until: dt.date,
    alarmed: frozenset[str],
) -> _Year:
    names = categories()
    told = marked(incidents, names)
    recent = newest(until - YEAR, told)
    resources, general = _resources(measures, names)
    return _Year(
        names=names,
        told=told,
        recent=recent,
        threat=_threat(recent, names, weighted=True),
        resources=resources,
        general=general,
        known={one.category: one for one in coverage},
        alarmed=alarmed,
    )


def _lines(year: _Year, gaps: Mapping[str, Gap]) -> list[Line]:
    """Put everything together that is known of each category."""
    newer, both = _counted(year.recent, year.names), _counted(year.told, year.names)
    trends = _trends(newer, both)
    resources = np.nan_to_num(year.resources).tolist()
    verdicts = review_flags(
        raised=[
            trend == RISING or name in year.alarmed
            for name, trend in zip(year.names, trends, strict=True)
        ],
        coverage=[year.known[name].level if name in year.known else 0 for name in year.names],
        resources=resources,
        observed_24_months=both.tolist(),
    )
    shares = zip(np.nan_to_num(year.threat.share).tolist(), resources, strict=True)
    counts = zip(newer.tolist(), (both - newer).tolist(), strict=True)
    return [
        _line(year, gaps.get(name), verdict, name=name, shares=share, trend=trend, counts=count)
        for name, verdict, share, trend, count in zip(
            year.names, verdicts, shares, trends, counts, strict=True
        )
    ]


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


def _counted(told: Sequence[Marked], names: Sequence[str]) -> NDArray[np.int64]:
    """Count the incidents under each category; one may stand under several."""
    marks = np.array([mark for _, mark in told], dtype=np.int64).reshape(-1, len(names))
    counted: NDArray[np.int64] = marks.sum(axis=0)
    return counted


def _trends(newer: NDArray[np.int64], both: NDArray[np.int64]) -> list[str]:
    """Compare the last twelve months with the twelve before, per category.

    Given the total, the newer count is binomial; with no change its share is a half.
    """
    risen, fallen = newer.astype(np.float64), (both - newer).astype(np.float64)
    low, high = beta_interval(risen + 0.5, fallen + 0.5)
    words = np.where(low > 1 / 2, RISING, np.where(high < 1 / 2, "falling", "steady"))
    return [str(word) if total else "" for word, total in zip(words, both, strict=True)]


def _line(
    year: _Year,
    gap: Gap | None,
    verdict: Verdict,
    *,
    name: str,
    shares: tuple[float, float],
    trend: str,
    counts: tuple[int, int],
) -> Line:
    policy = year.known.get(name)
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
        alarmed=name in year.alarmed,
        newer=counts[0],
        older=counts[1],
    )


def _views(year: _Year) -> tuple[View, ...]:
    """Work the index out again under other assumptions, each on its own."""
    threat, resources, names = year.threat, year.resources, year.names
    views = [_view("equal weights", _threat(year.recent, names, weighted=False), resources)]
    if year.general:
        spread = spread_general(resources, threat.share, year.general)
        views.append(_view("general spread", threat, spread))
    rated = [one for one in year.known.values() if one.reporting_rate and one.category in names]
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
