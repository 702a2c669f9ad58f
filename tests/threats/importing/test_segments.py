"""A month of an American police agency as it is submitted to NIBRS, with all that stands beside."""

import datetime as dt
import io

import pytest

from hanse.shared.errors import InputError
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.opening import open_incidents
from hanse.threats.importing.reading import Asked, read
from hanse.threats.importing.segments import is_segments

AGENCY, OTHER = "TX2270000", "TX2270100"


def line(level: str, incident: str, rest: str, action: str = "I", agency: str = AGENCY) -> str:
    """Write a segment: its length, level, action, month, city, agency and incident come first."""
    text = f"{level}{action}022025    {agency}{incident:<12}{rest}"
    return f"{len(text) + 4:04d}{text}"


def incident(number: str, day: str, **about: str) -> str:
    """Write an administrative segment: day, hour, and how it was cleared."""
    return line("1", number, f"{day} 21N        N", **about)


def offence(number: str, code: str, *biases: str, **about: str) -> str:
    """Write an offence segment: code, place and much that is not read, then up to five biases."""
    return line("2", number, f"{code}CN  20   N  11       " + "".join(biases).ljust(10), **about)


def beside(number: str) -> list[str]:
    """Write property, victim, offender and arrestee of an incident, which are never read."""
    return [
        line("3", number, "41300000150020250214"),
        line("4", number, "00113B I34FBNR  1  N"),
        line("5", number, "0125MW N"),
        line("6", number, "01A-77        20250215O13B 01  25MWNR"),
    ]


MONTH = [
    "0043 0I022025    TX2270000            00000000"[:46],
    incident("2025-000101", "20250214"),
    offence("2025-000101", "13B", "21", "12"),
    offence("2025-000101", "290", "88"),
    *beside("2025-000101"),
    incident("2025-000102", "20250215"),
    offence("2025-000102", "09A", "14", "24", "61", "51", "99"),
    incident("2025-000103", "20250216"),
    offence("2025-000103", "23F", "88"),
    *beside("2025-000103"),
    incident("2025-000104", "20250217", action="D"),
    offence("2025-000104", "290", "21", action="D"),
    incident("2025-000101", "20250218", agency=OTHER),
    offence("2025-000101", "90C", "71", agency=OTHER),
    line("7", "A-90", "20250219O90J 01  40MWNR"),
]
SUBMISSION = "\r\n".join(MONTH[1:] + MONTH[:1]).encode("latin-1") + b"\r\n"


def test_a_month_of_incidents_is_read_with_every_bias_and_nothing_of_people() -> None:
    assert is_segments(io.BytesIO(SUBMISSION))

    outcome = read(
        open_incidents(SUBMISSION, "february.txt"),
        bundled()["nibrs"],
        Asked(today=dt.date(2026, 6, 1)),
    )

    found = {
        key.removeprefix("nibrs:"): (one.occurred_on.day, one.labels, one.severity)
        for key, one in outcome.incidents.items()
    }
    assert found == {
        f"{AGENCY}-2025-000101": (14, ("anti-black", "antisemitism"), 4),
        f"{AGENCY}-2025-000102": (
            15,
            ("anti-asian", "anti-muslim", "disability", "other-target"),
            4,
        ),
        f"{OTHER}-2025-000101": (18, ("gender-identity",), 1),
    }
    assert (outcome.errors, outcome.unknown, outcome.left_out) == ([], {}, 2)


def test_a_line_that_was_cut_is_named() -> None:
    cut = "\n".join([incident("1", "20250214"), offence("1", "13B", "21")[:50]]).encode()

    with pytest.raises(InputError) as caught:
        list(open_incidents(cut, "cut.txt").rows())

    assert (caught.value.row, caught.value.problem) == (2, "the segment ends after 50 of 63 signs")
