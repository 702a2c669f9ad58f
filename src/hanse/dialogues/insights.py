"""From the rows of a dialogue to its analysis: the only place here that calls `hanse.analysis`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from hanse.analysis.findings import choose
from hanse.analysis.findings.results import Slate, Source
from hanse.analysis.opinions import analyse
from hanse.analysis.opinions.results import Analysis, BlocRates, Lens
from hanse.analysis.opinions.simulation import Declared, Plan, Simulated, Structure, simulate
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table
from hanse.analysis.themes import Themes, find_themes
from hanse.dialogues.folders.folder import (
    ACCEPTED,
    TAKEN_OUT,
    DialogueFolder,
    FolderStatement,
    FolderVotes,
)

__all__ = [
    "Analysis",
    "BlocRates",
    "Declared",
    "Lens",
    "Plan",
    "Result",
    "Simulated",
    "Slate",
    "Structure",
    "Themes",
    "analyse_folder",
    "plan_from",
    "planted_truth",
    "simulated_folder",
    "sources",
    "topics_of",
    "vote_table",
]
STEPS = 3  # how often `analyse_folder` calls `advance`


@dataclass(frozen=True, slots=True)
class Result:
    """A dialogue with everything that was computed from it."""

    folder: DialogueFolder
    table: VoteTable
    analysis: Analysis
    slate: Slate


def analyse_folder(folder: DialogueFolder, *, advance: Callable[[], None] = lambda: None) -> Result:
    """Compute everything there is to say of a dialogue; `advance` hears of each step."""
    table = vote_table(folder)
    advance()
    analysis = analyse(table)
    advance()
    slate = choose(table, analysis, sources(folder, table))
    advance()
    return Result(folder, table, analysis, slate)


def vote_table(folder: DialogueFolder) -> VoteTable:
    """Put the votes in canonical order; a statement without words counts as taken out."""
    votes = folder.votes
    return build_vote_table(
        participant_ids=folder.participants,
        statement_ids=[statement.id for statement in folder.statements],
        participant=votes.participant,
        statement=votes.statement,
        vote=votes.value,
        time=votes.time,
        moderated=[
            statement.moderated == TAKEN_OUT or not statement.text.strip()
            for statement in folder.statements
        ],
        declared=[
            _attribute(name, declared) for name, declared in folder.blocs.items() if any(declared)
        ],
    )


def sources(folder: DialogueFolder, table: VoteTable) -> list[Source]:
    """Give every statement in table order, ready to be quoted."""
    statements = {statement.id: statement for statement in folder.statements}
    people = {id_: index for index, id_ in enumerate(table.participant_ids)}
    ordered = [statements[id_] for id_ in table.statement_ids]
    return [Source(s.id, s.text, s.language, people.get(s.author, -1)) for s in ordered]


def topics_of(result: Result) -> Themes:
    """Group the statements by what they speak of, in the order of the table."""
    return find_themes([source.text for source in sources(result.folder, result.table)])


def _attribute(name: str, declared: Sequence[str]) -> Attribute:
    levels = tuple(sorted(set(declared) - {""}))
    code = {level: index for index, level in enumerate(levels)} | {"": -1}
    return Attribute(name, levels, np.array([code[level] for level in declared], np.int32))


def simulated_folder(plan: Plan, *, title: str, question: str) -> tuple[DialogueFolder, Simulated]:
    """Draw a dialogue from a plan, marked as simulated, with the truth behind it."""
    drawn = simulate(plan)
    statements = tuple(
        FolderStatement(
            id=drawn.statement_ids[j],
            text=drawn.texts[j],
            language=drawn.languages[j],
            author=drawn.participant_ids[author] if author >= 0 else "",
            moderated=TAKEN_OUT if drawn.moderated[j] else ACCEPTED,
            created=int(drawn.created[j]),
        )
        for j, author in enumerate(drawn.authors.tolist())
    )
    blocs = {
        attribute.name: tuple(
            attribute.levels[code] if code >= 0 else "" for code in attribute.codes.tolist()
        )
        for attribute in drawn.declared
    }
    votes = FolderVotes(drawn.participant, drawn.statement, drawn.vote, drawn.time)
    folder = DialogueFolder(
        title=title,
        question=question,
        language=plan.languages[0][0],
        statements=statements,
        participants=drawn.participant_ids,
        votes=votes,
        blocs=blocs,
        simulated=True,
    )
    return folder, drawn


def planted_truth(drawn: Simulated) -> list[tuple[str, ...]]:
    """List what was planted: per statement its kind, and the true share in every bloc."""
    truth, blocs = drawn.truth, [(a.name, a.levels) for a in drawn.declared]
    header = ["statement", "planted", "divided_by", "agreement"]
    header += [f"{name}={level}" for name, levels in blocs for level in levels]
    rows = [tuple(header)]
    for j, id_ in enumerate(drawn.statement_ids):
        shares = [truth.agreement[name][j, b] for name, ls in blocs for b in range(len(ls))]
        everyone = truth.agreement["everyone"][j, 0]
        numbers = (f"{share:.4f}" for share in (everyone, *shares))
        rows.append((id_, str(truth.kinds[j]), truth.divided_by[j], *numbers))
    return rows


def plan_from(
    *, blocs: Sequence[str], structure: str, languages: Sequence[str], numbers: Mapping[str, Any]
) -> Plan:
    """Read a plan as the command line gives it; ValueError says what is wrong with it."""
    plan = Plan(
        declared=tuple(_declared(text) for text in blocs),
        structure=Structure(structure),
        languages=tuple((language.strip(), 1 / len(languages)) for language in languages),
    )
    return replace(plan, **numbers)


def _declared(text: str) -> Declared:
    """Read one attribute.

    >>> _declared("side=Europe:90,North America:10")
    Declared(name='side', levels=('Europe', 'North America'), shares=(0.9, 0.1), undeclared=0.0)
    """
    name, _, rest = text.partition("=")
    pairs = [pair.rpartition(":") for pair in rest.split(",")]
    try:
        sizes = [float(size) for _level, _colon, size in pairs]
    except ValueError:
        raise ValueError(f"“{text}” is not of the form side=Europe:60,North America:40") from None
    if not name or not all(level.strip() for level, _, _ in pairs) or min(sizes) <= 0:
        raise ValueError(f"“{text}” is not of the form side=Europe:60,North America:40")
    total = sum(sizes)
    return Declared(
        name.strip(),
        tuple(level.strip() for level, _, _ in pairs),
        tuple(size / total for size in sizes),
    )
