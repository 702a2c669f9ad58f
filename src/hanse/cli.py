"""The `hanse` command: gathers the commands of every feature and tells errors in one line.

A feature offers commands in its `commands.py`: `register(subparsers)` adds parsers, each with
`set_defaults(run=function)`, where `function(arguments)` does the work and may return an exit code.
With `set_defaults(database=True)` the database is up and Django is set up before it is called.
Nothing heavy is imported before that, so that `hanse --help` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from hanse.shared.errors import InputError, SetupError

_FEATURES = ["accounts", "cities", "dialogues", "threats", "findings", "home", "config"]
_EXIT_BAD_INPUT = 2
_EXIT_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return _run(options)
    except (InputError, SetupError) as error:
        print(f"hanse: {error}", file=sys.stderr)  # noqa: T201 - this is how a command speaks
        return _EXIT_BAD_INPUT
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as `head`, has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def build_parser() -> argparse.ArgumentParser:
    """Assemble the commands of all features."""
    parser = argparse.ArgumentParser(
        prog="hanse", description="What one city learned, every city can use."
    )
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for feature in _FEATURES:
        import_module(f"hanse.{feature}.commands").register(subparsers)
    return parser


def _run(options: argparse.Namespace) -> int:
    if not getattr(options, "database", False):
        return options.run(options) or 0
    from hanse.config.ready import database  # noqa: PLC0415 - Django only where it is needed

    with database():
        return options.run(options) or 0
