"""What a desk is made of: sections with lines, each saying what it is and where it leads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hanse.events.models import Event
from hanse.events.wording import date_words, place_words
from hanse.home.desk_queries import Row
from hanse.shared.numbers import whole
from hanse.shared.sharing_labels import SharingLabel, strictest


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing on a desk; `act` is what can be done about it at an address of its own."""

    words: str
    address: str = ""
    meta: str = ""
    label: str = ""
    simulated: bool = False
    language: str = ""
    act: str = ""
    act_address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under a heading; `empty` says what to do, or what will come, when there are none.

    Of all that was `found`, the first `most` lines are shown. `hint` says what to do about them.
    `more` and `more_address` lead on; where no page holds them all, the rest can be unfolded.
    """

    key: str
    title: str
    found: Sequence[Line]
    most: int = 6
    hint: str = ""
    empty: str = ""
    more: str = ""
    more_address: str = ""
    counted: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines that are shown."""
        return tuple(self.found[: self.most])

    @property
    def hidden(self) -> int:
        """Return how many lines follow those that are shown."""
        return len(self.found) - len(self.lines)

    @property
    def rest(self) -> tuple[Line, ...]:
        """Return the lines to unfold."""
        return () if self.more_address else tuple(self.found[self.most :])

    @property
    def number(self) -> str:
        """Return how many there are, as the heading says it."""
        return whole(len(self.found)) if self.counted and self.found else ""

    @property
    def hidden_words(self) -> str:
        """Say that there are more."""
        if not self.hidden:
            return ""
        said = ngettext("and %(number)s more", "and %(number)s more", self.hidden)
        return said % {"number": whole(self.hidden)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A whole desk: what is done most often, first steps for newcomers, then the sections."""

    name: str
    lede: str
    steps: tuple[Line, ...] = ()
    acts: tuple[tuple[str, str], ...] = ()
    main: tuple[Section, ...] = ()
    beside: tuple[Section, ...] = ()
    other: str = ""
    other_address: str = ""
    base: SharingLabel = SharingLabel.AMBER_STRICT

    @property
    def label(self) -> str:
        """Return the strictest label of what lies here."""
        parts = (*self.main, *self.beside)
        lines = [line for part in parts for line in (*part.lines, *part.rest)]
        return strictest([self.base, *(one.label for one in lines if one.label)]).value

    def beside_of(self, words: str, address: str) -> "Desk":
        """Return this desk with the way to somebody's other one."""
        return replace(self, other=words, other_address=address)

    @property
    def simulated(self) -> bool:
        """Tell whether anything here is simulated."""
        return any(line.simulated for part in (*self.main, *self.beside) for line in part.lines)


def joined(*parts: str) -> str:
    """Put what there is beside each other."""
    return " · ".join(part for part in parts if part)


_ADDRESSES = {"findings": "findings:edition", "report": "events:report", "notes": "events:notes"}


def reading_line(row: Row) -> Line:
    """Return something to read, and where it lies."""
    kind, name, key, on, label, simulated, language, number = row
    kinds = {"findings": _("Findings"), "report": _("Report")}
    notes = ngettext("%(number)s note", "%(number)s notes", number) % {"number": whole(number)}
    return Line(
        words=name,
        address=reverse(_ADDRESSES[kind], args=[int(key) if kind == "findings" else key]),
        meta=joined(kinds.get(kind, notes), date_format(on) if on else ""),
        label=label,
        simulated=simulated,
        language=language,
    )


def event_line(event: Event, meta: str = "", act: str = "", act_address: str = "") -> Line:
    """Return an event with its date and place; a cancelled one says so before anything else."""
    cancelled = _("Cancelled") if event.cancelled_on else ""
    return Line(
        words=event.title,
        address=event.get_absolute_url(),
        meta=joined(cancelled, meta, date_words(event), place_words(event)),
        label=event.sharing_label,
        simulated=event.simulated,
        language=event.language,
        act=act,
        act_address=act_address,
    )


def reading(rows: Sequence[Row], empty: str) -> Section:
    """Return the section of what there is to read."""
    return Section(
        key="reading",
        title=_("Newest to read"),
        found=[reading_line(row) for row in rows],
        most=len(rows),
        empty=empty,
        more=_("All findings"),
        more_address=reverse("findings:editions"),
    )
