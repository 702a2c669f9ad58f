"""Time and memory of one piece of work, in a process of its own; standard library only."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

MOST_REPEATS = 9


def measure(
    engine: str,
    imports: Callable[[], Any],
    load: Callable[[], Any],
    compute: Callable[[Any], dict[str, Any]],
    seconds: float,
) -> None:
    """Print one line of JSON: import, load, then compute repeated for about `seconds`."""
    _, import_cpu, import_wall = timed(imports)
    loaded, load_cpu, _ = timed(load)
    before = memory("VmRSS")
    cpu: list[float] = []
    wall: list[float] = []
    while not cpu or (sum(cpu) + cpu[-1] < seconds and len(cpu) < MOST_REPEATS):
        said, one_cpu, one_wall = timed(lambda: compute(loaded))
        cpu.append(one_cpu)
        wall.append(one_wall)
    result = {
        "engine": engine,
        "import_cpu": import_cpu,
        "import_wall": import_wall,
        "load_cpu": load_cpu,
        "cpu_min": min(cpu),
        "cpu_median": statistics.median(cpu),
        "wall_min": min(wall),
        "repeats": len(cpu),
        "before_mb": before,
        "peak_mb": memory("VmHWM"),
        **said,
    }
    sys.stdout.write(json.dumps(result) + "\n")


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """Give the result, CPU seconds and wall seconds."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return result, time.process_time() - cpu, time.perf_counter() - wall


def memory(field: str) -> float:
    """Megabytes of this process now (VmRSS) or at its highest (VmHWM).

    ru_maxrss would also count the parent, from before this program replaced it.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise LookupError(field)
