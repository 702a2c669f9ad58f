"""Reads a file of an exchange format into incidents, one error per object that cannot be used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.threats.exchange import misp_reading, stix_reading, strict
from hanse.threats.exchange.markings import markings_of
from hanse.threats.exchange.meanings import Reading, reading_of
from hanse.threats.importing.dates import EARLIEST, first_of
from hanse.threats.importing.incidents import LONGEST_ID, Incident, Outcome, RowError
from hanse.threats.importing.profiles import Profile
from hanse.threats.importing.reading import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one exchange format is read; of things with the same `key` the latest `stamp` stands."""

    listing: Callable[[object, str], list[Any]]
    is_told: Callable[[object], bool]
    read: Callable[[object, int, Reading], Incident | None]
    key: str
    stamp: str


FORMS = {
    "stix": Form(
        listing=stix_reading.objects_of,
        is_told=stix_reading.is_told,
        read=stix_reading.read_object,
        key="id",
        stamp="modified",
    ),
    "misp": Form(
        listing=misp_reading.events_of,
        is_told=lambda _event: True,
        read=misp_reading.read_event,
        key="uuid",
        stamp="timestamp",
    ),
}


def form_of(content: bytes, name: str) -> str:
    """Return which exchange format a file is in, empty for none.

    Raises
    ------
    InputError
        It is JSON, and of neither format.
    """
    if not strict.looks_like_json(content):
        return ""
    document = strict.load(content, name)
    if isinstance(document, dict) and document.get("type") == "bundle":
        return "stix"
    if isinstance(document, list) or (
        isinstance(document, dict) and {"Event", "response"} & document.keys()
    ):
        return "misp"
    raise InputError(
        name,
        None,
        _("this JSON is neither a STIX bundle nor MISP events"),
        _("Export it as one of them, or as CSV"),
    )


def read_exchange(content: bytes, name: str, profile: Profile, asked: Asked) -> Outcome:
    """Read every object of a file; of several versions of one the latest.

    Raises
    ------
    InputError
        The file itself cannot be read.
    """
    form = FORMS[profile.form]
    objects = form.listing(strict.load(content, name), name)
    reading = reading_of(profile, markings_of(objects))
    outcome = reading.outcome
    told = [(number, one) for number, one in enumerate(objects, 1) if form.is_told(one)]
    standing = _latest(told, form)
    outcome.rows, outcome.merged = len(told), len(told) - len(standing)
    for number, thing in standing:
        try:
            found = form.read(thing, number, reading)
            if found:
                _check(found, asked)
                known = outcome.incidents.setdefault(found.external_id, found)
                outcome.merged += known is not found
        except strict.WrongError as wrong:
            outcome.errors.append(RowError(number, wrong.column, wrong.problem, wrong.mend))
    return outcome


def _latest(told: list[tuple[int, Any]], form: Form) -> list[tuple[int, Any]]:
    """Leave out what a later version of the same thing replaces; of two alike the first stands."""
    latest: dict[str, tuple[str, int]] = {}
    for number, thing in told:
        key = _key(thing, form)
        if key not in latest or _stamp(thing, form) > latest[key][0]:
            latest[key] = (_stamp(thing, form), number)
    kept = {number for key, (_, number) in latest.items() if key}
    return [(number, one) for number, one in told if number in kept or not _key(one, form)]


def _key(thing: object, form: Form) -> str:
    key = thing.get(form.key) if isinstance(thing, dict) else None
    return key.lower() if isinstance(key, str) else ""


def _stamp(thing: Mapping[str, Any], form: Form) -> str:
    return str(thing.get(form.stamp, "")).zfill(20)  # seconds of MISP have one digit more one day


def _check(found: Incident, asked: Asked) -> None:
    """Hold an incident to what a row of ours can say."""
    found.occurred_on = first_of(found.occurred_on, found.precision)
    if found.occurred_on < EARLIEST:
        raise strict.WrongError("occurred_on", _("this is too long ago"), _("Look at the year"))
    if found.eep != "potential":
        if found.occurred_on > asked.today:
            raise strict.WrongError(
                "occurred_on", _("the day is still to come"), _("Look for a mistyped year")
            )
        if found.reported_on < found.occurred_on:
            raise strict.WrongError(
                "reported_on", _("reported before it happened"), _("Correct one of the two dates")
            )
    if len(found.external_id) > LONGEST_ID:
        raise strict.WrongError("external_id", _("the number is too long"), _("Shorten it"))
    if problem := asked.personal(found.text):
        raise strict.WrongError(
            "description",
            problem,
            _("Leave it out of the text: an observation names no person"),
        )
