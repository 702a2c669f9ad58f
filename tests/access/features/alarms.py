"""Addresses of the alarms of cities, and an alarm."""

import datetime as dt
from typing import Any

from tests.access.house import House, Words
from tests.access.kinds import OF_CITIES, READS, WRITES, Kind, act, act_on_city, of, page, told
from tests.sharing.rule import Something


def alarm(house: House, about: Something, word: Words) -> Any:
    """Store an alarm with the evaluation that raised it."""
    from hanse.threats.models import Alarm, Evaluation

    week = dt.date(2026, 3, 2) + dt.timedelta(weeks=Alarm.objects.count())
    judged = {"first_week": week, "last_week": week, "method": "test"}
    evaluation = Evaluation(as_of="2026-10-01T00:00:00Z", **judged)
    row = Alarm(
        category="antisemitism",
        week=week,
        detector="test",
        method="test",
        observed=9,
        expected=2.0,
        threshold=5.0,
        p_value=0.001,
        baseline_first=dt.date(2024, 3, 4),
        baseline_last=dt.date(2026, 2, 23),
        baseline_weeks=104,
        raised_by=house.share(evaluation, about),
        reason=word("reason"),
        action=word("action"),
    )
    return house.share(row, about)


KINDS = {"alarm": Kind(alarm, OF_CITIES)}
ADDRESSES = {
    "threats:alarms": page(),
    "threats:detectors": page(),
    "threats:past-alarms": page(),
    "threats:network-alarms": page(),
    "threats:alarm-letters": told(act(), how="never"),
    "threats:agreement": act_on_city(),
    "threats:alarm": of("alarm", methods=READS | WRITES, inside=True, record="record"),
    "threats:settle-alarm": told(
        of("alarm", methods=WRITES, inside=True, record="record"), excluded="yes"
    ),
}
