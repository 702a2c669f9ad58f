"""From the rows of a dialogue to its analysis: the only place here that calls `hanse.analysis`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from hanse.analysis.findings import choose
from hanse.analysis.findings.results import Slate, Source
from hanse.analysis.opinions import analyse
from hanse.analysis.opinions.results import Analysis, BlocRates, Lens
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table
from hanse.analysis.themes import Themes, find_themes
from hanse.dialogues.folders.folder import TAKEN_OUT, DialogueFolder

__all__ = [
    "Analysis",
    "BlocRates",
    "Lens",
    "Result",
    "Slate",
    "Themes",
    "analyse_folder",
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


def _attribute(name: str, declared: Sequence[str]) -> Attribute:
    levels = tuple(sorted(set(declared) - {""}))
    code = {level: index for index, level in enumerate(levels)} | {"": -1}
    return Attribute(name, levels, np.array([code[level] for level in declared], np.int32))


def topics_of(result: Result) -> Themes:
    """Group the statements by what they speak of, in the order of the table."""
    return find_themes([source.text for source in sources(result.folder, result.table)])
