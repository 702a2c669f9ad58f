"""Early warning: cost per judged week, and of a whole network's weekly run."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.clock import timed
from benchmarks.table import row
from tests.analysis.early_warning import recordings
from tests.analysis.early_warning.test_farrington_against_r import looking_back, periods_of

from hanse.analysis.early_warning import Settings, farrington, judge

R_MILLISECONDS = 8.5  # farringtonFlexible of R surveillance 1.20.3, recorded per judged week
R_SERIES, JUDGED = 60, 4
FASTER = 50
NETWORK_SECONDS = 60
WEEKS = 416


def main() -> None:
    """Print one row per goal."""
    for found in (per_week(), whole_network(), as_recorded()):
        print(json.dumps(found))


def counts(series: int, seed: int = 1) -> np.ndarray:
    """Eight years of uneven weekly counts with means from about nothing to a dozen."""
    draw = np.random.default_rng(seed)
    mean = 0.2 + draw.gamma(1, 2, size=(series, 1))
    return draw.negative_binomial(2, 2 / (2 + mean), size=(series, WEEKS)).astype(float)


@dataclass(frozen=True, slots=True)
class Peer:
    """What R surveillance took per judged week, in milliseconds, and where that was seen."""

    milliseconds: float
    seen: str


def r_surveillance() -> Peer:
    """Run R beside us where it is installed, and make sure that both say the same."""
    program = shutil.which("Rscript")
    asked = [program or "", "-e", "library(surveillance)"]
    if not program or subprocess.run(asked, capture_output=True, check=False).returncode:
        return Peer(R_MILLISECONDS, "recorded elsewhere")
    table, weeks = counts(R_SERIES), range(WEEKS - JUDGED, WEEKS)
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        np.savetxt(file, table, fmt="%d", delimiter=",")
        file.flush()
        script = str(Path(__file__).with_name("surveillance.R"))
        told = subprocess.run(
            [program, script, file.name, str(JUDGED)], capture_output=True, check=True, text=True
        )
    seconds, *bounds = map(_number, told.stdout.split())
    ours = farrington(table, periods=weeks).upper[:, weeks.start :].ravel()
    theirs = np.array(bounds)
    if not (ours == theirs)[~np.isnan(theirs)].all():
        raise AssertionError("R surveillance finds other thresholds")
    return Peer(1000 * seconds / ours.size, f"beside it, {len(table)} series, same thresholds")


def per_week() -> dict[str, object]:
    """Farrington Flexible on 2,000 series, the four newest weeks each."""
    table, weeks = counts(2000), range(WEEKS - JUDGED, WEEKS)
    spent = min(timed(lambda: farrington(table, periods=weeks))[1] for _ in range(3))
    each = 1000 * spent / (len(table) * len(weeks))
    peer = r_surveillance()
    ratio = peer.milliseconds / each
    return row(
        "W1",
        f"Farrington Flexible, CPU per judged week; R surveillance {peer.seen}",
        f"at least {FASTER} times faster than {peer.milliseconds:.1f} ms",
        f"{each:.2f} ms, {ratio:.0f} times",
        ratio >= FASTER,
    )


def as_recorded() -> dict[str, object]:
    """Compare thresholds with every recording of R surveillance that is at hand."""
    same = compared = 0
    for folder, name in recordings.SERIES:
        observed = recordings.columns(folder, name, "observed")["observed"]
        theirs = recordings.columns(folder, name, "farrington")
        judged = periods_of(theirs)
        ours = farrington(observed, looking_back(Settings(), folder, name), periods=judged)
        told = ~np.isnan(theirs["ff_noufaily_ub"])
        equal = ours.upper[0, judged.start : judged.stop] == theirs["ff_noufaily_ub"]
        same, compared = same + int(equal[told].sum()), compared + int(told.sum())
    return row(
        "W3",
        f"thresholds that R surveillance recorded on {len(recordings.SERIES)} series",
        "all the same",
        f"{same:,} of {compared:,}",
        same == compared > 0,
    )


def _number(text: str) -> float:
    return float("nan") if text == "NA" else float(text)


def whole_network() -> dict[str, object]:
    """Every detector of the ladder on 10,000 series of eight years, the four newest weeks."""
    table = counts(10_000)
    _, spent, _ = timed(lambda: judge(table, weeks=range(WEEKS - 4, WEEKS)))
    return row(
        "W2",
        "10,000 series of eight years, the four newest weeks judged again",
        f"under {NETWORK_SECONDS} s",
        f"{spent:.1f} CPU s",
        spent < NETWORK_SECONDS,
    )


if __name__ == "__main__":
    main()
