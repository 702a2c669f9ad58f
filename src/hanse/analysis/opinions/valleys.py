"""Whether fewer people stand between two groups than in either of them."""

from itertools import combinations

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BIN = 0.1
FIRST, LAST = -5, 15
PLACES = np.arange(3, 8) - FIRST
SUMMITS = np.arange(3, 9)
STRIP = 0.25
SURER = (0.5, 0.75)
ENOUGH_PEOPLE = 100
FEWEST_MEMBERS = 10
HOPELESS = 0.05


def valley_probability(
    position: Floats, votes_each: NDArray[np.int64], label: NDArray[np.intp]
) -> float:
    """Bound on the chance that all groups look parted though opinion has one summit.

    Looks at everybody, at the half and at the quarter who voted most and whose places are
    surest, as long as they are a hundred; between every two groups there must be a valley. The
    bound adds up the looks taken; it is 1 once two groups are found without a valley between them.

    Parameters
    ----------
    position
        (N, 2) placed participants, scaled by the square root of votes as `place` does.
    votes_each
        (N,) votes of each.
    label
        (N,) group of each, 0..k-1.

    Examples
    --------
    >>> camps = np.repeat([[0.0, 0.0], [9.0, 0.0]], 50, axis=0)
    >>> valley_probability(camps, np.full(100, 9), np.repeat([0, 1], 50)) < 0.001
    True
    """
    even = position / np.sqrt(votes_each)[:, None]
    rising = np.sort(votes_each)
    looks = [_all_parted(even, label, int(label.max()) + 1)]
    for share in SURER:
        sure = np.flatnonzero(votes_each >= rising[int(share * len(rising))])
        if len(sure) < ENOUGH_PEOPLE:
            break
        looks.append(_all_parted(even[sure], label[sure], int(label.max()) + 1))
    return min(1.0, len(looks) * min(looks))


def _all_parted(position: Floats, label: NDArray[np.intp], groups: int) -> float:
    size = np.bincount(label, minlength=groups)
    if size.min() < FEWEST_MEMBERS:
        return 1.0
    sums = [np.bincount(label, weights=position[:, a], minlength=groups) for a in range(2)]
    centres = np.stack(sums, axis=1) / size[:, None]
    width = np.inf if groups == 2 else STRIP  # noqa: PLR2004 - only a third group needs a strip
    largest = 0.0
    for a, b in combinations(range(groups), 2):
        largest = max(largest, one_summit(profile(position, centres[a], centres[b], width)))
        if largest > HOPELESS:
            return 1.0
    return largest


def profile(position: Floats, here: Floats, there: Floats, width: float) -> NDArray[np.int64]:
    """Count people along the line through two centres, in windows three tenths of the gap wide.

    Parameters
    ----------
    position
        (N, 2) where people stand.
    here, there
        (2,) the two centres; they lie at 0 and 1 of the line.
    width
        People farther from the line than this share of the gap are left out, so that a third
        group neither fills nor carves the valley.

    Returns
    -------
    NDArray
        People in the window around each tenth from -0.5 to 1.5.
    """
    line = there - here
    gap = float((line**2).sum())
    if gap == 0:
        return np.zeros(LAST - FIRST + 1, np.int64)
    off = position - here
    along = (off[:, 0] * line[0] + off[:, 1] * line[1]) / gap
    across = (off[:, 1] * line[0] - off[:, 0] * line[1]) / gap
    tenth = np.rint(along[np.abs(across) <= width] / BIN).astype(np.int64) - (FIRST - 1)
    bins = LAST - FIRST + 3
    people = np.bincount(tenth[(tenth >= 0) & (tenth < bins)], minlength=bins)
    return np.asarray(people[:-2] + people[1:-1] + people[2:])


def one_summit(people: NDArray[np.int64]) -> float:
    """Bound on the chance of so deep a valley when opinion along the line has one summit.

    With one summit, the windows on one side at least of any place are no more crowded than the
    place itself. Each side is tested by the exact binomial; the bound adds up all places and
    windows tried (Bonferroni).

    Parameters
    ----------
    people
        From `profile`.

    Examples
    --------
    >>> one_summit(np.full(21, 10))
    1.0
    """
    valley = people[PLACES][:, None]
    sides = [people[PLACES[:, None] + way * SUMMITS] for way in (-1, 1)]
    chance = [
        scipy.special.bdtr(valley.astype(float), side + valley, 0.5).min(axis=1) for side in sides
    ]
    tried = len(PLACES) * len(SUMMITS)
    return min(1.0, float(np.maximum(*chance).min()) * tried)
