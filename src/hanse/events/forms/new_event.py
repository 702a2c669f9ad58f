"""The questions of a new event, one page after another, without anything kept between them.

Each page carries the earlier answers along, so that several can be planned side by side, going back
loses nothing, and nothing lies about when somebody walks away.
"""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from hanse.events.forms.planning import QUESTIONS, TemplateForm
from hanse.events.models import Event, Programme

TEMPLATE = "template"
STEPS = (TEMPLATE, *QUESTIONS)
COPIED = ("title", "language", "place", "venue", "country", "online", "format", "details", "rule")


@dataclass(slots=True)
class Walk:
    """How far the questions have come; `step` is asked now and empty when all are answered."""

    step: str = ""
    form: forms.Form | forms.ModelForm | None = None  # type: ignore[type-arg] # not generic when it runs
    reached: int = 0
    answered: dict[str, Any] = field(default_factory=dict)
    carried: list[tuple[str, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Return the number of the question, from one."""
        return STEPS.index(self.step) + 1 if self.step else len(STEPS)

    @property
    def template(self) -> Event | None:
        """Return the event this one begins from."""
        first = self.answered.get(TEMPLATE)
        return first.cleaned_data["template"] if first else None

    def facts(self) -> dict[str, Any]:
        """Return everything that was answered, by column."""
        found: dict[str, Any] = {}
        for step, form in self.answered.items():
            if step != TEMPLATE:
                found |= form.facts()
        return found

    def programmes(self) -> list[Programme]:
        """Return the programmes it belongs to."""
        return list(self.answered["name"].cleaned_data["programmes"])


def walk(data: QueryDict, events: QuerySet[Event]) -> Walk:
    """Go through the questions as far as they are answered."""
    so_far = Walk(reached=_reached(data))
    back = data.get("back", "")
    for index, step in enumerate(STEPS):
        given = index < so_far.reached
        form = _form(step, data if given else None, events, so_far.template)
        if step == back or not given or not form.is_valid():
            so_far.step, so_far.form = step, form
            break
        so_far.answered[step] = form
    asked_now = set(so_far.form.fields) if so_far.form else set()
    known = _names() - asked_now
    so_far.carried = [
        (name, value) for name, values in data.lists() if name in known for value in values
    ]
    return so_far


def _form(
    step: str, data: QueryDict | None, events: QuerySet[Event], template: Event | None
) -> Any:  # noqa: ANN401 - one of several forms
    if step == TEMPLATE:
        return TemplateForm(data, events=events)
    return QUESTIONS[step](data, initial=_copied(template) if template else {})


def _copied(template: Event) -> dict[str, Any]:
    """Return what a template suggests; dates are always entered by hand."""
    copied = {name: getattr(template, name) for name in (*COPIED, "summary", "capacity")}
    return {**copied, "programmes": list(template.programmes.all())}


def _reached(data: QueryDict) -> int:
    """Return how many questions were answered, whatever the page claims."""
    claimed = data.get("reached", "0")
    number = int(claimed) if claimed.isascii() and claimed.isdigit() else 0
    answered_now = STEPS.index(data["step"]) + 1 if data.get("step") in STEPS else 0
    return min(max(number, answered_now), len(STEPS))


def _names() -> set[str]:
    own = {name for question in QUESTIONS.values() for name in question.base_fields}
    return own | {"template"}
