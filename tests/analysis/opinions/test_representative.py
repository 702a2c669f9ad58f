import numpy as np
import pytest
from scipy import integrate, stats
from tests.analysis.opinions import naive_map
from tests.analysis.opinions.tables import camps, spectrum, table_of, unstructured

from hanse.analysis.opinions.groups import candidates, group_attribute
from hanse.analysis.opinions.opinion_map import open_votes, place
from hanse.analysis.opinions.representative import (
    contrast_with_rest,
    group_centres,
    q_values,
    representative_statements,
    tally_without_own_vote,
)
from hanse.analysis.opinions.results import Groups, OpinionMap


def forced_groups(opinion_map: OpinionMap, count: int) -> Groups:
    """Take the best partition into `count` groups, whether they are real or not."""
    position = opinion_map.position[~np.isnan(opinion_map.position[:, 0])]
    centres = next(c.centres for c in candidates(position) if len(c.centres) == count)
    return Groups(count, group_attribute(opinion_map, centres), count, 0.0, 0.0, (), "forced")


def test_without_groups_no_statement_represents_one() -> None:
    table = spectrum(60)
    none = Groups(0, None, 1, 0.0, 0.0, (), "none")

    assert representative_statements(table, place(table), none) == ()


@pytest.mark.parametrize("count", [2, 3])
def test_the_tally_equals_placing_every_person_anew_for_every_vote(count: int) -> None:
    table = spectrum(90, 12)
    opinion_map = place(table)
    groups = forced_groups(opinion_map, count)

    tally = tally_without_own_vote(open_votes(table), opinion_map, groups)

    centres = group_centres(opinion_map, groups)
    expected = naive_map.tally_without_own_vote(table, opinion_map.axes, centres)
    assert tally.tolist() == expected.tolist()


def test_statements_on_which_planted_groups_differ_are_found() -> None:
    matrix = np.ones((80, 10))
    matrix[:40, :4] = -1.0
    matrix[::9, 4:] = -1.0
    opinion_map = place(table_of(matrix))

    found = representative_statements(table_of(matrix), opinion_map, forced_groups(opinion_map, 2))

    assert sorted((r.group, r.statement) for r in found) == [
        (g, j) for g in (0, 1) for j in range(4)
    ]
    assert {abs(r.difference) for r in found} == {1.0}
    assert {(r.direction, r.group) for r in found} in ({(1, 0), (-1, 1)}, {(-1, 0), (1, 1)})


def test_votes_without_structure_give_at_most_two_cells_on_average() -> None:
    cells = []
    for seed in range(10):
        table = unstructured(150, 40, seed=seed)
        opinion_map = place(table)
        groups = forced_groups(opinion_map, 2)
        cells.append(len(representative_statements(table, opinion_map, groups)))

    assert np.mean(cells) <= 2


def test_a_moderated_statement_represents_nobody() -> None:
    table, _ = camps([40, 40])
    matrix = naive_map.dense(table)
    masked = table_of(matrix, moderated=[0, 1, 2])
    opinion_map = place(masked)

    found = representative_statements(masked, opinion_map, forced_groups(opinion_map, 2))

    assert found
    assert not {r.statement for r in found} & {0, 1, 2}


def test_fewer_than_ten_voices_outside_are_not_compared() -> None:
    matrix = naive_map.dense(camps([30, 30])[0])
    matrix[30:51, 0] = np.nan
    table = table_of(matrix)
    opinion_map = place(table)

    found = representative_statements(table, opinion_map, forced_groups(opinion_map, 2))

    assert 0 not in {r.statement for r in found}


def test_adjusted_probabilities_equal_those_of_scipy() -> None:
    chance = np.random.default_rng(0).random(50) ** 2

    np.testing.assert_allclose(q_values(chance), stats.false_discovery_control(chance))


def test_the_contrast_is_the_posterior_mean_of_the_log_odds_ratio() -> None:
    contrast = contrast_with_rest(np.array([[9], [3]]), np.array([[4], [8]]))

    def mean_logit(agree: float, disagree: float) -> float:
        density = stats.beta(agree + 0.5, disagree + 0.5).pdf
        return float(integrate.quad(lambda x: np.log(x / (1 - x)) * density(x), 0, 1)[0])

    expected = mean_logit(9, 4) - mean_logit(3, 8)
    assert contrast.log_odds[:, 0] == pytest.approx([expected, -expected], abs=1e-5)
