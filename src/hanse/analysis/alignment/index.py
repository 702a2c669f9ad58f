"""The alignment index: how much of the resources sits where the threat picture is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.alignment.shares import ThreatShare

FEWEST_INCIDENTS = 30
SURE = 0.90
NOTABLE_GAP = 0.05
DRAWS = 20_000
SEED = 20_150_929


@dataclass(frozen=True, slots=True)
class Gap:
    """Resource share minus threat share of one category, in shares (0.05 is five points).

    `low`, `high`: 90 % interval. `under`: posterior probability that the gap is negative.
    `verdict`: ``"under"``, ``"over"`` or ``""`` when it is not sure or not notable.
    """

    value: float
    low: float
    high: float
    under: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """The index with its uncertainty.

    `index`: sum over categories of the smaller of threat and resource share, 0..1; one minus it
    would have to move for resources to match the threat. `median`, `low`, `high`: posterior
    median and 90 % interval. `enough`: False under thirty effective incidents; then no verdict
    is given and the index is not to be shown.
    """

    index: float
    median: float
    low: float
    high: float
    gaps: tuple[Gap, ...]
    enough: bool


def align(
    threat: ThreatShare, resources: NDArray[np.float64], *, draws: int = DRAWS, seed: int = SEED
) -> Alignment:
    """Overlap of threat and resource shares with a Dirichlet interval.

    The threat share is uncertain, p ~ Dirichlet(n p + 1/2) with n the effective incidents; the
    declared resources are taken as given. Source: methods, threats section 5.

    Parameters
    ----------
    threat
        (K,) shares with their effective number of incidents.
    resources
        (K,) shares that sum to 1.
    draws, seed
        Posterior draws; the seed is fixed so that the same input gives the same figures.

    Raises
    ------
    ValueError
        Shares of different length, or NaN shares (nothing to compare).

    Examples
    --------
    >>> even = np.full(4, 0.25)
    >>> result = align(ThreatShare(np.array([0.4, 0.3, 0.2, 0.1]), 100.0), even)
    >>> round(result.index, 3), [gap.verdict for gap in result.gaps]
    (0.8, ['under', '', '', 'over'])
    """
    if threat.share.shape != resources.shape:
        raise ValueError("threat and resources cover different categories")
    if np.isnan(threat.share).any() or np.isnan(resources).any():
        raise ValueError("there is nothing to compare: no incidents, or no measures")
    generator = np.random.Generator(np.random.PCG64(seed))
    posterior = generator.dirichlet(threat.effective_incidents * threat.share + 0.5, size=draws)
    overlap = np.minimum(posterior, resources).sum(axis=1)
    low, median, high = np.quantile(overlap, [0.05, 0.5, 0.95])
    enough = threat.effective_incidents >= FEWEST_INCIDENTS
    gaps = tuple(
        _gap(float(resources[k] - threat.share[k]), resources[k] - posterior[:, k], enough=enough)
        for k in range(len(resources))
    )
    index = float(np.minimum(threat.share, resources).sum())
    return Alignment(index, float(median), float(low), float(high), gaps, enough)


def _gap(value: float, draws: NDArray[np.float64], *, enough: bool) -> Gap:
    under = float((draws < 0).mean())
    verdict = ""
    if enough and under >= SURE and value <= -NOTABLE_GAP:
        verdict = "under"
    elif enough and 1 - under >= SURE and value >= NOTABLE_GAP:
        verdict = "over"
    low, high = np.quantile(draws, [0.05, 0.95])
    return Gap(value, float(low), float(high), under, verdict)
