"""Stores a planned list of members and contacts: all of it or nothing, and no second time."""

import datetime as dt
import hashlib
import io
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hanse.accounts import audit
from hanse.accounts.audit import By
from hanse.accounts.models import User
from hanse.cities.actions.membership import free_slug
from hanse.cities.importing.columns import COLUMNS
from hanse.cities.importing.plan import COLUMN_OF, City, Mapped, Plan, changes_of, plan
from hanse.cities.models import Authority, Contact, MemberImport, Membership, MembershipEvent, Place
from hanse.cities.place_search import places_called
from hanse.cities.places import fill_time_zones
from hanse.shared.tables import GUESSED, Limits, Table, Written, guess_columns, open_table

LIMITS = Limits(rows=5_000, columns=60)
SOURCE = "List of members kept by the network"
KEPT = dt.timedelta(days=1)  # how long an upload waits to be imported


class NotReadyError(Exception):
    """The table still has problems, or has been imported already."""


@transaction.atomic
def take_in(*, name: str, content: bytes, by: User, written: Written = GUESSED) -> MemberImport:
    """Keep an upload until it is imported or a day old; InputError when it is no table."""
    table = open_table(io.BytesIO(content), name, limits=LIMITS, written=written)
    return MemberImport.objects.create(
        name=name,
        content=content,
        **asdict(written),
        sha256=hashlib.sha256(content).hexdigest(),
        columns=guess_columns(table.header, COLUMNS),
        by=by,
    )


def opened(kept: MemberImport) -> Table:
    """Open the table of an upload."""
    content = io.BytesIO(bytes(kept.content))
    return open_table(content, kept.name, limits=LIMITS, written=kept.written)


def read_as(kept: MemberImport, written: Written) -> None:
    """Read an upload another way, and guess its columns anew.

    Raises
    ------
    InputError
        It cannot be read this way.
    """
    content = io.BytesIO(bytes(kept.content))
    table = open_table(content, kept.name, limits=LIMITS, written=written)
    kept.columns = guess_columns(table.header, COLUMNS)
    kept.encoding, kept.separator, kept.sheet = asdict(written).values()
    kept.save(update_fields=["columns", "encoding", "separator", "sheet"])


def choose_columns(kept: MemberImport, columns: dict[str, str]) -> None:
    """Note which column means what."""
    kept.columns = columns
    kept.save(update_fields=["columns"])


@transaction.atomic
def finish(kept: MemberImport, *, by: User) -> MemberImport:
    """Import an upload once; the file itself is forgotten, what came of it is kept."""
    held = MemberImport.objects.select_for_update().get(pk=kept.pk)
    if held.done_at is not None:
        raise NotReadyError(_("This list has been imported already."))
    held.counts = import_members(opened(held), held.columns, by=by)
    held.done_at, held.content = timezone.now(), b""
    held.save()
    return held


@transaction.atomic
def import_members(table: Table, columns: Mapped, *, by: By) -> dict[str, int]:
    """Plan and store in one transaction; what is there already stays as it is."""
    made = plan(table, columns)
    if made.problems:
        raise NotReadyError(_("The table has problems; nothing was imported."))
    places = _places(made)
    for city in made.cities:
        _store(city, places.get(id(city)), by)
    fill_time_zones()
    audit.record("import members", "cities.authority", by, **made.counts)
    return made.counts


def forget_uploads() -> int:
    """Remove uploads that nobody imported in time, and say how many."""
    old = MemberImport.objects.filter(done_at=None, uploaded_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _places(made: Plan) -> dict[int, Place]:
    """Find the place of each new city by name, country and region, where only one fits."""
    new = [city for city in made.cities if not city.known and city.facts["kind"] in _ON_THE_MAP]
    found = places_called((city.facts["name"], city.facts["country"]) for city in new)
    taken = set(Authority.objects.exclude(geonames_id=None).values_list("geonames_id", "kind"))
    placed = {}
    for city in new:
        fits = found.get((city.facts["name"], city.facts["country"]), [])
        if region := city.facts.get("region"):
            fits = [place for place in fits if place.region.casefold() == region.casefold()] or fits
        if len(fits) == 1 and (fits[0].pk, city.facts["kind"]) not in taken:
            placed[id(city)] = fits[0]
    return placed


def _store(city: City, place: Place | None, by: By) -> None:
    authority = city.known or _enter(city, place)
    if authority.membership == Membership.NONE:
        MembershipEvent.objects.create(
            authority=authority,
            what=MembershipEvent.What.JOINED,
            happened_on=city.facts.get("joined"),
            source=SOURCE,
            decided_by=by if isinstance(by, User) else None,
        )
        authority.membership = Membership.MEMBER
        authority.save(update_fields=["membership"])
        audit.record("change a membership", authority, by, before="none", after="member")
    held = {one.post: one for one in authority.contacts.all()} if city.contacts else {}
    for post, read in city.contacts.items():
        told = {COLUMN_OF[key]: text for key, text in read.items()}
        if post not in held:
            Contact.objects.create(authority=authority, post=post, **told)
            audit.record("add a contact", authority, by)
        elif changes_of(held[post], read):
            Contact.objects.filter(pk=held[post].pk).update(**told)
            audit.record("change a contact", authority, by, fields=sorted(told))


def _enter(city: City, place: Place | None) -> Authority:
    """Make an authority; a place gives it a point, and a count where the table has none."""
    facts = {key: value for key, value in city.facts.items() if key != "joined"}
    if place:
        facts.setdefault("population", place.population)
        if "population" not in city.facts:
            facts["population_source"] = "GeoNames"
        facts |= {"geonames_id": place.pk, "latitude": place.latitude}
        facts["longitude"] = place.longitude
    slug = free_slug(facts["name"], facts.get("region", ""), facts["country"])
    return Authority.objects.create(slug=slug, **facts)


_ON_THE_MAP = {"city", "town"}
