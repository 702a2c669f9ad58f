"""`hanse warn`: early warning for any table of dates and counts."""

import argparse
import sys
from pathlib import Path

from hanse.shared.files import write_file
from hanse.shared.progress import progress

STEPS = 2


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add warn."""
    warn = subparsers.add_parser("warn", help="find weeks in which counts rose beyond chance")
    warn.add_argument(
        "table",
        type=Path,
        metavar="FILE",
        help="CSV: date,count, or date,series,count, or date and one column per series",
    )
    warn.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    warn.add_argument(
        "--charts", type=Path, metavar="DIR", help="write one picture per series, as SVG and PNG"
    )
    warn.set_defaults(run=_warn)


def _warn(options: argparse.Namespace) -> None:
    from hanse.threats import chart, document, insights, summary  # noqa: PLC0415 - `--help` stays quick
    from hanse.threats.counts import read_counts  # noqa: PLC0415 - the same

    with progress("Judging", STEPS) as line:
        counts = read_counts(options.table)
        line.advance()
        judgement, found = insights.judge_counts(counts)
        line.advance()
    if options.json:
        made = document.as_document(counts, judgement, found)
        write_file(options.json, document.as_bytes(made))
    if options.charts:
        chart.write_charts(options.charts, counts, judgement)
    if not (options.json or options.charts) or sys.stdout.isatty():
        sys.stdout.write(summary.summary_of(counts, judgement, found))
