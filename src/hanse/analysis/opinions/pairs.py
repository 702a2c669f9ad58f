"""Sums over participants for every two statements, exact and changed vote by vote."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.votes import VoteTable

Floats = NDArray[np.float64]

BLOCK = 4096


@dataclass(frozen=True, slots=True)
class Change:
    """One vote and what its voter held before it.

    `column`: the statement. `vote`, `before`: the new vote and the one it replaces, 0 if none.
    `first`: True if none was there. `columns`, `cast`: the voter's votes on other statements.
    """

    column: int
    vote: int
    before: int
    first: bool
    columns: NDArray[np.int32]
    cast: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PairSums:
    """Whole numbers, kept as floats; all (C, C).

    `products`: sum of the product of both votes. `sums`: sum of the second vote where both were
    cast. `both`: participants who cast both.
    """

    products: Floats
    sums: Floats
    both: Floats

    def margins(self) -> tuple[Floats, Floats, Floats]:
        """(C,) voters, sum of votes and voters who took a side, per statement."""
        return self.both.diagonal(), self.sums.diagonal(), self.products.diagonal()

    def centre(self, gram: Floats, rows: NDArray[np.int64]) -> None:
        """Bring centred products up to date in place: votes less their statement's mean.

        Parameters
        ----------
        gram
            (C, C) sums of centred products, symmetric.
        rows
            (N,) statements whose votes have changed. An entry is worked out from its own sums
            only, so that the same sums give the same bits whichever rows were done when.
        """
        asked, total, _ = self.margins()
        mean = total / np.maximum(asked, 1)
        level = mean[rows]
        fresh = self.both[rows] * (level[:, None] * mean)
        fresh -= self.sums[rows] * level[:, None] + (self.sums[:, rows] * mean[:, None]).T
        fresh += self.products[rows]
        gram[rows] = fresh
        gram[:, rows] = fresh.T

    def take(self, changes: list[Change]) -> None:
        """Bring the sums up to date, in place; the order of changes does not matter."""
        if not changes:
            return
        size = len(self.both)
        each = [len(change.columns) for change in changes]
        column, gain, joined = (
            np.array(values)
            for values in zip(
                *((c.column, c.vote - c.before, int(c.first)) for c in changes), strict=True
            )
        )
        square = np.array([c.vote**2 - c.before**2 for c in changes])
        mine = np.repeat(column, each)
        theirs = np.concatenate([change.columns for change in changes])
        cast = np.concatenate([change.cast for change in changes])
        more, new = np.repeat(gain, each), np.repeat(joined, each)
        there, back, own = mine * size + theirs, theirs * size + mine, column * (size + 1)
        place = np.concatenate([there, back, own])
        for sums, forth, reverse, alone in (
            (self.products, more * cast, more * cast, square),
            (self.sums, new * cast, more, gain),
            (self.both, new, new, joined),
        ):
            change = np.concatenate([forth, reverse, alone]).astype(np.float64)
            np.add.at(sums.reshape(-1), place, change)


def pair_sums(table: VoteTable) -> PairSums:
    """Add up all votes of a table.

    Parameters
    ----------
    table
        P participants, C statements. Fewer than 16 million participants, so that sums in single
        precision are exact and no order of summation can change them.
    """
    size = table.statements
    products, sums, both = (np.zeros((size, size), np.float32) for _ in range(3))
    for first in range(0, table.participants, BLOCK):
        last = min(first + BLOCK, table.participants)
        cells = slice(table.start[first], table.start[last])
        who = np.repeat(np.arange(last - first), np.diff(table.start[first : last + 1]))
        vote, voted = (np.zeros((last - first, size), np.float32) for _ in range(2))
        vote[who, table.statement[cells]] = table.vote[cells]
        voted[who, table.statement[cells]] = 1
        products += vote.T @ vote
        sums += voted.T @ vote
        both += voted.T @ voted
    return PairSums(*(total.astype(np.float64) for total in (products, sums, both)))
