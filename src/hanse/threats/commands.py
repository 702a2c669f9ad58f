"""`hanse warn` on tables of counts, and `hanse import-incidents` for files of incidents."""

import argparse
import sys
from pathlib import Path

from hanse.shared.files import write_file
from hanse.shared.progress import progress
from hanse.shared.table_options import add_options, written_from

STEPS = 2


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add warn and import-incidents."""
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
    _add_import(
        subparsers.add_parser("import-incidents", help="bring a file of incidents into a city")
    )


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


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, Excel, NIBRS, STIX or MISP")
    parser.add_argument("--city", required=True, metavar="SLUG", help="whose incidents they are")
    parser.add_argument("--profile", default="", metavar="ID", help="how the file is read")
    parser.add_argument("--place", default="", metavar="KEY", help="of the city's own rows")
    add_options(parser)
    parser.add_argument(
        "--complete",
        action="store_true",
        help="the file holds all its source recorded, so weeks without a row are zero",
    )
    parser.add_argument(
        "--skip-errors", action="store_true", help="leave out rows that cannot be read"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change")
    parser.set_defaults(run=_import, database=True)


def _import(options: argparse.Namespace) -> int | None:
    from hanse.sharing.acting import as_system  # noqa: PLC0415 - Django is ready only now
    from hanse.threats.actions import import_file  # noqa: PLC0415 - the same
    from hanse.threats.import_summary import import_summary  # noqa: PLC0415 - the same

    with as_system("import incidents"), progress("Reading", 1) as line:
        done = import_file.import_file(
            options.file,
            options.city,
            import_file.Chosen(
                profile=options.profile,
                place=options.place,
                complete=options.complete,
                without_errors=options.skip_errors,
                dry_run=options.dry_run,
                written=written_from(options),
            ),
        )
        line.advance()
    sys.stdout.write(import_summary(done.run, imported=done.imported))
    return None if done.imported or options.dry_run else 2
