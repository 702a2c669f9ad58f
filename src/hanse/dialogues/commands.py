"""Commands on dialogues in folders: analyse one, simulate one, bring one into the database."""

import argparse
import sys
from pathlib import Path

from hanse.shared.errors import SetupError
from hanse.shared.files import write_file
from hanse.shared.progress import progress

SHARES = {
    "bridges": "statements that every bloc supports",
    "divides": "statements that set blocs against each other",
    "rejected": "statements that every bloc refuses",
    "duplicates": "statements that repeat another in other words",
    "straight-liners": "people who answer everything alike",
    "revotes": "votes that replace an earlier one",
    "moderated": "statements taken out by a moderator",
    "passes": "passes among the votes",
}
DEFAULT_BLOCS = (
    "side=Europe:60,North America:40",
    "role=practitioner:50,official:35,elected:15",
)


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add analyse, simulate and import-dialogue."""
    analyse = subparsers.add_parser("analyse", help="analyse a folder of votes")
    add_folder_arguments(analyse)
    analyse.add_argument("--json", type=Path, metavar="FILE", help="write everything as JSON")
    analyse.set_defaults(run=_analyse)
    _add_simulate(subparsers.add_parser("simulate", help="write a simulated dialogue to a folder"))
    _add_import(
        subparsers.add_parser("import-dialogue", help="bring a folder of votes into the database")
    )


def add_folder_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder, and the blocs that may come with it."""
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help="Polis export, or Hanse's own form"
    )
    parser.add_argument(
        "--blocs", type=Path, metavar="FILE", help="CSV: participant and one column per attribute"
    )
    parser.add_argument(
        "--language", default="", metavar="TAG", help="of texts whose language is not said: en, de"
    )


def _add_simulate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to make")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same dialogue")
    parser.add_argument("--participants", type=int, default=400)
    parser.add_argument("--statements", type=int, default=60)
    parser.add_argument("--votes-per-person", type=float, default=30.0)
    parser.add_argument(
        "--bloc",
        action="append",
        metavar="ATTRIBUTE=LEVEL:SIZE,…",
        help=f"declared blocs and their sizes, for example {DEFAULT_BLOCS[0]!r}; repeatable",
    )
    parser.add_argument("--structure", choices=("none", "spectrum", "groups"), default="spectrum")
    parser.add_argument("--languages", default="en", help="of the statements, such as en,de,fr,es")
    for name, words in SHARES.items():
        parser.add_argument(f"--{name}", type=float, metavar="SHARE", help=f"share of {words}")
    parser.add_argument("--title", default="A simulated dialogue")
    parser.add_argument("--question", default="What should cities do together?")
    parser.set_defaults(run=_simulate)


def _add_import(parser: argparse.ArgumentParser) -> None:
    add_folder_arguments(parser)
    parser.add_argument("--slug", help="its address; made from the title when left out")
    parser.add_argument(
        "--label",
        choices=("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"),
        help="who may see it (a new dialogue starts at AMBER+STRICT; CLEAR is public)",
    )
    parser.set_defaults(run=_import, database=True)


def _import(options: argparse.Namespace) -> None:
    from django.utils.text import slugify  # noqa: PLC0415 - Django is ready only now

    from hanse.dialogues import actions  # noqa: PLC0415 - the same
    from hanse.dialogues.folders import read_folder  # noqa: PLC0415 - the same
    from hanse.sharing.acting import as_system  # noqa: PLC0415 - the same
    from hanse.sharing.labels import SharingLabel  # noqa: PLC0415 - the same

    folder = read_folder(options.folder, options.blocs)
    slug = slugify(options.slug or folder.title)
    if not slug:
        raise SetupError("The title gives no address.", "Name one with --slug.")
    label = SharingLabel(options.label.lower()) if options.label else None
    shown = actions.Presentation(slug=slug, sharing_label=label)
    with as_system("import a dialogue"):
        with progress("Importing", len(folder.votes)) as line:
            done = actions.import_dialogue(folder, shown, advance=line.advance)
        ready = actions.request_analysis(done.dialogue)
    if sys.stdout.isatty():
        state = "imported" if done.changed else "already there"
        wait = "" if ready else "; the worker analyses it"
        sys.stdout.write(f"{slug}: {len(folder.votes):,} votes {state}{wait}\n")


def _analyse(options: argparse.Namespace) -> None:
    from hanse.dialogues import document, insights, summary  # noqa: PLC0415 - `--help` stays quick
    from hanse.dialogues.folders import read_folder  # noqa: PLC0415 - the same

    with progress("Analysing", insights.STEPS + 1) as line:
        folder = read_folder(options.folder, options.blocs, options.language)
        line.advance()
        result = insights.analyse_folder(folder, advance=line.advance)
    if options.json:
        write_file(options.json, document.as_bytes(document.as_document(result)))
    if not options.json or sys.stdout.isatty():
        sys.stdout.write(summary.summary_of(result))


def _simulate(options: argparse.Namespace) -> None:
    from hanse.dialogues import insights  # noqa: PLC0415 - `--help` stays quick
    from hanse.dialogues.folders import write_folder  # noqa: PLC0415 - the same

    try:
        plan = insights.plan_from(
            blocs=options.bloc or DEFAULT_BLOCS,
            structure=options.structure,
            languages=options.languages.split(","),
            numbers=_numbers(options),
        )
    except ValueError as problem:
        raise SetupError(f"{problem}.", "Change the option.") from None
    folder, drawn = insights.simulated_folder(plan, title=options.title, question=options.question)
    write_folder(folder, options.out, beside={"truth.csv": insights.planted_truth(drawn)})
    if sys.stdout.isatty():
        sys.stdout.write(f"{options.out}: {len(folder.votes):,} simulated votes\n")


def _numbers(options: argparse.Namespace) -> dict[str, int | float]:
    """Collect the numbers that were given; the others keep the generator's own defaults."""
    names = ["participants", "statements", "votes_per_person", "seed"]
    names += [name.replace("-", "_") for name in SHARES]
    return {name: getattr(options, name) for name in names if getattr(options, name) is not None}
