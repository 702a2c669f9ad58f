"""Lists of members and contacts to take along: what the reader may see, and no more."""

from collections.abc import Callable, Sequence

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.accounts.queries import has_second_factor
from hanse.cities.importing.columns import BY_KEY
from hanse.cities.models import Authority, Contact, MembershipEvent
from hanse.cities.queries import Person, Wanted, members, places_today, shared_labels
from hanse.shared.countries import language_name
from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.tables.writing import as_csv, as_excel

Rows = list[list[str]]
_WHY = _("what the membership rests on")
_MEMBERS = (
    "name",
    "local_name",
    "kind",
    "country",
    "region",
    "joined",
    "population",
    "population_year",
    "population_source",
    "languages",
    "website",
)
_CONTACTS = ("name", "country", "region", "post", "contact", "email", "phone", "label")


def member_table(wanted: Wanted, person: Person) -> tuple[list[str], Rows]:
    """Return a row per member that fits, and what says of it that it is one."""
    own, labels = _own(person), shared_labels(person)
    events = Prefetch("membership_events", MembershipEvent.objects.order_by("-id"), to_attr="turns")
    rows = []
    for city in members(wanted, person).prefetch_related(events):
        may = labels if city.pk not in own else frozenset(SharingLabel)
        spoken = city.languages if _said(city, "languages", may) else []
        turn = next(iter(city.turns), None)  # prefetched above
        rows.append(
            [
                city.name,
                city.local_name,
                str(city.get_kind_display()),
                city.country,
                city.region,
                turn.happened_on.isoformat() if turn and turn.happened_on else "",
                str(city.population or ""),
                str(city.population_year or ""),
                city.population_source,
                ", ".join(map(language_name, spoken)),
                city.website if _said(city, "website", may) else "",
                turn.source if turn else "",
            ]
        )
    return [*_header(_MEMBERS), str(_WHY)], rows


def contact_table(wanted: Wanted, person: Person) -> tuple[list[str], Rows]:
    """Return a row per contact that the reader may see, of members that fit."""
    may = Q(sharing_label__in=sorted(shared_labels(person)))
    found = (
        Contact.objects.filter(may | Q(authority_id__in=_own(person)))
        .filter(authority__in=members(wanted, person))
        .select_related("authority")
        .order_by("authority__country", "authority__name", "post")
    )
    return _header(_CONTACTS), [
        [
            one.authority.name,
            one.authority.country,
            one.authority.region,
            one.post,
            one.name,
            one.email,
            one.phone,
            one.sharing_label,
        ]
        for one in found
    ]


def _own(person: Person) -> set[object]:
    """Return the cities all of whose words the reader may see: their own, with a second factor."""
    if not (isinstance(person, User) and has_second_factor(person)):
        return set()
    return {place.authority_id for place in places_today(person)}


def _said(city: Authority, field: str, may: frozenset[SharingLabel]) -> bool:
    return city.labels.get(field, SharingLabel.AMBER_STRICT) in may


def _header(keys: Sequence[str]) -> list[str]:
    return [str(BY_KEY[key].words) for key in keys]


TABLES: dict[str, Callable[[Wanted, Person], tuple[list[str], Rows]]] = {
    "members": member_table,
    "contacts": contact_table,
}


def _without_title(_title: str, header: Sequence[str], rows: Rows) -> bytes:
    return as_csv(header, rows)


WRITERS: dict[str, Callable[[str, Sequence[str], Rows], bytes]] = {
    "csv": _without_title,
    "xlsx": as_excel,
}
