"""Triggers: what happens in the world, and for how long a city's days are checked after it."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable

LONGEST = dt.timedelta(days=62)
ONE_DAY = dt.timedelta(days=1)
LATE = dt.timedelta(days=6)  # late reports still change the last seven days


class Trigger(Shareable):
    """An event after which hate may rise; its city, or every member city, is checked daily.

    Without an owner it was declared for the whole network. `categories` limits the check to some
    words and those below them, empty means all.
    """

    title = models.CharField(_("what happened, or will"), max_length=120)
    language = models.CharField(_("language"), max_length=35, default="en")
    happens_on = models.DateField(_("happens on"))
    first_day = models.DateField(_("checked from"))
    last_day = models.DateField(_("checked until"))
    categories = ArrayField(
        models.CharField(max_length=40), verbose_name=_("labels"), default=list, blank=True
    )
    declared_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by whom")
    )
    declared_at = models.DateTimeField(_("declared"), db_default=Now(), editable=False)
    ended_at = models.DateTimeField(_("ended early"), null=True, editable=False)
    ended_because = models.CharField(_("why it ended early"), max_length=300, blank=True)

    class Meta(Shareable.Meta):
        verbose_name = _("trigger")
        verbose_name_plural = _("triggers")
        ordering = ("-happens_on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["last_day"], name="trigger_by_end"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner__isnull=False, sharing_label=SharingLabel.AMBER_STRICT)
                | Q(owner__isnull=True, sharing_label=SharingLabel.GREEN),
                name="trigger_of_a_city_or_the_network",
            ),
            models.CheckConstraint(
                condition=Q(
                    first_day__lte=F("happens_on"),
                    last_day__gte=F("happens_on"),
                    last_day__lte=F("first_day") + LONGEST,
                ),
                name="trigger_is_checked_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="trigger_ended_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return its address for whoever may see it."""
        return reverse("threats:trigger", args=[self.record])

    def is_checked(self, today: dt.date) -> bool:
        """Tell whether the days around it are judged on a day, late reports included."""
        return self.ended_at is None and self.first_day < today <= self.last_day + LATE + ONE_DAY

    def is_over(self, today: dt.date) -> bool:
        """Tell whether nothing new is checked any more."""
        return self.ended_at is not None or today > self.last_day
