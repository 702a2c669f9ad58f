"""Signals, confirmations that nothing was to report, and how much reporting stands behind them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.shared.vocabularies import Challenge
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable
from hanse.threats.models.imports import ImportRun
from hanse.threats.models.observations import SourceClass

STRONGEST = 4


class Direction(models.TextChoices):
    """Where it is going, in the city's own reading."""

    RISING = "rising", _("Rising")
    STEADY = "steady", _("Steady")
    FALLING = "falling", _("Falling")


class Basis(models.TextChoices):
    """What the reading rests on."""

    POLICE = "police", _("Police figures")
    HOTLINE = "hotline", _("Hotline or counselling")
    SCHOOL = "school", _("Schools")
    COMMUNITY = "community", _("Reports from communities")
    STAFF = "staff", _("View of staff")
    RESEARCH = "research", _("Research")


class Confidence(models.TextChoices):
    """How sure the city is."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", _("High")


class OfACity(Shareable):
    """A record that a city keeps about a period of its own."""

    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    class Meta(Shareable.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="%(class)s_is_of_a_city"),
            models.CheckConstraint(
                condition=~Q(sharing_label=SharingLabel.RED), name="%(class)s_is_not_red"
            ),
        )


class Signal(OfACity):
    """A city's reading of one or more challenges for a period; never about a person."""

    challenges = ArrayField(
        models.CharField(max_length=40, choices=Challenge), verbose_name=_("challenges")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    direction = models.CharField(_("direction"), max_length=7, choices=Direction)
    intensity = models.PositiveSmallIntegerField(_("intensity"))
    basis = models.CharField(_("basis"), max_length=9, choices=Basis)
    confidence = models.CharField(_("confidence"), max_length=8, choices=Confidence)
    note = models.TextField(_("note"), blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")

    class Meta(OfACity.Meta):
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ("-ends_on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-ends_on", "-id"], name="signal_by_city"),
        ]
        constraints = (
            *OfACity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="signal_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(
                    challenges__len__gte=1,
                    challenges__contained_by=Challenge.values,
                    direction__in=Direction.values,
                    intensity__range=(0, STRONGEST),
                    basis__in=Basis.values,
                    confidence__in=Confidence.values,
                ),
                name="signal_words_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ends_on}: {', '.join(self.challenges)} {self.direction}"


class Confirmation(OfACity):
    """A city confirms that what it recorded for these weeks is all there was to report.

    Only then is a week without an incident a zero. `categories` limits it to some words, empty
    means all; `source_class` is the source it speaks for, empty means all. `by_month`: the source
    gives no days, so the weeks are those its months touch, and no single week is known.
    """

    first_week = models.DateField(_("first week"))
    last_week = models.DateField(_("last week"))
    categories = ArrayField(
        models.CharField(max_length=40), verbose_name=_("labels"), default=list, blank=True
    )
    source_class = models.CharField(_("source"), max_length=9, choices=SourceClass, blank=True)
    by_month = models.BooleanField(_("by month"), default=False)

    class Meta(OfACity.Meta):
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ("-last_week", "-id")
        constraints = (
            *OfACity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(last_week__gte=F("first_week")),
                name="confirmation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(first_week__iso_week_day=1, last_week__iso_week_day=1),
                name="confirmation_of_whole_weeks",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_week} to {self.last_week}"


class Effort(Shareable):
    """Somebody reported in a week through a channel, or a file did.

    `reporter` tells people of one week apart and says neither who they are nor whether they
    reported in another week too. A file's row names its `import_run`, and its `reporter` stands
    for the source: `rows` are the incidents it told of that week, or `by_month` of the month that
    the week begins in.
    """

    week = models.DateField(_("week"))
    reporter = models.UUIDField()
    channel = models.CharField(_("channel"), max_length=9, choices=SourceClass)
    import_run = models.ForeignKey(
        ImportRun, models.CASCADE, null=True, blank=True, editable=False, related_name="+"
    )
    rows = models.PositiveIntegerField(_("incidents in the file"), default=0)
    by_month = models.BooleanField(_("of a whole month"), default=False)

    class Meta(Shareable.Meta):
        verbose_name = _("reporting effort")
        verbose_name_plural = _("reporting effort")
        ordering = ("owner", "week")
        constraints = (
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "week", "reporter", "channel"],
                condition=Q(import_run__isnull=True),
                name="effort_once",
            ),
            models.UniqueConstraint(
                fields=["import_run", "week", "channel", "by_month"],
                condition=Q(import_run__isnull=False),
                name="effort_of_a_file_once",
            ),
            models.CheckConstraint(condition=Q(owner__isnull=False), name="effort_is_of_a_city"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="effort_of_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.week}: {self.channel}"
