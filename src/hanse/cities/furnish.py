"""What the demonstration knows about authorities: those that public reports name."""

import csv
import secrets
from importlib.resources import files

from django.db import transaction
from django.utils import timezone

from hanse.accounts.demo import person_for
from hanse.cities.actions.belonging import belong
from hanse.cities.actions.membership import free_slug
from hanse.cities.models import (
    ASSUMED,
    Application,
    Authority,
    Membership,
    MembershipEvent,
    Role,
    Standing,
)
from hanse.cities.places import ensure_places, fill_time_zones
from hanse.shared.tokens import hash_of

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
            _ask_to_join()


def _ask_to_join() -> None:
    """Let an invented city wait for a decision; nobody has the private address of its page."""
    Application.objects.create(
        token_hash=hash_of(secrets.token_urlsafe()),
        name="Ostervik",
        country="SE",
        applicant="Signe Alm (simulated)",
        role=Role.OFFICIAL,
        post="Head of community safety",
        email="signe.alm@ostervik.example",
        message="Simulated: after two tense summers we look for cities of our size that brought "
        "neighbours back to one table, and we can show what our youth council did.",
        state=Application.State.WAITING,
        confirmed_at=timezone.now(),
    )


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
