"""Vote tables that every engine reads alike: plain arrays in one file per conversation."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from benchmarks.exports import conversations, read_export

from hanse.analysis.opinions.simulation import Declared, Plan, Structure, simulate

LARGE = "simulated 33,422 x 783"
MEDIUM = "simulated 5,000 x 300"
PLANS = {
    LARGE: Plan(
        participants=33_422,
        statements=783,
        votes_per_person=61.5,
        declared=(Declared("side", ("Europe", "North America"), (0.9, 0.1)),),
        structure=Structure.GROUPS,
        group_shares=(0.22, 0.31, 0.47),
        seed=33,
    ),
    MEDIUM: Plan(
        participants=5_000,
        statements=300,
        votes_per_person=40,
        declared=(Declared("side", ("Europe", "North America"), (0.9, 0.1)),),
        structure=Structure.GROUPS,
        seed=33,
    ),
}


@dataclass(frozen=True, slots=True)
class Dataset:
    """A conversation by name, and the file its votes were written to."""

    name: str
    file: Path


def prepare(folder: Path, *, quick: bool) -> list[Dataset]:
    """Write each conversation once, smallest first; simulated ones are the last."""
    folder.mkdir(parents=True, exist_ok=True)
    datasets = []
    for source in conversations():
        export = read_export(source)
        datasets.append(Dataset(export.name, folder / f"{export.name}.npz"))
        np.savez(
            datasets[-1].file,
            participant_ids=np.array(export.participant_ids),
            statement_ids=np.array(export.statement_ids),
            participant=export.participant,
            statement=export.statement,
            vote=export.vote,
            moderated=export.moderated,
        )
    name = MEDIUM if quick else LARGE
    datasets.append(Dataset(name, folder / f"{'medium' if quick else 'large'}.npz"))
    table = simulate(PLANS[name]).table()
    np.savez(
        datasets[-1].file,
        participant_ids=np.array(table.participant_ids),
        statement_ids=np.array(table.statement_ids),
        participant=table.participant,
        statement=table.statement,
        vote=table.vote,
        moderated=table.moderated,
        side=table.declared[0].codes,
    )
    return datasets
