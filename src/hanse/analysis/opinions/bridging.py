"""Whether every bloc agrees with a statement, how far apart they are, and what may be said."""

import numpy as np
from numpy.typing import NDArray

from hanse.analysis.intervals import chance_above, expected_log, largest_gap
from hanse.analysis.opinions.results import BlocRates, Bridging, Counts, Label, Shares
from hanse.analysis.opinions.votes import Attribute

MAJORITY, STRONG = 0.5, 0.6
ENOUGH_VOICES = 10
CONTRARY_VOTES = 2
CONSENSUS_CHANCE, LIKELY_CHANCE = 0.95, 0.80
SPLIT_GAP = 0.2

Flag = NDArray[np.bool_]


def bridging(rates: BlocRates, attribute: Attribute, moderated: Flag) -> Bridging:
    """Bridging, divide and label of every statement for one attribute.

    Parameters
    ----------
    rates
        Counts and posteriors (C, B) of the attribute's blocs.
    attribute
        The attribute itself; a level that no participant has is left out of everything.
    moderated
        (C,) bool; such statements get NaN and ``Label.MODERATED``.

    Returns
    -------
    One value per statement; see `Bridging` for shapes and units.

    Notes
    -----
    Blocs are independent given the counts, so the probability that every bloc agrees is a
    product. It falls with the number of blocs; the index does not. A label is kept only if it
    survives two contrary votes in every bloc. Source: methods of bridging-based ranking (Ovadya
    and Thorburn) with the pseudo-rater bound of Community Notes; docs/methods/bridging.md,
    divide.md and labels-and-gates.md.

    Examples
    --------
    Twelve of twelve and forty of fifty agree, so both blocs surely have a majority:

    >>> from hanse.analysis.opinions.rates import bloc_rates
    >>> from hanse.analysis.opinions.votes import build_vote_table
    >>> side = Attribute("side", ("west", "east"), np.repeat([0, 1], [12, 50]).astype(np.int32))
    >>> table = build_vote_table(
    ...     participant_ids=[str(i) for i in range(62)],
    ...     statement_ids=["s"],
    ...     participant=range(62),
    ...     statement=[0] * 62,
    ...     vote=[1] * 52 + [-1] * 10,
    ...     declared=[side],
    ... )
    >>> rates = bloc_rates(table, table.declared[0])
    >>> result = bridging(rates, table.declared[0], table.moderated)
    >>> result.label[0].value, result.probability.round(3).tolist(), result.index.round(2).tolist()
    ('consensus', [1.0], [0.87])
    """
    present = levels_present(attribute)
    alpha, beta = rates.alpha[:, present], rates.beta[:, present]
    voices = rates.voices[:, present]
    probability = every_bloc_above(alpha, beta, MAJORITY)
    fewest = voices.min(axis=1) if present.any() else np.zeros(len(voices), np.int64)
    divide, divide_low, divide_high = _divide(alpha, beta, fewest >= ENOUGH_VOICES)
    names = tuple(level for level, there in zip(attribute.levels, present, strict=True) if there)
    return Bridging(
        attribute=attribute.name,
        probability=np.where(moderated, np.nan, probability),
        strong=np.where(moderated, np.nan, every_bloc_above(alpha, beta, STRONG)),
        index=np.where(moderated, np.nan, bridging_index(alpha, beta)),
        divide=divide,
        divide_low=divide_low,
        divide_high=divide_high,
        label=_labels(
            alpha,
            beta,
            probability,
            divide_low,
            enough=fewest >= ENOUGH_VOICES,
            moderated=moderated,
        ),
        fewest_voices=fewest,
        missing=_missing(names, voices, moderated),
    )


def levels_present(attribute: Attribute) -> Flag:
    """(B,) levels that at least one participant has."""
    taken = attribute.codes[attribute.codes >= 0]
    return np.bincount(taken, minlength=len(attribute.levels)) > 0


def every_bloc_above(alpha: Shares, beta: Shares, threshold: float) -> Shares:
    """(C,) probability that the agreement of every bloc lies above a threshold; 0 without blocs.

    >>> every_bloc_above(np.array([[7.5, 7.5]]), np.array([[3.5, 3.5]]), 0.5).round(3).tolist()
    [0.806]
    """
    if alpha.shape[1] == 0:
        return np.zeros(len(alpha))
    chance: Shares = chance_above(alpha, beta, threshold).prod(axis=1)
    return chance


def bridging_index(alpha: Shares, beta: Shares) -> Shares:
    """(C,) posterior geometric mean of agreement over the blocs, in 0..1; 0 without blocs.

    >>> bridging_index(np.array([[7.5, 7.5]]), np.array([[3.5, 3.5]])).round(3).tolist()
    [0.667]
    """
    if alpha.shape[1] == 0:
        return np.zeros(len(alpha))
    index: Shares = np.exp(expected_log(alpha, beta).mean(axis=1))
    return index


def _divide(alpha: Shares, beta: Shares, enough: Flag) -> tuple[Shares, Shares, Shares]:
    """Mean and interval of the divide; NaN where a bloc has too few voices to be compared."""
    parts = np.full((3, len(alpha)), np.nan)
    parts[:, enough] = largest_gap(alpha[enough], beta[enough])
    return parts[0], parts[1], parts[2]


def _labels(
    alpha: Shares,
    beta: Shares,
    probability: Shares,
    divide_low: Shares,
    *,
    enough: Flag,
    moderated: Flag,
) -> tuple[Label, ...]:
    """Label of each statement by the first rule it meets, after the contrary votes."""
    doubted = np.minimum(probability, every_bloc_above(alpha, beta + CONTRARY_VOTES, MAJORITY))
    candidates = ~(doubted >= LIKELY_CHANCE) & (divide_low > SPLIT_GAP)
    rules = [
        (moderated, Label.MODERATED),
        (~enough, Label.INSUFFICIENT),
        (doubted >= CONSENSUS_CHANCE, Label.CONSENSUS),
        (doubted >= LIKELY_CHANCE, Label.LIKELY),
        (_surely_split(alpha, beta, candidates), Label.SPLIT),
    ]
    names = [label for _, label in rules] + [Label.OPEN]
    first = np.argmax([*(met for met, _ in rules), np.ones(len(alpha), bool)], axis=0)
    return tuple(names[i] for i in first)


def _surely_split(alpha: Shares, beta: Shares, candidates: Flag) -> Flag:
    """Candidates whose divide stays above the limit after contrary votes in its two end blocs."""
    split = candidates.copy()
    if split.any():
        mean = alpha[split] / (alpha[split] + beta[split])
        row = np.arange(len(mean))
        alpha, beta = alpha[split], beta[split]
        alpha[row, mean.argmin(axis=1)] += CONTRARY_VOTES
        beta[row, mean.argmax(axis=1)] += CONTRARY_VOTES
        split[split] = largest_gap(alpha, beta)[1] > SPLIT_GAP
    return split


def _missing(
    names: tuple[str, ...], voices: Counts, moderated: Flag
) -> tuple[tuple[str, ...], ...]:
    few = (voices < ENOUGH_VOICES) & ~moderated[:, None]
    missing: list[tuple[str, ...]] = [()] * len(few)
    for statement in np.flatnonzero(few.any(axis=1)).tolist():
        missing[statement] = tuple(names[bloc] for bloc in np.flatnonzero(few[statement]))
    return tuple(missing)
