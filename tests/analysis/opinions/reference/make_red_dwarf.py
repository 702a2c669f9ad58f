"""Record what red-dwarf 0.4.0 says of one small simulated conversation.

Run with the environment of the benchmarks: PYTHONPATH=src .venv-bench/bin/python
tests/analysis/opinions/reference/make_red_dwarf.py
"""

import json
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from hanse.analysis.opinions.simulation import Plan, Structure, simulate
from hanse.analysis.opinions.votes import VoteTable

PLAN = Plan(
    participants=90,
    statements=24,
    votes_per_person=14,
    structure=Structure.GROUPS,
    group_shares=(0.6, 0.4),
    separation=2.0,
    moderated=0.1,
    seed=20,
)
SYMBOL = {1: "+", 0: "0", -1: "-"}


def main() -> None:
    """Write red_dwarf.json beside this script."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from reddwarf.implementations.base import run_pipeline

    table = simulate(PLAN).table()
    cells = list(
        zip(table.participant.tolist(), table.statement.tolist(), table.vote.tolist(), strict=True)
    )
    rows = [["."] * PLAN.statements for _ in range(PLAN.participants)]
    for who, what, vote in cells:
        rows[who][what] = SYMBOL[vote]
    result = run_pipeline(
        votes=[{"participant_id": i, "statement_id": j, "vote": v} for i, j, v in cells],
        mod_out_statement_ids=np.flatnonzero(table.moderated).tolist(),
        random_state=42,
    )
    lines = (
        f' "{name}": {json.dumps(value)}' for name, value in record(rows, table, result).items()
    )
    Path(__file__).with_name("red_dwarf.json").write_text(
        "{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8"
    )


def record(rows: list[list[str]], table: VoteTable, result: Any) -> dict[str, Any]:
    """Everything compared in the tests, rounded to 12 digits."""
    people, statements, groups = (
        result.participants_df,
        result.statements_df,
        result.group_comment_stats,
    )
    label = people["cluster_id"].astype(float).fillna(-1).astype(int)
    consensus = statements["group-aware-consensus"].where(~table.moderated, -1)
    top = consensus.sort_values(ascending=False, kind="stable")[:10]
    return {
        "engine": "red-dwarf 0.4.0",
        "votes": ["".join(row) for row in rows],
        "moderated": np.flatnonzero(table.moderated).tolist(),
        "clusterable": int((label >= 0).sum()),
        "group_sizes": np.bincount(label[label >= 0]).tolist(),
        "proj_abs_sum": float(np.abs(people[["x", "y"]].to_numpy()).sum()),
        "gac_top10": [{"tid": int(j), "gac": float(v)} for j, v in top.items()],
        "repness": {
            str(g): [
                {k: v for k, v in pick.items() if k not in ("n-agree", "best-agree")}
                for pick in picks
            ]
            for g, picks in dict(result.repness).items()
        },
        "consensus": {
            side: [pick["tid"] for pick in picks] for side, picks in dict(result.consensus).items()
        },
        "position": people[["x", "y"]].to_numpy().round(12).tolist(),
        "label": label.tolist(),
        "group_aware_consensus": statements["group-aware-consensus"].round(12).tolist(),
        "extremity": statements["extremity"].round(12).tolist(),
        "priority": statements["priority"].round(12).tolist(),
        "groups": {
            name: groups[name].astype(float).round(12).unstack().to_numpy().tolist()
            for name in ("na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt")
        },
    }


if __name__ == "__main__":
    main()
