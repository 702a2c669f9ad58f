"""What a feature says of a table to have it searched: one declaration in its `search.py`.

```python
SEARCHABLE = (
    Searchable(
        kind="event",
        plural=_("Events"),
        address="events:event",
        columns={"source": "e.id", "record": "e.record", "title": "e.title", ...},
        tables="events_event AS e",
        follows={"events_event": ITSELF},
    ),
)
```

The database keeps the index by triggers made from it, in the transaction of every change.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only

COLUMNS = (
    "source",  # the key of the row, of the type that `key_type` names
    "part",  # tells several entries of one row apart, else ''
    "record",  # whose invitations and audience count: that of the shared record it hangs on
    "owner_id",
    "sharing_label",
    "language",
    "title",
    "words",  # searched beside the title
    "inside",  # true where partners, who work for a city from outside, find nothing
    "telling",  # true where an excerpt of the words may be shown
    "day",  # newer ones come first among equals
    "shown_from",  # NULL, or the first and last day on which there is anything to find
    "shown_until",
    "arguments",  # text[]: what `address` is reversed with
)


# the sources that a change touches: `changed` holds the rows of its table, before and after
ITSELF = "SELECT id FROM changed"


def named_in(column: str) -> str:
    """Return the query for the sources that the changed rows name in a column."""
    return f"SELECT {column} FROM changed"  # noqa: S608 - written by features, not readers


def naming_it(table: str, column: str, *, source: str = "id") -> str:
    """Return the query for the sources in a table of which a column names a changed row."""
    return f"SELECT {source} FROM {table} WHERE {column} IN (SELECT id FROM changed)"  # noqa: S608 - the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """A kind of thing that can be found.

    `columns` gives COLUMNS as SQL over `tables`, which is what follows FROM, conditions included;
    what is not given is empty. Together they are the whole truth: the triggers, the building of
    the index and its verification all read it. `follows` maps each table that they read to a
    query for the sources a change touches: ITSELF, `named_in` or `naming_it`.
    `untitled` is the heading of entries whose title is empty; `remarks` says of some sources what
    a reader must know at once, as that a meeting is cancelled. `many` says that there may be a
    hundred thousand of them: they are then read by quarters of a year, the newest first.
    """

    kind: str
    plural: "_StrPromise"
    address: str
    columns: Mapping[str, str]
    tables: str
    follows: Mapping[str, str]
    key_type: str = "bigint"
    untitled: "_StrPromise | str" = ""
    remarks: Callable[[Collection[str]], Mapping[str, str]] | None = None
    many: bool = False

    @property
    def rows(self) -> str:
        """Return the query for all entries of this kind."""
        given = {**_EMPTY, **self.columns}
        columns = ", ".join(f"{given[name]} AS {name}" for name in COLUMNS)
        return f"SELECT {columns} FROM {self.tables}"  # noqa: S608 - written by features, not readers


_EMPTY = {
    "part": "''",
    "owner_id": "NULL::uuid",
    "sharing_label": "'clear'",
    "language": "''",
    "words": "''",
    "inside": "false",
    "telling": "true",
    "day": "NULL::date",
    "shown_from": "NULL::date",
    "shown_until": "NULL::date",
    "arguments": "'{}'::text[]",
}

_ORDER = "ARRAY['clear', 'green', 'amber', 'amber+strict', 'red']::varchar[]"


def of_the_narrower(inner: str, outer: str) -> dict[str, str]:
    """Return whose label, owner and record decide about a record that lies within another.

    The page of a note is below that of its event: it takes the right to read both. Only pairs
    that `within` lets pass are decided rightly by one of the two.
    """
    place = "array_position({order}, {alias}.sharing_label)"
    in_, out = (place.format(order=_ORDER, alias=alias) for alias in (inner, outer))
    return {
        name: f"CASE WHEN {out} > {in_} THEN {outer}.{name} ELSE {inner}.{name} END"
        for name in ("record", "owner_id", "sharing_label")
    }


def within(inner: str, outer: str) -> str:
    """Return the condition under which who may read the narrower of two records reads both."""
    return (
        f"({outer}.sharing_label = 'clear'"
        f" OR ({outer}.sharing_label = 'green' AND {inner}.sharing_label <> 'red')"
        f" OR ({outer}.sharing_label = 'amber+strict' AND {inner}.sharing_label <> 'red'"
        f" AND {outer}.owner_id IS NOT DISTINCT FROM {inner}.owner_id))"
    )
