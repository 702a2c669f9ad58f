"""The benchmark's page: ratios against the peer, goals met or not, and gaps where nothing ran."""

from typing import Any

from benchmarks.table import ALL, ONCE, PEER, SAME, Timing, quality_table, speed_rows, timing_table

BREXIT = "brexit-consensus"


def said(engine: str, seconds: float, megabytes: float = 50.0, **more: Any) -> dict[str, Any]:
    return {
        "engine": engine,
        "cpu_min": seconds,
        "cpu_median": seconds,
        "wall_min": seconds,
        "load_cpu": 0.0,
        "import_cpu": 0.2,
        "repeats": 3,
        "peak_mb": megabytes,
        "groups": [],
        **more,
    }


def test_a_line_shows_how_many_times_faster_and_smaller_than_the_peer() -> None:
    timings = [
        Timing(BREXIT, said(PEER, 0.08, 175.0, groups=[35, 92, 62])),
        Timing(BREXIT, said(SAME, 0.004, 50.0)),
    ]

    peer, ours = timing_table(timings).splitlines()[2:]

    assert peer.split(" | ")[-3:] == ["1", "1", "35, 92, 62 |"]
    assert ours.split(" | ")[-3:] == ["20", "3.5", "one spectrum |"]


def test_without_the_peer_there_are_times_but_no_ratios() -> None:
    (line,) = timing_table([Timing(BREXIT, said(SAME, 0.004))]).splitlines()[2:]

    assert line.split(" | ")[2] == "0.0040"
    assert line.split(" | ")[-3:-1] == ["", ""]


def test_a_goal_is_met_only_within_its_limit() -> None:
    timings = [Timing(BREXIT, said(SAME, 0.002)), Timing(BREXIT, said(ALL, 0.5))]

    met = {row["what"]: row["met"] for row in speed_rows(timings)}

    assert met == {
        "Hanse, same products, brexit-consensus": True,
        "Hanse, everything, brexit-consensus": False,
        "import": True,
    }


def test_the_bootstrap_is_charged_what_everything_costs_more_than_one_run() -> None:
    timings = [
        Timing(BREXIT, said(SAME, 0.1)),
        Timing(BREXIT, said(ONCE, 0.3)),
        Timing(BREXIT, said(ALL, 0.5)),
    ]

    (row,) = [row for row in speed_rows(timings) if row["goal"] == "S7"]

    assert row["reached"] == "2.0 runs (0.200 CPU s)"
    assert row["met"] is True


def test_speed_comes_before_quality_and_a_missed_goal_stands_out() -> None:
    rows = [
        {"goal": "Q10", "what": "b", "target": "t", "reached": "r", "met": False},
        {"goal": "Q2", "what": "a", "target": "t", "reached": "r", "met": None},
        {"goal": "S7", "what": "c", "target": "t", "reached": "r", "met": True},
    ]

    lines = quality_table(rows).splitlines()[2:]

    assert [line[2:5].strip() for line in lines] == ["S7", "Q2", "Q10"]
    assert lines[2].endswith("| **no** |")
    assert lines[1].endswith("|  |")
