"""An authority edits what it says of itself."""

from collections.abc import Iterable

from django.db import transaction

from hanse.accounts import audit
from hanse.accounts.audit import By
from hanse.cities.models import Authority, Contact


@transaction.atomic
def edit(
    authority: Authority,
    labels: dict[str, str],
    *,
    by: By = None,
    changed: Iterable[str] = (),
    twins: Iterable[Authority] | None = None,
) -> Authority:
    """Store the changed parts and their labels as the next version."""
    authority.labels = {**authority.labels, **labels}
    authority.version += 1
    authority.save()
    if twins is not None:
        authority.twins.set(twins)
    detail = {"fields": sorted(changed), "labels": labels, "version": authority.version}
    audit.record("edit a city", authority, by, **detail)
    return authority


@transaction.atomic
def verify_domains(authority: Authority, domains: list[str], *, by: By) -> None:
    """Note which e-mail domains are known to be the authority's own."""
    if domains != authority.verified_domains:
        authority.verified_domains = domains
        authority.save(update_fields=["verified_domains"])
        audit.record("verify a domain", authority, by, domains=domains)


@transaction.atomic
def keep_contact(contact: Contact, *, by: By, changed: Iterable[str]) -> None:
    """Store a new or changed contact."""
    new = contact.pk is None
    contact.save()
    verb = "add a contact" if new else "change a contact"
    audit.record(verb, contact.authority, by, fields=sorted(changed))


@transaction.atomic
def remove_contact(contact: Contact, *, by: By) -> None:
    """Remove a contact."""
    contact.delete()
    audit.record("remove a contact", contact.authority, by)
