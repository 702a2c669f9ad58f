"""The greedy choice equals its slow twin and keeps its promises."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.findings.naive_choice import naive_association, naive_choice
from tests.analysis.findings.tables import simulated, voted

from hanse.analysis.findings.association import Associations, Ballots, most_oppose
from hanse.analysis.findings.candidates import Candidate, candidates
from hanse.analysis.findings.choice import choose_candidates
from hanse.analysis.findings.results import Kind
from hanse.analysis.themes import find_themes


@pytest.mark.parametrize("blocs", [0, 2, 3])
@pytest.mark.parametrize("size", [1, 3, 10])
@pytest.mark.parametrize("seed", [1, 2])
def test_choice_equals_its_slow_twin(seed: int, size: int, blocs: int) -> None:
    table, analysis, sources = simulated(seed, blocs=blocs)
    found = candidates(Ballots(table), analysis, find_themes([source.text for source in sources]))

    assert choose_candidates(table, analysis, found, size) == naive_choice(
        table, analysis, found, size
    )


def test_associations_equal_their_slow_twin() -> None:
    table, _, _ = simulated(3)

    links = Associations(Ballots(table), 4)

    for other in range(table.statements):
        if other != 4:
            log_odds, error, common = naive_association(table, 4, other)
            assert links.log_odds[other] == pytest.approx(log_odds)
            assert links.error[other] == pytest.approx(error)
            assert links.common[other] == common


@pytest.mark.parametrize("statement", [0, 7, 20])
def test_opposition_by_pair_is_the_same_as_by_statement(statement: int) -> None:
    ballots = Ballots(simulated(5)[0])

    opposed = Associations(ballots, statement).opposed()

    others = [j for j in range(ballots.table.statements) if j != statement]
    assert [most_oppose(ballots, j, statement) for j in others] == opposed[others].tolist()


def test_associations_ignore_the_statement_itself_few_voters_and_moderated_ones() -> None:
    votes = [[1, 1, 1, 1] if i % 2 else [-1, -1, -1, -1] for i in range(40)]
    for row in votes[9:]:
        row[2] = None
    table, _, _ = voted(["a", "b", "c", "d"], votes, moderated=[3])

    backed = Associations(Ballots(table), 0).positive()

    assert (backed > 0).tolist() == [False, True, False, False]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Kind)), st.integers(0, 4), st.floats(0, 1)), max_size=30
    ),
    st.integers(0, 12),
)
@settings(deadline=None, max_examples=60)
def test_at_most_two_per_topic_and_disagreements_where_they_exist(
    drawn: list[tuple[Kind, int, float]], size: int
) -> None:
    table, analysis, _ = simulated(1)
    found = [Candidate(j, kind, topic, worth, ()) for j, (kind, topic, worth) in enumerate(drawn)]

    chosen = choose_candidates(table, analysis, found, size)

    counts = np.bincount([c.topic for c in chosen], minlength=1)
    possible = np.minimum(np.bincount([c.topic for c in found], minlength=1), 2).sum()
    kinds = [c.kind for c in chosen]
    assert len(chosen) == min(size, possible)
    assert counts.max() <= 2
    assert kinds == sorted(kinds)
    assert len(set(chosen)) == len(chosen)


def test_ties_go_to_the_statement_that_comes_first() -> None:
    table, analysis, _ = voted(["a", "b", "c"], [[1, 1, 1]] * 20)
    found = [Candidate(j, Kind.AGREEMENT, j, 0.5, ()) for j in range(3)]

    chosen = choose_candidates(table, analysis, found, 2)

    assert [c.statement for c in chosen] == [0, 1]


def test_people_with_nothing_in_the_slate_yet_come_next() -> None:
    west = [[1, 1, None]] * 20
    east = [[None, None, 1]] * 20
    table, analysis, _ = voted(["a", "b", "c"], west + east)
    found = [Candidate(j, Kind.AGREEMENT, j, 0.5, ()) for j in range(3)]

    chosen = choose_candidates(table, analysis, found, 2)

    assert [c.statement for c in chosen] == [0, 2]
