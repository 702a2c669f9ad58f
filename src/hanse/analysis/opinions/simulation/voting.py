"""Simulated people at work: who they are, which statements they see, when and how they vote."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.opinions.simulation.opinions import Opinions
from hanse.analysis.opinions.simulation.plan import Plan, Structure

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

OPENED = 1_767_600_000_000  # milliseconds; 5 January 2026, 08:00 UTC
OPEN_FOR = 14 * 24 * 3600 * 1000
BETWEEN_VOTES = 8_000.0  # mean milliseconds a person takes for one vote
CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class People:
    """`codes`: (P,) per dimension of a person, as in `Opinions`; `weights`: share per level.

    `straight`: (P,) 0, or the vote 1 or -1 that a straight-liner gives to everything.
    """

    codes: tuple[Ints, ...]
    weights: tuple[Floats, ...]
    straight: NDArray[np.int8]


def gather_people(plan: Plan, opinions: Opinions, rng: np.random.Generator) -> People:
    """Fill every quota exactly and hand out levels at random."""
    shares = [np.array(a.shares) for a in plan.declared]
    latent = len(opinions.effects[len(plan.declared)])
    groups = np.array(plan.group_shares)
    shares.append(groups if plan.structure is Structure.GROUPS else np.full(latent, 1 / latent))
    agreeable = len(opinions.effects[-1])
    shares.append(np.full(agreeable, 1 / agreeable))
    counts = [quota(share, plan.participants) for share in shares]
    codes = [rng.permutation(np.repeat(np.arange(len(n), dtype=np.int32), n)) for n in counts]
    straight = np.zeros(plan.participants, np.int8)
    chosen = rng.permutation(plan.participants)[: round(plan.straight_liners * plan.participants)]
    agreeing = round(plan.straight_agree * len(chosen))
    straight[chosen[:agreeing]], straight[chosen[agreeing:]] = 1, -1
    people = max(plan.participants, 1)
    return People(tuple(codes), tuple(n / people for n in counts), straight)


def quota(shares: Floats, total: int) -> NDArray[np.int64]:
    """Whole numbers in proportion to `shares` that add up to `total` (largest remainders).

    >>> quota(np.array([0.9, 0.1]), 25).tolist()
    [23, 2]
    """
    exact = shares * total
    whole = np.floor(exact + 1e-9).astype(np.int64)
    first = np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]
    whole[first] += 1
    return whole


def show_statements(plan: Plan, support: Floats, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """(V,), (V,) cells that get a vote, by participant; what people think does not matter here.

    Each cell is drawn by itself with probability 1 - exp(-activity x weight): no sorting, and
    memory for a few participants at a time.
    """
    weight = np.exp(rng.normal(0, plan.exposure_skew, plan.statements))
    weight *= np.exp(plan.favour_agreed * (support - 0.5))
    activity = _activity(plan, weight, rng)
    who, what = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for block in _blocks(plan.participants, plan.statements):
        patience = rng.standard_exponential((block.stop - block.start, plan.statements), np.float32)
        shown = patience < np.outer(activity[block], weight)
        person, statement = np.nonzero(shown)
        who.append((person + block.start).astype(np.int32))
        what.append(statement.astype(np.int32))
    return np.concatenate(who), np.concatenate(what)


def cast_votes(
    opinions: Opinions, people: People, who: Ints, what: Ints, rng: np.random.Generator
) -> NDArray[np.int8]:
    """(V,) the vote that stands in each cell."""
    agree = scipy.special.expit(opinions.logits(people.codes, who, what))
    vote = np.where(rng.random(len(who)) < agree, 1, -1).astype(np.int8)
    vote[rng.random(len(who)) < opinions.passes[what]] = 0
    straight = people.straight[who]
    return np.where(straight != 0, straight, vote).astype(np.int8)


def time_votes(participants: int, who: Ints, rng: np.random.Generator) -> NDArray[np.int64]:
    """(V,) milliseconds; each person comes once and votes in random order."""
    arrival = rng.integers(0, OPEN_FOR, participants)
    votes = np.bincount(who, minlength=participants)
    delay = rng.random(len(who)) * BETWEEN_VOTES * votes[who]
    return OPENED + arrival[who] + delay.astype(np.int64)


def change_minds(
    plan: Plan, vote: NDArray[np.int8], time: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int8], NDArray[np.int64]]:
    """Votes that replaced an earlier one: (n,) their places among the N votes, and what was before.

    The earlier votes, (n,) of 1, 0 and -1, differ from the later ones; their times, (n,)
    milliseconds, lie one second to one minute before them.
    """
    again = np.flatnonzero(rng.random(len(vote)) < plan.revotes)
    shift = rng.integers(1, 3, len(again))
    earlier = (vote[again] + 1 + shift) % 3 - 1
    before = time[again] - rng.integers(1_000, 60_000, len(again))
    return again, earlier.astype(np.int8), before


def _activity(plan: Plan, weight: Floats, rng: np.random.Generator) -> Floats:
    """(P,) activity so that the expected votes per person follow a log-normal of the mean asked."""
    spread = plan.activity_spread
    wanted = plan.votes_per_person * np.exp(rng.normal(-(spread**2) / 2, spread, plan.participants))
    grid = np.concatenate(([0.0], np.geomspace(1e-6, 1e4, 400)))
    expected = -np.expm1(-np.outer(grid, weight)).sum(axis=1)
    return np.interp(wanted, expected, grid)


def _blocks(count: int, columns: int) -> Iterator[slice]:
    step = max(1, CELLS_AT_ONCE // max(columns, 1))
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))
