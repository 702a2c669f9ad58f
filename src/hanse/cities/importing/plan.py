"""Compares a table with the register: what would be new, what is known, what cannot be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hanse.cities.importing.cells import UnclearError
from hanse.cities.importing.columns import BY_KEY, CONTACT, FIELDS
from hanse.cities.models import Authority, Contact, Kind, Membership
from hanse.shared.tables import Table
from hanse.shared.tables.columns import fold
from hanse.shared.tables.writing import unescaped

Mapped = Mapping[str, str]  # our field -> their column


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a table: where it stands, what it is, how to mend it."""

    row: int | None
    column: str
    problem: str
    mend: str


@dataclass(slots=True)
class City:
    """An authority of the table, as its first row tells it; `known` when the register has it."""

    row: int
    facts: dict[str, Any]
    known: Authority | None = None
    contacts: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What importing a table would do, or why it cannot be imported."""

    cities: list[City] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def plan(table: Table, mapped: Mapped) -> Plan:
    """Read every row and compare; InputError where the table itself cannot be read."""
    made = Plan()
    made.problems += [
        Problem(None, str(one.words), _("no column is chosen for it"), _("Choose one below"))
        for one in FIELDS
        if one.required and one.key not in mapped
    ]
    if made.problems:
        return made
    register = _Register()
    for number, texts in table.records():
        made.rows += 1
        read, problems = _read(number, texts, mapped)
        made.problems += problems
        if not problems:
            made.problems += list(_enter(made, register, number, read))
    if not made.rows:
        row = Problem(None, "", _("no row below the header"), _("Fill the table"))
        made.problems.append(row)
    made.counts = _count(made)
    return made


def _read(
    number: int, texts: Mapping[str, str], mapped: Mapped
) -> tuple[dict[str, Any], list[Problem]]:
    """Read the cells of a row; what is empty is left out."""
    read: dict[str, Any] = {}
    problems = []
    for key, column in mapped.items():
        text = unescaped(texts[column]).strip()
        if not text:
            if BY_KEY[key].required:
                problems.append(Problem(number, column, _("nothing stands here"), _("Fill it in")))
            continue
        try:
            read[key] = BY_KEY[key].read(text)
        except UnclearError as unclear:
            problems.append(Problem(number, column, unclear.problem, unclear.mend))
    return read, problems


class _Register:
    """The authorities by name and country, and those that the table has named so far."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], list[City]] = defaultdict(list)
        for one in Authority.objects.all():
            facts = {"name": one.name, "country": one.country, "region": one.region}
            city = City(0, {**facts, "kind": one.kind}, known=one)
            for name in {fold(one.name), fold(one.local_name)} - {""}:
                self._known[name, one.country].append(city)

    def find(self, read: Mapping[str, Any]) -> list[City]:
        """Return the authorities a row may mean; a region or kind that differs rules one out."""
        found = self._known[fold(read["name"]), read["country"]]
        for key in ("region", "kind"):
            if key in read:
                found = [
                    city for city in found if fold(city.facts.get(key, "")) in {fold(read[key]), ""}
                ]
        return found

    def add(self, city: City) -> None:
        """Keep an authority that the table names first."""
        self._known[fold(city.facts["name"]), city.facts["country"]].append(city)


def _enter(made: Plan, register: _Register, row: int, read: dict[str, Any]) -> Iterator[Problem]:
    """Take a row that reads well into the plan, or say why it cannot be."""
    found = register.find(read)
    name = str(BY_KEY["name"].words)
    if len(found) > 1:
        said = _("several authorities are called “%(name)s”") % {"name": read["name"]}
        yield Problem(row, name, said, _("Add the region or the kind"))
        return
    if found:
        city = found[0]
        if city not in made.cities:
            city.row = row
            made.cities.append(city)
    else:
        facts = {key: value for key, value in read.items() if key not in CONTACT}
        city = City(row, {"kind": Kind.CITY.value, **facts})
        register.add(city)
        made.cities.append(city)
    if city.known and city.known.membership in {Membership.LEFT, Membership.SUSPENDED}:
        said = _("%(name)s is in the register as: %(state)s") % {
            "name": city.known.name,
            "state": city.known.get_membership_display(),
        }
        yield Problem(row, name, said, _("Let it rejoin on its page, or remove the row"))
    yield from _enter_contact(city, row, {key: read[key] for key in CONTACT if key in read})


def _enter_contact(city: City, row: int, read: dict[str, str]) -> Iterator[Problem]:
    if not set(read) - {"label"}:
        return
    post = read.pop("post", "") or _("Contact")
    held = city.contacts.setdefault(post, read)
    if held != read:
        said = _("“%(post)s” stands in another row with other details") % {"post": post}
        yield Problem(row, str(BY_KEY["post"].words), said, _("Give each contact its own post"))


COLUMN_OF = {"contact": "name", "email": "email", "phone": "phone", "label": "sharing_label"}


def changes_of(contact: Contact, read: Mapping[str, str]) -> dict[str, str]:
    """Return what a table says otherwise of a contact; what it leaves empty stays."""
    told = {COLUMN_OF[key]: text for key, text in read.items()}
    return {column: text for column, text in told.items() if getattr(contact, column) != text}


def _count(made: Plan) -> dict[str, int]:
    """Count what would happen, so that a page can say it before and a message after."""
    known = [city.known.pk for city in made.cities if city.known]
    contacts = {
        (one.authority_id, one.post): one for one in Contact.objects.filter(authority_id__in=known)
    }
    counts = dict.fromkeys(("new", "joining", "known", "contacts", "changed", "same"), 0)
    for city in made.cities:
        member = bool(city.known and city.known.membership == Membership.MEMBER)
        counts["known" if member else "joining" if city.known else "new"] += 1
        for post, read in city.contacts.items():
            held = contacts.get((city.known.pk, post)) if city.known else None
            state = "contacts" if not held else "changed" if changes_of(held, read) else "same"
            counts[state] += 1
    return counts
