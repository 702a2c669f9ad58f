"""Events as a calendar file and as a feed; a calendar holds those whose days are known."""

import datetime as dt
from collections.abc import Sequence

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext, ngettext
from icalendar import Calendar, vText
from icalendar import Event as Entry

from hanse.events.models import Event, Precision, Registration
from hanse.events.wording import as_text, date_words, place_words, title_words
from hanse.shared.network import current_network
from hanse.sharing.labels import SharingLabel

_WITHOUT_A_SECOND_FACTOR = (SharingLabel.CLEAR, SharingLabel.GREEN)
State = Registration.State


def calendar_file(events: Sequence[Event], *, name: str, home: str) -> bytes:
    """Return a calendar of whole days; its description says how many events have no day.

    `home` is the address of the site, without a slash at its end.
    """
    dated = [event for event in events if event.precision == Precision.DAY]
    calendar = _begun(name)
    if left_out := len(events) - len(dated):
        calendar.add("x-wr-caldesc", left_out_words(left_out))
    for event in dated:
        calendar.add_component(_entry(event, home))
    return bytes(calendar.to_ical())


def own_calendar(places: Sequence[Registration], *, name: str, home: str, in_full: bool) -> bytes:
    """Return the events one comes to; who waits for a place finds the day marked as uncertain.

    A calendar that is fetched without a second factor keeps to what such a reader may see: of
    other events it holds the days alone, not `in_full`.
    """
    calendar = _begun(name)
    dated = [place for place in places if place.event.precision == Precision.DAY]
    if left_out := len(places) - len(dated):
        calendar.add("x-wr-caldesc", left_out_words(left_out))
    for place in dated:
        open_to_see = in_full or place.event.sharing_label in _WITHOUT_A_SECOND_FACTOR
        entry = _entry(place.event, home) if open_to_see else _days_alone(place.event)
        entry["sequence"] = place.event.revision + place.revision
        if place.state == State.WITHDRAWN:
            entry["status"] = "CANCELLED"
        elif not place.event.cancelled_on:
            certain = place.state == State.ACCEPTED
            entry.add("status", "CONFIRMED" if certain else "TENTATIVE")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def left_out_words(number: int) -> str:
    """Return the sentence that says how many events a calendar cannot hold."""
    return ngettext(
        "%(number)s event is not in the calendar: its day is not known.",
        "%(number)s events are not in the calendar: their days are not known.",
        number,
    ) % {"number": number}


def feed(events: Sequence[Event], *, title: str, home: str) -> str:
    """Return the events as an Atom feed, latest first."""
    made = Atom1Feed(title=title, link=f"{home}/events/", description=gettext("Events"))
    for event in events:
        address = home + event.get_absolute_url()
        made.add_item(
            title=title_words(event),
            link=address,
            unique_id=event.record.urn,
            description=f"{date_words(event)}, {place_words(event)}\n\n{as_text(event)}",
            updateddate=_midnight(event.starts_on),
        )
    return made.writeString("utf-8")


def _begun(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Hanse//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _entry(event: Event, home: str) -> Entry:
    entry = _days_alone(event)
    entry["summary"] = vText(title_words(event))
    entry.add("location", ", ".join(filter(None, [event.venue, place_words(event)])))
    entry.add("description", as_text(event))
    entry.add("url", home + event.get_absolute_url())
    return entry


def _days_alone(event: Event) -> Entry:
    """Return the days of an event, saying no more of it than that there is one.

    The sequence grows with whatever calendars must learn, so that they take the newer entry.
    """
    entry = Entry()
    entry.add("uid", event.record.urn)
    # the stamp is the day itself: equal events are equal files
    entry.add("dtstamp", _midnight(event.starts_on))
    entry.add("dtstart", event.starts_on)
    entry.add("dtend", (event.ends_on or event.starts_on) + dt.timedelta(days=1))
    entry.add("sequence", event.revision)
    if event.cancelled_on:
        entry.add("status", "CANCELLED")
    entry.add("summary", gettext("A meeting of %(network)s") % {"network": current_network().name})
    return entry


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
