"""An authority's application to join the network."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.cities.models.authorities import Authority, Kind
from hanse.cities.models.people import Role


class Application(models.Model):
    """What somebody asked for their authority, and how far it has come.

    Only hashes of the code and of the private address are kept. `domain_verified` says whether
    the applicant's e-mail domain was one the register had checked before.
    """

    class State(models.TextChoices):
        """Where an application stands."""

        UNCONFIRMED = "unconfirmed", _("Waiting for your e-mail code")
        WAITING = "waiting", _("Waiting for a decision")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    name = models.CharField(_("name of the authority"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CITY)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region or state"), max_length=200, blank=True)
    geonames_id = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True)
    authority = models.ForeignKey(
        Authority, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    applicant = models.CharField(_("your name"), max_length=200)
    role = models.CharField(_("your role"), max_length=12, choices=Role)
    post = models.CharField(_("your post"), max_length=200, blank=True)
    email = models.EmailField(_("your official e-mail address"))
    language = models.CharField(_("language"), max_length=12, default="en")
    message = models.TextField(_("what you hope for"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    domain_verified = models.BooleanField(_("domain verified"), default=False)
    code_hash = models.BinaryField(max_length=32, null=True)
    code_expires_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField(_("sent"), db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(_("e-mail confirmed"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="applications_decided"
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ("submitted_at",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="applicant_in_lower_case"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | (Q(decided_at__isnull=False) & ~Q(reason="") & Q(confirmed_at__isnull=False)),
                name="decision_has_a_day_and_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["unconfirmed", "waiting", "approved", "refused", "withdrawn"]
                ),
                name="application_state_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.country})"
