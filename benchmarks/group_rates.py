"""The baseline for predicting votes: the rate of agreement in the voter's Polis group."""

import numpy as np
from numpy.typing import NDArray
from tests.analysis.opinions import polis_oracle

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def group_rate(votes: Floats, participant: Ints, statement: Ints) -> Floats:
    """Predict (N,) votes from groups that are formed without them.

    `votes`: (P, C) 1, 0, -1 and NaN, the votes to predict already taken out. Somebody with too
    few votes for a group is predicted from everybody.
    """
    inside = polis_oracle.in_conversation(votes)
    axes, mean = polis_oracle.principal_axes(votes)
    positions = polis_oracle.project(votes, axes, mean)
    label = np.full(len(votes), -1)
    label[inside] = polis_oracle.find_groups(positions[inside])
    agree, disagree = votes == 1, votes == -1
    rates = np.stack(
        [
            (agree[mine].sum(axis=0) + 1)
            / (agree[mine].sum(axis=0) + disagree[mine].sum(axis=0) + 2)
            for mine in [label == g for g in range(label.max() + 1)] + [np.full(len(votes), True)]
        ]
    )
    return np.asarray(rates[label[participant], statement])
