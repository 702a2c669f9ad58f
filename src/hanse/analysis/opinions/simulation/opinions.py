"""Planted opinions: how likely each kind of person is to agree with each statement.

A person is described by the declared levels, one latent place (group, point on the spectrum, or
nothing) and one degree of agreeableness, all from finite lists, so that the true share of a bloc
is an exact weighted mean over the kinds of people in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

from hanse.analysis.opinions.simulation.plan import Plan, Planted, Structure

Floats = NDArray[np.float64]

SPECTRUM_POINTS = 21
AGREEABLENESS_POINTS = 9
MILD = 0.15  # logits; a bridge stays above 60 % in each bloc of up to three attributes
CELLS_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Opinions:
    """Logits of agreement, split by what they come from.

    `base`: (C,). `effects`: one (K, C) array per dimension of a person: declared attributes in
    order, then the latent place, then agreeableness. `kinds`, `divided_by`: (C,) what was planted
    and the dimension a divide runs along, -1 for none. `passes`: (C,) share of passes among the
    votes of those who do not straight-line. `copy_of`: (C,) earlier statement repeated, or -1.
    """

    base: Floats
    effects: tuple[Floats, ...]
    kinds: tuple[Planted, ...]
    divided_by: NDArray[np.int32]
    passes: Floats
    copy_of: NDArray[np.int32]

    def logits(
        self, codes: Sequence[NDArray[np.int32]], who: NDArray[np.int32], what: NDArray[np.int32]
    ) -> Floats:
        """(V,) logits of persons `who`, with (P,) `codes` per dimension, on statements `what`."""
        total = self.base[what]
        for effect, code in zip(self.effects, codes, strict=True):
            if len(effect) > 1:
                total += effect[code[who], what]
        return total


def plant_opinions(plan: Plan, rng: np.random.Generator) -> Opinions:
    """Draw kinds, base support and the effect of each dimension."""
    count = plan.statements
    sizes = [len(a.levels) for a in plan.declared]
    latent = _latent_size(plan)
    kinds = _kinds(plan, rng)
    copy_of = _copies(plan, rng)
    base = np.array([_base(kind, rng) for kind in kinds], dtype=float)
    effects = [rng.uniform(-MILD, MILD, (size, count)) for size in (*sizes, latent)]
    plain = np.array([kind is Planted.PLAIN for kind in kinds], dtype=bool)
    for effect in effects[:-1]:
        effect[:, plain] *= 2
    effects[-1][:, plain] = _plain_latent(plan, int(plain.sum()), rng)
    divided_by = _plant_divides(plan, kinds, effects, rng)
    if plan.structure is Structure.NONE:
        effects[-1][:] = 0
    effects.append(np.repeat(_agreeableness(plan)[:, None], count, axis=1))
    mean = min(max(plan.passes, 0.0), 1.0)
    passes = rng.beta(20 * mean, 20 * (1 - mean), count) if 0 < mean < 1 else np.full(count, mean)
    source = np.where(copy_of >= 0, copy_of, np.arange(count))
    return Opinions(
        base=base[source],
        effects=tuple(effect[:, source] for effect in effects),
        kinds=tuple(kinds[j] for j in source),
        divided_by=divided_by[source].astype(np.int32),
        passes=passes,
        copy_of=copy_of,
    )


def true_shares(opinions: Opinions, weights: Sequence[Floats], dimension: int) -> Floats:
    """(C, K) exact share of agreement in each level of one dimension.

    `weights`: share of people per level, one array per dimension; they are independent.
    """
    order = [dimension, *(d for d in range(len(weights)) if d != dimension)]
    rows = np.indices([len(weights[d]) for d in order]).reshape(len(order), -1)
    weight = np.prod([weights[d][rows[k]] for k, d in enumerate(order) if k > 0], axis=0)
    levels = len(weights[dimension])
    shares = np.empty((len(opinions.base), levels))
    for block in _blocks(len(opinions.base), rows.shape[1]):
        logits = np.repeat(opinions.base[None, block], rows.shape[1], axis=0)
        for k, d in enumerate(order):
            logits += opinions.effects[d][:, block][rows[k]]
        weighted = scipy.special.expit(logits) * np.reshape(weight, (-1, 1))
        shares[block] = weighted.reshape(levels, -1, logits.shape[1]).sum(axis=1).T
    return shares


def latent_positions(plan: Plan) -> Floats:
    """(K,) where each latent place lies: -1..1 on a spectrum, the number of the group, or 0.

    A spectrum has most people in its middle: equally likely points at the quantiles of a normal
    distribution with standard deviation one half.
    """
    if plan.structure is Structure.SPECTRUM:
        return _normal_points(SPECTRUM_POINTS) / 2
    return np.arange(_latent_size(plan), dtype=float)


def _latent_size(plan: Plan) -> int:
    if plan.structure is Structure.GROUPS:
        return len(plan.group_shares)
    return SPECTRUM_POINTS if plan.structure is Structure.SPECTRUM else 1


def _kinds(plan: Plan, rng: np.random.Generator) -> list[Planted]:
    planted: list[Planted] = []
    for kind, share in (
        (Planted.BRIDGE, plan.bridges),
        (Planted.DIVIDE, plan.divides),
        (Planted.REJECTED, plan.rejected),
    ):
        planted += [kind] * min(round(share * plan.statements), plan.statements - len(planted))
    planted += [Planted.PLAIN] * (plan.statements - len(planted))
    return [planted[j] for j in rng.permutation(plan.statements)]


def _copies(plan: Plan, rng: np.random.Generator) -> NDArray[np.int32]:
    """(C,) the earlier original that a statement repeats, or -1."""
    copy_of = np.full(plan.statements, -1, np.int32)
    repeats = min(round(plan.duplicates * plan.statements), max(plan.statements - 1, 0))
    for j in sorted(rng.choice(plan.statements - 1, repeats, replace=False) + 1 if repeats else []):
        originals = np.flatnonzero(copy_of[:j] < 0)
        copy_of[j] = rng.choice(originals)
    return copy_of


def _base(kind: Planted, rng: np.random.Generator) -> float:
    if kind is Planted.BRIDGE:
        return rng.uniform(1.1, 2.0)
    if kind is Planted.REJECTED:
        return -rng.uniform(1.1, 2.0)
    return rng.uniform(-0.1, 0.1) if kind is Planted.DIVIDE else rng.normal(0.5, 0.9)


def _plain_latent(plan: Plan, count: int, rng: np.random.Generator) -> Floats:
    if plan.structure is Structure.GROUPS:
        return rng.normal(0, plan.separation, (len(plan.group_shares), count))
    slopes: Floats = rng.normal(0, plan.separation, count)
    return latent_positions(plan)[:, None] * slopes


def _plant_divides(
    plan: Plan, kinds: Sequence[Planted], effects: Sequence[Floats], rng: np.random.Generator
) -> NDArray[np.int32]:
    """Set two camps against each other, going through the dividing dimensions in turn."""
    turns = [d for d, effect in enumerate(effects) if len(effect) > 1]
    divided_by = np.full(len(kinds), -1, np.int32)
    divides = [j for j, kind in enumerate(kinds) if kind is Planted.DIVIDE]
    for turn, j in enumerate(divides):
        dimension = turns[turn % len(turns)]
        effects[dimension][:, j] += _camps(plan, len(effects[dimension]), dimension, rng)
        divided_by[j] = dimension
    return divided_by


def _camps(plan: Plan, levels: int, dimension: int, rng: np.random.Generator) -> Floats:
    strength = rng.uniform(1.0, 2.0)
    if plan.structure is Structure.SPECTRUM and dimension == len(plan.declared):
        return latent_positions(plan) * (3 * strength * float(rng.choice([-1, 1])))
    side = rng.permutation(np.where(np.arange(levels) < rng.integers(1, levels), -1, 1))
    camps: Floats = side * strength
    return camps


def _agreeableness(plan: Plan) -> Floats:
    if not plan.agreeableness:
        return np.zeros(1)
    points = _normal_points(AGREEABLENESS_POINTS)
    return points * (plan.agreeableness / float(points.std()))


def _normal_points(count: int) -> Floats:
    points: Floats = scipy.special.ndtri((np.arange(count) + 0.5) / count)
    return points


def _blocks(count: int, rows: int) -> Iterator[slice]:
    step = max(1, CELLS_AT_ONCE // max(rows, 1))
    for start in range(0, count, step):
        yield slice(start, start + step)
