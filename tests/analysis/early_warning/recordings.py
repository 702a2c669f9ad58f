"""Recorded outputs of R surveillance 1.20.3: ours in `recorded/`, the rest beside the checkout."""

import csv
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent / "recorded"
BESIDE = Path(__file__).parents[4] / "shared/data/reference/early_warning"
FOLDERS = [folder for folder in (HERE, BESIDE) if folder.is_dir()]
SERIES = sorted(
    {(str(f), p.name.split("__")[0]) for f in FOLDERS for p in f.glob("*__observed.csv")}
)
NAMES = [f"{Path(folder).name}-{name}" for folder, name in SERIES]

Columns = dict[str, NDArray[np.float64]]


def rows(folder: str, name: str, kind: str) -> list[dict[str, str]]:
    with (Path(folder) / f"{name}__{kind}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def columns(folder: str, name: str, kind: str) -> Columns:
    """Numeric columns of one recording; empty cells are NaN."""
    table = rows(folder, name, kind)
    return {
        key: np.array([float(row[key]) if row[key] else np.nan for row in table])
        for key in table[0]
        if key not in {"epoch", "week_start", "month_start"}
    }


def first_day(folder: str, name: str) -> date:
    return date.fromisoformat(rows(folder, name, "observed")[0]["week_start"])


def assert_same_where_recorded(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], *, atol: float = 0, rtol: float = 0
) -> None:
    known = ~np.isnan(theirs)
    assert known.any()
    np.testing.assert_allclose(ours[known], theirs[known], rtol=rtol, atol=atol)
