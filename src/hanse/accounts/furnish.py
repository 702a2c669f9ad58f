"""Puts the four invented people into the demonstration."""

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from hanse.accounts import actions, queries
from hanse.accounts.demo import CAST
from hanse.accounts.models import User


@transaction.atomic
def furnish() -> dict[str, User]:
    """Make the people that are missing; each has a second factor nobody holds, as the rules ask."""
    made = {}
    for part in CAST:
        person = queries.person_with(part.email)
        if person is None:
            person = actions.add_person(
                email=part.email, name=part.name, network_role=part.network_role
            )
            User.objects.filter(pk=person.pk).update(country=part.country)
            person.refresh_from_db()
            TOTP.activate(person, generate_totp_secret())
        made[part.key] = person
    return made
