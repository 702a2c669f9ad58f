import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit
from tests.analysis.opinions import naive_map
from tests.analysis.opinions.tables import camps, spectrum, table_of, unstructured

from hanse.analysis.opinions.prediction import VoteModel, fit_votes, log_loss
from hanse.analysis.opinions.votes import VoteTable, build_vote_table

Floats = NDArray[np.float64]


def every_pair(table: VoteTable, model: VoteModel) -> Floats:
    """(P, C) predicted agreement."""
    who, what = np.indices((table.participants, table.statements), np.int32)
    shape = (table.participants, table.statements)
    return model.predict(who.ravel(), what.ravel()).reshape(shape)


def hidden_loss(table: VoteTable, seed: int = 0) -> tuple[float, float]:
    """Log-loss on a tenth of the votes set aside: of the model, and of statement shares."""
    matrix = naive_map.dense(table)
    hidden = (np.random.default_rng(seed).random(matrix.shape) < 0.1) & (np.abs(matrix) == 1)
    seen = np.where(hidden, np.nan, matrix)
    agree, disagree = (seen == 1).sum(axis=0), (seen == -1).sum(axis=0)
    shares = np.broadcast_to((agree + 1) / (agree + disagree + 2), matrix.shape)
    predicted = every_pair(table, fit_votes(table_of(seen)))
    agreed = matrix[hidden] == 1
    return log_loss(predicted[hidden], agreed), log_loss(shares[hidden], agreed)


def test_hidden_votes_of_planted_camps_are_predicted() -> None:
    model, shares = hidden_loss(camps([60, 60])[0])

    assert model < 0.38
    assert shares > 0.5


def test_hidden_votes_on_a_spectrum_are_predicted_better_than_by_shares() -> None:
    model, shares = hidden_loss(spectrum(200))

    assert model < 0.85 * shares


def test_without_structure_the_model_stays_with_the_shares() -> None:
    model, shares = hidden_loss(unstructured(150))

    assert model == pytest.approx(shares, rel=0.03)


def test_probabilities_come_close_to_the_planted_ones() -> None:
    chance = np.random.default_rng(5)
    truth = expit(chance.normal(size=(300, 1)) * chance.normal(size=40) + chance.normal(size=40))
    table = table_of(np.where(chance.random((300, 40)) < truth, 1.0, -1.0))

    predicted = every_pair(table, fit_votes(table, 1))

    assert np.abs(predicted - truth).mean() < 0.06


@pytest.mark.parametrize("rank", [0, 1, 3])
def test_the_fit_is_a_fixed_point_of_plain_ridge_regressions(rank: int) -> None:
    table = spectrum(40, 12)
    model = fit_votes(table, rank)

    again = naive_map.regress_statements(table, model)

    np.testing.assert_allclose(model.statements.mean, again, atol=0.05)


def test_the_order_in_which_votes_arrive_changes_no_bit() -> None:
    table = spectrum(40, 12)
    order = np.random.default_rng(2).permutation(table.votes)
    again = build_vote_table(
        participant_ids=table.participant_ids,
        statement_ids=table.statement_ids,
        participant=table.participant[order],
        statement=table.statement[order],
        vote=table.vote[order],
    )

    first, second = fit_votes(table), fit_votes(again)

    assert first.statements.mean.tobytes() == second.statements.mean.tobytes()
    assert first.participants.mean.tobytes() == second.participants.mean.tobytes()


def test_swapping_agree_and_disagree_turns_every_prediction_round() -> None:
    matrix = naive_map.dense(spectrum(50, 15))
    upright, turned = table_of(matrix), table_of(-matrix)

    one, other = (every_pair(t, fit_votes(t, 1)) for t in (upright, turned))

    np.testing.assert_allclose(one, 1 - other, atol=0.01)


@pytest.mark.parametrize(
    "matrix",
    [np.full((0, 0), np.nan), np.full((3, 2), np.nan), np.zeros((4, 3))],
    ids=["empty", "no votes", "all pass"],
)
def test_without_a_single_side_taken_nothing_is_claimed(matrix: Floats) -> None:
    table = table_of(matrix)

    predicted = every_pair(table, fit_votes(table))

    assert predicted == pytest.approx(np.full(matrix.shape, 0.5))


@pytest.mark.parametrize("matrix", [np.ones((6, 4)), np.ones((1, 9))], ids=["alike", "one voter"])
def test_when_everybody_agrees_more_agreement_is_expected_but_not_certain(matrix: Floats) -> None:
    table = table_of(matrix)

    predicted = every_pair(table, fit_votes(table))

    assert predicted.min() > 0.5
    assert predicted.max() < 1
