"""A page of plain text on an early warning run, for a terminal."""

from hanse.threats.counts import Counts, MonthlyCounts
from hanse.threats.insights import Alarm, Judgement, rung_name

NEWEST = 12
ROW = "{:10}  {:>8}  {:>8}  {:>9}  {}"


def summary_of(counts: Counts, judgement: Judgement, found: tuple[Alarm, ...]) -> str:
    """Say what was judged, by what, and the newest alarms, newest first."""
    unit = "month" if isinstance(counts, MonthlyCounts) else "week"
    lines = [
        f"{len(counts.names)} series, {counts.periods} {unit}s from {counts.begin(0)}",
        f"{len(found)} alarms" + (f", the newest {NEWEST} below" if len(found) > NEWEST else ""),
        "",
    ]
    if found:
        lines.append(ROW.format(unit, "observed", "expected", "threshold", "series"))
        lines += [_row(counts, alarm) for alarm in reversed(found[-NEWEST:])]
    else:
        lines.append("Nothing rose beyond what chance and season explain.")
    return "\n".join([*lines, "", *_short_histories(counts, judgement)])


def _row(counts: Counts, alarm: Alarm) -> str:
    remarks = [alarm.detector] * bool(alarm.detector)
    remarks += ["watch"] * alarm.watch + ["sustained rise"] * alarm.sustained
    name = "".join(c for c in counts.names[alarm.series] if c.isprintable())
    return ROW.format(
        counts.begin(alarm.week).isoformat(),
        f"{alarm.observed:.0f}",
        f"{alarm.expected:.1f}",
        f"{alarm.upper:.0f}",
        f"{name} ({', '.join(remarks)})",
    )


def _short_histories(counts: Counts, judgement: Judgement) -> list[str]:
    short = sum(not rung for rung in judgement.rung[:, -1].tolist())
    if not short:
        return []
    needed = "6 months" if isinstance(counts, MonthlyCounts) else "26 weeks"
    need = f"{rung_name(0)}: {needed} are needed before the first warning."
    return [f"{short} of {len(counts.names)} series end with {need}", ""]
