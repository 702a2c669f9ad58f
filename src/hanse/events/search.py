"""What of events can be found."""

from django.utils.translation import gettext_lazy as _

from hanse.shared.search import Searchable

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

SEARCHABLE = (
    Searchable(
        kind="event",
        plural=_("Events"),
        address="events:event",
        columns=_EVENT,
        tables=_EVENT_TABLES,
        follows={
            "events_event": "SELECT id FROM changed",
            **dict.fromkeys(_LISTED, "SELECT event_id FROM changed"),
        },
    ),
)
