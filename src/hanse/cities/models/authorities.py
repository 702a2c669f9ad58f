"""A subnational authority, shown as a city, with what it says about itself."""

import uuid
from functools import lru_cache
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext_lazy as _

from hanse.cities.models.membership import Membership
from hanse.shared.vocabularies import Challenge, Lens


class Kind(models.TextChoices):
    """What sort of authority it is."""

    CITY = "city", _("City")
    TOWN = "town", _("Town")
    COUNTY = "county", _("County")
    REGION = "region", _("Region")
    COMBINED = "combined", _("Combined authority")
    DISTRICT = "district", _("District")


class Authority(models.Model):
    """Any authority below the state: its place, its people count, and its own words.

    `labels` gives the sharing label of each field the authority writes itself; a field without
    one is for its own people. `competences` says of each service who is in charge of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    local_name = models.CharField(_("name in its own language"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CITY)
    country = models.CharField(_("country"), max_length=2)
    region = models.CharField(_("region or state"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    geonames_id = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    population_source = models.CharField(_("source"), max_length=200, blank=True)
    population_unit = models.CharField(
        _("what was counted"),
        max_length=100,
        blank=True,
        help_text=_("For example the municipality, or the urban area around it."),
    )
    languages = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("working languages"),
        default=list,
        blank=True,
    )
    government = models.CharField(_("form of government"), max_length=200, blank=True)
    summary = models.TextField(_("in short"), blank=True)
    mandate = models.TextField(_("mandate"), blank=True)
    competences = models.JSONField(_("competences"), default=dict, blank=True)
    lenses = ArrayField(
        models.CharField(max_length=40, choices=Lens),
        verbose_name=_("lenses"),
        default=list,
        blank=True,
    )
    challenges = ArrayField(
        models.CharField(max_length=40, choices=Challenge),
        verbose_name=_("challenges"),
        default=list,
        blank=True,
    )
    strategy = models.TextField(_("strategy in force"), blank=True)
    website = models.URLField(_("website"), blank=True)
    labels = models.JSONField(_("sharing labels of its fields"), default=dict, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("in")
    )
    twins = models.ManyToManyField("self", blank=True, verbose_name=_("twins"))
    verified_domains = ArrayField(
        models.CharField(max_length=253),
        verbose_name=_("verified e-mail domains"),
        default=list,
        blank=True,
    )
    membership = models.CharField(
        _("membership"), max_length=10, choices=Membership, default=Membership.NONE
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ("name", "country", "region")
        indexes = (GinIndex(fields=["challenges"], name="authority_challenges"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(country__regex="^[A-Z]{2}$"), name="authority_country_is_two_letters"
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__isnull=False,
                    longitude__range=(-180, 180),
                ),
                name="authority_point_is_whole_and_on_earth",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="authority_kind_known"),
            models.CheckConstraint(
                condition=Q(membership__in=Membership.values), name="authority_membership_known"
            ),
            models.CheckConstraint(
                condition=Q(lenses__contained_by=Lens.values)
                & Q(challenges__contained_by=Challenge.values),
                name="authority_words_known",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="authority_is_not_its_own_parent",
            ),
            models.UniqueConstraint(
                fields=["geonames_id", "kind"],
                condition=Q(geonames_id__isnull=False),
                name="authority_of_a_place_once_per_kind",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the permanent address of its profile."""
        return _address(get_script_prefix(), self.slug)


@lru_cache(maxsize=10_000)
def _address(_prefix: str, slug: str) -> str:
    # the list and the map name every member: looking addresses up anew took half of the page
    return reverse("cities:city", args=[slug])


class Contact(models.Model):
    """A post at an authority that others may turn to; the post is shown, not a private address."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="contacts")
    post = models.CharField(_("post or office"), max_length=200)
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    sharing_label = models.CharField(_("sharing label"), max_length=12, default="amber+strict")

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ("post",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["authority", "post"], name="contact_post_once"),
        )

    def __str__(self) -> str:
        return self.post
