"""Many series at once: which alarms stand when a whole network is watched."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.early_warning.results import Floats

NETWORK_RATE = 0.10


def benjamini_hochberg(p_values: Floats, rate: float = NETWORK_RATE) -> NDArray[np.bool_]:
    """Mark the p-values that stand when at most `rate` of what stands may be false.

    Parameters
    ----------
    p_values
        Any shape; NaN is not judged and never stands.

    References
    ----------
    Benjamini and Hochberg (1995), JRSS B 57.

    Examples
    --------
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.2, np.nan]), 0.1).tolist()
    [True, True, False, False]
    """
    known = np.sort(p_values[~np.isnan(p_values)])
    below = np.flatnonzero(known <= rate * np.arange(1, len(known) + 1) / max(len(known), 1))
    if not below.size:
        return np.zeros(p_values.shape, bool)
    with np.errstate(invalid="ignore"):
        stands: NDArray[np.bool_] = p_values <= known[below[-1]]
    return stands
