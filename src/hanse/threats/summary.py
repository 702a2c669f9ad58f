"""A page of plain text on an early warning run, for a terminal."""

from hanse.threats.counts import WeeklyCounts
from hanse.threats.insights import Alarm, Judgement, rung_name

NEWEST = 12
ROW = "{:10}  {:>8}  {:>8}  {:>9}  {}"


def summary_of(counts: WeeklyCounts, judgement: Judgement, found: tuple[Alarm, ...]) -> str:
    """Say what was judged, by what, and the newest alarms, newest first."""
    lines = [
        f"{len(counts.names)} series, {counts.weeks} weeks from {counts.first_monday}",
        f"{len(found)} alarms" + (f", the newest {NEWEST} below" if len(found) > NEWEST else ""),
        "",
    ]
    if found:
        lines.append(ROW.format("week", "observed", "expected", "threshold", "series"))
        lines += [_row(counts, alarm) for alarm in reversed(found[-NEWEST:])]
    else:
        lines.append("Nothing rose beyond what chance and season explain.")
    return "\n".join([*lines, "", *_short_histories(counts, judgement)])


def _row(counts: WeeklyCounts, alarm: Alarm) -> str:
    remarks = [alarm.detector] * bool(alarm.detector)
    remarks += ["watch"] * alarm.watch + ["sustained rise"] * alarm.sustained
    name = "".join(c for c in counts.names[alarm.series] if c.isprintable())
    return ROW.format(
        counts.monday(alarm.week).isoformat(),
        f"{alarm.observed:.0f}",
        f"{alarm.expected:.1f}",
        f"{alarm.upper:.0f}",
        f"{name} ({', '.join(remarks)})",
    )


def _short_histories(counts: WeeklyCounts, judgement: Judgement) -> list[str]:
    short = sum(not rung for rung in judgement.rung[:, -1].tolist())
    if not short:
        return []
    need = f"{rung_name(0)}: 26 weeks are needed before the first warning."
    return [f"{short} of {len(counts.names)} series end with {need}", ""]
