"""Q6 and Q7: the same votes give the same bits; moderation can be undone."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
from benchmarks.exports import conversations, read_export
from benchmarks.rows import Row, say
from benchmarks.structureless import as_table

from hanse.analysis.opinions import Attribute, VoteTable, analyse, build_vote_table
from hanse.analysis.opinions.simulation import Declared, Plan, Simulated, simulate

PLAN = Plan(
    participants=60,
    statements=25,
    votes_per_person=15,
    declared=(Declared("side", ("Europe", "North America"), (0.7, 0.3)),),
    revotes=0.1,
    moderated=0.1,
    seed=6,
)


def rows(quick: bool) -> Iterator[Row]:  # noqa: FBT001 - every group of rows is called alike
    """Row order, threads and restarts, moderation."""
    yield from any_order(50 if quick else 1000)
    yield from any_process()
    yield from moderation_undone()


def any_order(shuffles: int) -> Iterator[Row]:
    """Events, participants and statements arrive in another order each time."""
    simulated = simulate(PLAN)
    expected = fingerprint(analyse(simulated.table()))
    rng = np.random.default_rng(6)
    same = sum(fingerprint(analyse(reordered(simulated, rng))) == expected for _ in range(shuffles))
    what = "bit-identical analysis over orders of votes, participants and statements"
    yield Row("Q6", what, "100 %", f"{same:,} of {shuffles:,}", same == shuffles)


def reordered(simulated: Simulated, rng: np.random.Generator) -> VoteTable:
    """Build the table from events, people and statements in random order."""
    people = rng.permutation(simulated.plan.participants)
    statements = rng.permutation(simulated.plan.statements)
    events = rng.permutation(len(simulated.vote))
    return build_vote_table(
        participant_ids=[simulated.participant_ids[i] for i in people],
        statement_ids=[simulated.statement_ids[j] for j in statements],
        participant=np.argsort(people)[simulated.participant[events]],
        statement=np.argsort(statements)[simulated.statement[events]],
        vote=simulated.vote[events],
        time=simulated.time[events],
        moderated=simulated.moderated[statements],
        declared=[Attribute(a.name, a.levels, a.codes[people]) for a in simulated.declared],
    )


def any_process() -> Iterator[Row]:
    """Fresh processes with one, two and four threads agree on a large conversation."""
    said = set()
    for threads in ("1", "2", "4"):
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        environment = os.environ | dict.fromkeys(names, threads)
        run = [sys.executable, "-m", "benchmarks.sameness", "fingerprint"]
        said.add(subprocess.run(run, env=environment, check=True, capture_output=True).stdout)
    what = "bit-identical over restarts with 1, 2 and 4 threads, 3,000 people"
    yield Row("Q6", what, "one result", f"{len(said)} different", len(said) == 1)


def moderation_undone() -> Iterator[Row]:
    """Statements are taken out and put back; meanwhile the others keep their counts."""
    tables = [as_table(read_export(folder)) for folder in conversations()[:3]]
    tables.append(simulate(replace(PLAN, participants=400, votes_per_person=20)).table())
    undone = kept = 0
    for table in tables:
        before = analyse(table, replicates=0)
        out = table.moderated.copy()
        out[np.flatnonzero(~out)[::7]] = True
        during = analyse(replace(table, moderated=out), replicates=0)
        after = analyse(replace(table, moderated=table.moderated.copy()), replicates=0)
        undone += fingerprint(before) == fingerprint(after)
        counts = (before.lenses[0].rates.agree[~out], during.lenses[0].rates.agree[~out])
        kept += bool((counts[0] == counts[1]).all())
    what = "moderating out and back in gives the same bits; other counts never move"
    reached = f"{undone} and {kept} of {len(tables)}"
    yield Row("Q7", what, "all", reached, undone == kept == len(tables))


def fingerprint(value: Any) -> str:  # noqa: ANN401 - walks any nest of results
    """Hash every number, text and array to the bit."""
    digest = hashlib.sha256()
    _add(digest, value)
    return digest.hexdigest()


def _add(digest: Any, value: Any) -> None:  # noqa: ANN401 - hashlib names no public type
    if is_dataclass(value):
        for field in fields(value):
            _add(digest, getattr(value, field.name))
    elif isinstance(value, np.ndarray):
        digest.update(str((value.dtype, value.shape)).encode() + value.tobytes())
    elif isinstance(value, tuple):
        for item in value:
            _add(digest, item)
    else:
        digest.update(repr(value).encode())


if __name__ == "__main__":
    if "fingerprint" in sys.argv:
        large = simulate(replace(PLAN, participants=3000, statements=200, votes_per_person=40))
        sys.stdout.write(fingerprint(analyse(large.table(), replicates=20)))
    else:
        say(rows)
