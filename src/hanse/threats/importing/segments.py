"""NIBRS submissions in segments of fixed width, read as a table with one row per offence.

Positions are those of the FBI's technical specification for agencies: the administrative segment
(level 1) carries the day, the offence segments (level 2) of the same incident the bias codes.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.shared.tables import Limits, Row, Table

HEADER = (
    "incident_number",
    "incident_date",
    "ucr_offense_code",
    *(f"bias_motivation_{place}" for place in range(1, 6)),
)
_ADMINISTRATIVE, _OFFENCE = "1", "2"
_LEVEL = slice(4, 5)
_ACTION, _DELETED = slice(5, 6), "D"
_AGENCY, _INCIDENT, _DAY = slice(16, 25), slice(25, 37), slice(37, 45)
_CODE, _FIRST_BIAS, _BIASES = slice(37, 40), 61, 5
_SHORTEST = {_ADMINISTRATIVE: 45, _OFFENCE: 63}
_BEGINNING = re.compile(rb"\d{4}[0-7][IMDAWE ]")


def is_segments(file: BinaryIO) -> bool:
    """Tell from the first bytes whether this is a submission in segments."""
    file.seek(0)
    head = file.read(6)
    file.seek(0)
    return bool(_BEGINNING.fullmatch(head))


def open_segments(file: BinaryIO, name: str, *, limits: Limits) -> Table:
    """Open a submission as a table; rows keep the number of the line their offence stands on."""
    return Table(name, HEADER, "NIBRS", (), limits, partial(_lines, file, name))


def _lines(file: BinaryIO, name: str) -> Iterator[Row]:
    file.seek(0)
    yield Row(0, list(HEADER))
    days: dict[str, str] = {}
    for number, line in enumerate(file, 1):
        text = line.decode("latin-1").rstrip("\r\n")
        level = text[_LEVEL]
        if level not in _SHORTEST or text[_ACTION] == _DELETED:
            continue
        if len(text) < _SHORTEST[level]:
            raise InputError(
                name,
                number,
                _("the segment ends after %(found)d of %(needed)d signs")
                % {"found": len(text), "needed": _SHORTEST[level]},
                _("Export the submission again; its lines must not be cut or trimmed"),
            )
        # a number is the agency's own, and a file may hold those of several
        incident = f"{text[_AGENCY].strip()}-{text[_INCIDENT].strip()}"
        if level == _ADMINISTRATIVE:
            days[incident] = text[_DAY].strip()
        else:
            places = range(_FIRST_BIAS, _FIRST_BIAS + 2 * _BIASES, 2)
            biases = [text[place : place + 2].strip() for place in places]
            yield Row(number, [incident, days.get(incident, ""), text[_CODE].strip(), *biases])
