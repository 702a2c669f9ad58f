"""Small simulated dialogues, analysed, with their statements as sources."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from hanse.analysis.findings.results import Source
from hanse.analysis.opinions import Analysis, Attribute, VoteTable, analyse, build_vote_table
from hanse.analysis.opinions.simulation import Declared, Plan, Structure, simulate

Dialogue = tuple[VoteTable, Analysis, tuple[Source, ...]]


@cache
def simulated(
    seed: int, *, participants: int = 90, statements: int = 30, blocs: int = 2
) -> Dialogue:
    """Simulate a dialogue with no, two or more declared blocs of equal size."""
    levels = tuple(f"bloc {b}" for b in range(blocs))
    declared = (Declared("bloc", levels, (1 / blocs,) * blocs),) if blocs else ()
    plan = Plan(
        participants=participants,
        statements=statements,
        votes_per_person=20,
        seed=seed,
        declared=declared,
        structure=Structure.SPECTRUM,
        moderated=0.1,
        duplicates=0.1,
    )
    made = simulate(plan)
    table = made.table()
    sources = tuple(
        Source(id_, text, language, int(author))
        for id_, text, language, author in zip(
            table.statement_ids, made.texts, made.languages, made.authors, strict=True
        )
    )
    return table, analyse(table, replicates=0), sources


def voted(
    texts: Sequence[str],
    votes: Sequence[Sequence[int | None]],
    blocs: Sequence[str] = (),
    moderated: Sequence[int] = (),
) -> Dialogue:
    """Build a dialogue from one row of votes per person, None where nobody was asked."""
    cells = [(i, j, v) for i, row in enumerate(votes) for j, v in enumerate(row) if v is not None]
    levels = tuple(sorted(set(blocs)))
    codes = np.array([levels.index(bloc) for bloc in blocs], np.int32)
    columns = np.array(cells, np.int64).reshape(-1, 3).T
    table = build_vote_table(
        participant_ids=[f"{i:04}" for i in range(len(votes))],
        statement_ids=[f"{j:04}" for j in range(len(texts))],
        participant=columns[0],
        statement=columns[1],
        vote=columns[2],
        moderated=[j in moderated for j in range(len(texts))],
        declared=(Attribute("side", levels, codes),) if blocs else (),
    )
    sources = tuple(Source(f"{j:04}", text, "en") for j, text in enumerate(texts))
    return table, analyse(table, replicates=0), sources
