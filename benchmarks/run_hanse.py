"""One run of Hanse over one file of votes: python run_hanse.py FILE SECONDS same|once|all.

`same`: what red-dwarf computes: map, best partition into groups, rates per group, agreement
across groups, representative statements. `once`: the whole analysis without bootstrap
replicates. `all`: the whole analysis, with its null test of groups, declared blocs, flags and
200 bootstrap replicates.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))

from clock import measure

if TYPE_CHECKING:
    from hanse.analysis.opinions import VoteTable


def imports() -> None:
    """Import the analysis with all it needs."""
    from hanse.analysis.opinions import analyse  # noqa: F401 - its time counts


def load() -> "VoteTable":
    """Build the canonical table."""
    import numpy as np

    from hanse.analysis.opinions import Attribute, build_vote_table

    data = np.load(sys.argv[1])
    side = [Attribute("side", ("Europe", "North America"), data["side"])] if "side" in data else []
    return build_vote_table(
        participant_ids=data["participant_ids"].tolist(),
        statement_ids=data["statement_ids"].tolist(),
        participant=data["participant"],
        statement=data["statement"],
        vote=data["vote"],
        moderated=data["moderated"],
        declared=side,
    )


def same(table: "VoteTable") -> dict[str, Any]:
    """Compute the peer's products and nothing else."""
    import numpy as np

    from hanse.analysis.opinions.bridging import bridging
    from hanse.analysis.opinions.groups import candidates, group_attribute
    from hanse.analysis.opinions.opinion_map import place
    from hanse.analysis.opinions.rates import bloc_rates, everyone
    from hanse.analysis.opinions.representative import representative_statements
    from hanse.analysis.opinions.results import Groups

    opinion_map = place(table)
    placed = ~np.isnan(opinion_map.position[:, 0])
    found = candidates(opinion_map.position[placed])
    bloc_rates(table, everyone(table))
    if not found:
        return {"groups": []}
    best = max(found, key=lambda candidate: candidate.silhouette)
    attribute = group_attribute(opinion_map, best.centres)
    count = len(best.centres)
    groups = Groups(count, attribute, count, best.silhouette, 0.0, (), "")
    bridging(bloc_rates(table, attribute), attribute, table.moderated)
    representative_statements(table, opinion_map, groups)
    sizes = np.bincount(attribute.codes[attribute.codes >= 0], minlength=count)
    return {"groups": sizes.tolist()}


def whole(table: "VoteTable", replicates: int) -> dict[str, Any]:
    """Compute everything an analysis holds."""
    import numpy as np

    from hanse.analysis.opinions import analyse

    analysis = analyse(table, replicates=replicates)
    attribute = analysis.groups.attribute
    if attribute is None:
        return {"groups": []}
    return {"groups": np.bincount(attribute.codes[attribute.codes >= 0]).tolist()}


WORK: dict[str, Callable[["VoteTable"], dict[str, Any]]] = {
    "same": same,
    "once": lambda table: whole(table, 0),
    "all": lambda table: whole(table, 200),
}

if __name__ == "__main__":
    measure(f"Hanse {sys.argv[3]}", imports, load, WORK[sys.argv[3]], float(sys.argv[2]))
