"""Shares of threat and of resources per category, from incidents and declared measures.

Source: methods, threats section 5. The index is our own; no published method measures a city's
spending against its incident mix.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

SEVERITY_WEIGHTS = (1.0, 2.0, 4.0, 8.0)
"""Default weights: expression, threat, damage to property, violence. Values, not facts: a network
sets its own, and results under equal weights are shown beside."""

CREDIBILITY_WEIGHTS = {1: 1.0, 2: 0.75, 3: 0.5, 4: 0.25, 5: 0.0, 6: 0.5}
"""Default weight per Admiralty credibility grade; 6 means that it cannot be judged."""

MIXED_SPLIT_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class ThreatShare:
    """Where the threat picture lies.

    `share`: (K,) sums to 1, or all NaN without weighted incidents. `effective_incidents`: the
    number of equally weighted incidents that would carry the same information,
    (sum w)^2 / sum w^2.
    """

    share: NDArray[np.float64]
    effective_incidents: float


def threat_share(labels: ArrayLike, weight: ArrayLike) -> ThreatShare:
    """Weighted share of incidents per category; an incident with L labels counts 1/L in each.

    Parameters
    ----------
    labels
        (N, K) bool; which of K categories each of N incidents carries.
    weight
        (N,) severity weight times credibility weight, not negative.

    Raises
    ------
    ValueError
        An incident without a label, a negative weight, lengths that differ.

    Examples
    --------
    >>> threat_share([[1, 0], [1, 1]], [1, 2]).share.round(3).tolist()
    [0.667, 0.333]
    """
    mark = np.asarray(labels, dtype=bool)
    weights = np.asarray(weight, dtype=np.float64)
    if mark.ndim != 2 or len(mark) != len(weights):  # noqa: PLR2004 - a table has two axes
        raise ValueError("labels must be incidents x categories, with one weight per incident")
    count = mark.sum(axis=1)
    if (count == 0).any():
        raise ValueError(f"incident {int(np.argmin(count))} carries no category")
    if (weights < 0).any():
        raise ValueError("a weight is negative")
    total = float(weights.sum())
    if total == 0:
        return ThreatShare(np.full(mark.shape[1], np.nan), 0.0)
    mass = (mark * (weights / count)[:, None]).sum(axis=0)
    return ThreatShare(mass / mass.sum(), total**2 / float((weights**2).sum()))


def resource_share(amounts: ArrayLike, splits: ArrayLike) -> NDArray[np.float64]:
    """Share of money or staff per category from measures with declared splits.

    Parameters
    ----------
    amounts
        (M,) yearly budget or full-time posts per measure, not negative.
    splits
        (M, K) declared split of each measure over the categories; a row sums to 1, or to 0 for
        a general measure, which is left out here (see `spread_general`).

    Returns
    -------
    (K,) shares that sum to 1; all NaN when no measure is split over categories.

    Raises
    ------
    ValueError
        Negative amounts or splits, or a split that sums to neither 0 nor 1.

    Examples
    --------
    >>> resource_share([100, 300], [[1, 0], [0.5, 0.5]]).tolist()
    [0.625, 0.375]
    """
    split = np.asarray(splits, dtype=np.float64)
    amount = np.asarray(amounts, dtype=np.float64)
    if (amount < 0).any() or (split < 0).any():
        raise ValueError("amounts and splits must not be negative")
    total = split.sum(axis=1)
    wrong = np.minimum(np.abs(total - 1), np.abs(total)) > MIXED_SPLIT_TOLERANCE
    if wrong.any():
        row = int(np.argmax(wrong))
        raise ValueError(f"the split of measure {row} sums to {total[row]:g}, not to 1")
    mass: NDArray[np.float64] = (split * amount[:, None]).sum(axis=0)
    return mass / mass.sum() if mass.sum() > 0 else np.full(split.shape[1], np.nan)


def spread_general(
    resources: NDArray[np.float64], threat: NDArray[np.float64], general: float
) -> NDArray[np.float64]:
    """Resource share if a `general` fraction (0..1) of all resources followed the threat.

    For the sensitivity view only; general measures are never spread silently.

    >>> spread_general(np.array([1.0, 0.0]), np.array([0.5, 0.5]), 0.4).tolist()
    [0.8, 0.2]
    """
    return (1 - general) * resources + general * threat


def adjust_for_reporting(share: NDArray[np.float64], rate: ArrayLike) -> NDArray[np.float64]:
    """Threat share if category k is reported at `rate` (K,) in (0, 1]; shown beside the plain one.

    Raises
    ------
    ValueError
        A rate outside (0, 1].

    Examples
    --------
    >>> adjust_for_reporting(np.array([0.5, 0.5]), [1.0, 0.25]).tolist()
    [0.2, 0.8]
    """
    rates = np.asarray(rate, dtype=np.float64)
    if (rates <= 0).any() or (rates > 1).any():
        raise ValueError("a reporting rate lies above 0 and at most at 1")
    scaled = share / rates
    adjusted: NDArray[np.float64] = scaled / scaled.sum()
    return adjusted
