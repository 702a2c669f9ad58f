"""Space-time permutation scan: a cluster of places that rose together, inside one region."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.early_warning.results import Floats

EARTH_RADIUS_KM = 6371.0
LARGEST_RADIUS_KM = 150.0
LARGEST_SHARE = 0.5
LONGEST_WINDOW = 8
PERMUTATIONS = 999
SEED = 20_150_824


@dataclass(frozen=True, slots=True)
class Cluster:
    """The most striking cylinder: a circle of places over the newest weeks.

    `places`: indices, the centre first. `weeks`: length of the window. `observed`, `expected`:
    cases inside. `ratio`: log likelihood ratio. `p_value`: by permutation; 1 / p
    weeks lie between clusters as striking as this one if nothing happened.
    """

    places: tuple[int, ...]
    weeks: int
    observed: int
    expected: float
    ratio: float
    p_value: float


def scan(
    counts: NDArray[np.int64],
    latitude: Floats,
    longitude: Floats,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Cluster | None:
    """Find the most striking cylinder that ends in the newest week.

    Circles grow around each place over its nearest neighbours, up to 150 km and half of all cases;
    windows are the last 1 to 8 weeks. Expected cases keep the margins of places and of weeks, so
    neither population nor season has to be known.

    Parameters
    ----------
    counts
        (S, T) cases per place and week.
    latitude, longitude
        (S,) degrees.
    permutations, seed
        Random reassignments of weeks to cases; the seed is fixed.

    Returns
    -------
    The cluster, or None when no cylinder holds more cases than expected.

    References
    ----------
    Kulldorff et al. (2005), PLoS Medicine 2(3) e59.
    """
    circles = _circles(latitude, longitude)
    best = _best(counts, circles)
    if best is None:
        return None
    places, weeks, observed, expected, ratio = best
    beaten = _beaten(counts, circles, ratio, permutations, seed)
    p_value = (1 + beaten) / (permutations + 1)
    return Cluster(places, weeks, observed, expected, ratio, p_value)


def _beaten(
    counts: NDArray[np.int64],
    circles: list[NDArray[np.intp]],
    ratio: float,
    permutations: int,
    seed: int,
) -> int:
    """Count the reassignments whose best cylinder is as striking."""
    generator = np.random.Generator(np.random.PCG64(seed))
    place, week = _cases(counts)
    beaten = 0
    for _ in range(permutations):
        shuffled = np.zeros_like(counts)
        np.add.at(shuffled, (place, generator.permutation(week)), 1)
        other = _best(shuffled, circles)
        beaten += other is not None and other[4] >= ratio
    return beaten


def log_likelihood_ratio(cases: Floats, expected: Floats, total: float) -> Floats:
    """Poisson log likelihood ratio of more cases inside than expected; 0 where there are not.

    >>> round(float(log_likelihood_ratio(np.array(10.0), np.array(4.0), 100.0)), 9)
    3.354440416
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = cases * np.log(cases / expected)
        outside = (total - cases) * np.log((total - cases) / (total - expected))
    outside = np.where(cases >= total, 0.0, outside)
    return np.where(cases > expected, inside + outside, 0.0)


def _circles(latitude: Floats, longitude: Floats) -> list[NDArray[np.intp]]:
    """Places within the largest radius of each centre, nearest first."""
    north, east = np.radians(latitude), np.radians(longitude)
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    distance = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    order = np.argsort(distance, axis=1, kind="stable")
    return [near[distance[centre, near] <= LARGEST_RADIUS_KM] for centre, near in enumerate(order)]


def _cases(counts: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    place, week = np.nonzero(counts)
    repeat = counts[place, week]
    return np.repeat(place, repeat), np.repeat(week, repeat)


def _best(
    counts: NDArray[np.int64], circles: list[NDArray[np.intp]]
) -> tuple[tuple[int, ...], int, int, float, float] | None:
    total = float(counts.sum())
    longest = min(LONGEST_WINDOW, counts.shape[1] - 1)
    by_place = counts.sum(axis=1)
    newest = counts[:, ::-1][:, :longest].cumsum(axis=1)  # (S, windows)
    share = newest.sum(axis=0) / total if total else newest.sum(axis=0)
    best = None
    for near in circles:
        whole = by_place[near].cumsum()
        cases = newest[near].cumsum(axis=0).astype(np.float64)
        expected = whole[:, None] * share
        ratio = log_likelihood_ratio(cases, expected, total)
        ratio[whole > LARGEST_SHARE * total] = 0
        i, j = np.unravel_index(int(ratio.argmax()), ratio.shape)
        if ratio[i, j] > (best[4] if best else 0):
            places = tuple(int(k) for k in near[: i + 1])
            best = (places, int(j) + 1, int(cases[i, j]), float(expected[i, j]), float(ratio[i, j]))
    return best
