"""From votes to bloc rates, bridging, an opinion map, groups if they are real, and stability."""

from hanse.analysis.opinions.results import REPLICATES, Analysis, Label
from hanse.analysis.opinions.votes import Attribute, VoteTable, build_vote_table

__all__ = ["Analysis", "Attribute", "Label", "VoteTable", "analyse", "build_vote_table"]


def analyse(table: VoteTable, *, replicates: int = REPLICATES) -> Analysis:
    """Say everything that the votes allow, and how sure it is; `pipeline.analyse` tells how.

    Parameters
    ----------
    table
        Votes in canonical order (`build_vote_table`).
    replicates
        Bootstrap replicates for the stability part; 0 leaves it out.

    Returns
    -------
    All results, equal to the bit for any order or partition of the same votes.
    """
    from hanse.analysis.opinions import (  # noqa: PLC0415 - scipy, which most commands never need
        pipeline,
    )

    return pipeline.analyse(table, replicates=replicates)
