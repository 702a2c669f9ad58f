"""A first guess at what the columns of an unknown table mean, for a person to correct."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from hanse.shared.tables import Column, Row, Table, guess_columns
from hanse.threats.importing.profiles import Dates, Labels, Profile, Scale
from hanse.threats.importing.words import Meanings, common_labels

SAMPLE = 500
ENOUGH = 0.7  # of the texts of a column must read as dates
DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", "%d.%m.%y")
MONTH_FIRST = ("%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y")
PLAIN = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
TIMED = tuple(
    f"{form} {clock}"
    for form in (*DAY_FIRST, *MONTH_FIRST, "%Y/%m/%d")
    for clock in ("%H:%M", "%H:%M:%S", "%I:%M:%S %p")
)
WORDED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
MONTHS, YEARS = ("%Y-%m", "%m/%Y", "%B %Y", "%Y/%m"), ("%Y",)
SEPARATORS = (";", "|", ",", "&", "/")
MONTH_FIRST_IN = frozenset({"US", "FM", "MP", "PR"})
# words for the columns in the languages of the network's cities, likeliest first
FIELDS = (
    Column("reported", ("reported date", "date reported", "report date", "reported", "gemeldet am",
                        "meldedatum", "date de signalement", "recorded")),
    Column("occurred", ("occurrence date", "incident date", "date of incident", "occurred",
                        "tatzeit", "tatdatum", "datum", "date", "date de l'incident", "fecha",
                        "month", "monat", "mois", "day", "tag")),
    Column("key", ("incident number", "incident id", "case number", "event id", "reference",
                   "aktenzeichen", "vorgangsnummer", "numéro", "record id", "number", "nummer",
                   "id")),
    Column("labels", ("bias motivation", "bias", "motive", "motivation", "category", "kategorie",
                      "motiv", "themenfeld", "target", "catégorie", "motif", "type", "label",
                      "art", "typ")),
    Column("severity", ("offence", "offense", "delikt", "straftat", "infraction", "crime",
                        "severity", "schwere")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposed profile, and what a person should look at before trusting it.

    `either_way`: the dates can be read with the day or with the month first. `dated`, `labelled`:
    whether a column of dates, and one of known labels, was found at all.
    """

    profile: Profile
    either_way: bool
    dated: bool
    labelled: bool


def propose(table: Table, *, country: str, name: str) -> Guess:
    """Propose a profile for a table from its header and its first rows."""
    rows = list(islice(table.rows(), SAMPLE))
    named = guess_columns(table.header, FIELDS)
    values = {column: _values(table, rows, column) for column in table.header}
    occurred = _date_column(table.header, values, named.get("occurred", ""))
    formats, precision = formats_of(values.get(occurred, []), country)
    labels = _label_columns(table.header, values, named.get("labels", ""))
    reported = named.get("reported", "")
    told = formats_of(values.get(reported, []), country)[0]
    key, severity = named.get("key", ""), named.get("severity", "")
    made = Profile(
        id="own",
        name=name,
        occurred=Dates(column=occurred, formats=formats or ("%Y-%m-%d",)),
        precision=precision,
        reported=Dates(column=reported, formats=told) if told and reported != occurred else None,
        key=(key,) if _numbers_rows(values.get(key, [])) and key != occurred else (),
        labels=tuple(Labels(column=one, separators=separators_of(values[one])) for one in labels),
        severity=Scale(column=severity) if severity and severity not in labels else None,
        source_class="municipal",
    )
    orders = _fitting(values.get(occurred, []), (*DAY_FIRST, *MONTH_FIRST, *TIMED))
    either_way = len({form.startswith("%m") for form in orders}) > 1
    return Guess(made, either_way, bool(formats), bool(labels))


def formats_of(texts: Sequence[str], country: str) -> tuple[tuple[str, ...], str]:
    """Return the format that reads most texts, and how much of a date it tells; or none.

    >>> formats_of(["24/02/2026", "03/04/2026"], "US")
    (('%d/%m/%Y',), 'day')
    >>> formats_of(["02/03/2026"], "US"), formats_of(["02/03/2026"], "DE")
    ((('%m/%d/%Y',), 'day'), (('%d/%m/%Y',), 'day'))
    """
    month_first = country in MONTH_FIRST_IN
    ordered = (*MONTH_FIRST, *DAY_FIRST) if month_first else (*DAY_FIRST, *MONTH_FIRST)
    timed = sorted(TIMED, key=lambda form: form.startswith("%m") != month_first)
    for forms, precision in (
        ((*PLAIN, *ordered, *timed, *WORDED), "day"),
        (MONTHS, "month"),
        (YEARS, "year"),
    ):
        if found := _fitting(texts, forms):
            return found[:1], precision
    return (), "day"


def known_formats() -> list[tuple[str, str]]:
    """List every way of writing a date that is understood, as format=precision with an example."""
    day = dt.datetime(2026, 2, 24, 13, 5, tzinfo=dt.UTC)
    forms = [(form, "day") for form in (*PLAIN, *DAY_FIRST, *MONTH_FIRST, *WORDED, *TIMED)]
    forms += [(form, "month") for form in MONTHS] + [(form, "year") for form in YEARS]
    return [(f"{form}={precision}", day.strftime(form)) for form, precision in forms]


def separators_of(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the signs that part several labels in one cell: those whose parts are known words."""
    known = Meanings(Labels(column=""), ())
    odd = [text for text in texts if known.of(text)[1]]
    found = []
    for sign in SEPARATORS:
        parts = [part.strip() for text in odd if sign in text for part in text.split(sign)]
        if parts and sum(not known.of(part)[1] for part in parts) * 2 >= len(parts):
            found.append(sign)
    return tuple(found)


def _values(table: Table, rows: Sequence[Row], column: str) -> list[str]:
    at = table.header.index(column)
    return [text for row in rows if (text := row.cells[at].strip())]


def _fitting(texts: Sequence[str], forms: Sequence[str]) -> tuple[str, ...]:
    """Return the formats that read most of the texts, and as many as any other does."""
    distinct = list(dict.fromkeys(texts))
    read = {form: sum(_reads(one, form) for one in distinct) for form in forms}
    most = max(read.values(), default=0)
    # a few typing errors are for a person to mend, and no reason not to see the rule
    return tuple(form for form in forms if read[form] == most and most > ENOUGH * len(distinct))


def _reads(text: str, form: str) -> bool:
    try:
        return dt.datetime.strptime(text, form).year >= 1900  # noqa: DTZ007, PLR2004 - a day; see Calendar
    except ValueError:
        return False


def _date_column(header: Sequence[str], values: dict[str, list[str]], named: str) -> str:
    """Return the column of dates: the one that is called so, else the first that reads so."""
    if named and formats_of(values[named], "")[0]:
        return named
    dated = (one for one in header if formats_of(values[one], "")[0] and values[one][0][4:5])
    return next(dated, named or header[0])


def _label_columns(header: Sequence[str], values: dict[str, list[str]], named: str) -> list[str]:
    """Return the columns most of whose texts are words we know, or else the one called so."""
    known = common_labels()
    meanings = Meanings(Labels(column="", separators=SEPARATORS), ("none", "no", "na", "n/a"))
    found = []
    for column in header:
        texts = [one for one in values[column] if not one.isdigit()]
        told = Counter(texts)
        fitting = sum(count for text, count in told.items() if meanings.of(text)[0])
        if known and texts and fitting * 2 > len(values[column]):
            found.append(column)
    return found or ([named] if named else [])


def _numbers_rows(texts: Sequence[str]) -> bool:
    """Say whether a column can tell incidents apart: nearly every row has a number of its own."""
    return bool(texts) and len(set(texts)) * 2 > len(texts)
