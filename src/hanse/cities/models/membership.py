"""Whether an authority belongs to the network, and how that came about."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User

# how a source begins that the demonstration gives to authorities which reports name
ASSUMED = "In this demonstration"


class Membership(models.TextChoices):
    """Where an authority stands today; it always follows from its last event."""

    NONE = "none", _("Not a member")
    MEMBER = "member", _("Member")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Former member")


class MembershipEvent(models.Model):
    """One turn in the membership of an authority; events are added, never rewritten.

    `happened_on` is empty where the day is not known; `source` says where an event is read from
    when nobody decided it here.
    """

    class What(models.TextChoices):
        """The turns there are."""

        JOINED = "joined", _("Joined")
        LEFT = "left", _("Left")
        SUSPENDED = "suspended", _("Suspended")
        REJOINED = "rejoined", _("Rejoined")

    authority = models.ForeignKey(
        "cities.Authority", models.CASCADE, related_name="membership_events"
    )
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    happened_on = models.DateField(_("day"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    source = models.TextField(_("source"), blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="membership_decisions"
    )
    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("event of membership")
        verbose_name_plural = _("events of membership")
        ordering = ("id",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(what__in=["joined", "left", "suspended", "rejoined"]),
                name="membership_event_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.authority_id}: {self.what}"
