"""Small vote tables with a planted shape, shared by the tests of the opinion map."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.votes import VoteTable, build_vote_table


def table_of(matrix: NDArray[np.float64], moderated: list[int] | None = None) -> VoteTable:
    """Vote table of a dense matrix, NaN where nobody voted."""
    person, statement = np.nonzero(~np.isnan(matrix))
    out = np.zeros(matrix.shape[1], bool)
    out[moderated or []] = True
    return build_vote_table(
        participant_ids=[f"p{i:05d}" for i in range(matrix.shape[0])],
        statement_ids=[f"s{j:04d}" for j in range(matrix.shape[1])],
        participant=person,
        statement=statement,
        vote=matrix[person, statement],
        moderated=out,
    )


def votes_from(agreement: NDArray[np.float64], seed: int, seen: float = 0.7) -> VoteTable:
    """Draw votes with (P, C) probabilities of agreement, one in ten a pass, some unseen."""
    chance = np.random.default_rng(seed)
    matrix = np.where(chance.random(agreement.shape) < agreement, 1.0, -1.0)
    matrix[chance.random(agreement.shape) < 0.1] = 0.0
    matrix[chance.random(agreement.shape) > seen] = np.nan
    return table_of(matrix)


def camps(sizes: list[int], statements: int = 60, seed: int = 0) -> tuple[VoteTable, list[int]]:
    """Planted groups, each with its own mind on every statement; and who belongs to which."""
    chance = np.random.default_rng(seed)
    minds = chance.choice([0.1, 0.9], size=(len(sizes), statements))
    member = np.repeat(np.arange(len(sizes)), sizes)
    return votes_from(minds[member], seed + 1), member.tolist()


def spectrum(people: int, statements: int = 60, seed: int = 0) -> VoteTable:
    """Everybody somewhere on one line, most in the middle, statements cutting it anywhere."""
    chance = np.random.default_rng(seed)
    place = chance.normal(size=people)
    cut, side = chance.normal(size=statements), chance.choice([-1.0, 1.0], size=statements)
    return votes_from(1 / (1 + np.exp(-1.5 * side * (place[:, None] - cut))), seed + 1)


def unstructured(people: int, statements: int = 60, seed: int = 0) -> VoteTable:
    """Statements differ in support, people do not differ at all."""
    support = np.random.default_rng(seed).uniform(0.2, 0.9, size=statements)
    return votes_from(np.tile(support, (people, 1)), seed + 1)
