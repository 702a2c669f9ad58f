"""What a city would publish next, as its own people look it over; nothing of it is out."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable

LATE = dt.timedelta(minutes=2)


class Preview(Shareable):
    """The next version of a city's safe table on its way to being looked over.

    `attempt` names one run through; what an earlier one finds is thrown away. `held` are the cells
    somebody holds back, kept from version to version. `found` is what would go out, with exact
    counts, and goes as soon as it is published; `made_from` is the fingerprint of the counts and
    settings behind it, so that nothing else is published than what was seen.
    """

    class State(models.TextChoices):
        """How far it has come."""

        EMPTY = "empty", _("not worked out")
        WAITING = "waiting", _("is being worked out")
        READY = "ready", _("can be looked over")
        FAILED = "failed", _("could not be worked out")

    state = models.CharField(_("state"), max_length=7, choices=State, default=State.EMPTY)
    attempt = models.UUIDField(null=True, editable=False)
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by whom")
    )
    held = models.JSONField(default=list)
    asked_at = models.DateTimeField(_("asked for"), db_default=Now(), editable=False)
    years = models.PositiveSmallIntegerField(default=0)
    years_done = models.PositiveSmallIntegerField(default=0)
    made_from = models.CharField(max_length=64, blank=True, editable=False)
    found = models.JSONField(default=dict)

    class Meta(Shareable.Meta):
        verbose_name = _("preview of a release")
        verbose_name_plural = _("previews of releases")
        constraints = (
            *Shareable.Meta.constraints,
            models.UniqueConstraint(fields=["owner"], name="preview_once_a_city"),
            models.CheckConstraint(condition=Q(owner__isnull=False), name="preview_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(sharing_label=SharingLabel.AMBER_STRICT),
                name="preview_stays_in_its_city",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["empty", "waiting", "ready", "failed"]),
                name="preview_state_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.state}"

    @property
    def is_late(self) -> bool:
        """Whether it waits for longer than any run takes, so that one may ask again."""
        return timezone.now() - self.asked_at > LATE
