"""What of events can be found."""

from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.events.models import Event
from hanse.shared.search import ITSELF, Searchable, named_in, naming_it, of_the_narrower, within

_LISTED = {
    "events_session": "l.title || ' ' || l.summary",
    "events_eventcity": "l.name",
    "events_organisation": "l.name",
    "events_output": "l.title",
}
_LISTS = ", ".join(
    f"(SELECT string_agg({words}, ' · ' ORDER BY l.position) FROM {table} AS l"  # noqa: S608 - our own names
    " WHERE l.event_id = e.id)"
    for table, words in _LISTED.items()
)
_EVENT = {
    "source": "e.id",
    "record": "e.record",
    "owner_id": "e.owner_id",
    "sharing_label": "e.sharing_label",
    "language": "e.language",
    "title": "e.title",
    "words": (
        "concat_ws(' · ', nullif(e.summary, ''), nullif(e.place, ''), nullif(e.venue, ''),"
        f" nullif(e.details, ''), {_LISTS})"
    ),
    "day": "e.starts_on",
    "arguments": "ARRAY[e.slug]",
}
_EVENT_TABLES = """
events_event AS e
"""

# what is written in a room carries no words of its own as a title, and no time
_NOTE = {
    **of_the_narrower("n", "e"),
    "source": "n.id",
    "language": "n.language",
    "title": "''",
    "words": "n.words",
    "telling": "n.attribution <> 'no-quote'",
    "day": "e.starts_on",
    "arguments": "ARRAY[e.slug]",
}
_TITLED = {**_NOTE, "title": "n.title", "telling": "true"}
_REPORT_PARTS = (
    "(SELECT string_agg(p.text, ' · ' ORDER BY p.addressee) FROM events_reportpart AS p"
    " WHERE p.report_id = n.id)"
)


def _of_a_meeting(table: str, more: str = "true") -> str:
    both = f"{within('n', 'e')} AND {more}"
    return f"{table} AS n JOIN events_event AS e ON e.id = n.event_id WHERE {both}"


def _follows(table: str, **more: str) -> dict[str, str]:
    return {table: ITSELF, "events_event": naming_it(table, "event_id"), **more}


def _cancelled(sources: Collection[str]) -> dict[str, str]:
    """Say which of these events do not take place; the reader may see them all."""
    off = Event.objects.filter(pk__in=sources).exclude(cancelled_on=None)
    return {str(pk): gettext("Cancelled") for pk in off.values_list("pk", flat=True)}


SEARCHABLE = (
    Searchable(
        kind="event",
        plural=_("Events"),
        address="events:event",
        remarks=_cancelled,
        columns=_EVENT,
        tables=_EVENT_TABLES,
        follows={
            "events_event": ITSELF,
            **dict.fromkeys(_LISTED, named_in("event_id")),
        },
    ),
    Searchable(
        kind="note",
        plural=_("Session notes"),
        address="events:notes",
        columns=_NOTE,
        tables=_of_a_meeting("events_note"),
        follows=_follows("events_note"),
        many=True,
        untitled=_("From a session"),
    ),
    Searchable(
        kind="testimonial",
        plural=_("Testimonials"),
        address="events:testimonials",
        columns={**_NOTE, "day": "n.agreed_on"},
        tables=_of_a_meeting("events_testimonial", "n.withdrawn_on IS NULL"),
        follows=_follows("events_testimonial"),
        untitled=_("What a participant says"),
    ),
    Searchable(
        kind="report",
        plural=_("Reports"),
        address="events:report",
        columns={
            **_TITLED,
            "words": f"concat_ws(' · ', nullif(n.opening, ''), {_REPORT_PARTS})",
            "day": "coalesce(n.published_on, e.starts_on)",
        },
        tables=_of_a_meeting("events_report", "n.status = 'published'"),
        follows=_follows("events_report", events_reportpart=named_in("report_id")),
    ),
    Searchable(
        kind="paper",
        plural=_("Documents of events"),
        address="events:document",
        columns={**_TITLED, "words": "upper(n.kind)", "arguments": "ARRAY[e.slug, n.record::text]"},
        tables=_of_a_meeting("events_document"),
        follows=_follows("events_document"),
    ),
)
