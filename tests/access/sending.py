"""Fills in the forms behind the doors, so that what is sent would be believed of somebody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from tests.access.forms import Form, forms_in
from tests.access.house import House, addresses
from tests.access.kinds import Case
from tests.access.visiting import visit

SENDERS = ("city steward", "secretariat", "member", "public", "network steward")


@dataclass(frozen=True)
class Sent:
    """A form that was believed: who sent it from where, and what it asked and was told."""

    reader: str
    case: Case
    path: str
    form: Form
    answers: Mapping[str, Any]


def believed(house: House, name: str) -> Sent | None:
    """Return a form that does something at an address; looked for once."""
    return house.once(f"what {name} believes", lambda: _search(house, name))


def _search(house: House, name: str) -> Sent | None:
    for sent in _tries(house, name):
        answer = visit(house, sent.reader, "POST", sent.path, sent.answers)
        if answer.outcome == "open" and (answer.wrote or answer.letters):
            return sent
    return None


def _tries(house: House, name: str) -> Iterator[Sent]:
    """Yield what somebody could send: as little as a form asks for, and all it has room for."""
    told = addresses()[name]
    more = told.data(house) if told.data else {}
    for reader in SENDERS:
        for case in house.cases[name].values():
            if not case.there:
                continue
            path = reverse(name, kwargs=case.named) + (f"?{told.query}" if told.query else "")
            for form in _forms(house, reader, path, reads="GET" in told.methods):
                for every in (False, True):
                    answers = {**form.answers(every=every), **more}
                    yield Sent(reader, case, path, form, answers)


def _forms(house: House, reader: str, path: str, *, reads: bool) -> list[Form]:
    if not reads:
        return [Form(path)]
    answer = visit(house, reader, "GET", path)
    if answer.outcome != "open" or "text/html" not in answer.headers["Content-Type"]:
        return []
    here = path.partition("?")[0]
    found = [one for one in forms_in(path, answer.body) if one.action.partition("?")[0] == here]
    return found or [Form(path)]
