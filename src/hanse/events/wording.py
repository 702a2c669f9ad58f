"""An event in words of the reader's language: its dates, its counts, each row of its lists."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from hanse.events.lists import LISTS, Listing, Row, rows_of
from hanse.events.models import Count, Event, EventCity, Organisation, Precision, Session, Turn
from hanse.shared.countries import country_name
from hanse.shared.numbers import whole


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything counted of one thing; the sources differ when they give more than one number."""

    what: str
    scope: str
    counts: list[Count]

    @property
    def differ(self) -> bool:
        """Whether the sources give different numbers."""
        return len({(count.qualifier, count.value) for count in self.counts}) > 1


def date_words(event: Event | Turn) -> str:
    """Return when an event was, or had been planned for, no more precisely than is known."""
    first, last = event.starts_on, event.ends_on or event.starts_on
    if event.precision == Precision.DAY:
        return _days(first, last)
    ends = [_part(day, event.precision) for day in (first, last)]
    span = ends[0] if ends[0] == ends[1] else _span(*ends)
    if event.precision == Precision.UNCERTAIN:
        return gettext("%(year)s, unconfirmed") % {"year": span}
    return span


def turn_words(turn: Turn) -> str:
    """Return what became of an event, when, and why."""
    on, reason = date_format(turn.on), turn.reason
    if turn.what == Turn.What.CANCELLED:
        said = gettext("Cancelled on %(day)s.") % {"day": on}
    elif turn.what == Turn.What.REINSTATED:
        said = gettext("Takes place after all, as decided on %(day)s.") % {"day": on}
    else:
        names = {"day": on, "dates": date_words(turn)}
        said = gettext("Moved on %(day)s; it had been planned for %(dates)s.") % names
    return f"{said} {reason}".strip()


def title_words(event: Event) -> str:
    """Return the title; a cancelled event says so first, where nothing else can say it."""
    if event.cancelled_on is None:
        return event.title
    return gettext("Cancelled: %(event)s") % {"event": event.title}


def turns_of(event: Event) -> list[Turn]:
    """Return what became of an event, the latest first; most have nothing to be asked for."""
    return sorted(rows_of(event, "turns"), key=lambda turn: -turn.pk) if event.revision else []


def place_words(event: Event) -> str:
    """Return where an event was; online meetings say so."""
    where = ", ".join(filter(None, [event.place, country_name(event.country)]))
    if event.online:
        return gettext("online and %(place)s") % {"place": where} if where else gettext("online")
    return where


def count_words(count: Count) -> str:
    """Return a number with its qualifier."""
    return f"{count.get_qualifier_display()} {whole(count.value)}"


def figures(counts: list[Count]) -> list[Figure]:
    """Group counts of the same thing, in the order of their first mention."""
    groups: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        groups.setdefault((count.what, count.scope), []).append(count)
    return [
        Figure(str(members[0].get_what_display()), scope, members)
        for (_, scope), members in groups.items()
    ]


def figure_words(figure: Figure) -> str:
    """Return what was counted with every number given for it."""
    what = ", ".join(filter(None, [figure.what, figure.scope]))
    given = ", ".join(dict.fromkeys(count_words(count) for count in figure.counts))
    if figure.differ:
        given = gettext("%(numbers)s (sources differ)") % {"numbers": given}
    return f"{what}: {given}"


def row_words(row: Row) -> str:
    """Return one row of any list in one line, with everything it holds."""
    if isinstance(row, Count):
        what = f"{row.get_what_display()}: {count_words(row)}"
        source = row.source.title if row.source else ""
        return _with(what, row.scope, row.note, source)
    if isinstance(row, Organisation):
        return _with(row.name, row.note)
    if isinstance(row, EventCity):
        kind = "" if row.kind == "city" else str(row.get_kind_display())
        return _with(row.name, row.area, kind, country_name(row.country))
    if isinstance(row, Session):
        return _with(row.title, session_time(row), row.venue, row.summary)
    return str(row)


def session_time(session: Session) -> str:
    """Return when a session was, as far as that is known."""
    day = date_format(session.day) if session.day else ""
    return " ".join(filter(None, [day, session_hours(session)]))


def session_hours(session: Session) -> str:
    """Return from when to when a session lasted, as far as that is known."""
    hours = [time.strftime("%H:%M") for time in (session.starts_at, session.ends_at) if time]
    return _span(*hours) if len(hours) > 1 else "".join(hours)


def as_text(event: Event) -> str:
    """Return everything known of an event as plain text, every list with its heading."""
    parts = [turn_words(turn) for turn in turns_of(event)]
    parts += [event.summary] if event.summary else []
    for listing in LISTS:
        rows = listing.rows(event)
        if rows:
            parts.append("\n".join([heading(listing), *(f"- {row_words(row)}" for row in rows)]))
    return "\n\n".join(parts)


def heading(listing: Listing) -> str:
    """Return what a list is called on screen."""
    names = {
        "sources": gettext("Sources"),
        "counts": gettext("How many came"),
        "hosts": gettext("Hosts and partners"),
        "funders": gettext("Paid for by"),
        "present": gettext("Associations and others present"),
        "cities": gettext("Cities and other authorities represented"),
        "sessions": gettext("Agenda"),
        "outputs": gettext("What came out of it"),
        "gaps": gettext("What is not known"),
    }
    return names[listing.key]


def _days(first: dt.date, last: dt.date) -> str:
    if first == last:
        return date_format(first)
    if (first.year, first.month) == (last.year, last.month):
        rest = {"first": first.day, "last": last.day, "month": date_format(last, "F Y")}
        return pgettext("days of one month", "%(first)s–%(last)s %(month)s") % rest  # noqa: RUF001 - a range takes an en dash
    return _span(date_format(first), date_format(last))


def _part(day: dt.date, precision: str) -> str:
    return date_format(day, "F Y") if precision == Precision.MONTH else str(day.year)


def _span(first: str, last: str) -> str:
    return f"{first}–{last}"  # noqa: RUF001 - a range takes an en dash


def _with(name: str, *beside: str) -> str:
    known = "; ".join(filter(None, beside))
    return f"{name} ({known})" if known else name
