"""Turns in an authority's membership, and its admission."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from hanse.accounts import actions as accounts
from hanse.accounts import audit
from hanse.accounts.models import User
from hanse.cities.models import (
    Application,
    Authority,
    Membership,
    MembershipEvent,
    Place,
    Standing,
)
from hanse.cities.places import fill_time_zones

BELONG = "cities.belong"
RESERVED = frozenset(
    {"join", "applications", "places", "import", "export"}
)  # addresses of pages beside the cities
What = MembershipEvent.What
_LEADS_TO = {
    What.JOINED: Membership.MEMBER,
    What.REJOINED: Membership.MEMBER,
    What.SUSPENDED: Membership.SUSPENDED,
    What.LEFT: Membership.LEFT,
}


@transaction.atomic
def turn(authority: Authority, what: What, *, reason: str, decided_by: User | None = None) -> None:
    """Add an event to an authority's history; where it stands follows from it."""
    MembershipEvent.objects.create(
        authority=authority,
        what=what,
        happened_on=timezone.localdate(),
        reason=reason,
        decided_by=decided_by,
    )
    before, authority.membership = authority.membership, _LEADS_TO[what]
    authority.save(update_fields=["membership"])
    detail = {"before": before, "after": str(authority.membership)}
    audit.record("change a membership", authority, decided_by, **detail)


def admit(application: Application, *, decided_by: User, verify_domain: bool) -> Authority:
    """Make the applying authority a member and invite the applicant as its steward."""
    authority = application.authority or _enter(application)
    domain = application.email.rpartition("@")[2]
    if verify_domain and domain not in authority.verified_domains:
        authority.verified_domains = [*authority.verified_domains, domain]
        authority.save(update_fields=["verified_domains"])
        audit.record("verify a domain", authority, decided_by, domains=[domain])
    if authority.membership != Membership.MEMBER:
        was_member = authority.membership_events.exists()
        what = What.REJOINED if was_member else What.JOINED
        turn(authority, what, reason=application.reason, decided_by=decided_by)
    invite(
        authority,
        email=application.email,
        name=application.applicant,
        role=application.role,
        standing=Standing.STEWARD,
        language=application.language,
        invited_by=decided_by,
    )
    return authority


def invite(
    authority: Authority,
    *,
    email: str,
    name: str,
    role: str,
    standing: str,
    invited_by: User,
    language: str = "en",
) -> None:
    """Invite a person to belong to an authority."""
    accounts.invite(
        email=email,
        purpose=BELONG,
        target=f"{authority.pk} {role} {standing}",
        name=name,
        language=language,
        invited_by=invited_by,
    )


def free_slug(name: str, region: str, country: str) -> str:
    """Return an address that no authority has; a second one takes region and country into it."""
    short = slugify(name) or "city"
    candidates = [short, slugify(f"{name} {region} {country}")]
    candidates += [f"{short}-{number}" for number in range(2, 100)]
    taken = set(Authority.objects.filter(slug__startswith=short).values_list("slug", flat=True))
    return next(slug[:80] for slug in candidates if slug not in taken | RESERVED)


def _enter(application: Application) -> Authority:
    place = Place.objects.filter(pk=application.geonames_id or 0).first()
    entered = Authority.objects.create(
        slug=free_slug(application.name, application.region, application.country),
        name=application.name,
        kind=application.kind,
        country=application.country,
        region=application.region,
        geonames_id=application.geonames_id,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        population=place.population if place else None,
        population_source="GeoNames" if place else "",
    )
    fill_time_zones()
    entered.refresh_from_db(fields=["time_zone"])
    return entered
