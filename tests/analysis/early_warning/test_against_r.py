"""Our formulas against recorded outputs of R surveillance 1.20.3 on open series."""

import numpy as np
import pytest
from tests.analysis.early_warning.recordings import (
    NAMES,
    SERIES,
    assert_same_where_recorded,
    columns,
)

from hanse.analysis.early_warning.bayes import bayes
from hanse.analysis.early_warning.cusum import cusum, glr_cusum, lr_cusum
from hanse.analysis.early_warning.ears import ears

each_series = pytest.mark.parametrize(("folder", "name"), SERIES, ids=NAMES)


@each_series
@pytest.mark.parametrize("method", ["C1", "C2"])
@pytest.mark.parametrize(("smallest", "suffix"), [(0.5, "ms05"), (0.0, "")])
def test_ears_thresholds(folder: str, name: str, method: str, smallest: float, suffix: str) -> None:
    theirs = columns(folder, name, "simple")

    ours = ears(theirs["observed"], method, smallest_deviation=smallest)

    bound = theirs[f"ears{method}{suffix}_ub"]
    bound = np.where(np.isnan(ours.upper[0]), np.nan, bound)  # a flat baseline cannot judge
    assert_same_where_recorded(ours.upper[0], bound, atol=1e-10)


@each_series
def test_bayes_thresholds(folder: str, name: str) -> None:
    theirs = columns(folder, name, "simple")

    recent = bayes(theirs["observed"])
    seasonal = bayes(theirs["observed"], years=2, half_width=2, alpha=0.01)

    assert_same_where_recorded(recent.upper[0], theirs["bayes_b0w6_ub"])
    if not np.isnan(theirs["bayes_b2w2a01_ub"]).all():
        assert_same_where_recorded(seasonal.upper[0], theirs["bayes_b2w2a01_ub"])


@each_series
@pytest.mark.parametrize(("rossi", "column"), [(False, "cusum_std"), (True, "cusum_rossi")])
def test_cusum_alarms(folder: str, name: str, rossi: bool, column: str) -> None:  # noqa: FBT001 - a parametrised switch
    theirs = columns(folder, name, "simple")
    observed = theirs["observed"]
    judged = ~np.isnan(theirs[f"{column}_alarm"])
    mean = observed[: len(observed) // 2].mean()

    _, alarms = cusum(observed[judged], np.array([[mean]]), rossi=rossi)

    assert_same_where_recorded(alarms[0], theirs[f"{column}_alarm"][judged])


@each_series
@pytest.mark.parametrize(
    ("column", "negative_binomial", "shift"),
    [
        ("lrpois_theta2", False, 2.0),
        ("lrnb_theta2", True, 2.0),
        ("glrpois", False, None),
        ("glrnb", True, None),
    ],
)
def test_likelihood_ratio_statistics(
    folder: str,
    name: str,
    column: str,
    negative_binomial: bool,  # noqa: FBT001 - a parametrised switch
    shift: float | None,
) -> None:
    theirs = columns(folder, name, "glr")
    mean = theirs["mu0"][None]
    dispersion = float(theirs["alpha"][0]) if negative_binomial else 0.0

    if shift is None:
        statistic, alarms = glr_cusum(theirs["observed"], mean, dispersion=dispersion)
    else:
        statistic, alarms = lr_cusum(
            theirs["observed"], mean, dispersion=dispersion, shift=shift, limit=5.0
        )

    assert_same_where_recorded(statistic[0], theirs[f"{column}_stat"], atol=1e-9)
    assert_same_where_recorded(alarms[0], theirs[f"{column}_alarm"])
