"""Observations: one incident or tension each, never a person; and the counts that outlive them."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable
from hanse.threats.models.imports import ImportRun
from hanse.threats.vocabulary import VERSION

KEPT_FOR = dt.timedelta(days=730)  # twenty-four months, then only its count is kept


class KnownTo(models.TextChoices):
    """To what a date of an incident is known; the parts that are not known are stored as 1."""

    DAY = "day", _("the day")
    MONTH = "month", _("the month only")
    YEAR = "year", _("the year only")


class Eep(models.TextChoices):
    """How it is known: tension monitoring tells feelings, facts and forecasts apart."""

    EXPERIENCED = "experienced", _("Experienced: how people feel")
    EVIDENCED = "evidenced", _("Evidenced: it happened")
    POTENTIAL = "potential", _("Potential: it may raise tension")


class Severity(models.IntegerChoices):
    """How grave, in four steps."""

    EXPRESSION = 1, _("Expression, graffiti")
    THREAT = 2, _("Threat, harassment, online campaign")
    PROPERTY = 3, _("Damage to property")
    VIOLENCE = 4, _("Violence")


class SourceClass(models.TextChoices):
    """Who recorded it; each sort of source counts differently and is never mixed in silence."""

    POLICE = "police", _("Police")
    NGO = "ngo", _("Non-governmental organisation")
    MUNICIPAL = "municipal", _("City administration")
    MEDIA = "media", _("Media")
    COMMUNITY = "community", _("Community")


class Reliability(models.TextChoices):
    """How far the source can be relied on: the letters of the Admiralty scale."""

    A = "A", _("A: completely reliable")
    B = "B", _("B: usually reliable")
    C = "C", _("C: fairly reliable")
    D = "D", _("D: not usually reliable")
    E = "E", _("E: unreliable")
    F = "F", _("F: cannot be judged")


class Credibility(models.IntegerChoices):
    """How far this piece of information can be believed: the numbers of the Admiralty scale."""

    CONFIRMED = 1, _("1: confirmed by others")
    PROBABLE = 2, _("2: probably true")
    POSSIBLE = 3, _("3: possibly true")
    DOUBTFUL = 4, _("4: doubtful")
    IMPROBABLE = 5, _("5: improbable")
    UNKNOWN = 6, _("6: cannot be judged")


def kept_until() -> dt.date:
    """Return the last day on which what is recorded today keeps its words."""
    return timezone.localdate() + KEPT_FOR


class Reading(models.Model):
    """What is said of an incident: the part that a correction may change."""

    occurred_on = models.DateField(_("happened on"))
    precision = models.CharField(
        _("what is known of the date"), max_length=5, choices=KnownTo, default=KnownTo.DAY
    )
    reported_on = models.DateField(_("reported on"))
    labels = ArrayField(models.CharField(max_length=40), verbose_name=_("labels"))
    vocabulary_version = models.PositiveSmallIntegerField(default=VERSION, editable=False)
    techniques = ArrayField(
        models.CharField(max_length=12), verbose_name=_("techniques"), default=list, blank=True
    )
    eep = models.CharField(_("how it is known"), max_length=11, choices=Eep, default=Eep.EVIDENCED)
    severity = models.PositiveSmallIntegerField(_("severity"), choices=Severity)
    source_class = models.CharField(_("source"), max_length=9, choices=SourceClass)
    reliability = models.CharField(
        _("reliability of the source"), max_length=1, choices=Reliability, default=Reliability.F
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility"),
        choices=Credibility,
        default=Credibility.UNKNOWN,
    )
    text = models.TextField(_("what happened"), blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")

    class Meta:
        abstract = True


def _reading_constraints() -> tuple[models.BaseConstraint, ...]:
    whole = ~Q(precision="month") | Q(occurred_on__day=1)
    whole_year = ~Q(precision="year") | Q(occurred_on__day=1, occurred_on__month=1)
    named = {
        "labelled": Q(labels__len__gte=1),
        "date_is_whole": whole & whole_year,
        # what may happen is reported before it does
        "reported_after_it_happened": Q(eep=Eep.POTENTIAL) | Q(reported_on__gte=F("occurred_on")),
        "words_known": Q(
            precision__in=KnownTo.values,
            eep__in=Eep.values,
            severity__in=Severity.values,
            source_class__in=SourceClass.values,
            reliability__in=Reliability.values,
            credibility__in=Credibility.values,
        ),
    }
    return tuple(
        models.CheckConstraint(condition=condition, name=f"%(class)s_{name}")
        for name, condition in named.items()
    )


class Observation(Shareable, Reading):
    """One incident or tension as its city knows it now.

    Two times are kept: when it happened, and since when it is known so (`recorded_at`, after a
    correction `corrected_at`; what was known before lies in `Earlier`). `external_id` begins with
    the name of its source, and `source_digest` tells what the source said when it was imported, so
    that a person's correction outlives the next import. After `aggregate_only_after` only its
    count is kept.
    """

    recorded_at = models.DateTimeField(_("recorded"), db_default=Now(), editable=False)
    corrected_at = models.DateTimeField(_("corrected"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    withdrawn_because = models.CharField(_("why withdrawn"), max_length=300, blank=True)
    external_id = models.CharField(_("number in its source"), max_length=120, blank=True)
    import_run = models.ForeignKey(
        ImportRun, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    source_digest = models.CharField(max_length=32, blank=True, editable=False)
    aggregate_only_after = models.DateField(_("words kept until"), default=kept_until)

    class Meta(Shareable.Meta):
        verbose_name = _("observation")
        verbose_name_plural = _("observations")
        ordering = ("-occurred_on", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-occurred_on", "-id"], name="observation_by_city"),
            models.Index(fields=["aggregate_only_after"], name="observation_by_clock"),
            GinIndex(fields=["labels"], name="observation_labels"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            *_reading_constraints(),
            models.CheckConstraint(
                condition=Q(owner__isnull=False), name="observation_is_of_a_city"
            ),
            # RED names people, and a city's counts must not depend on who looks
            models.CheckConstraint(
                condition=~Q(sharing_label=SharingLabel.RED), name="observation_is_not_red"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="observation_withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=["owner", "external_id"],
                condition=~Q(external_id=""),
                name="observation_of_a_source_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.occurred_on}: {', '.join(self.labels)}"

    def get_absolute_url(self) -> str:
        """Return its address within the city."""
        return reverse("threats:observation", args=[self.record])


class Earlier(Reading):
    """What was said of an observation before it was corrected; never changed."""

    observation = models.ForeignKey(Observation, models.CASCADE, related_name="earlier")
    known_from = models.DateTimeField(_("known from"))
    known_until = models.DateTimeField(_("known until"), db_default=Now())

    class Meta:
        verbose_name = _("earlier reading")
        verbose_name_plural = _("earlier readings")
        ordering = ("observation", "known_from")
        constraints = (
            *_reading_constraints(),
            models.CheckConstraint(
                condition=Q(known_until__gte=F("known_from")), name="earlier_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return f"{self.observation_id} until {self.known_until}"


class Tally(Shareable):
    """How many incidents of a week, a month or a year were removed under one word.

    `category` is empty for all incidents together; `starts_on` is the first day of the period.
    """

    starts_on = models.DateField(_("first day"))
    precision = models.CharField(_("period"), max_length=5, choices=KnownTo)
    category = models.CharField(_("label"), max_length=40, blank=True)
    eep = models.CharField(_("how it is known"), max_length=11, choices=Eep)
    source_class = models.CharField(_("source"), max_length=9, choices=SourceClass)
    count = models.PositiveIntegerField(_("incidents"))

    class Meta(Shareable.Meta):
        verbose_name = _("kept count")
        verbose_name_plural = _("kept counts")
        ordering = ("owner", "starts_on", "category")
        constraints = (
            *Shareable.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "starts_on", "precision", "category", "eep", "source_class"],
                name="tally_once",
            ),
            models.CheckConstraint(condition=Q(owner__isnull=False), name="tally_is_of_a_city"),
            models.CheckConstraint(condition=Q(count__gte=1), name="tally_of_something"),
        )

    def __str__(self) -> str:
        return f"{self.starts_on} {self.category}: {self.count}"
