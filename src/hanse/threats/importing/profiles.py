"""How one kind of file is read: which column says what, kept as data and checked when loaded."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from hanse.shared.errors import InputError
from hanse.shared.tables import GUESSED, Written
from hanse.shared.tables.delimited import ENCODINGS, SEPARATORS

FORMS = ("table", "stix", "misp")
PRECISIONS = ("day", "month", "year")
KINDS_OF_SOURCE = ("police", "ngo", "municipal", "media", "community")
EEP = ("experienced", "evidenced", "potential")
MOST_COLUMNS = 40
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A column of dates, with the ways to write one that occur in it, as `strptime` reads them."""

    column: str
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A column that says what an incident was about.

    `values` maps a word of this file to categories and wins over the words everybody uses.
    A word that is not known as a whole is cut at `separators`, in this order.
    """

    column: str
    separators: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A column of words that become a number; the first pair whose word occurs decides.

    A word after “^” must stand at the beginning. After these the words everybody uses are tried.
    """

    column: str
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A column with the key of a place, of which a city takes those that begin with its own.

    `names` are columns that name the place, to find a city's key by its name.
    """

    column: str
    width: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a kind of file is read; `form` is "table", or the exchange format it is in.

    `key`: columns that together name an incident; rows with the same key are one incident that
    was recorded several times. Without a key each row is an incident. `always`: categories every
    incident has. `leave_out`: rows with these categories alone are counted and not kept.
    `nothing`: words that mean an empty cell. `drop`: columns that are never kept.
    `requires`: columns by which a file is recognised; the others may be missing.
    `written`: encoding, separator and sheet, where guessing them goes wrong.
    """

    id: str
    name: str
    form: str = "table"
    occurred: Dates
    precision: str = "day"
    reported: Dates | None = None
    key: tuple[str, ...] = ()
    labels: tuple[Labels, ...] = ()
    always: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ("", "none", "no", "na", "n/a", "null", "-")
    severity: Scale | None = None
    usual_severity: int = 2
    place: Place | None = None
    text: tuple[str, ...] = ()
    language: str = "en"
    eep: str = "evidenced"
    source_class: str = "police"
    reliability: str = "F"
    credibility: int = 6
    licence: str = ""
    attribution: str = ""
    link: str = ""
    drop: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    written: Written = GUESSED

    def columns(self) -> tuple[str, ...]:
        """Name the columns that are read, in no particular order and each once."""
        named = [self.occurred.column, *self.key, *self.text]
        named += [column.column for column in self.labels]
        named += [part.column for part in (self.reported, self.severity, self.place) if part]
        return tuple(dict.fromkeys(named))


def as_dict(profile: Profile) -> dict[str, Any]:
    """Return the profile as plain data, to be stored as JSON."""
    return asdict(profile)


def from_dict(data: Mapping[str, Any]) -> Profile:
    """Read a profile from plain data.

    Raises
    ------
    InputError
        What the data say that no profile can say.
    """
    name = str(data.get("id", "profile"))
    try:
        made = _built(data)
    except (TypeError, ValueError, KeyError, AttributeError) as problem:
        raise _refused(name, f"it cannot be read ({problem})") from None
    for wrong in _problems(made):
        raise _refused(name, wrong)
    return made


def _built(data: Mapping[str, Any]) -> Profile:
    known = {one.name for one in fields(Profile)}
    if unknown := sorted(set(data) - known):
        raise ValueError(f"unknown entry “{unknown[0]}”")
    plain = dict(data)
    plain["occurred"] = _dates(data["occurred"])
    plain["reported"] = _dates(data["reported"]) if data.get("reported") else None
    plain["labels"] = tuple(_labels(one) for one in data.get("labels", ()))
    plain["severity"] = _scale(data["severity"]) if data.get("severity") else None
    plain["place"] = _place(data["place"]) if data.get("place") else None
    plain["written"] = Written(**data.get("written", {}))
    for name in ("key", "always", "leave_out", "nothing", "text", "drop", "requires"):
        if name in data:
            plain[name] = tuple(str(one) for one in data[name])
    return Profile(**plain)


def _dates(data: Mapping[str, Any]) -> Dates:
    return Dates(column=str(data["column"]), formats=tuple(str(one) for one in data["formats"]))


def _labels(data: Mapping[str, Any]) -> Labels:
    values = {
        str(word): (said,) if isinstance(said, str) else tuple(str(one) for one in said)
        for word, said in dict(data.get("values", {})).items()
    }
    separators = tuple(str(one) for one in data.get("separators", ()))
    return Labels(column=str(data["column"]), separators=separators, values=values)


def _scale(data: Mapping[str, Any]) -> Scale:
    words = tuple((str(word), int(number)) for word, number in data.get("words", ()))
    return Scale(column=str(data["column"]), words=words)


def _place(data: Mapping[str, Any]) -> Place:
    return Place(
        column=str(data["column"]),
        width=int(data.get("width", 0)),
        names=tuple(str(one) for one in data.get("names", ())),
    )


def _problems(made: Profile) -> list[str]:
    """Say what is wrong with a profile, in the order in which a person would mend it."""
    levels = [number for _word, number in made.severity.words] if made.severity else []
    checks = {
        "its id is not short plain letters": not _ID.fullmatch(made.id),
        "its form is unknown": made.form not in FORMS,
        "it has no name": not made.name.strip(),
        "it names no format of dates": not made.occurred.formats,
        f"the precision is none of {', '.join(PRECISIONS)}": made.precision not in PRECISIONS,
        "it has neither a column of labels nor one for all": not (made.labels or made.always),
        "it reads too many columns": len(made.columns()) > MOST_COLUMNS,
        "it reads a column that it drops": bool(set(made.columns()) & set(made.drop)),
        "the kind of source is unknown": made.source_class not in KINDS_OF_SOURCE,
        "the kind of observation is unknown": made.eep not in EEP,
        "a severity is not between 1 and 4": any(
            level not in range(1, 5) for level in [*levels, made.usual_severity]
        ),
        "its encoding is unknown": made.written.encoding not in {"", *ENCODINGS},
        "its separator is unknown": made.written.separator not in {"", *SEPARATORS},
        "a separator is empty": any(not one for column in made.labels for one in column.separators),
    }
    return [words for words, wrong in checks.items() if wrong]


def _refused(name: str, problem: str) -> InputError:
    return InputError(f"profile {name}", None, problem, "Correct the profile, or choose another")
