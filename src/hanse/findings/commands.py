"""The command that turns a folder of votes into a brief."""

import argparse
import shlex
import sys
from pathlib import Path

from hanse.dialogues.commands import add_folder_arguments
from hanse.shared.files import write_files
from hanse.shared.progress import progress

LABELS = ("TLP:RED", "TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR")
FORMS = 4


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add brief."""
    brief = subparsers.add_parser("brief", help="write ten findings as HTML, PDF, Word and JSON")
    add_folder_arguments(brief)
    brief.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    brief.add_argument("--title", default="", help="instead of the dialogue's own title")
    brief.add_argument(
        "--sharing-label", choices=LABELS, default="TLP:AMBER+STRICT", help="who may read the brief"
    )
    brief.set_defaults(run=_brief)


def _brief(options: argparse.Namespace) -> None:
    from hanse.dialogues import insights  # noqa: PLC0415 - `--help` stays quick
    from hanse.dialogues.folders import read_folder  # noqa: PLC0415 - the same
    from hanse.findings.brief.build import build_brief  # noqa: PLC0415 - the same
    from hanse.findings.brief.forms import FORMATS  # noqa: PLC0415 - the same

    with progress("Writing the brief", insights.STEPS + 1 + FORMS) as line:
        folder = read_folder(options.folder, options.blocs, options.language)
        line.advance()
        result = insights.analyse_folder(folder, advance=line.advance)
        brief = build_brief(
            result,
            title=options.title,
            recompute=_command(options),
            sharing_label=options.sharing_label,
        )
        contents = {}
        for ending, render in FORMATS.items():
            contents[f"brief.{ending}"] = render(brief)
            line.advance()
    write_files(options.out, contents)
    if sys.stdout.isatty():
        sys.stdout.write(f"{options.out}: brief.{', brief.'.join(FORMATS)}\n")


def _command(options: argparse.Namespace) -> str:
    """Write down the command that was given, so that anyone can repeat it."""
    words = ["hanse", "brief", str(options.folder), "--out", str(options.out)]
    for name in ("blocs", "language", "title"):
        value = getattr(options, name)
        words += [f"--{name}", str(value)] if value else []
    words += ["--sharing-label", options.sharing_label]
    return shlex.join(words)
