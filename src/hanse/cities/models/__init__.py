"""Authorities with their membership, the people who belong to them, and applications to join."""

from hanse.cities.models.applications import Application
from hanse.cities.models.authorities import Authority, Contact, Kind
from hanse.cities.models.imports import MemberImport
from hanse.cities.models.membership import ASSUMED, Membership, MembershipEvent
from hanse.cities.models.people import Affiliation, Role, Standing
from hanse.cities.models.places import Place

__all__ = [
    "ASSUMED",
    "Affiliation",
    "Application",
    "Authority",
    "Contact",
    "Kind",
    "MemberImport",
    "Membership",
    "MembershipEvent",
    "Place",
    "Role",
    "Standing",
]
