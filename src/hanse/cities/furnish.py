"""What the demonstration knows about authorities: those that public reports name."""

import csv
from importlib.resources import files

from django.db import transaction

from hanse.accounts.demo import person_for
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.membership import free_slug
from hanse.cities.models import ASSUMED, Authority, Membership, MembershipEvent, Role, Standing
from hanse.cities.places import ensure_places, fill_time_zones

SOURCE_OF_POPULATION = "GeoNames"
SHOWN_AS_MEMBER = (
    f"{ASSUMED} every authority that the initiative's public reports name stands as a "
    "member, whether it has joined or not. Named in:"
)


def furnish() -> None:
    """Load the places and enter the authorities, unless there are some."""
    ensure_places()
    if not Authority.objects.exists():
        with transaction.atomic():
            enter_initiative()
            _settle()


def _settle() -> None:
    """Let the two invented people of cities belong to one each."""
    for key, slug, role, standing in (
        ("adviser", "bratislava", Role.OFFICIAL, Standing.STEWARD),
        ("practitioner", "stockholm", Role.PRACTITIONER, Standing.MEMBER),
    ):
        if person := person_for(key):
            belong(person, Authority.objects.get(slug=slug), role=role, standing=standing)


def enter_initiative() -> None:
    """Enter the authorities of the initiative with the reports that name them."""
    source = files("hanse.cities") / "data" / "initiative.csv"
    known: dict[str, Authority] = {}
    for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
        known[row["name"]] = _enter(row, known.get(row["parent"]))
    fill_time_zones()


def _enter(row: dict[str, str], parent: Authority | None) -> Authority:
    counted = int(row["population"]) if row["population"] else None
    authority = Authority.objects.create(
        slug=free_slug(row["name"], row["region"], row["country"]),
        name=row["name"],
        local_name=row["local_name"],
        kind=row["kind"],
        country=row["country"],
        region="" if row["region"].startswith("~") else row["region"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
        population=counted,
        population_source=SOURCE_OF_POPULATION if counted else "",
        parent=parent,
        membership=Membership.MEMBER,
    )
    MembershipEvent.objects.create(
        authority=authority,
        what=MembershipEvent.What.JOINED,
        source=f"{SHOWN_AS_MEMBER} {row['sources']}",
    )
    return authority
