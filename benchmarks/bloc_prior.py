"""Which prior a bloc's agreement should have: coverage of three on planted truth.

Run with ``python -m benchmarks.bloc_prior``. The table stands in docs/methods/bloc-rates.md.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.intervals import beta_interval
from hanse.analysis.opinions.rates import tally
from hanse.analysis.opinions.simulation import Declared, Plan, Planted, Structure, simulate

Floats = NDArray[np.float64]
Posterior = tuple[Floats, Floats]

SEEDS = range(40)
ENOUGH = 10
WEAKEST, STRONGEST = 1.0, 2000.0  # voices a prior may count for
PLANS = {
    "90:10 of 400": Plan(
        participants=400,
        statements=80,
        votes_per_person=40,
        structure=Structure.NONE,
        declared=(Declared("side", ("90 %", "10 %"), (0.9, 0.1)),),
    ),
    "three roles of 600, in groups": Plan(
        participants=600,
        statements=80,
        votes_per_person=40,
        structure=Structure.GROUPS,
        declared=(Declared("role", ("10 %", "30 %", "60 %"), (0.1, 0.3, 0.6)),),
    ),
    "eight blocs of 200 that agree": Plan(
        participants=200,
        statements=80,
        votes_per_person=50,
        structure=Structure.NONE,
        divides=0.0,
        declared=(Declared("role", tuple("12345678"), (0.125,) * 8),),
    ),
}


def main() -> None:
    """Print coverage per plan and bloc, over all statements and over planted divides."""
    heads = [f"{name}{part}" for name in PRIORS for part in ("", ", divides")]
    print("| conversation | bloc | " + " | ".join(heads) + " |")
    print("|---|---|" + "---|" * len(heads))
    for name, plan in PLANS.items():
        hits = covered(plan)
        for level in plan.declared[0].levels:
            shares = [hits[prior, level, part] for prior in PRIORS for part in (False, True)]
            cells = [f"{np.mean(hit):.1%}" if hit else "" for hit in shares]
            print(f"| {name} | {level} | " + " | ".join(cells) + " |")


def covered(plan: Plan) -> dict[tuple[str, str, bool], list[bool]]:
    """Whether each interval holds the truth, by prior, bloc and whether a divide was planted."""
    hits: dict[tuple[str, str, bool], list[bool]] = defaultdict(list)
    for seed in SEEDS:
        simulated = simulate(replace(plan, seed=seed))
        table = simulated.table()
        attribute = table.declared[0]
        disagree, _, agree = tally(table, attribute)
        truth = simulated.truth.agreement[attribute.name]
        divide = np.array([kind is Planted.DIVIDE for kind in simulated.truth.kinds])
        for name, prior in PRIORS.items():
            low, high = beta_interval(*prior(agree.astype(float), disagree.astype(float)))
            inside = (low <= truth) & (truth <= high)
            for bloc, level in enumerate(attribute.levels):
                enough = (agree + disagree)[:, bloc] >= ENOUGH
                hits[name, level, False] += inside[enough, bloc].tolist()
                hits[name, level, True] += inside[enough & divide, bloc].tolist()
    return hits


def own_voices(agree: Floats, disagree: Floats) -> Posterior:
    """Half a voice on each side: what Hanse does."""
    return agree + 0.5, disagree + 0.5


def pooled(agree: Floats, disagree: Floats) -> Posterior:
    """Shrink to the share of all blocs together; one strength by moments over all cells."""
    voices = agree + disagree
    share = (agree.sum(1, keepdims=True) + 0.5) / (voices.sum(1, keepdims=True) + 1)
    centre = np.broadcast_to(share, voices.shape)
    strength = by_moments(agree, voices, centre, None)
    return agree + strength * centre, disagree + strength * (1 - centre)


def others(agree: Floats, disagree: Floats) -> Posterior:
    """Shrink to the share of the other blocs; each bloc its own strength by moments."""
    voices = agree + disagree
    rest, rest_voices = agree.sum(1, keepdims=True) - agree, voices.sum(1, keepdims=True) - voices
    centre = (rest + 0.5) / (rest_voices + 1)
    strength = by_moments(agree, voices, centre, 0)
    return agree + strength * centre, disagree + strength * (1 - centre)


def by_moments(agree: Floats, voices: Floats, centre: Floats, axis: int | None) -> Floats:
    """Beta-binomial strength: how closely shares keep to the centre, beyond chance."""
    n = np.maximum(voices, 1)
    spread = centre * (1 - centre)
    excess = (voices * ((agree / n - centre) ** 2 - spread / n)).sum(axis)
    scale = (voices * spread * (1 - 1 / n)).sum(axis)
    related = np.clip(excess / np.maximum(scale, 1e-12), 1e-9, 1)
    return np.asarray(np.clip(1 / related - 1, WEAKEST, STRONGEST))


PRIORS: dict[str, Callable[[Floats, Floats], Posterior]] = {
    "own voices": own_voices,
    "all blocs": pooled,
    "other blocs": others,
}

if __name__ == "__main__":
    main()
