"""What a city has published of its counts: versions that are added to and never changed."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable

FEWEST = 5


class CellState(models.TextChoices):
    """What is known of a cell outside the city; never a magic number."""

    VALUE = "value", _("rounded to a multiple of five")
    UNDER_FIVE = "lt5", _("under five")
    MISSING = "missing", _("not reported on")
    NOT_COLLECTED = "not_collected", _("not collected")
    WITHHELD = "withheld", _("withheld")


class Span(models.IntegerChoices):
    """Length of a period in months."""

    MONTH = 1, _("month")
    QUARTER = 3, _("quarter")
    YEAR = 12, _("year")


class Release(Shareable):
    """One version of a city's safe table, published by a person who saw it before.

    `attacked` small counts were attacked before it went out; `narrowest` is the width of the
    narrowest interval an outsider can infer for one of them, empty when there was none.
    """

    version = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"), db_default=Now(), editable=False)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    source_classes = ArrayField(models.CharField(max_length=9), verbose_name=_("sources"))
    attacked = models.PositiveIntegerField(_("small counts attacked"))
    narrowest = models.FloatField(_("narrowest interval"), null=True)

    class Meta(Shareable.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("owner", "-version")
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="release_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(sharing_label__in=[SharingLabel.GREEN, SharingLabel.CLEAR]),
                name="release_is_for_others",
            ),
            models.UniqueConstraint(fields=["owner", "version"], name="release_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.owner_id}, version {self.version}"


class ReleasedCell(models.Model):
    """One value that is out: a category in a period, or what is said instead of a value."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="cells")
    category = models.CharField(_("category"), max_length=40, blank=True)
    first_month = models.PositiveIntegerField(
        _("first month"), help_text=_("Twelve times the year, plus the month counted from zero.")
    )
    span = models.PositiveSmallIntegerField(_("months"), choices=Span)
    state = models.CharField(_("state"), max_length=13, choices=CellState)
    value = models.PositiveIntegerField(_("value"), null=True)

    class Meta:
        verbose_name = _("released cell")
        verbose_name_plural = _("released cells")
        ordering = ("category", "first_month", "span")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["release", "category", "first_month", "span"], name="cell_once_a_release"
            ),
            models.CheckConstraint(
                condition=(Q(state=CellState.VALUE, value__isnull=False, value__gte=FEWEST))
                | (~Q(state=CellState.VALUE) & Q(value__isnull=True)),
                name="cell_has_a_value_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(span__in=Span.values, state__in=CellState.values),
                name="cell_words_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.first_month}: {self.state}"


class Ladder(Shareable):
    """The finest period in which a category appears in one year; chosen once, then kept."""

    category = models.CharField(_("category"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    span = models.PositiveSmallIntegerField(_("finest period"), choices=Span, null=True)

    class Meta(Shareable.Meta):
        verbose_name = _("step of the ladder")
        verbose_name_plural = _("steps of the ladder")
        constraints = (
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "category", "year"], name="ladder_once_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} {self.year}: {self.span}"


class TogetherTotal(Shareable):
    """What several cities' released cells say together; the network's record, never changed.

    `cities` released a cell that says something. The bounds are the smallest and the largest value
    those cells allow for the sum and for the median city; empty when it is withheld after all.
    `side` is empty for the whole network.
    """

    side = models.CharField(_("side"), max_length=40, blank=True, default="")
    category = models.CharField(_("category"), max_length=40, blank=True)
    first_month = models.PositiveIntegerField(_("first month"))
    span = models.PositiveSmallIntegerField(_("months"), choices=Span)
    cities = ArrayField(models.UUIDField())
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    middle_low = models.FloatField(null=True)
    middle_high = models.FloatField(null=True)
    source_classes = ArrayField(models.CharField(max_length=9), verbose_name=_("sources"))
    published_at = models.DateTimeField(_("published"), db_default=Now(), editable=False)

    class Meta(Shareable.Meta):
        verbose_name = _("total over cities")
        verbose_name_plural = _("totals over cities")
        ordering = ("category", "first_month", "span", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["category", "-first_month"], name="total_by_category"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner__isnull=True), name="total_is_of_the_network"
            ),
            models.CheckConstraint(
                condition=Q(sharing_label__in=[SharingLabel.GREEN, SharingLabel.CLEAR]),
                name="total_is_for_others",
            ),
            models.CheckConstraint(condition=Q(cities__len__gte=FEWEST), name="total_of_five"),
            models.CheckConstraint(
                condition=Q(
                    low__isnull=True, high__isnull=True,
                    middle_low__isnull=True, middle_high__isnull=True,
                )
                | Q(low__lte=F("high"), middle_low__lte=F("middle_high")),
                name="total_has_bounds_or_none",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.category} {self.first_month}: {len(self.cities)} cities"
