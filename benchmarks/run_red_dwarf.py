"""One run of red-dwarf over one file of votes: python run_red_dwarf.py FILE SECONDS."""

import sys
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from clock import measure

warnings.simplefilter("ignore")


def imports() -> None:
    """Import the pipeline with all it needs."""
    from reddwarf.implementations.base import run_pipeline  # noqa: F401 - its time counts


def load() -> tuple[list[dict[str, int]], list[int]]:
    """Build the list of vote records that the pipeline takes."""
    import numpy as np

    data = np.load(sys.argv[1])
    cells = zip(
        data["participant"].tolist(), data["statement"].tolist(), data["vote"].tolist(), strict=True
    )
    votes = [{"participant_id": i, "statement_id": j, "vote": v} for i, j, v in cells]
    return votes, np.flatnonzero(data["moderated"]).tolist()


def compute(loaded: tuple[list[dict[str, int]], list[int]]) -> dict[str, Any]:
    """Run the whole pipeline with its defaults."""
    from reddwarf.implementations.base import run_pipeline

    votes, moderated = loaded
    result = run_pipeline(votes=votes, mod_out_statement_ids=moderated, random_state=42)
    sizes = result.participants_df["cluster_id"].value_counts().sort_index()
    return {"groups": [int(n) for n in sizes]}


if __name__ == "__main__":
    measure("red-dwarf 0.4.0", imports, load, compute, float(sys.argv[2]))
