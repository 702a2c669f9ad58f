"""Reads the forms of pages as a browser does, and fills them in with plausible answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.core.files.uploadedfile import SimpleUploadedFile

_PLAUSIBLE = {
    "email": "somebody@example.org",
    "url": "https://example.org/",
    "date": "2026-03-02",
    "time": "10:00",
    "datetime-local": "2026-03-02T10:00",
    "month": "2026-03",
    "number": "1",
    "tel": "+45 1",
    "password": "a long enough secret",
}


@dataclass
class Field:
    """Something to fill in: what stands there, what is offered, and whether it must be answered."""

    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)
    required: bool = False
    longest: int = 1000

    def answer(self, *, every: bool) -> Any:
        """Return what stands there, or else something plausible where there must be something."""
        if self.kind == "select" and not (self.values or self.required):
            return self.offered[:1]  # as a browser sends it
        if not (self.values or self.required or every):
            return []
        if self.kind == "file":
            return SimpleUploadedFile("a.csv", b"name,country\nOslo,NO\n", "text/csv")
        alone = self.kind == "checkbox" and len(self.offered) == 1 and not self.required
        if self.values or self.kind == "hidden" or alone:
            return self.values
        if self.offered:
            return [value for value in self.offered if value][:1]
        return [_PLAUSIBLE.get(self.kind, "Plausible")[: self.longest]]


@dataclass
class Form:
    """What a page asks, where the answers go, and what is there to fill in."""

    action: str
    fields: dict[str, Field] = field(default_factory=dict)

    def answers(self, *, every: bool) -> dict[str, Any]:
        """Fill the form in: all of it, or as little as it asks for."""
        found = {name: told.answer(every=every) for name, told in self.fields.items()}
        return {name: value for name, value in found.items() if value != []}


def forms_in(path: str, page: bytes) -> list[Form]:
    """Return the forms of a page that send something."""
    reader = _Reader(path)
    reader.feed(page.decode())
    return reader.forms


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._open: Field | None = None  # the list or text area we are inside of
        self._elsewhere: dict[str, Form] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(urljoin(self.path, told.get("action", "")))
            self._elsewhere[told.get("id", "")] = self._form
            if told.get("method", "").lower() == "post":
                self.forms.append(self._form)
        elif tag == "option" and self._open:
            self._open.offered.append(told.get("value", ""))
            if "selected" in told and told.get("value"):
                self._open.values.append(told.get("value", ""))
        elif tag in {"input", "select", "textarea", "button"} and told.get("name"):
            self._note(tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"select", "textarea"}:
            self._open = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open.kind == "textarea" and data.strip():
            self._open.values.append(data.strip())

    def _note(self, tag: str, told: Mapping[str, str]) -> None:
        form = self._elsewhere.get(told.get("form", "-"), self._form)
        kind = told.get("type", "text") if tag == "input" else tag
        kind += " of several" if tag == "select" and "multiple" in told else ""
        if form is None or "disabled" in told or told["name"] == "csrfmiddlewaretoken":
            return
        if kind == "button" and told["name"] in form.fields:
            return  # a browser sends the first of them
        longest = int(told.get("maxlength") or 1000)
        found = form.fields.setdefault(told["name"], Field(kind, longest=longest))
        found.required = found.required or "required" in told
        value = told.get("value", "on" if kind in {"checkbox", "radio"} else "")
        if kind in {"checkbox", "radio"}:
            found.offered.append(value)
        if value and (kind not in {"checkbox", "radio"} or "checked" in told):
            found.values.append(value)
        if tag in {"select", "textarea"}:
            self._open = found
