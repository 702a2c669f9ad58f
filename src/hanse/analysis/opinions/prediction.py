"""Predict votes nobody cast yet: a logistic factor model fitted by closed-form steps."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.opinions.axes import ballots as choices
from hanse.analysis.opinions.axes import centre, leading_axes, mean_votes
from hanse.analysis.opinions.null import counter_bits
from hanse.analysis.opinions.votes import AGREE, PASS, VoteTable

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Indices = NDArray[np.int32]

MOST_FACTORS = 3
MOST_STEPS = 40
SETTLED = 1e-3
INNER_SHARE = 0.1
INNER_STREAM = 2**33
GENTLE = 1e-3


@dataclass(frozen=True, slots=True)
class Side:
    """What is believed of every participant, or of every statement.

    Each has a level and r leanings, normally distributed. `mean`: (N, 1 + r). `covariance`:
    (N, 1 + r, 1 + r).
    """

    mean: Floats
    covariance: Floats

    def moments(self, level: int) -> Floats:
        """(N, 2 + r, 2 + r) second moments of (own level, 1, leanings), the 1 at `1 - level`.

        Participants put their level at 0 and statements at 1, so that the product of both
        vectors is participant level + statement level + leanings times leanings.
        """
        full = np.insert(self.mean, 1 - level, 1.0, axis=1)
        second = full[:, :, None] * full[:, None, :]
        own = [level, *range(2, full.shape[1])]
        second[:, np.array(own)[:, None], own] += self.covariance
        return np.asarray(second)


@dataclass(frozen=True, slots=True)
class VoteModel:
    """Log odds of agreement = participant level + statement level + leanings of both.

    `participants`, `statements`: the two sides. `rank`: number of leanings, r.
    """

    participants: Side
    statements: Side
    rank: int

    def predict(self, participant: Indices, statement: Indices) -> Floats:
        """Probability of agreement, if not passing, for (N,) pairs; doubt draws it to one half.

        The mean of a logistic of a normal is taken by MacKay's approximation.
        """
        who, what = self.participants.mean[participant], self.statements.mean[statement]
        mean = who[:, 0] + what[:, 0] + np.einsum("vr,vr->v", who[:, 1:], what[:, 1:])
        square = _square(self, participant, statement)
        return np.asarray(
            scipy.special.expit(mean / np.sqrt(1 + np.pi / 8 * np.maximum(square - mean**2, 0)))
        )


@dataclass(frozen=True, slots=True)
class _Ballots:
    """Agreements and disagreements only, in canonical order, and the shape of the table."""

    start: NDArray[np.int64]
    participant: Indices
    statement: Indices
    vote: NDArray[np.int8]
    shape: tuple[int, int]

    def without(self, out: NDArray[np.bool_]) -> "_Ballots":
        """Leave out the ballots that `out`, (N,) bool, marks; every participant stays."""
        kept = np.bincount(self.participant[~out], minlength=self.shape[0])
        return _Ballots(
            np.concatenate(([0], np.cumsum(kept))),
            self.participant[~out],
            self.statement[~out],
            self.vote[~out],
            self.shape,
        )


def fit_votes(table: VoteTable, rank: int | None = None) -> VoteModel:
    """Fit the vote model; passes and moderated statements are left out.

    Parameters
    ----------
    table
        P participants, C statements.
    rank
        Number of leanings, r; by default the one of 0..3 that best predicts a tenth of the
        votes set aside.

    Returns
    -------
    VoteModel
        Participants and statements without votes keep their prior.

    Notes
    -----
    Variational Bayes with Polya-Gamma weights: each step is a ridge regression per participant
    or per statement, its ridge learned as the inverse variance of that quantity over all of
    them. Starts from the spectral axes, so there is no chance in it. The independence assumed
    between the two sides makes the stated doubt a little too small.

    References
    ----------
    Polson, Scott & Windle (2013), Bayesian inference for logistic models using Polya-Gamma
    latent variables. Jaakkola & Jordan (2000), Bayesian parameter estimation via variational
    methods.
    """
    took_side = (table.vote != PASS) & ~table.moderated[table.statement]
    every = _Ballots(
        table.start,
        table.participant,
        table.statement,
        table.vote,
        (table.participants, table.statements),
    )
    ballots = every.without(~took_side)
    return _fit(ballots, _choose_rank(ballots) if rank is None else rank)


def log_loss(probability: Floats, agreed: NDArray[np.bool_]) -> float:
    """Mean surprise of the outcomes, in nats.

    >>> round(log_loss(np.array([0.5, 0.5]), np.array([True, False])), 4)
    0.6931
    """
    bounded = np.clip(np.where(agreed, probability, 1 - probability), 1e-12, 1)
    return float(-np.log(bounded).mean())


def _choose_rank(ballots: _Ballots) -> int:
    chance = counter_bits(INNER_STREAM, len(ballots.vote)) >> np.uint64(11)
    out = chance < 2**53 * INNER_SHARE
    if not out.any() or out.all():
        return 0
    kept = ballots.without(out)
    agreed = ballots.vote[out] == AGREE
    losses = [
        log_loss(_fit(kept, rank).predict(ballots.participant[out], ballots.statement[out]), agreed)
        for rank in range(MOST_FACTORS + 1)
    ]
    return int(np.argmin(losses))


def _fit(ballots: _Ballots, rank: int) -> VoteModel:
    model = _begin(ballots, rank)
    half = scipy.sparse.csr_array(
        (ballots.vote / 2, ballots.statement, ballots.start.astype(np.int32)), shape=ballots.shape
    )
    turned = half.T.tocsr()
    before = np.full(len(ballots.vote), np.inf)
    for _ in range(MOST_STEPS if len(ballots.vote) else 0):
        bend = np.sqrt(_square(model, ballots.participant, ballots.statement))
        if np.abs(bend - before).mean() < SETTLED:
            break
        before = bend
        weight = _with_entries(half, np.tanh(bend / 2) / (2 * np.maximum(bend, GENTLE)))
        people = _regress(half, weight, model.statements, _ridge(model.participants, 0), 0)
        model = replace(model, participants=people)
        ridge, usual = _ridge(model.statements, 1), float(model.statements.mean[:, 0].mean())
        asked = _regress(turned, weight.T.tocsr(), people, ridge, 1, usual)
        model = replace(model, statements=asked)
    return model


def _with_entries(like: "csr_array", data: Floats) -> "csr_array":
    """Put other entries in the places of a sparse matrix."""
    return scipy.sparse.csr_array((data, like.indices, like.indptr), shape=like.shape)


def _begin(ballots: _Ballots, rank: int) -> VoteModel:
    """Statement levels from shares of agreement, statement leanings from the spectral axes."""
    people, statements = ballots.shape
    agree = np.bincount(ballots.statement[ballots.vote == AGREE], minlength=statements)
    asked = np.bincount(ballots.statement, minlength=statements)
    level = np.zeros((statements, 1 + rank))
    level[:, 0] = scipy.special.logit((agree + 1) / (asked + 2))
    if rank and len(ballots.vote):
        choice = choices(ballots.statement, ballots.vote)
        mean = mean_votes(choice, statements)
        centred = centre(ballots.start, ballots.statement, choice, mean)
        level[:, 1:] = leading_axes(centred, rank)[0] * np.sqrt(statements)
    doubt = np.zeros((statements, 1 + rank, 1 + rank))
    nobody = np.tile(np.eye(1 + rank), (people, 1, 1))
    return VoteModel(Side(np.zeros((people, 1 + rank)), nobody), Side(level, doubt), rank)


def _square(model: VoteModel, participant: Indices, statement: Indices) -> Floats:
    """Work out the expected square of the log odds of each pair."""
    mine, theirs = model.participants.moments(0), model.statements.moments(1)
    size = mine.shape[1] ** 2
    total = np.zeros(len(participant))
    for part in range(size):
        total += (
            mine.reshape(-1, size)[:, part][participant]
            * theirs.reshape(-1, size)[:, part][statement]
        )
    return np.maximum(total, 0.0)


def _ridge(side: Side, level: int) -> Floats:
    """(1 + r,) inverse prior variances, learned; leanings of participants have variance 1."""
    spread = side.mean[:, 0] - (side.mean[:, 0].mean() if level else 0.0)
    centred = np.column_stack([spread, side.mean[:, 1:]])
    variance = (centred**2).mean(axis=0) + np.einsum("nkk->k", side.covariance) / max(
        len(centred), 1
    )
    if not level:
        variance[1:] = 1.0
    return np.asarray(1 / np.maximum(variance, GENTLE))


def _regress(
    half: "csr_array",
    weight: "csr_array",
    other: Side,
    ridge: Floats,
    level: int,
    usual: float = 0.0,
) -> Side:
    """Ridge regression of every row on the beliefs about the other side."""
    moments = other.moments(1 - level)
    size = moments.shape[1]
    own = [level, *range(2, size)]
    flat = (weight @ moments.reshape(-1, size * size)).reshape(-1, size, size)
    pull = half @ moments[:, :, level]
    precision = flat[:, own][:, :, own] + np.diag(ridge)
    target = pull[:, own] - flat[:, own, 1 - level]
    target[:, 0] += ridge[0] * usual
    covariance = np.linalg.inv(precision)
    return Side(np.einsum("nkl,nl->nk", covariance, target), covariance)
