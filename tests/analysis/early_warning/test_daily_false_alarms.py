"""How often the daily check alarms in simulated fortnights in which nothing changed."""

import sys

import numpy as np
import pytest

from hanse.analysis.early_warning import daily

SERIES, BEFORE, FORTNIGHT = 4_000, 63, 14
# incidents a week, variance over mean, false alarms per fortnight (of 20,000, as documented)
KNOWN = [
    (0.1, 1.0, 0.001), (0.3, 1.0, 0.011), (1, 1.0, 0.034), (3, 1.0, 0.040), (10, 1.0, 0.052),
    (0.1, 1.5, 0.013), (0.3, 1.5, 0.043), (1, 1.5, 0.089), (3, 1.5, 0.111), (10, 1.5, 0.136),
]  # fmt: skip


def quiet(weekly: float, dispersion: float) -> np.ndarray:
    """Draw days whose mean never changes."""
    draw = np.random.Generator(np.random.PCG64(2026))
    mean, size = weekly / 7, (SERIES, BEFORE + FORTNIGHT)
    if dispersion == 1:
        return draw.poisson(mean, size).astype(float)
    return draw.negative_binomial(mean / (dispersion - 1), 1 / dispersion, size).astype(float)


@pytest.mark.parametrize(("weekly", "dispersion", "documented"), KNOWN)
def test_a_quiet_fortnight_alarms_as_often_as_is_documented(
    weekly: float, dispersion: float, documented: float
) -> None:
    alarm = daily(quiet(weekly, dispersion), first=BEFORE).alarm[:, BEFORE:]

    per_day, per_fortnight = alarm.mean(), alarm.any(axis=1).mean()

    sys.stdout.write(f"{weekly} a week: {per_day:.2%} a day, {per_fortnight:.1%} a fortnight\n")
    assert per_fortnight == pytest.approx(documented, abs=0.015)
    assert per_day <= per_fortnight / 3
