"""From rows to incidents, by a profile; a row that cannot be used says why and stops nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.shared.tables import Table
from hanse.threats.importing.dates import Calendar, example
from hanse.threats.importing.incidents import (
    Incident,
    Outcome,
    RowError,
    Unknown,
    digest,
    name_in_source,
)
from hanse.threats.importing.profiles import Profile
from hanse.threats.importing.words import Levels, Meanings

LONGEST_TEXT = 2_000
FALLBACK, MISSING = "other-target", "unknown-target"
EVERY = 2_000  # rows between two signs of progress
Advance = Callable[[int], None]
Check = Callable[[str], str]


class _UnusableError(Exception):
    """A row says something that no incident can say."""

    def __init__(self, column: str, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.column, self.problem, self.mend = column, problem, mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the importing person adds to a file.

    `place` is the key of the city's own place, of which the place of a row must begin.
    `today` is the last day that may have been. `personal` says what in a text names a person.
    """

    today: dt.date
    place: str = ""
    personal: Check = lambda _text: ""


def read(table: Table, profile: Profile, asked: Asked, advance: Advance | None = None) -> Outcome:
    """Read every row of a table.

    Raises
    ------
    InputError
        When columns are missing that the profile needs, or the file itself cannot be read.
    """
    reader = _Reader(table, profile, asked)
    for count, (number, cells) in enumerate(table.rows(), 1):
        reader.take(number, cells)
        if advance and not count % EVERY:
            advance(EVERY)
    return reader.outcome


def missing_columns(header: Sequence[str], profile: Profile) -> list[str]:
    """Name the columns a profile cannot do without and a file does not have."""
    there = {name.casefold() for name in header}
    needed = dict.fromkeys((profile.occurred.column, *profile.key, *profile.requires))
    return [name for name in needed if name.casefold() not in there]


class _Reader:
    """Holds what is looked up once per file."""

    def __init__(self, table: Table, profile: Profile, asked: Asked) -> None:
        if missing := missing_columns(table.header, profile):
            raise InputError(
                table.name,
                1,
                _("no column %(names)s") % {"names": ", ".join(f"“{name}”" for name in missing)},
                _("Choose another kind of file, or say which column means what"),
            )
        self.profile, self.asked, self.outcome = profile, asked, Outcome()
        self._at = {name.casefold(): place for place, name in enumerate(table.header)}
        self._days = Calendar(profile.occurred, profile.precision)
        self._reported = Calendar(profile.reported, "day") if profile.reported else None
        self._meanings = [
            (column.column, self._at[column.column.casefold()], Meanings(column, profile.nothing))
            for column in profile.labels
            if column.column.casefold() in self._at
        ]
        self._levels = Levels(profile.severity, profile.usual_severity)
        self._texts: dict[tuple[str, ...], str] = {}
        self._copies: Counter[str] = Counter()

    def take(self, number: int, cells: list[str]) -> None:
        """Add one row to the outcome."""
        self.outcome.rows += 1
        if not self._is_here(cells):
            self.outcome.elsewhere += 1
            return
        try:
            found = self._incident(number, cells)
        except _UnusableError as bad:
            self.outcome.errors.append(RowError(number, bad.column, bad.problem, bad.mend))
            return
        if self.profile.leave_out and set(found.labels) <= set(self.profile.leave_out):
            self.outcome.left_out += 1
            return
        self._store(found)

    def _store(self, found: Incident) -> None:
        known = self.outcome.incidents.setdefault(found.external_id, found)
        if known is found:
            return
        self.outcome.merged += 1
        known.rows += found.rows
        known.labels = _without_unknown((*known.labels, *found.labels))
        known.severity = max(known.severity, found.severity)
        known.occurred_on = min(known.occurred_on, found.occurred_on)
        known.reported_on = max(known.occurred_on, min(known.reported_on, found.reported_on))
        if found.text and found.text not in known.text.split("; "):
            known.text = "; ".join(filter(None, (known.text, found.text)))[:LONGEST_TEXT]

    def _incident(self, number: int, cells: list[str]) -> Incident:
        profile = self.profile
        occurred = self._occurred(cells)
        labels = self._labels(number, cells)
        return Incident(
            external_id=self._id(cells),
            rows=[number],
            occurred_on=occurred,
            reported_on=self._known_since(cells, occurred),
            precision=profile.precision,
            labels=labels,
            severity=self._severity(cells),
            text=self._text(cells),
            language=profile.language,
            eep=profile.eep,
            source_class=profile.source_class,
            reliability=profile.reliability,
            credibility=profile.credibility,
        )

    def _cell(self, cells: list[str], column: str | None) -> str:
        place = self._at.get(column.casefold()) if column else None
        return "" if place is None else cells[place].strip()

    def _severity(self, cells: list[str]) -> int:
        column = self.profile.severity
        return self._levels.of(self._cell(cells, column.column) if column else "")

    def _is_here(self, cells: list[str]) -> bool:
        place = self.profile.place
        if place is None or not self.asked.place:
            return True
        # spreadsheets take keys for numbers and drop the zeros they begin with
        return self._cell(cells, place.column).zfill(place.width).startswith(self.asked.place)

    def _occurred(self, cells: list[str]) -> dt.date:
        column = self.profile.occurred
        day = self._day(self._days, column.column, cells, column.formats)
        if day > self.asked.today and self.profile.eep != "potential":
            raise _UnusableError(
                column.column, _("the day is still to come"), _("Look for a mistyped year")
            )
        return day

    def _known_since(self, cells: list[str], occurred: dt.date) -> dt.date:
        """Return when it was reported; where nothing is said, when it happened."""
        column = self.profile.reported
        if column is None or self._reported is None or not self._cell(cells, column.column):
            return occurred
        day = self._day(self._reported, column.column, cells, column.formats)
        if day < occurred and self.profile.eep != "potential":
            raise _UnusableError(
                column.column,
                _("reported before it happened"),
                _("Exchange the two dates, or correct one"),
            )
        return day

    def _day(
        self, calendar: Calendar, column: str, cells: list[str], formats: tuple[str, ...]
    ) -> dt.date:
        text = self._cell(cells, column)
        if day := calendar.day(text):
            return day
        said = _("“%(text)s” is not a date") % {"text": text} if text else _("no date")
        raise _UnusableError(
            column, said, _("Write it as %(example)s") % {"example": example(formats)}
        )

    def _labels(self, number: int, cells: list[str]) -> tuple[str, ...]:
        found = dict.fromkeys(self.profile.always)
        for column, place, meanings in self._meanings:
            known, unknown = meanings.of(cells[place].strip())
            found |= dict.fromkeys(known)
            for word in unknown:
                self.outcome.unknown.setdefault(word, Unknown(column, number)).count += 1
                found[FALLBACK] = None
        return _without_unknown(tuple(found)) or (MISSING,)

    def _text(self, cells: list[str]) -> str:
        parts = tuple(self._cell(cells, column) for column in self.profile.text)
        if parts not in self._texts:
            text = "; ".join(dict.fromkeys(filter(None, parts)))[:LONGEST_TEXT]
            self._texts[parts] = text
        text = self._texts[parts]
        if text and (problem := self.asked.personal(text)):
            mend = _("Leave it out of the text: an observation names no person")
            raise _UnusableError(self.profile.text[0], problem, mend)
        return text

    def _id(self, cells: list[str]) -> str:
        profile = self.profile
        if not profile.key:
            same = digest(*cells)
            self._copies[same] += 1
            self.outcome.repeated += self._copies[same] > 1
            return name_in_source(profile.id, f"{same}-{self._copies[same]}")
        parts = [self._cell(cells, column) for column in profile.key]
        if not any(parts):
            raise _UnusableError(
                profile.key[0], _("no number"), _("Give the incident its number in the source")
            )
        return name_in_source(profile.id, "/".join(parts))


def _without_unknown(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Join labels; that the target is unknown holds only while nothing else is known."""
    known = set(labels)
    return tuple(sorted(known - {MISSING} or known))
