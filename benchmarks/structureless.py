"""Q1 and Q2: what is reported where there is nothing to find, and what is lost where there is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from benchmarks.exports import Export, conversations, read_export
from benchmarks.rows import Row, say
from tests.analysis.opinions import polis_oracle as polis

from hanse.analysis.opinions import VoteTable, build_vote_table
from hanse.analysis.opinions.groups import candidates, find_groups, group_attribute
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.representative import representative_statements
from hanse.analysis.opinions.results import Groups, OpinionMap
from hanse.analysis.opinions.simulation import Plan, Structure, simulate

CELLS_FOR_MANY_SEEDS = 30_000
SEPARATION = 3.0
FALSE_GROUPS = 0.05
FALSE_CELLS = 2
KEPT_CELLS = 0.8
ENOUGH_VOICES, ENOUGH_DIFFERENCE = 10, 0.15


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Shuffled open conversations, simulated ones without groups, and simulated groups."""
    tables = {folder.name: as_table(read_export(folder)) for folder in conversations()}
    yield from false_groups(tables, 3 if quick else 100)
    yield from false_groups_simulated(5 if quick else 100)
    yield from found_groups(5 if quick else 30)
    yield from representative_cells(tables, 1 if quick else 10)


def false_groups(tables: dict[str, VoteTable], seeds: int) -> Iterator[Row]:
    """Count groups reported after the votes are dealt anew within each statement."""
    found, runs, worst = 0, 0, 0.0
    for table in tables.values():
        repeats = seeds if table.votes < CELLS_FOR_MANY_SEEDS else max(1, seeds // 5)
        rng = np.random.default_rng(1)
        reported = [count(shuffled(table, rng)) > 0 for _ in range(repeats)]
        found, runs = found + sum(reported), runs + repeats
        worst = max(worst, sum(reported) / repeats)
    share = found / max(runs, 1)
    reached = f"{share:.1%} of {runs} ({len(tables)} conversations; worst of one {worst:.0%})"
    what = "false groups, open conversations with votes shuffled within statements"
    yield Row("Q1", what, "at most 5 %", reached, share <= FALSE_GROUPS if runs else None)


def false_groups_simulated(seeds: int) -> Iterator[Row]:
    """Count groups reported in simulated conversations that have none."""
    shapes = {
        "no structure at all": Plan(structure=Structure.NONE, divides=0),
        "people differ in agreeableness": Plan(
            structure=Structure.NONE, divides=0, agreeableness=0.8
        ),
        "one even spectrum": Plan(structure=Structure.SPECTRUM, separation=SEPARATION),
    }
    for name, plan in shapes.items():
        sizes = [(60, 30), (200, 50), (800, 80)]
        reported = [
            count(simulate(replace(plan, participants=p, statements=c, seed=seed)).table()) > 0
            for p, c in sizes
            for seed in range(max(1, seeds // len(sizes)))
        ]
        share = float(np.mean(reported))
        reached = f"{share:.1%} of {len(reported)}"
        yield Row(
            "Q1", f"false groups, simulated: {name}", "at most 5 %", reached, share <= FALSE_GROUPS
        )


def found_groups(seeds: int) -> Iterator[Row]:
    """Count groups reported where two were planted; the price of not reporting false ones."""
    plan = Plan(
        participants=400,
        votes_per_person=40,
        structure=Structure.GROUPS,
        group_shares=(0.6, 0.4),
        separation=SEPARATION,
    )
    planted = len(plan.group_shares)
    right = [count(simulate(replace(plan, seed=seed)).table()) == planted for seed in range(seeds)]
    what = "two planted groups of 400 people found as two"
    yield Row("Q1", what, "to know", f"{np.mean(right):.0%} of {seeds}", None)


def representative_cells(tables: dict[str, VoteTable], seeds: int) -> Iterator[Row]:
    """Statements called typical of a group: on shuffled votes none is, whatever the groups."""
    if not tables:
        return
    false = []
    for table in tables.values():
        rng = np.random.default_rng(2)
        false += [cells_with_groups_forced(shuffled(table, rng)) for _ in range(seeds)]
    middle = float(np.median([len(cells.ours) for cells in false]))
    theirs = float(np.median([len(cells.polis) for cells in false]))
    what = "false representative cells with groups forced on shuffled votes, median"
    reached = f"{middle:g} (Polis' rules: {theirs:g})"
    yield Row("Q2", what, "at most 2", reached, middle <= FALSE_CELLS)
    real = [cells_with_groups_forced(table) for table in tables.values()]
    of_all = [len(cells.ours & cells.polis) / max(len(cells.polis), 1) for cells in real]
    fit = [len(cells.ours & cells.fit) / len(cells.fit) for cells in real if cells.fit]
    for name, shares in (("", of_all), (" with ten voices on both sides and 15 points apart", fit)):
        what = f"cells by Polis' rules on real votes{name} that stay, median (least)"
        reached = f"{np.median(shares):.0%} ({min(shares):.0%})"
        yield Row("Q2", what, "at least 80 %", reached, bool(np.median(shares) >= KEPT_CELLS))


Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Cells:
    """Group, statement and direction reported by Hanse and by Polis' rules for the same groups.

    `fit`: those of Polis that rest on enough voices and a difference worth telling.
    """

    ours: set[Cell]
    polis: set[Cell]
    fit: set[Cell]


def cells_with_groups_forced(table: VoteTable) -> Cells:
    """Report on the best partition, real or not."""
    opinion_map = place(table)
    groups = forced_groups(opinion_map)
    if groups is None or groups.attribute is None:
        return Cells(set(), set(), set())
    chosen = representative_statements(table, opinion_map, groups)
    codes = groups.attribute.codes
    votes = np.full((table.participants, table.statements), np.nan)
    votes[table.participant, table.statement] = table.vote
    counts = polis.tally(votes[codes >= 0], codes[codes >= 0].astype(np.int64))
    picks = [
        (group, pick.statement, pick.direction)
        for group in range(groups.count)
        for pick in polis.significant_for_group(counts, group, table.moderated)
    ]
    voices = counts.agree + counts.disagree
    rest = voices.sum(axis=0) - voices
    others = (counts.agree.sum(axis=0) - counts.agree) / np.maximum(rest, 1)
    apart = np.abs(counts.agree / np.maximum(voices, 1) - others)
    fit = (np.minimum(voices, rest) >= ENOUGH_VOICES) & (apart >= ENOUGH_DIFFERENCE)
    return Cells(
        ours={(c.group, c.statement, c.direction) for c in chosen},
        polis=set(picks),
        fit={cell for cell in picks if fit[cell[0], cell[1]]},
    )


def forced_groups(opinion_map: OpinionMap) -> Groups | None:
    """Best partition, real or not."""
    found = candidates(opinion_map.position[~np.isnan(opinion_map.position[:, 0])])
    if not found:
        return None
    best = max(found, key=lambda candidate: candidate.silhouette)
    attribute = group_attribute(opinion_map, best.centres)
    return Groups(len(best.centres), attribute, len(best.centres), best.silhouette, 0.0, (), "")


def count(table: VoteTable) -> int:
    """Count the groups that are reported."""
    return find_groups(table, place(table)).count


def shuffled(table: VoteTable, rng: np.random.Generator) -> VoteTable:
    """Deal votes anew within each statement, with other random numbers than the analysis uses."""
    order = np.lexsort((rng.random(table.votes), table.statement))
    by_statement = np.argsort(table.statement, kind="stable")
    vote = np.empty_like(table.vote)
    vote[by_statement] = table.vote[order]
    return replace(table, vote=vote)


def as_table(export: Export) -> VoteTable:
    """Canonical table of an export."""
    return build_vote_table(
        participant_ids=export.participant_ids,
        statement_ids=export.statement_ids,
        participant=export.participant,
        statement=export.statement,
        vote=export.vote,
        moderated=export.moderated,
    )


if __name__ == "__main__":
    say(rows)
