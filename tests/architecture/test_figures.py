"""What a page of the methods quotes from the benchmarks stands there in the same numbers."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
# page, its words, the measurement in the benchmarks, and where the numbers stand in its result
QUOTED = [
    ("bridging", "is found with {} % false", "planted bridges across 90:10 found", r"(\S+)% of"),
    ("bridging", "at its best cut finds {} %", "recall of planted bridges", r"and 0\.(\d+)\)"),
    (
        "bridging",
        "truly support it finds {1} %, this method {0} %",
        "recall of all true bridges",
        r"\(0\.(\d+) and 0\.(\d+)\)",
    ),
    ("slate", "real and simulated dialogues: {} findings", "findings that rest on", r"of (\d+)"),
    ("slate", "Over {} real and simulated dialogues", "conversations where a topic", r"of (\d+)"),
    ("slate", "all {} quotes resolve", "quotes that are byte-exact", r"100% of (\d+)"),
    ("slate", "all {} rows of bloc numbers", "numbers recounted from the votes", r"of (\d+) blocs"),
    ("prediction", "Median {}, never above 1", "log-loss of votes set aside", r"0(\.\d+) median"),
    ("representative", "median | 0 | {} |", "false representative cells", r"Polis' rules: (\d+)"),
    (
        "representative",
        "rules name, still named (median) | {} %",
        "cells by Polis' rules on real votes that stay",
        r"(\d+)%",
    ),
    (
        "representative",
        "ten voices on both sides and .15 apart | {} %",
        "cells by Polis' rules on real votes with ten voices",
        r"(\d+)%",
    ),
]


@pytest.mark.parametrize(("page", "words", "measured", "where"), QUOTED)
def test_a_quoted_figure_is_the_one_that_was_measured(
    page: str, words: str, measured: str, where: str
) -> None:
    numbers = re.search(where, result_of(measured))
    text = " ".join((DOCS / f"methods/{page}.md").read_text(encoding="utf-8").split())

    assert numbers
    assert words.format(*numbers.groups()) in text


def result_of(measured: str) -> str:
    """Return what the benchmarks print as the result of one measurement."""
    rows = (DOCS / "benchmarks.md").read_text(encoding="utf-8").splitlines()
    (cells,) = [row.split(" | ") for row in rows if f"| {measured}" in row]
    return cells[3]
