"""Predict votes set aside: Hanse's vote model against the rates of Polis groups.

One row per open conversation: a tenth of the agreements and disagreements is set aside four
times; log-loss in nats and their ratio, below 1 where Hanse is better.
"""

import sys
import time

import numpy as np
from benchmarks.exports import Export, conversations, read_export
from benchmarks.group_rates import group_rate

from hanse.analysis.opinions.prediction import fit_votes, log_loss
from hanse.analysis.opinions.votes import build_vote_table

SPLITS, SHARE = 4, 0.1


def compare(export: Export, split: int) -> tuple[float, float, int, float]:
    """Log-loss of Polis groups and of Hanse, the rank Hanse chose, and its CPU seconds."""
    kept = ~export.moderated[export.statement]
    who, what, vote = export.participant[kept], export.statement[kept], export.vote[kept]
    chance = np.random.default_rng([2026, split])
    out = (vote != 0) & (chance.random(len(vote)) < SHARE)
    agreed = vote[out] == 1
    matrix = np.full((len(export.participant_ids), len(export.statement_ids)), np.nan)
    matrix[who[~out], what[~out]] = vote[~out]
    asked = np.flatnonzero(~np.isnan(matrix).all(axis=0))
    column = np.full(matrix.shape[1], -1)
    column[asked] = np.arange(len(asked))
    known = column[what[out]] >= 0
    rates = np.full(len(agreed), 0.5)
    rates[known] = group_rate(matrix[:, asked], who[out][known], column[what[out]][known])
    table = build_vote_table(
        participant_ids=[f"{i:06d}" for i in range(matrix.shape[0])],
        statement_ids=[f"{j:06d}" for j in range(matrix.shape[1])],
        participant=who[~out],
        statement=what[~out],
        vote=vote[~out],
    )
    began = time.process_time()
    model = fit_votes(table)
    took = time.process_time() - began
    predicted = model.predict(who[out], what[out])
    return log_loss(rates, agreed), log_loss(predicted, agreed), model.rank, took


def main(names: list[str]) -> None:
    """Print the table for the conversations named, or for all."""
    print(f"{'conversation':42} {'Polis':>6} {'Hanse':>6} {'ratio':>6}  ranks  CPU s")
    ratios = []
    for folder in conversations():
        if names and folder.name not in names:
            continue
        export = read_export(folder)
        rows = [compare(export, split) for split in range(SPLITS)]
        polis, hanse = (float(np.mean([row[i] for row in rows])) for i in (0, 1))
        ranks = "".join(str(row[2]) for row in rows)
        took = np.mean([row[3] for row in rows])
        ratios.append(hanse / polis)
        print(
            f"{folder.name:42} {polis:6.3f} {hanse:6.3f} {ratios[-1]:6.3f}  {ranks:5} {took:6.2f}",
            flush=True,
        )
    if ratios:
        print(f"median ratio {np.median(ratios):.3f}, largest {max(ratios):.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
