"""Reads for the secretariat: whom one could invite, and who has not answered."""

from dataclasses import dataclass, field

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.cities.queries import Wanted, members, shared_labels
from hanse.events.models import Event, EventCity, Registration
from hanse.events.queries.events import registrations_for, visible_to
from hanse.shared.models import Letter

SIZES = {
    "small": (0, 50_000),
    "middle": (50_000, 250_000),
    "large": (250_000, 1_000_000),
    "metropolis": (1_000_000, None),
}
NEVER, LAST_YEAR, NOT_LAST_YEAR = "never", "last-year", "not-last-year"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which cities the secretariat looks for; what is empty is left open."""

    wanted: Wanted = field(default_factory=Wanted)
    lens: str = ""
    size: str = ""
    history: str = ""


def candidates(event: Event, sought: Sought, person: User) -> QuerySet[Authority]:
    """Return the members that fit, each with what became of an invitation to this event."""
    found = members(sought.wanted, person)
    if sought.lens:
        told = sorted(shared_labels(person))
        found = found.filter(lenses__contains=[sought.lens], labels__lenses__in=told)
    if sought.size:
        least, limit = SIZES[sought.size]
        found = found.filter(population__gte=least)
        found = found.filter(population__lt=limit) if limit else found
    registrations = registrations_for(person)
    if sought.history == NEVER:
        found = found.filter(~Exists(registrations.filter(authority=OuterRef("pk"))))
    elif sought.history in (LAST_YEAR, NOT_LAST_YEAR):
        came = _came_the_year_before(event, person)
        found = found.filter(came if sought.history == LAST_YEAR else ~came)
    here = registrations.filter(authority=OuterRef("pk"), event=event)
    state = Subquery(here.values("state")[:1], output_field=CharField())
    return found.annotate(invitation=state).order_by("country", "name", "pk")


def invitations_to(event: Event, person: User) -> QuerySet[Registration]:
    """Return all invitations to an event, those without an answer first."""
    found = registrations_for(person).filter(event=event)
    return found.select_related("authority", "person").order_by("authority__name", "pk")


def letters_about(registrations: list[Registration]) -> dict[int, list[Letter]]:
    """Return the invitations that were written, by registration."""
    occasions = {row.occasion("invitation"): row.pk for row in registrations}
    found: dict[int, list[Letter]] = {}
    for letter in Letter.objects.filter(occasion__in=occasions).order_by("email"):
        found.setdefault(occasions[letter.occasion], []).append(letter)
    return found


def _came_the_year_before(event: Event, person: User) -> Q:
    """Be named among those who came to some event of the year before, or have had a place there."""
    before = visible_to(person).filter(starts_on__year=event.starts_on.year - 1)
    named = EventCity.objects.filter(event__in=before, authority=OuterRef("pk"))
    placed = registrations_for(person).filter(
        event__in=before, authority=OuterRef("pk"), state=Registration.State.ACCEPTED
    )
    return Q(Exists(named)) | Q(Exists(placed))
