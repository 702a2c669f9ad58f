"""A page of plain text on an analysis, for a terminal."""

import shutil
import textwrap
from collections import Counter

from hanse.dialogues.insights import Result

NARROWEST, WIDEST = 60, 100
FIGURES = "{:>3}  {:>5}  {:>11}  {:>6}  "
LABEL_ORDER = ("consensus", "likely", "split", "open", "insufficient", "moderated")


def summary_of(result: Result) -> str:
    """Say who took part, how opinion lies, and the slate with its numbers."""
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))
    return "\n".join([*_heading(result, width), "", *_slate(result, width), ""])


def _heading(result: Result, width: int) -> list[str]:
    folder, analysis = result.folder, result.analysis
    taken_out = int(result.table.moderated.sum())
    counts = Counter(map(str, analysis.label))
    labels = ", ".join(f"{counts[name]} {name}" for name in LABEL_ORDER if counts[name])
    lines = [
        printable(folder.title) + (" (simulated)" if folder.simulated else ""),
        f"{analysis.participants:,} people, {analysis.votes:,} votes",
        f"{analysis.statements:,} statements, {taken_out:,} of them taken out",
        f"Statements: {labels}",
        analysis.groups.reason,
        f"Data version {analysis.data_version}",
    ]
    return [part for line in lines for part in textwrap.wrap(line, width)]


def _slate(result: Result, width: int) -> list[str]:
    """Give one row per finding, with the numbers of everyone."""
    rates = result.analysis.lenses[0].rates
    texts = {statement.id: statement.text for statement in result.folder.statements}
    lines = [FIGURES.format("#", "agree", "95%", "voices") + "finding"]
    for finding in result.slate.findings:
        j = finding.statement
        low, high = (round(100 * share[j, 0]) for share in (rates.low, rates.high))
        start = FIGURES.format(
            finding.rank,
            f"{rates.mean[j, 0]:.0%}",
            f"{low} to {high}%",
            f"{rates.voices[j, 0]:,}",
        )
        text = f"[{finding.kind}] {printable(texts[finding.statement_id])}"
        wrapped = textwrap.wrap(text, width - len(start))
        lines += [start + wrapped[0], *(" " * len(start) + more for more in wrapped[1:])]
    notes = [part for note in result.slate.notes for part in textwrap.wrap(note, width)]
    return lines + (["", *notes] if notes else [])


def printable(text: str) -> str:
    r"""Keep what a terminal can show; a text must not be able to steer it.

    >>> printable("Trams\x1b[2J at\nnight")
    'Trams[2J at night'
    """
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
