"""What a city does about a category: measures with money or staff, and policy with its proof."""

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.sharing.models import Shareable


class Unit(models.TextChoices):
    """What a measure is counted in; the two are never added up."""

    BUDGET = "budget", _("Money a year")
    STAFF = "staff", _("Full-time posts")


class Level(models.IntegerChoices):
    """How far policy covers a category."""

    NONE = 0, _("0: nothing")
    NAMED = 1, _("1: named in a strategy")
    OWNED = 2, _("2: somebody in charge, and a measure")
    FUNDED = 3, _("3: funded, with an indicator")
    EVALUATED = 4, _("4: evaluated in the last 24 months")


class Measure(Shareable):
    """Something a city pays for or staffs in one year.

    `split` holds whole per cent per category and sums to a hundred, which the database checks; an
    empty one makes the measure general: for all categories alike, and counted for none.
    """

    name = models.CharField(_("measure"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    unit = models.CharField(_("counted in"), max_length=6, choices=Unit, default=Unit.BUDGET)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    split = models.JSONField(_("split over categories"), default=dict, blank=True)
    source = models.CharField(_("where it is written"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)

    class Meta(Shareable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ("-year", "-amount", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "year"], name="measure_by_city_and_year"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="measure_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, unit__in=Unit.values), name="measure_amount_known"
            ),
            models.CheckConstraint(
                condition=Q(unit=Unit.STAFF, currency="")
                | Q(unit=Unit.BUDGET, currency__regex="^[A-Z]{3}$"),
                name="measure_money_has_a_currency",
            ),
            models.UniqueConstraint(
                fields=["owner", "year", "name", "unit"], name="measure_once_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.year})"

    @property
    def is_general(self) -> bool:
        """Whether it serves all categories alike."""
        return not self.split


class Coverage(Shareable):
    """How far policy covers one category, and how much of it is thought to be reported."""

    category = models.CharField(_("category"), max_length=40)
    level = models.PositiveSmallIntegerField(_("policy"), choices=Level, default=Level.NONE)
    source = models.CharField(_("where it is written"), max_length=300, blank=True)
    reporting_rate = models.DecimalField(
        _("share of cases that is reported"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    reporting_source = models.CharField(_("source of this share"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)

    class Meta(Shareable.Meta):
        verbose_name = _("policy coverage")
        verbose_name_plural = _("policy coverage")
        ordering = ("owner", "category")
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="coverage_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(level=Level.NONE) | (Q(level__in=Level.values) & ~Q(source="")),
                name="coverage_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(reporting_rate__isnull=True)
                | (
                    Q(reporting_rate__isnull=False, reporting_rate__gt=0, reporting_rate__lte=1)
                    & ~Q(reporting_source="")
                ),
                name="coverage_rate_has_a_source",
            ),
            models.UniqueConstraint(fields=["owner", "category"], name="coverage_once"),
        )

    def __str__(self) -> str:
        return f"{self.category}: {self.level}"
