"""Which statements the same people back, and which the backers of one oppose."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.opinions.votes import AGREE, DISAGREE, VoteTable

#: Voters on both statements that an association needs.
COMMON_VOTERS = 10
HALF = 0.5
#: Standard errors taken off a positive association, so that it is surely there (one-sided 95 %),
#: and off a negative one, so that it is probably there (84 %): few people oppose what most support,
#: and their voice should still be heard.
SURELY = 1.645
PROBABLY = 1.0

Floats = NDArray[np.float64]


class Ballots:
    """The votes of a table, found by statement.

    Parameters
    ----------
    table
        Votes in canonical order.

    Attributes
    ----------
    table, participant
        The table, and its (V,) participant index per cell.
    """

    def __init__(self, table: VoteTable) -> None:
        self.table = table
        self.participant = table.participant
        self._order = np.argsort(table.statement, kind="stable")
        self._start = np.searchsorted(table.statement[self._order], np.arange(table.statements + 1))

    def on(self, statement: int) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        """(n,) indices of the voters of a statement, ascending, and (n,) their votes 1, 0 or -1."""
        cells = self._order[self._start[statement] : self._start[statement + 1]]
        return self.participant[cells], self.table.vote[cells]

    def by_participant(self, statement: int) -> NDArray[np.int8]:
        """(P,) vote of everybody on a statement, 0 for a pass or none."""
        votes = np.zeros(self.table.participants, np.int8)
        who, vote = self.on(statement)
        votes[who] = vote
        return votes


def most_oppose(ballots: Ballots, backed: int, opposed: int) -> bool:
    """Whether most who agree with one statement, and took a side on another, disagree with that.

    False under ten common voters and for moderated statements, as in `Associations.opposed`.
    """
    who, vote = ballots.on(backed)
    own = ballots.by_participant(opposed)[who]
    common = np.count_nonzero((own != 0) & (vote != 0))
    against = np.count_nonzero((vote == AGREE) & (own == DISAGREE))
    along = np.count_nonzero((vote == AGREE) & (own == AGREE))
    return bool(common >= COMMON_VOTERS and against > along and not ballots.table.moderated[backed])


class Associations:
    """How votes on one statement go with votes on every other.

    Parameters
    ----------
    ballots
        Votes by statement.
    statement
        Index of the one statement.

    Attributes
    ----------
    log_odds, error
        (C,) log odds ratio of the two-by-two table of common voters (agree or disagree with
        each), a half added to every cell, and its standard error.
    common
        (C,) common voters; associations of fewer than ten are not used.
    backing
        (C,) among those who agree with the one statement and took a side on the other, the share
        who agree with the other too; NaN without any.
    opposing
        (C,) among those who agree with the other and took a side on the one, the share who
        disagree with the one; NaN without any.

    References
    ----------
    Haldane, J. B. S. (1956); Woolf, B. (1955), on the log odds ratio and its error.
    """

    def __init__(self, ballots: Ballots, statement: int) -> None:
        table = ballots.table
        side = ballots.by_participant(statement)[ballots.participant]
        size = table.statements
        count = {
            (a, b): np.bincount(
                table.statement[(side == a) & (table.vote == b)], minlength=size
            ).astype(np.float64)
            for a in (AGREE, DISAGREE)
            for b in (AGREE, DISAGREE)
        }
        both, left = count[AGREE, AGREE], count[AGREE, DISAGREE]
        right, neither = count[DISAGREE, AGREE], count[DISAGREE, DISAGREE]
        halves = [c + 0.5 for c in (both, neither, left, right)]
        self.log_odds: Floats = np.log(halves[0] * halves[1] / (halves[2] * halves[3]))
        self.error: Floats = np.sqrt(sum(1.0 / h for h in halves))
        self.common: Floats = both + left + right + neither
        with np.errstate(invalid="ignore"):
            self.backing: Floats = both / (both + left)
            self.opposing: Floats = right / (both + right)
        usable = (self.common >= COMMON_VOTERS) & ~table.moderated
        usable[statement] = False
        self._usable = usable

    def positive(self) -> Floats:
        """(C,) log odds ratio that is surely exceeded; 0 where none is."""
        return self._above(self.log_odds, SURELY)

    def negative(self) -> Floats:
        """(C,) negative log odds ratio that is probably exceeded; 0 where none is."""
        return self._above(-self.log_odds, PROBABLY)

    def opposed(self) -> NDArray[np.bool_]:
        """(C,) statements most of whose backers, among common voters, disagree with the one."""
        return self._usable & (self.opposing > HALF)

    def _above(self, value: Floats, errors: float) -> Floats:
        return np.where(self._usable, np.maximum(value - errors * self.error, 0.0), 0.0)
