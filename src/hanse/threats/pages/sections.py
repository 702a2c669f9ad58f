"""The views of a city's threat picture, as links on each of its pages."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from rules.rulesets import test_rule

from hanse.sharing.actors import Person, actor_of

# names of addresses; those that a build does without are left out
SECTIONS = (
    ("threats:picture", _("Trends")),
    ("threats:alarms", _("Warnings")),
    ("threats:triggers", _("Triggers")),
    ("threats:observations", _("Observations")),
    ("threats:signals", _("Signals")),
    ("threats:imports", _("Imports")),
    ("threats:shared", _("Shared picture")),
)
SECTION_RULES = {"threats:imports": "import incidents"}


@dataclass(frozen=True, slots=True)
class Section:
    """One view; `address` is a link of its own."""

    label: str
    address: str
    current: bool


def sections(request: HttpRequest) -> list[Section]:
    """Return the views, the one this page belongs to marked."""
    found = []
    for name, label in SECTIONS:
        if name in SECTION_RULES and not test_rule(SECTION_RULES[name], request.user):  # type: ignore[no-untyped-call] # rules' own
            continue
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        whole = name == "threats:picture"
        here = request.path == address if whole else request.path.startswith(address)
        found.append(Section(str(label), address, here))
    return found


def sections_of(request: HttpRequest, person: Person) -> list[Section]:
    """Return the views to those who have a city's picture, and none to others."""
    return sections(request) if actor_of(person).cities else []
