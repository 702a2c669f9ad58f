"""Alarms with everything they rest on, each evaluation that was made, and who hears of them."""

import datetime as dt
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.sharing.models import Shareable
from hanse.threats.models.observations import Eep
from hanse.threats.models.triggers import Trigger


class Evaluation(Shareable):
    """What was judged of a city's newest weeks and months at one moment; added, never changed.

    `results` holds one entry per series and week, or month where the month alone is known: what
    was observed, expected and concluded. One made for a trigger judges days, each with the six
    before it.
    """

    as_of = models.DateTimeField(_("as known at"))
    first_week = models.DateField(_("first week"))
    last_week = models.DateField(_("last week"))
    method = models.CharField(_("method"), max_length=60)
    results = models.JSONField(_("results"), default=list)
    trigger = models.ForeignKey(
        Trigger, models.PROTECT, null=True, blank=True, related_name="evaluations"
    )

    class Meta(Shareable.Meta):
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ("-as_of", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-as_of"], name="evaluation_by_city"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner__isnull=False), name="evaluation_is_of_a_city"
            ),
            models.CheckConstraint(
                condition=Q(last_week__gte=F("first_week")), name="evaluation_of_some_weeks"
            ),
        )

    def __str__(self) -> str:
        return f"{self.owner_id} as of {self.as_of}"


class Status(models.TextChoices):
    """What the city made of an alarm."""

    NEW = "new", _("New")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    EXPLAINED = "explained", _("Explained: it is real")
    DISMISSED = "dismissed", _("Dismissed: a false alarm")


OPEN = (Status.NEW, Status.ACKNOWLEDGED)


class Alarm(Shareable):
    """A week or month above its threshold, until somebody says what it was.

    Figures are those of the newest evaluation; `stands` is False once later reports brought it
    below its threshold. `observations` are the records of that time, for the city only. An alarm
    with a `month` speaks of the incidents of which the month alone is known; one with a `day` was
    raised by the daily check after a trigger and speaks of the seven days that end with it. `week`
    is then the week of that day, or of the month's first.
    """

    category = models.CharField(_("category"), max_length=40, blank=True)
    eep = models.CharField(_("how it is known"), max_length=11, choices=Eep, default=Eep.EVIDENCED)
    week = models.DateField(_("week"))
    day = models.DateField(_("last of seven days"), null=True, blank=True)
    month = models.DateField(_("month"), null=True, blank=True)
    trigger = models.ForeignKey(
        Trigger,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alarms",
        verbose_name=_("trigger"),
    )
    detector = models.CharField(_("detector"), max_length=40)
    method = models.CharField(_("method"), max_length=60)
    params = models.JSONField(_("settings"), default=dict)
    observed = models.PositiveIntegerField(_("observed"))
    expected = models.FloatField(_("expected"), null=True)
    threshold = models.FloatField(_("threshold"), null=True)
    p_value = models.FloatField(_("probability"), null=True)
    baseline_first = models.DateField(_("baseline from"))
    baseline_last = models.DateField(_("baseline to"))
    baseline_weeks = models.PositiveIntegerField(_("weeks of the baseline"))
    watch = models.BooleanField(_("watch"), default=False)
    sustained = models.BooleanField(_("sustained rise"), default=False)
    network = models.BooleanField(_("stands in the network"), default=False)
    stands = models.BooleanField(_("still above its threshold"), default=True)
    observations = ArrayField(
        models.UUIDField(), verbose_name=_("observations"), default=list, blank=True
    )
    raised_by = models.ForeignKey(Evaluation, models.PROTECT, related_name="raised")
    raised_at = models.DateTimeField(_("raised"), db_default=Now(), editable=False)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NEW)
    reason = models.TextField(_("reason"), blank=True)
    in_charge = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in charge")
    )
    action = models.CharField(_("what is done"), max_length=300, blank=True)
    excluded = models.BooleanField(_("left out of later baselines"), default=False)
    held_back = models.BooleanField(_("held back from the network"), default=False)

    class Meta(Shareable.Meta):
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")
        ordering = ("-week", "category")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner", "-week"], name="alarm_by_city"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="alarm_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values, eep__in=Eep.values), name="alarm_words_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN) | ~Q(reason=""), name="alarm_closed_with_a_reason"
            ),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="alarm_of_a_week"),
            models.CheckConstraint(
                condition=Q(day__isnull=True, trigger__isnull=True)
                | Q(day__isnull=False, trigger__isnull=False),
                name="alarm_of_a_day_has_a_trigger",
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__day=1, day__isnull=True),
                name="alarm_of_a_whole_month",
            ),
            models.UniqueConstraint(
                fields=["owner", "category", "eep", "week"],
                condition=Q(day__isnull=True, month__isnull=True),
                name="alarm_once_a_week",
            ),
            models.UniqueConstraint(
                fields=["owner", "category", "eep", "month"],
                condition=Q(month__isnull=False),
                name="alarm_once_a_month",
            ),
            models.UniqueConstraint(
                fields=["owner", "category", "eep", "trigger", "day"],
                condition=Q(day__isnull=False),
                name="alarm_once_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_day} {self.category}: {self.status}"

    def get_absolute_url(self) -> str:
        """Return its address within the city."""
        return reverse("threats:alarm", args=[self.record])

    @property
    def first_day(self) -> dt.date:
        """Return the first of the days it speaks of."""
        return self.day - dt.timedelta(days=6) if self.day else self.month or self.week

    @property
    def is_open(self) -> bool:
        """Whether nobody has said yet what it was."""
        return self.status in OPEN


class Band(models.TextChoices):
    """How far a week or month lies above what was expected; no count can be read from it."""

    RAISED = "raised", _("Raised")
    HIGH = "high", _("High: more than twice what was expected")


class Notice(Shareable):
    """What the network hears of an alarm: category, time, band and state, and never a count."""

    alarm = models.OneToOneField(Alarm, models.CASCADE, related_name="notice")
    category = models.CharField(_("category"), max_length=40, blank=True)
    week = models.DateField(_("week"))
    month = models.DateField(_("month"), null=True, blank=True)
    band = models.CharField(_("band"), max_length=6, choices=Band)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    network = models.BooleanField(_("stands in the network"), default=False)

    class Meta(Shareable.Meta):
        verbose_name = _("notice of an alarm")
        verbose_name_plural = _("notices of alarms")
        ordering = ("-week", "category")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-week", "category"], name="notice_by_week"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="notice_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(band__in=Band.values, status__in=Status.values),
                name="notice_words_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.week} {self.category}: {self.band}"


class Agreement(Shareable):
    """A city's word that the network may hear of its alarms; without it none leaves the city."""

    alarms = models.BooleanField(_("tell the network of alarms"), default=False)

    class Meta(Shareable.Meta):
        verbose_name = _("agreement to share")
        verbose_name_plural = _("agreements to share")
        constraints = (
            *Shareable.Meta.constraints,
            models.UniqueConstraint(fields=["owner"], name="agreement_once"),
        )

    def __str__(self) -> str:
        return f"{self.owner_id}: {self.alarms}"


class DigestChoice(models.Model):
    """When somebody wants to hear of their city's alarms by mail."""

    class How(models.TextChoices):
        """The choices there are."""

        AT_ONCE = "at once", _("At once")
        WEEKLY = "weekly", _("Once a week, on Monday")
        NEVER = "never", _("Not by mail")

    person = models.OneToOneField(User, models.CASCADE, related_name="+")
    how = models.CharField(_("letters about alarms"), max_length=7, choices=How)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        constraints = (
            models.CheckConstraint(
                condition=Q(how__in=["at once", "weekly", "never"]), name="digest_choice_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.how}"
