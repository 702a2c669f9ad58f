"""Policy coverage beside the threat: kept apart from money, never blended into one score."""

from collections.abc import Sequence
from dataclasses import dataclass

COVERAGE = (
    "none",
    "named in a strategy",
    "named owner and measure",
    "funded measure with indicator",
    "evaluated in the last 24 months",
)
LOW_COVERAGE = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands out for one category.

    `blind_spot`: the threat is raised and policy names it at most in a strategy.
    `review`: money is spent and nothing was observed for 24 months, so either the measure needs
    review or the category is under-reported.
    """

    blind_spot: bool
    review: bool


def review_flags(
    raised: Sequence[bool],
    coverage: Sequence[int],
    resources: Sequence[float],
    observed_24_months: Sequence[int],
) -> tuple[Verdict, ...]:
    """One verdict per category.

    Parameters
    ----------
    raised
        (K,) whether early warning or the trend calls the category raised.
    coverage
        (K,) index into ``COVERAGE``, 0 to 4.
    resources
        (K,) resource shares.
    observed_24_months
        (K,) observations in the last 24 months.

    Raises
    ------
    ValueError
        A coverage outside 0 to 4, or lengths that differ.

    Examples
    --------
    >>> review_flags([True, False], [1, 3], [0.0, 0.5], [12, 0])
    (Verdict(blind_spot=True, review=False), Verdict(blind_spot=False, review=True))
    """
    if any(not 0 <= level < len(COVERAGE) for level in coverage):
        raise ValueError(f"coverage runs from 0 to {len(COVERAGE) - 1}")
    return tuple(
        Verdict(is_raised and level <= LOW_COVERAGE, share > 0 and seen == 0)
        for is_raised, level, share, seen in zip(
            raised, coverage, resources, observed_24_months, strict=True
        )
    )
