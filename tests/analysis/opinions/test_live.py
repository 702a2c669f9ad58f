import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.opinions import naive_map
from tests.analysis.opinions.tables import spectrum, table_of

from hanse.analysis.opinions.live import LiveMap, LiveReading
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.pairs import pair_sums
from hanse.analysis.opinions.votes import VoteTable, build_vote_table

Event = tuple[str, str, int]


def bits(reading: LiveReading) -> list[bytes]:
    """Take every figure, participants in canonical order."""
    order = np.argsort(reading.participant_ids)
    counts = [reading.agree, reading.disagree, reading.passed]
    floats = [reading.axes, reading.explained, reading.position[order]]
    return [array.tobytes() for array in counts + floats]


def with_votes(table: VoteTable, events: list[Event]) -> VoteTable:
    """Build the table at once from its votes and the events after them."""
    people = sorted({*table.participant_ids, *(person for person, _, _ in events)})
    row = {person: i for i, person in enumerate(people)}
    column = {statement: j for j, statement in enumerate(table.statement_ids)}
    old = [row[person] for person in table.participant_ids]
    return build_vote_table(
        participant_ids=people,
        statement_ids=table.statement_ids,
        participant=[*np.array(old)[table.participant], *(row[p] for p, _, _ in events)],
        statement=[*table.statement, *(column[s] for _, s, _ in events)],
        vote=[*table.vote, *(vote for _, _, vote in events)],
        time=range(table.votes + len(events)),
        moderated=table.moderated,
    )


events = st.lists(
    st.tuples(
        st.integers(0, 34).map("p{:05d}".format),
        st.integers(0, 11).map("s{:04d}".format),
        st.sampled_from([-1, 0, 1]),
    ),
    max_size=30,
)


@settings(max_examples=40, deadline=None)
@given(first=events, second=events)
def test_after_any_votes_every_bit_is_that_of_a_map_built_from_all(
    first: list[Event], second: list[Event]
) -> None:
    table = spectrum(30, 12)
    live = LiveMap(table)

    for batch in (first, second):
        live.add([p for p, _, _ in batch], [s for _, s, _ in batch], [v for _, _, v in batch])

    assert bits(live.read()) == bits(LiveMap(with_votes(table, first + second)).read())


def test_a_live_map_shows_what_place_shows() -> None:
    table = spectrum(80, 30)

    live, placed = LiveMap(table).read(), place(table)

    np.testing.assert_allclose(live.axes, placed.axes, atol=1e-5)
    np.testing.assert_allclose(live.position, placed.position, atol=1e-4)
    np.testing.assert_allclose(live.explained, placed.explained)
    assert live.agree.tolist() == (naive_map.dense(table) == 1).sum(axis=0).tolist()
    assert live.disagree.tolist() == (naive_map.dense(table) == -1).sum(axis=0).tolist()
    assert live.passed.tolist() == (naive_map.dense(table) == 0).sum(axis=0).tolist()


def test_taking_a_statement_out_and_back_in_changes_no_bit() -> None:
    table = spectrum(40, 15)
    live = LiveMap(table)
    before = bits(live.read())

    live.moderate("s0003", out=True)
    without = live.read()
    live.moderate("s0003", out=False)

    assert without.axes[3].tolist() == [0, 0]
    assert bits(live.read()) == before


def test_a_map_with_a_statement_out_shows_what_place_shows() -> None:
    table = table_of(naive_map.dense(spectrum(60, 20)), moderated=[2, 7])

    live, placed = LiveMap(table).read(), place(table)

    np.testing.assert_allclose(live.position, placed.position, atol=1e-4)


def test_pair_sums_equal_dense_products() -> None:
    table = spectrum(50, 9)
    matrix = naive_map.dense(table)
    vote, voted = np.nan_to_num(matrix), (~np.isnan(matrix)).astype(float)

    sums = pair_sums(table)

    assert sums.products.tolist() == (vote.T @ vote).tolist()
    assert sums.sums.tolist() == (voted.T @ vote).tolist()
    assert sums.both.tolist() == (voted.T @ voted).tolist()


def test_an_unknown_statement_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        LiveMap(spectrum(5, 4)).add(["p00000"], ["nowhere"], [1])


@pytest.mark.parametrize("shape", [(0, 0), (0, 4), (4, 0), (3, 3)])
def test_a_map_without_votes_places_nobody(shape: tuple[int, int]) -> None:
    reading = LiveMap(table_of(np.full(shape, np.nan))).read()

    assert np.isnan(reading.position).all()
    assert reading.agree.tolist() == [0] * shape[1]
