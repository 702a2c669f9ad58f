"""What the command line says of how a table is written."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hanse.shared.tables import Written

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Ask for sheet, encoding and separator."""
    parser.add_argument("--sheet", default="", help="which sheet of a workbook")
    parser.add_argument("--encoding", default="", help="of a CSV, where the guess is wrong: cp1250")
    parser.add_argument(
        "--separator", default="", choices=SEPARATORS, help="of a CSV, where the guess is wrong"
    )


def written_from(options: argparse.Namespace) -> "Written":
    """Return what was said."""
    from hanse.shared.tables import Written  # noqa: PLC0415 - `--help` stays quick

    separator = SEPARATORS.get(options.separator, "")
    return Written(encoding=options.encoding, separator=separator, sheet=options.sheet)
