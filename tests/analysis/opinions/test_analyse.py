import dataclasses
import os
import subprocess
import sys

import numpy as np
import pytest
from tests.analysis.opinions.blocs import bits, counted, drawn, shuffled
from tests.analysis.opinions.tables import camps, table_of, unstructured

from hanse.analysis.opinions import Analysis, Label, VoteTable, analyse, build_vote_table, rates
from hanse.analysis.opinions.pipeline import data_version
from hanse.analysis.opinions.votes import Attribute

PRINT_BITS = """
from tests.analysis.opinions.blocs import bits, drawn
from tests.analysis.opinions.tables import camps
from hanse.analysis.opinions import analyse
for table in (drawn(300, 200), camps([60, 90], statements=40)[0]):
    print(bits(analyse(table, replicates=20)))
"""
TIME_IMPORT = """
import time
begin = time.process_time()
import numpy
between = time.process_time()
from hanse.analysis.opinions import analyse
import sys
assert not {"scipy.special", "scipy.sparse"} & set(sys.modules)
print((time.process_time() - between) / (between - begin))
"""


def run(script: str, **environment: str) -> str:
    """Run a script in a fresh process and return what it printed."""
    return subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": "src:.", **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def with_moderation(table: VoteTable, out: list[int]) -> VoteTable:
    """Take exactly these statements out."""
    moderated = np.zeros(table.statements, bool)
    moderated[out] = True
    return dataclasses.replace(table, moderated=moderated)


def declaring(table: VoteTable, **levels: np.ndarray) -> VoteTable:
    """Declare further attributes, levels numbered."""
    more = tuple(
        Attribute(name, tuple(f"{name} {i}" for i in range(codes.max() + 1)), codes)
        for name, codes in levels.items()
    )
    return dataclasses.replace(table, declared=(*table.declared, *more))


def test_a_thousand_orders_of_the_same_votes_give_the_same_bits() -> None:
    table = drawn(30, 9)
    expected = bits(analyse(table, replicates=4))

    others = {bits(analyse(shuffled(table, seed), replicates=4)) for seed in range(1000)}

    assert others == {expected}


def test_portions_of_any_size_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    table = drawn(60, 20)
    whole = bits(analyse(table, replicates=8))

    monkeypatch.setattr(rates, "CELLS_AT_ONCE", 13)

    assert bits(analyse(table, replicates=8)) == whole


def test_one_thread_or_two_give_the_same_bits() -> None:
    threads = [{"OMP_NUM_THREADS": n, "OPENBLAS_NUM_THREADS": n} for n in ("1", "2")]

    one, two = (run(PRINT_BITS, **environment) for environment in threads)

    assert one == two
    assert len(one.split()) == 2


def test_taking_a_statement_out_and_back_in_changes_no_bit() -> None:
    table = with_moderation(camps([40, 60])[0], [])
    before = bits(analyse(table, replicates=8))

    out = with_moderation(table, [3, 5])
    back = with_moderation(out, [])

    assert bits(analyse(out, replicates=8)) != before
    assert bits(analyse(back, replicates=8)) == before


def test_taking_a_statement_out_leaves_the_shares_of_all_others_alone() -> None:
    table = drawn(80, 12)
    others = [j for j in range(12) if j not in (1, 4)]

    full, less = (analyse(with_moderation(table, out), replicates=0) for out in ([1], [1, 4]))

    for lens, same in zip(full.lenses, less.lenses, strict=True):
        for part in ("probability", "index", "divide", "divide_low", "divide_high"):
            found = getattr(same.bridging, part)[others]
            assert np.array_equal(found, getattr(lens.bridging, part)[others], equal_nan=True)
        assert np.array_equal(same.rates.low[others], lens.rates.low[others])
    assert less.label[4] is Label.MODERATED


def test_lenses_are_everyone_then_declared_then_emergent() -> None:
    table, member = camps([40, 60])
    halves = np.resize([0, 1], 100).astype(np.int32)

    found = analyse(declaring(table, side=halves), replicates=4)

    assert [lens.kind for lens in found.lenses] == ["everyone", "declared", "emergent"]
    assert found.stability.lens == "side"
    assert found.groups.count == len(found.lenses[2].rates.levels) == 2
    assert len(set(zip(found.lenses[2].attribute.codes.tolist(), member, strict=True))) == 2


def test_overall_values_are_the_smallest_over_lenses_with_evidence() -> None:
    found = analyse(counted([[(45, 5, 0), (30, 20, 0)], [(45, 5, 0), (3, 2, 0)]]), replicates=0)
    everyone, side = (lens.bridging for lens in found.lenses[:2])

    assert found.overall_probability.tolist() == [side.probability[0], everyone.probability[1]]
    assert found.overall_index.tolist() == [side.index[0], everyone.index[1]]


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([[(45, 5, 0), (45, 5, 0)]], [Label.CONSENSUS]),
        ([[(45, 5, 0), (5, 45, 0)]], [Label.SPLIT]),
        ([[(90, 10, 0), (50, 50, 0)]], [Label.SPLIT]),
        (
            [[(45, 5, 0), (45, 5, 0)], [(45, 5, 0), (9, 0, 0)]],
            [Label.CONSENSUS, Label.INSUFFICIENT],
        ),
        ([[(45, 5, 0), (9, 0, 0)]], [Label.CONSENSUS]),
        ([[(4, 1, 0), (4, 0, 0)]], [Label.INSUFFICIENT]),
    ],
)
def test_label_is_the_most_cautious_of_the_lenses_that_can_speak(
    rows: list[list[tuple[int, int, int]]], labels: list[Label]
) -> None:
    assert list(analyse(counted(rows), replicates=0).label) == labels


def test_a_sparse_attribute_names_who_is_missing_and_silences_nothing() -> None:
    table = counted([[(45, 5, 0), (45, 5, 0)]])
    cities = (np.arange(table.participants) // 4).astype(np.int32)

    found = analyse(declaring(table, city=cities), replicates=0)

    city = found.lenses[2].bridging
    assert city.label == (Label.INSUFFICIENT,)
    assert len(city.missing[0]) == 25
    assert found.label == (Label.CONSENSUS,)
    assert found.overall_probability[0] == found.lenses[1].bridging.probability[0]


def test_data_version_follows_everything_the_results_depend_on() -> None:
    table = counted([[(20, 5, 1), (15, 5, 0)], [(9, 9, 0), (3, 3, 3)]])
    side = table.declared[0]
    flipped = table.vote.copy()
    flipped[0] = -flipped[0]
    variants = [
        table,
        dataclasses.replace(table, vote=flipped),
        with_moderation(table, [1]),
        dataclasses.replace(table, declared=()),
        dataclasses.replace(table, declared=(dataclasses.replace(side, name="role"),)),
        dataclasses.replace(table, statement_ids=("s0", "s2")),
        dataclasses.replace(table, participant_ids=tuple(f"q{i}" for i in range(46))),
    ]

    versions = [data_version(variant) for variant in variants]

    assert len(set(versions)) == len(versions)
    assert all(len(version) == 64 for version in versions)
    assert data_version(shuffled(table, 3)) == versions[0]


def complete(found: Analysis) -> bool:
    """Whether every statement has its label and every number in 0..1 or NaN."""
    shares = np.concatenate([found.overall_probability, found.overall_index])
    return len(found.label) == found.statements and not ((shares < 0) | (shares > 1)).any()


@pytest.mark.parametrize(
    "matrix",
    [
        np.zeros((0, 0)),
        np.zeros((0, 3)),
        np.zeros((4, 0)),
        np.array([[1.0, -1.0, 0.0]]),
        np.zeros((30, 12)),
        np.ones((30, 12)),
        -np.ones((30, 12)),
        np.full((30, 12), np.nan),
        np.resize([1.0, -1.0], (30, 12)),
    ],
    ids=[
        "nothing",
        "nobody",
        "no statement",
        "one voter",
        "passes",
        "yes",
        "no",
        "missing",
        "ties",
    ],
)
def test_hard_cases_are_answered(matrix: np.ndarray) -> None:
    found = analyse(table_of(matrix), replicates=4)

    assert complete(found)
    assert found.groups.count == 0 or len(found.lenses) > 1


def test_everything_out_of_moderation_leaves_no_numbers() -> None:
    found = analyse(with_moderation(unstructured(40, 6), list(range(6))), replicates=4)

    assert set(found.label) == {Label.MODERATED}
    assert np.isnan(found.overall_index).all()


def test_strange_ids_are_only_ids() -> None:
    table = build_vote_table(
        participant_ids=["", "ä", "\x00", "a\nb"],
        statement_ids=["𝄞"],
        participant=[0, 1, 2, 3],
        statement=[0] * 4,
        vote=[1, 0, -1, 1],
    )

    assert complete(analyse(table, replicates=4))


def test_import_takes_no_longer_than_that_of_numpy_and_loads_nothing_of_scipy() -> None:
    assert min(float(run(TIME_IMPORT)) for _ in range(3)) < 1
