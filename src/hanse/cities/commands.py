"""The command that brings a list of members and contacts into the register."""

import argparse
from pathlib import Path

from hanse.shared.errors import InputError
from hanse.shared.table_options import add_options, written_from


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add import-members."""
    parser = subparsers.add_parser(
        "import-members", help="bring a table of members and contacts into the register"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or Excel (.xlsx)")
    add_options(parser)
    parser.add_argument("--dry-run", action="store_true", help="check everything, store nothing")
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="FIELD=NAME",
        help="which column means what, where the guess is wrong: name=Municipality",
    )
    parser.set_defaults(run=_import, database=True)


def _import(options: argparse.Namespace) -> int:
    from hanse.cities.actions.importing import LIMITS, import_members  # noqa: PLC0415 - needs Django
    from hanse.cities.importing.columns import COLUMNS  # noqa: PLC0415 - the same
    from hanse.cities.importing.plan import plan  # noqa: PLC0415 - the same
    from hanse.shared.tables import guess_columns, open_table  # noqa: PLC0415 - the same

    file: Path = options.file
    try:
        stream = file.open("rb")
    except OSError as problem:
        said = f"the file cannot be read ({problem.strerror})"
        raise InputError(file, None, said, "Check its name and its rights") from None
    with stream:
        written = written_from(options)
        table = open_table(stream, file.name, limits=LIMITS, written=written)
        columns = {**guess_columns(table.header, COLUMNS), **_given(options.column, table.header)}
        made = plan(table, columns)
        for one in made.problems:
            print(InputError(f"{file.name}, {one.column}", one.row, one.problem, one.mend))  # noqa: T201 - how a command speaks
        if made.problems:
            return 2
        if not options.dry_run:
            import_members(table, columns, by="import-members")
    done = "Would import" if options.dry_run else "Imported"
    print(f"{done} {made.rows} rows: " + ", ".join(f"{n} {word}" for word, n in _said(made.counts)))  # noqa: T201 - how a command speaks
    return 0


def _given(pairs: list[str], header: tuple[str, ...]) -> dict[str, str]:
    from hanse.cities.importing.columns import BY_KEY  # noqa: PLC0415 - needs Django

    given = dict(pair.partition("=")[::2] for pair in pairs)
    for key, column in given.items():
        if key not in BY_KEY or column not in header:
            fields, found = ", ".join(BY_KEY), ", ".join(header)
            raise InputError(
                f"--column {key}={column}",
                None,
                "there is no such field or column",
                f"Fields: {fields}. Columns: {found}",
            )
    return given


def _said(counts: dict[str, int]) -> list[tuple[str, int]]:
    words = {
        "new": "cities new",
        "joining": "known cities become members",
        "known": "members already",
        "contacts": "contacts new",
        "changed": "contacts changed",
        "same": "contacts unchanged",
    }
    return [(words[key], count) for key, count in counts.items()]
