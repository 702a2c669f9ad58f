"""Places on earth to pick from; they come from GeoNames and are nobody's record."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A populated place under its GeoNames number.

    `folded` holds all its names without case and accents, each between bars, for the search.
    A `region` that begins with a tilde has no name here and is told by its largest place.
    """

    id = models.PositiveIntegerField(_("GeoNames number"), primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region or state"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    population = models.PositiveIntegerField(_("inhabitants"))
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    folded = models.TextField()

    class Meta:
        verbose_name = pgettext_lazy("on a map", "place")
        verbose_name_plural = pgettext_lazy("on a map", "places")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            GinIndex(fields=["folded"], opclasses=["gin_trgm_ops"], name="place_names"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """Say in which region it lies."""
        if self.region.startswith("~"):
            return gettext("region of %(place)s") % {"place": self.region[1:]}
        return self.region
