"""Q4 and Q12: whether intervals hold the planted share and bridges are found at 90:10."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from benchmarks.rows import Row, say
from numpy.typing import NDArray
from tests.analysis.opinions import polis_oracle as polis

from hanse.analysis.opinions.bridging import bridging
from hanse.analysis.opinions.groups import candidates, group_attribute
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.rates import bloc_rates, everyone
from hanse.analysis.opinions.results import BlocRates
from hanse.analysis.opinions.simulation import (
    Declared,
    Plan,
    Planted,
    Simulated,
    Structure,
    simulate,
)

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SIDE = Declared("side", ("Europe", "North America"), (0.9, 0.1))
ROLE = Declared("role", ("mayor", "official", "practitioner"), (0.1, 0.35, 0.55))
PLAN = Plan(
    participants=400,
    statements=100,
    votes_per_person=40,
    declared=(SIDE, ROLE),
    structure=Structure.GROUPS,
    bridges=0.3,
    divides=0.3,
    straight_liners=0.02,
)
ENOUGH = 10
FALSE_DISCOVERIES = 0.10
LEAST_COVERAGE, MOST_COVERAGE = 0.93, 0.97
WANTED_RECALL, WANTED_RATIO = 0.9, 1.5


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Coverage per size of bloc, then recall of bridges."""
    yield from coverage(6 if quick else 100)
    yield from recall(6 if quick else 100)


def coverage(seeds: int) -> Iterator[Row]:
    """How often the 95 % interval of a bloc contains the planted share."""
    voices, inside = [], []
    for seed in range(seeds):
        structure = list(Structure)[seed % len(Structure)]
        simulated = simulate(replace(PLAN, seed=seed, structure=structure))
        table = simulated.table()
        for attribute in table.declared:
            rates = bloc_rates(table, attribute)
            truth = simulated.truth.agreement[attribute.name]
            voices.append(rates.voices.ravel())
            inside.append(((rates.low <= truth) & (truth <= rates.high)).ravel())
    n, hit = np.concatenate(voices), np.concatenate(inside)
    enough = n >= ENOUGH
    share = float(hit[enough].mean())
    reached = f"{share:.1%} of {enough.sum():,} intervals"
    what = "95 % interval of a bloc (ten voices or more) contains the planted share"
    yield Row("Q4", what, "93 to 97 %", reached, LEAST_COVERAGE <= share <= MOST_COVERAGE)
    for low, high in ((0, 9), (10, 29), (30, 99), (100, 10**9)):
        cell = (n >= low) & (n <= high)
        named = f"{low} to {high} voices" if high < 10**9 else f"{low} voices or more"
        reached = f"{hit[cell].mean():.1%} of {cell.sum():,}"
        yield Row("Q4", f"the same, {named}", "to know", reached, None)


@dataclass(frozen=True, slots=True)
class Scores:
    """What each method thinks of every statement, and which are bridges.

    `true`: every bloc agrees by more than half. `planted`: those of them made to be a bridge;
    the others may lie so close to one half that no method could tell. `rule`: what Polis' rule
    for a consensus passes, without its limit of five.
    """

    true: Flags
    planted: Flags
    hanse: Floats
    consensus: Floats
    rule: Flags


def recall(seeds: int) -> Iterator[Row]:
    """Planted bridges found when each method may report as many as keep one in ten false."""
    every = [scores(simulate(replace(PLAN, seed=1000 + seed))) for seed in range(seeds)]
    true = np.concatenate([s.true for s in every])
    planted = np.concatenate([s.planted for s in every])
    called = np.concatenate([s.hanse for s in every]) <= FALSE_DISCOVERIES
    ours = float(called[planted].mean())
    false = 1 - float(true[called].mean())
    what = "planted bridges across 90:10 found at 10 % false discoveries"
    met = ours >= WANTED_RECALL and false <= FALSE_DISCOVERIES
    reached = f"recall {ours:.2f}, {false:.1%} of {called.sum():,} false"
    yield Row("Q12", what, "recall at least .90", reached, met)
    by_rule = np.concatenate([s.rule for s in every])
    what = "the same by Polis' rule for a consensus over everyone"
    reached = f"recall {by_rule[planted].mean():.2f}, {1 - true[by_rule].mean():.1%} false"
    yield Row("Q12", what, "to know", reached, None)
    consensus = np.concatenate([s.consensus for s in every])
    for name, wanted in (("planted", planted), ("all true", true)):
        theirs = best_recall(consensus, true, wanted)
        recalled = float(called[wanted].mean())
        ratio = recalled / max(theirs, 1e-9)
        reached = f"{ratio:.2f} ({recalled:.2f} and {theirs:.2f})"
        what = f"recall of {name} bridges, over group-aware consensus at its best cut"
        yield Row("Q12", what, "at least 1.5", reached, ratio >= WANTED_RATIO)


def scores(simulated: Simulated) -> Scores:
    """Judge every statement; Hanse by the mean chance of not bridging, surest statements first."""
    table = simulated.table()
    sides = table.declared[0]
    bridge = bridging(bloc_rates(table, sides), sides, table.moderated)
    wrong = 1 - np.nan_to_num(bridge.probability)
    order = np.argsort(wrong, kind="stable")
    discovery_rate = np.empty(len(wrong))
    discovery_rate[order] = np.cumsum(wrong[order]) / np.arange(1, len(wrong) + 1)
    return Scores(
        true=simulated.truth.bridges("side"),
        planted=np.array([kind is Planted.BRIDGE for kind in simulated.truth.kinds]),
        hanse=discovery_rate,
        consensus=group_aware(simulated),
        rule=polis_consensus(bloc_rates(table, everyone(table))),
    )


def polis_consensus(rates: BlocRates) -> Flags:
    """(C,) whether the share of agrees among all votes is significantly above one half."""
    agree, seen = rates.agree[:, 0], (rates.voices + rates.passed)[:, 0]
    share, z = polis.probability(agree, seen), polis.one_proportion_z(agree, seen)
    return np.asarray((share > polis.MAJORITY) & (z > polis.ONE_SIDED_90))


def group_aware(simulated: Simulated) -> Floats:
    """(C,) group-aware consensus over the emergent groups, which is all that Polis offers."""
    table = simulated.table()
    opinion_map = place(table)
    found = candidates(opinion_map.position[~np.isnan(opinion_map.position[:, 0])])
    best = max(found, key=lambda candidate: candidate.silhouette)
    label = group_attribute(opinion_map, best.centres).codes
    votes = np.full((table.participants, table.statements), np.nan)
    votes[table.participant, table.statement] = table.vote
    placed = label >= 0
    return polis.group_aware_consensus(polis.tally(votes[placed], label[placed].astype(np.int64)))


def best_recall(value: Floats, true: Flags, planted: Flags) -> float:
    """Largest recall over all cuts with at most a tenth false; chosen with the truth in hand."""
    order = np.argsort(-value, kind="stable")
    false = 1 - np.cumsum(true[order]) / np.arange(1, len(order) + 1)
    found = np.cumsum(planted[order]) / planted.sum()
    return float(found[false <= FALSE_DISCOVERIES].max(initial=0.0))


if __name__ == "__main__":
    say(rows)
