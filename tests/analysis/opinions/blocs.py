"""Vote tables with declared blocs, and other ways to write the same table down."""

import dataclasses
import hashlib
from collections.abc import Sequence

import numpy as np

from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table


def counted(rows: Sequence[Sequence[tuple[int, int, int]]]) -> VoteTable:
    """Build a table in which bloc b gives statement j (agree, disagree, pass) = rows[j][b].

    People vote from the first of their bloc on, so one person votes on several statements.
    """
    sizes = [max(sum(row[b]) for row in rows) for b in range(len(rows[0]))]
    first = np.concatenate(([0], np.cumsum(sizes)))
    who, what, how = [], [], []
    for statement, row in enumerate(rows):
        for bloc, (agree, disagree, passed) in enumerate(row):
            votes = [1] * agree + [-1] * disagree + [0] * passed
            who += [first[bloc] + i for i in range(len(votes))]
            what += [statement] * len(votes)
            how += votes
    codes = np.repeat(np.arange(len(sizes)), sizes).astype(np.int32)
    return build_vote_table(
        participant_ids=[f"p{i:05d}" for i in range(first[-1])],
        statement_ids=[f"s{j}" for j in range(len(rows))],
        participant=who,
        statement=what,
        vote=how,
        declared=[Attribute("side", tuple(f"bloc {b}" for b in range(len(sizes))), codes)],
    )


def drawn(people: int, statements: int, seed: int = 0) -> VoteTable:
    """Draw a table with two declared attributes, some people undeclared, one statement out."""
    chance = np.random.default_rng(seed)
    side, city = chance.integers(-1, 2, people), chance.integers(0, 4, people)
    lean = chance.normal(0.4, 1, statements) + side[:, None] * chance.normal(0, 0.7, statements)
    vote = np.where(chance.random(lean.shape) < 1 / (1 + np.exp(-lean)), 1, -1)
    vote[chance.random(lean.shape) < 0.15] = 0
    who, what = np.nonzero(chance.random(lean.shape) < 0.8)
    return build_vote_table(
        participant_ids=[f"p{i}" for i in range(people)],
        statement_ids=[f"s{j}" for j in range(statements)],
        participant=who,
        statement=what,
        vote=vote[who, what],
        moderated=np.arange(statements) == 1,
        declared=[
            Attribute("side", ("east", "west"), side.astype(np.int32)),
            Attribute("city", ("a", "b", "c", "d"), city.astype(np.int32)),
        ],
    )


def shuffled(table: VoteTable, seed: int) -> VoteTable:
    """Write the same votes down in another order of people, statements and events."""
    chance = np.random.default_rng(seed)
    rows, columns = chance.permutation(table.participants), chance.permutation(table.statements)
    events = chance.permutation(table.votes)
    return build_vote_table(
        participant_ids=[table.participant_ids[i] for i in rows],
        statement_ids=[table.statement_ids[j] for j in columns],
        participant=np.argsort(rows)[table.participant[events]],
        statement=np.argsort(columns)[table.statement[events]],
        vote=table.vote[events],
        moderated=table.moderated[columns],
        declared=[Attribute(a.name, a.levels, a.codes[rows]) for a in table.declared],
    )


def bits(result: object) -> str:
    """Fingerprint every bit of a result."""
    digest = hashlib.sha256()
    _feed(result, digest.update)
    return digest.hexdigest()


def _feed(value: object, update: object) -> None:
    if dataclasses.is_dataclass(value):
        value = tuple(getattr(value, field.name) for field in dataclasses.fields(value))
    if isinstance(value, tuple):
        for part in value:
            _feed(part, update)
    elif isinstance(value, np.ndarray):
        update(repr((value.shape, value.dtype.str)).encode() + value.tobytes())
    else:
        update(repr(value.hex() if isinstance(value, float) else value).encode())
