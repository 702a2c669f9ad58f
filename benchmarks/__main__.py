"""Run every benchmark, print one table, write it as Markdown: python -m benchmarks [quick]."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.exports import ROOT
from benchmarks.table import Timing, quality_table, report, speed_rows, timing_table

from benchmarks import readme

WORK = ROOT / "build" / "bench"
PEER = ROOT / ".venv-bench" / "bin" / "python"
QUALITY = ("structureless", "predictions", "sameness", "slate", "blocs")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
SECONDS, QUICK_SECONDS = 4.0, 0.5


def main() -> None:
    """Time one engine after the other, then check quality on both cores."""
    quick = "quick" in sys.argv[1:]
    timings = time_engines(quick)
    # these measure time as well, so they run alone
    found = [
        quality(name, quick=quick)
        for name in ("updates", "warning", "disclosure", "incidents", "search")
    ]
    with ThreadPoolExecutor(max_workers=2) as pool:
        found += list(pool.map(lambda name: quality(name, quick=quick), QUALITY))
    rows = speed_rows(timings) + [row for rows in found for row in rows]
    text = report(timing_table(timings), quality_table(rows), quick=quick)
    print(text)
    if not quick:
        readme.PAGE.write_text(text, encoding="utf-8")
        short = readme.with_table(readme.README.read_text(encoding="utf-8"), text)
        readme.README.write_text(short, encoding="utf-8")


def time_engines(quick: bool) -> list[Timing]:  # noqa: FBT001 - the one switch there is
    """Run each engine on each conversation in a process of its own, one at a time."""
    script = (
        "from pathlib import Path; from benchmarks.datasets import prepare;"
        f"[print(d.name, d.file, sep='\\t') for d in prepare(Path({str(WORK)!r}), quick={quick})]"
    )
    datasets = [line.split("\t") for line in run(sys.executable, "-c", script).splitlines()]
    scripts = Path(__file__).parent
    seconds = str(QUICK_SECONDS if quick else SECONDS)
    engines = [(sys.executable, str(scripts / "run_hanse.py"), m) for m in ("same", "once", "all")]
    if PEER.exists():
        engines.insert(0, (str(PEER), str(scripts / "run_red_dwarf.py"), ""))
    else:
        print("red-dwarf is not installed; make bench does it", file=sys.stderr)
    smallest = datasets[0][1]
    for python, runner, mode in engines:  # compile and read every file once, untimed
        run(python, runner, smallest, "0", mode)
    timings = []
    for name, file in datasets:
        for python, runner, mode in engines:
            said: dict[str, Any] = json.loads(run(python, runner, file, seconds, mode))
            timings.append(Timing(name, said))
            print(f"{name}: {said['engine']} {said['cpu_min']:.4f} s", file=sys.stderr)
    return timings


def quality(name: str, *, quick: bool) -> list[dict[str, Any]]:
    """Rows of one group, as they were printed."""
    mode = ["quick"] if quick else []
    return [
        json.loads(line)
        for line in run(sys.executable, "-m", f"benchmarks.{name}", *mode).splitlines()
    ]


def run(*command: str) -> str:
    """Give the standard output of one process with one thread."""
    environment = os.environ | dict.fromkeys(THREADS, "1")
    environment |= {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # importing would be timed with compiling
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
