"""The views of a city's threat picture, as links on each of its pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from rules.rulesets import test_rule

from hanse.accounts.models import NetworkRole
from hanse.sharing.actors import Actor, Person, actor_of

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
OPEN_SECTIONS = (
    ("threats:vocabulary", _("Words")),
    ("threats:methods", _("Method")),
)


def _of_a_city(actor: Actor) -> bool:
    return bool(actor.cities)


def _at_work(actor: Actor) -> bool:
    return bool(actor.cities or actor.partner_of)


def _declaring(actor: Actor) -> bool:
    return bool(actor.cities) or actor.network_role == NetworkRole.SECRETARIAT


# who may open a view at all; the others do not see its link
NEEDS: dict[str, Callable[[Actor], bool]] = {
    "threats:picture": _of_a_city,
    "threats:alarms": _of_a_city,
    "threats:triggers": _declaring,
    "threats:observations": _at_work,
    "threats:signals": _at_work,
    "threats:imports": _of_a_city,
}
SECTION_RULES = {"threats:imports": "import incidents"}


@dataclass(frozen=True, slots=True)
class Section:
    """One view; `address` is a link of its own."""

    label: str
    address: str
    current: bool


def sections(request: HttpRequest) -> list[Section]:
    """Return the views for whoever is signed in, the one this page belongs to marked."""
    return sections_of(request, request.user)


def sections_of(request: HttpRequest, person: Person) -> list[Section]:
    """Return the views this reader may open; without a city's picture those open to everybody."""
    actor = actor_of(person)
    chosen = [one for one in SECTIONS if _may_open(one[0], actor, person)]
    found = []
    for name, label in chosen if actor.cities else [*chosen, *OPEN_SECTIONS]:
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        whole = name == "threats:picture"
        here = request.path == address if whole else request.path.startswith(address)
        found.append(Section(str(label), address, here))
    return found


def _may_open(name: str, actor: Actor, person: Person) -> bool:
    if name in NEEDS and not NEEDS[name](actor):
        return False
    rule = SECTION_RULES.get(name)
    return rule is None or bool(test_rule(rule, person))  # type: ignore[no-untyped-call] # rules' own
