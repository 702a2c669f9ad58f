"""What a detector says of a set of series."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Signals:
    """One detector over S series of T periods (weeks, or months).

    Attributes
    ----------
    detector
        Its name and version as shown beside every alarm.
    expected, upper
        (S, T) expected count and threshold; NaN where the detector cannot judge.
    p_value
        (S, T) probability of a count at least this high without a rise; NaN where the detector
        cannot judge or has none.
    alarm
        (S, T) bool; the count lies above the threshold, and every further condition holds.
    """

    detector: str
    expected: Floats
    upper: Floats
    p_value: Floats
    alarm: NDArray[np.bool_]

    def on(self, periods: slice) -> "Signals":
        """Signals of some of the periods."""
        return Signals(
            self.detector,
            self.expected[:, periods],
            self.upper[:, periods],
            self.p_value[:, periods],
            self.alarm[:, periods],
        )


def as_series(counts: object) -> Floats:
    """(S, T) float64 counts with NaN for missing periods.

    Raises
    ------
    ValueError
        Not a table of series by periods, or a negative count.
    """
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    if table.ndim != 2:  # noqa: PLR2004 - series and periods
        raise ValueError("counts must be series x periods")
    if (table < 0).any():
        row, column = np.argwhere(table < 0)[0]
        raise ValueError(f"series {row}, period {column}: a count is not negative")
    return table
