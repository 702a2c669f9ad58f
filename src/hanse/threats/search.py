"""What of the threat picture can be found; most of it by the city's own people alone."""

from django.utils.translation import gettext_lazy as _

from hanse.shared.search import ITSELF, Searchable

_SHARED = {
    "source": "o.id",
    "record": "o.record",
    "owner_id": "o.owner_id",
    "sharing_label": "o.sharing_label",
    "language": "o.language",
}

SEARCHABLE = (
    Searchable(
        kind="observation",
        plural=_("Observations"),
        address="threats:observation",
        columns={
            **_SHARED,
            "title": "array_to_string(o.labels, ', ')",
            "words": "o.text",
            "day": "o.occurred_on",
            "arguments": "ARRAY[o.record::text]",
        },
        tables="threats_observation AS o WHERE o.withdrawn_at IS NULL AND o.text <> ''",
        follows={"threats_observation": ITSELF},
        many=True,
    ),
    Searchable(
        kind="signal",
        plural=_("Signals"),
        address="threats:signals",
        columns={
            **_SHARED,
            "title": "array_to_string(o.challenges, ', ')",
            "words": "o.note",
            "day": "o.ends_on",
        },
        tables="threats_signal AS o WHERE o.withdrawn_at IS NULL AND o.note <> ''",
        follows={"threats_signal": ITSELF},
    ),
)
