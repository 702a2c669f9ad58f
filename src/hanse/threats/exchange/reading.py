"""Reads a file of an exchange format into incidents, one error per object that cannot be used."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from hanse.shared.errors import InputError
from hanse.threats.exchange import misp_reading, stix_reading, strict
from hanse.threats.importing.dates import EARLIEST, first_of
from hanse.threats.importing.incidents import LONGEST_ID, Incident, Outcome, RowError
from hanse.threats.importing.reading import Asked

Read = Callable[[object, int, Outcome], Incident | None]
FORMS: dict[str, tuple[Callable[[object, str], list[Any]], Read]] = {
    "stix": (stix_reading.objects_of, stix_reading.read_object),
    "misp": (misp_reading.events_of, misp_reading.read_event),
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


def read_exchange(content: bytes, name: str, form: str, asked: Asked) -> Outcome:
    """Read every object of a file.

    Raises
    ------
    InputError
        The file itself cannot be read.
    """
    listing, read = FORMS[form]
    outcome = Outcome()
    for number, thing in enumerate(listing(strict.load(content, name), name), 1):
        try:
            found = read(thing, number, outcome)
            if found:
                _check(found, asked)
                known = outcome.incidents.setdefault(found.external_id, found)
                outcome.merged += known is not found
        except strict.WrongError as wrong:
            outcome.errors.append(RowError(number, wrong.column, wrong.problem, wrong.mend))
    return outcome


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
