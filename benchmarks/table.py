"""Timings and quality rows as Markdown."""

from dataclasses import dataclass
from typing import Any

PEER = "red-dwarf 0.4.0"
SAME, ONCE, ALL = "Hanse same", "Hanse once", "Hanse all"
NAMES = {
    PEER: PEER,
    SAME: "Hanse, same products",
    ONCE: "Hanse, all but bootstrap",
    ALL: "Hanse, everything",
}
LARGE = "simulated 33,422 x 783"
BOWLING_GREEN = "american-assembly.bowling-green"
BREXIT = "brexit-consensus"
MOST_SECONDS = (("S1", LARGE, 0.7), ("S3", BOWLING_GREEN, 0.035), ("S4", BREXIT, 0.003))
MOST_IMPORT_SECONDS = 0.3
MOST_MEGABYTES = 200
MOST_RUNS = 3  # of the same products, for 200 bootstrap replicates
COLUMNS = (
    "conversation",
    "engine",
    "CPU s, least",
    "CPU s, median",
    "runs",
    "wall s",
    "load CPU s",
    "peak MB",
    "times faster",
    "times less memory",
    "groups",
)


@dataclass(frozen=True, slots=True)
class Timing:
    """What one engine said of itself on one conversation."""

    dataset: str
    said: dict[str, Any]

    @property
    def engine(self) -> str:
        """Name and mode."""
        return str(self.said["engine"])


def timing_table(timings: list[Timing]) -> str:
    """One line per conversation and engine."""
    lines = [
        f"| {' | '.join(COLUMNS)} |",
        "|---|---|" + "--:|" * (len(COLUMNS) - 3) + "---|",
    ]
    for timing in timings:
        said, peer = timing.said, find(timings, timing.dataset, PEER)
        faster = peer["cpu_min"] / said["cpu_min"] if peer else None
        smaller = peer["peak_mb"] / said["peak_mb"] if peer else None
        groups = ", ".join(map(str, said["groups"])) or "one spectrum"
        lines.append(
            f"| {timing.dataset} | {NAMES[timing.engine]} | {said['cpu_min']:.4f} |"
            f" {said['cpu_median']:.4f} | {said['repeats']} | {said['wall_min']:.3f} |"
            f" {said['load_cpu']:.3f} | {said['peak_mb']:.0f} |"
            f" {times(faster)} | {times(smaller)} | {groups} |"
        )
    return "\n".join(lines)


def speed_rows(timings: list[Timing]) -> list[dict[str, Any]]:
    """S1, S3, S4, S5 and S7 from the timings."""
    rows = []
    for goal, dataset, limit in MOST_SECONDS:
        for mode in (SAME, ALL):
            said, peer = find(timings, dataset, mode), find(timings, dataset, PEER)
            if said:
                ratio = f" ({times(peer['cpu_min'] / said['cpu_min'])} faster)" if peer else ""
                what = f"{NAMES[mode]}, {dataset}"
                reached = f"{said['cpu_min']:.4f} CPU s{ratio}"
                rows.append(row(goal, what, f"{limit:g} s", reached, said["cpu_min"] <= limit))
    imports = [t.said["import_cpu"] for t in timings if t.engine == ALL]
    if imports:
        reached = f"{min(imports):.2f} CPU s, least of {len(imports)} fresh processes"
        met = min(imports) <= MOST_IMPORT_SECONDS
        rows.append(row("S4", "import", f"{MOST_IMPORT_SECONDS} s", reached, met))
    said = find(timings, LARGE, ALL)
    if said:
        reached = f"{said['peak_mb']:.0f} MB"
        what = f"peak memory, everything, {LARGE}"
        rows.append(row("S5", what, "200 MB", reached, said["peak_mb"] <= MOST_MEGABYTES))
    return rows + bootstrap_rows(timings)


def bootstrap_rows(timings: list[Timing]) -> list[dict[str, Any]]:
    """S7: what 200 replicates cost beside one run of the same products."""
    rows = []
    for dataset in (LARGE, BOWLING_GREEN, BREXIT):
        same, once, every = (find(timings, dataset, mode) for mode in (SAME, ONCE, ALL))
        if same and once and every:
            cost = max(every["cpu_min"] - once["cpu_min"], 0.0)
            ratio = cost / same["cpu_min"]
            what = f"200 bootstrap replicates, {dataset}"
            reached = f"{ratio:.1f} runs ({cost:.3f} CPU s)"
            rows.append(row("S7", what, "3 runs of the same products", reached, ratio <= MOST_RUNS))
    return rows


def quality_table(rows: list[dict[str, Any]]) -> str:
    """One line per goal, in the order of the goals."""
    lines = ["| goal | what | target | reached | met |", "|---|---|---|---|---|"]
    ordered = sorted(rows, key=lambda r: ("SQWDTN".index(r["goal"][0]), int(r["goal"][1:])))
    for r in ordered:
        met = {True: "yes", False: "**no**", None: ""}[r["met"]]
        lines.append(f"| {r['goal']} | {r['what']} | {r['target']} | {r['reached']} | {met} |")
    return "\n".join(lines)


def report(timings: str, quality: str, *, quick: bool) -> str:
    """Write the page."""
    how = "`make bench QUICK=1`: few repeats, figures not for quoting" if quick else "`make bench`"
    return f"""# Benchmarks

Written by {how}. Two shared cores with other work on them; one thread per process; a fresh
process per engine and conversation. CPU seconds are of the computation alone: imports and loading
are apart. Peak memory is of the whole process, imports and votes included. *Same products*: map,
best partition into groups, rates per group, agreement across groups, representative statements, as
{PEER} computes them. *Everything* adds the null test and stability of groups, declared blocs,
intervals, divide, labels, person fit and 200 bootstrap replicates, which the peer does not offer.
What each goal means: `docs/methods`.

## Speed and memory

{timings}

## Goals

{quality}
"""


def find(timings: list[Timing], dataset: str, engine: str) -> dict[str, Any] | None:
    """Look up what an engine said of a conversation, if it ran."""
    return next((t.said for t in timings if t.dataset == dataset and t.engine == engine), None)


def row(goal: str, what: str, target: str, reached: str, met: bool) -> dict[str, Any]:  # noqa: FBT001 - the fields of a Row
    """Make a row like those of the quality scripts."""
    return {"goal": goal, "what": what, "target": target, "reached": reached, "met": met}


def times(ratio: float | None) -> str:
    """Write a ratio, or nothing where there is no peer."""
    return "" if ratio is None else f"{ratio:.3g}"
