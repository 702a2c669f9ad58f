"""Numbers of threads are a matter of speed, never of results."""

import os
import subprocess
import sys

PRINT_BITS = """
import hashlib, pickle
from hanse.analysis.opinions.groups import find_groups
from hanse.analysis.opinions.live import LiveMap
from hanse.analysis.opinions.opinion_map import place
from hanse.analysis.opinions.prediction import fit_votes
from hanse.analysis.opinions.representative import representative_statements
from tests.analysis.opinions.tables import camps

table, _ = camps([700, 500, 300], statements=200)
opinion_map = place(table)
groups = find_groups(table, opinion_map)
statements = representative_statements(table, opinion_map, groups)
model = fit_votes(table, 3)
reading = LiveMap(table).read()
arrays = [
    opinion_map.position, opinion_map.axes, opinion_map.explained, groups.attribute.codes,
    model.participants.mean, model.statements.covariance, reading.axes, reading.position,
]
digest = hashlib.sha256(b"".join(array.tobytes() for array in arrays))
digest.update(repr((groups.silhouette, groups.null_silhouette, groups.jaccard)).encode())
digest.update(repr(statements).encode())
print(groups.count, len(statements) > 0, digest.hexdigest())
"""


def bits(threads: str) -> str:
    """Print the results of everything learned from votes, with so many threads."""
    return subprocess.run(
        [sys.executable, "-c", PRINT_BITS],
        env=os.environ | {"OPENBLAS_NUM_THREADS": threads, "PYTHONPATH": "src:."},
        capture_output=True,
        check=True,
        text=True,
    ).stdout


def test_the_number_of_threads_changes_no_bit() -> None:
    one, two, four = bits("1"), bits("2"), bits("4")

    assert one.startswith("3 True ")
    assert one == two == four
