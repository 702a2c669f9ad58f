"""What the pages about cities show, put together from reads."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from hanse.accounts.rules import has_second_factor, is_staff
from hanse.cities.figures import sheets_of
from hanse.cities.forms import MemberFilter
from hanse.cities.forms.lists import ColumnsForm
from hanse.cities.importing.plan import Plan, Problem, plan
from hanse.cities.models import Authority, Kind, MemberImport
from hanse.cities.queries import (
    Person,
    Wanted,
    assumed_members,
    labels_at,
    members,
    places_today,
)
from hanse.cities.rules import may_edit, may_invite
from hanse.cities.wording import IN_CHARGE, SERVICES
from hanse.shared.countries import country_name, language_name
from hanse.shared.errors import InputError
from hanse.shared.paging import page_of
from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.tables import Table
from hanse.shared.vocabularies import Challenge, Lens

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only

SAID = ("summary", "government", "mandate", "strategy", "website")
NAMES = {
    "summary": _("In short"),
    "government": _("Form of government"),
    "mandate": _("Mandate"),
    "strategy": _("Strategy in force"),
    "website": _("Website"),
    "languages": _("Working languages"),
    "challenges": _("Challenges"),
    "lenses": _("Lenses"),
    "competences": _("Competences"),
}
LISTED = {"challenges": Challenge, "lenses": Lens}


CITIES_ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class Said:
    """One thing an authority says of itself, with the label it is shared under."""

    field: str
    name: str
    text: str
    words: tuple[str, ...]
    label: str


def members_page(query: QueryDict, person: Person) -> dict[str, Any]:
    """Return the map and the list of members that fit, by country."""
    form = MemberFilter(query, staff=is_staff(person))
    wanted = form.wanted()
    found = list(members(wanted, person))
    found.sort(key=lambda city: (country_name(city.country), city.name, city.region))
    page = page_of(found, query, CITIES_ON_A_PAGE, whole=True)
    by_country = [
        (country_name(code), list(cities)) for code, cities in groupby(page, lambda c: c.country)
    ]
    return {
        "form": form,
        "asked": wanted != Wanted(),
        "countries": by_country,
        "page": page,
        "count": len(found),
        "sheets": sheets_of(found, _place_in_the_list(found, page, query)),
        "out_of_reach": wanted.out_of_reach,
        "assumed": assumed_members(found),
        "keeps_register": is_staff(person),
        "audit_address": _address("sharing:audit"),  # a feature above; absent where it is not there
        "exports": [
            (name, reverse("cities:export", args=[what, form])) for name, what, form in _EXPORTS
        ],
    }


def _place_in_the_list(
    found: list[Authority], page: Page[Authority], query: QueryDict
) -> Callable[[Authority], str]:
    """Say where the list names a city: on this page, or on which other one."""
    places = {city.pk: place for place, city in enumerate(found)}
    pages = {n: _with_page(query, n) for n in page.paginator.page_range if n != page.number}

    def address(city: Authority) -> str:
        there = places[city.pk] // page.paginator.per_page + 1
        return f"{pages.get(there, '')}#{city.slug}"

    return address


def _with_page(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"


_EXPORTS = (
    (_("members, CSV"), "members", "csv"),
    (_("members, Excel"), "members", "xlsx"),
    (_("contacts, CSV"), "contacts", "csv"),
    (_("contacts, Excel"), "contacts", "xlsx"),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def import_page(kept: MemberImport, table: Table, form: ColumnsForm) -> dict[str, Any]:
    """Return what importing an uploaded table would do, and its first rows as they are read."""
    try:
        made, first = plan(table, kept.columns), list(islice(table.rows(), _FIRST_ROWS))
    except InputError as problem:
        found = Problem(problem.row, "", problem.problem, problem.mend)
        made, first = Plan(problems=[found]), []
    return {
        "kept": kept,
        "table": table,
        "form": form,
        "plan": made,
        "problems": made.problems[:_MOST_PROBLEMS],
        "first": first,
        "nothing_new": not any(made.counts.get(key) for key in _CHANGES),
    }


_FIRST_ROWS = 5
_MOST_PROBLEMS = 200
_CHANGES = ("new", "joining", "contacts", "changed")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do next, and what it is good for."""

    words: "_StrPromise"
    why: "_StrPromise"
    address: str


def city_page(authority: Authority, person: Person) -> dict[str, Any]:
    """Return an authority as this reader may see it."""
    labels = labels_at(person, authority)
    said = said_by(authority, labels)
    contacts = authority.contacts.filter(sharing_label__in=sorted(labels))
    return {
        "city": authority,
        "kind": Kind(authority.kind).label,
        "country": country_name(authority.country),
        "said": said,
        "next_steps": next_steps(authority, person, written=bool(said)),
        "contacts": contacts,
        "history": authority.membership_events.all(),
        "parts": authority.parts.all(),
        "twins": authority.twins.all(),
        "may_edit": may_edit(person, authority),
        "may_invite": may_invite(person, authority),
        "may_see_membership": is_staff(person) or may_edit(person, authority),
        "withheld": SharingLabel.AMBER_STRICT not in labels,
    }


def next_steps(authority: Authority, person: Person, *, written: bool) -> list[Step]:
    """Return what somebody who has just come to belong to an authority would do first."""
    if authority.pk not in {place.authority_id for place in places_today(person)}:
        return []
    steps = []
    if not has_second_factor(person):
        why = _("Only then do you read what cities share, and write for your own.")
        steps.append(Step(_("Add a passkey or an authenticator app"), why, reverse("mfa_index")))
    if may_edit(person, authority) and not written:
        why = _("What colleagues elsewhere should know. You choose who reads each part.")
        address = reverse("cities:edit", args=[authority.slug])
        steps.append(Step(_("Write this page"), why, address))
    if may_invite(person, authority) and authority.affiliations.count() == 1:
        why = _("Whoever looks after these matters in your city can have an account, too.")
        address = reverse("cities:colleagues", args=[authority.slug])
        steps.append(Step(_("Invite colleagues"), why, address))
    return steps


def said_by(authority: Authority, labels: frozenset[SharingLabel]) -> list[Said]:
    """Return what an authority says of itself under these labels; what is empty is left out."""
    found = []
    for field in (*SAID, "languages", *LISTED, "competences"):
        label = SharingLabel(authority.labels.get(field, SharingLabel.AMBER_STRICT))
        text, words = _value(authority, field)
        if label in labels and (text or words):
            found.append(Said(field, str(NAMES[field]), text, words, label))
    return found


def _value(authority: Authority, field: str) -> tuple[str, tuple[str, ...]]:
    value = getattr(authority, field)
    if field == "languages":
        return "", tuple(language_name(code) for code in value)
    if field in LISTED:
        return "", tuple(str(LISTED[field](key).label) for key in value)
    if field == "competences":
        return "", tuple(f"{SERVICES[key]}: {IN_CHARGE[who]}" for key, who in value.items())
    return value, ()
