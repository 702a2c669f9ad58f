"""The Polis formulas give the numbers that red-dwarf 0.4.0 recorded.

One small simulated conversation is kept here with everything red-dwarf says of it; recorded
results of open conversations are compared as well where the shared data are at hand.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from benchmarks.exports import read_export, shared
from numpy.typing import NDArray
from tests.analysis.opinions import polis_oracle as polis

SMALL = Path(__file__).with_name("reference") / "red_dwarf.json"
RECORDED = sorted(
    path.name.removeprefix("reddwarf.").removesuffix(".json")
    for path in shared().glob("data/reference/opinions/reddwarf.*.json")
    if (shared() / "data/dialogues" / path.name[9:-5]).is_dir()
)
conversation = pytest.mark.parametrize("name", ["small", *RECORDED])


@dataclass(frozen=True)
class Case:
    """A vote matrix, what was recorded of it, and what the oracle makes of it."""

    recorded: dict[str, Any]
    ids: list[int]
    moderated: NDArray[np.bool_]
    clusterable: NDArray[np.bool_]
    raw: NDArray[np.float64]
    mean: NDArray[np.float64]
    axes: NDArray[np.float64]
    position: NDArray[np.float64]
    label: NDArray[np.int64]

    @property
    def counts(self) -> polis.Tally:
        return polis.tally(self.raw[self.clusterable], self.label)


@cache
def case(name: str) -> Case:
    if name == "small":
        recorded = json.loads(SMALL.read_text(encoding="utf-8"))
        value = {"+": 1.0, "0": 0.0, "-": -1.0, ".": np.nan}
        raw = np.array([[value[cell] for cell in row] for row in recorded["votes"]])
        ids = list(range(raw.shape[1]))
        moderated = np.isin(ids, recorded["moderated"])
    else:
        path = shared() / f"data/reference/opinions/reddwarf.{name}.json"
        recorded = json.loads(path.read_text(encoding="utf-8"))
        export = read_export(shared() / "data/dialogues" / name)
        raw = np.full((len(export.participant_ids), len(export.statement_ids)), np.nan)
        raw[export.participant, export.statement] = export.vote
        ids, moderated = [int(j) for j in export.statement_ids], export.moderated
    votes, clusterable = polis.zero_moderated(raw, moderated), polis.in_conversation(raw)
    axes, mean = polis.principal_axes(votes)
    position = polis.project(votes, axes, mean)
    label = polis.find_groups(position[clusterable])
    return Case(recorded, ids, moderated, clusterable, raw, mean, axes, position, label)


@conversation
def test_the_same_people_are_placed_at_the_same_distance(name: str) -> None:
    ours = case(name)

    assert ours.clusterable.sum() == ours.recorded["clusterable"]
    # red-dwarf's singular vectors are randomised beyond 500 rows: five digits, not twelve
    assert np.abs(ours.position).sum() == pytest.approx(ours.recorded["proj_abs_sum"], rel=3e-6)


@conversation
def test_groups_have_the_same_number_and_sizes(name: str) -> None:
    ours = case(name)

    assert np.bincount(ours.label).tolist() == ours.recorded["group_sizes"]


@conversation
def test_group_aware_consensus_names_the_same_ten_with_the_same_values(name: str) -> None:
    ours = case(name)

    value = np.where(ours.moderated, -1.0, polis.group_aware_consensus(ours.counts))
    top = np.argsort(-value, kind="stable")[:10]

    assert [ours.ids[j] for j in top] == [one["tid"] for one in ours.recorded["gac_top10"]]
    assert value[top].tolist() == pytest.approx(
        [one["gac"] for one in ours.recorded["gac_top10"]], rel=1e-13
    )


@conversation
def test_every_number_beside_a_representative_statement_is_the_same(name: str) -> None:
    ours = case(name)
    counts = ours.counts

    for group, picks in ours.recorded["repness"].items():
        for pick in picks:
            j, g = ours.ids.index(pick["tid"]), int(group)
            success = counts.agree if pick["repful-for"] == "agree" else counts.disagree
            numbers = [x[g, j] for x in polis.representativeness(success, counts.seen)]

            assert success[g, j] == pick["n-success"]
            assert counts.seen[g, j] == pick["n-trials"]
            assert numbers == pytest.approx(
                [pick[k] for k in ("p-success", "p-test", "repness", "repness-test")],
                rel=1e-12,
                abs=1e-12,
            )


@conversation
def test_representative_statements_are_the_same_but_for_the_one_forced_to_the_front(
    name: str,
) -> None:
    ours = case(name)

    for group, picks in ours.recorded["repness"].items():
        theirs = [(p["tid"], 1 if p["repful-for"] == "agree" else -1) for p in picks]
        significant = polis.significant_for_group(ours.counts, int(group), ours.moderated)
        ranked = [(ours.ids[c.statement], c.direction) for c in significant]
        after_forced = [pick for pick in ranked if pick != theirs[0]][: polis.PICKED - 1]

        assert theirs[1:] == sorted(after_forced, key=lambda pick: -pick[1])


@conversation
def test_consensus_lists_are_the_same_up_to_equal_ranks(name: str) -> None:
    ours = case(name)

    counts = polis.tally(ours.raw)
    lists = polis.consensus(counts, ours.moderated)
    for picks, side in zip(lists, ("agree", "disagree"), strict=True):
        success = counts.agree[0] if side == "agree" else counts.disagree[0]
        rank = polis.probability(success, counts.seen[0]) * polis.one_proportion_z(
            success, counts.seen[0]
        )
        theirs = [rank[ours.ids.index(tid)] for tid in ours.recorded["consensus"][side]]
        assert [rank[pick.statement] for pick in picks] == pytest.approx(theirs, rel=1e-12)


def test_every_position_and_every_label_of_the_small_conversation_is_the_same() -> None:
    ours = case("small")

    assert ours.position == pytest.approx(np.array(ours.recorded["position"]), abs=1e-9)
    label = np.full(len(ours.raw), -1)
    label[ours.clusterable] = ours.label
    assert label.tolist() == ours.recorded["label"]


def test_every_statistic_of_every_group_and_statement_is_the_same() -> None:
    ours = case("small")
    counts, recorded = ours.counts, ours.recorded["groups"]

    computed = dict(
        zip(("na", "nd", "ns"), (counts.agree, counts.disagree, counts.seen), strict=True)
    )
    for side, success in (("a", counts.agree), ("d", counts.disagree)):
        names = (f"p{side}", f"p{side}t", f"r{side}", f"r{side}t")
        computed |= dict(zip(names, polis.representativeness(success, counts.seen), strict=True))

    for name, values in computed.items():
        assert values == pytest.approx(np.array(recorded[name]), abs=1e-9), name


def test_consensus_extremity_and_priority_of_every_statement_are_the_same() -> None:
    ours = case("small")
    extreme = polis.extremity(ours.axes, ours.mean)

    assert polis.group_aware_consensus(ours.counts) == pytest.approx(
        np.array(ours.recorded["group_aware_consensus"]), abs=1e-11
    )
    assert extreme == pytest.approx(np.array(ours.recorded["extremity"]), abs=1e-9)
    # red-dwarf takes the counts from the people it placed, not from everyone
    placed = polis.tally(ours.raw[ours.clusterable])
    assert polis.priority(placed, extreme) == pytest.approx(
        np.array(ours.recorded["priority"]), abs=1e-8
    )


def test_one_agree_of_one_vote_counts_as_representative_which_is_why_we_do_not_use_it() -> None:
    counts = polis.Tally(
        np.array([[1.0], [50.0]]), np.array([[0.0], [50.0]]), np.array([[1.0], [100.0]])
    )

    (pick,) = polis.significant_for_group(counts, 0, np.array([False]))

    assert (pick.success, pick.trials) == (1, 1)
    assert pick.share_z == pytest.approx(1.414, abs=1e-3)
    assert pick.ratio_z == pytest.approx(1.387, abs=1e-3)
