"""Programmes with the sides they compare, and their events with dates as precise as known."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hanse.sharing.models import Shareable


class Precision(models.TextChoices):
    """How much of a date is known; the parts that are not known are stored as 1."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    UNCERTAIN = "uncertain", _("year, unconfirmed")


def _whole(precision: str, *parts: str) -> Q:
    """Hold that a date known to a month or year starts it: two ways to store one date are one."""
    starts = [Q(**{f"starts_on__{part}": 1}) for part in parts]
    ends = [Q(ends_on__isnull=True) | Q(**{f"ends_on__{part}": 1}) for part in parts]
    held = Q()
    for part in (*starts, *ends):
        held &= part
    return ~Q(precision=precision) | held


class Programme(models.Model):
    """An initiative of the network; its events belong to it, some to several."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    aim = models.TextField(_("aim"), blank=True)
    began_in = models.PositiveSmallIntegerField(_("began in"), null=True, blank=True)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Side(models.Model):
    """A part of the world a programme compares."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="sides")
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.SlugField(_("key"), max_length=40)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("side")
        verbose_name_plural = _("sides")
        ordering = ("programme", "position")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["programme", "key"], name="side_key_once"),
            models.UniqueConstraint(fields=["programme", "position"], name="side_position_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Event(Shareable):
    """One meeting, or a series of them; what is not known is empty and named under its gaps.

    `place` is where it was held, in the words of its source; `details` says more of the format.
    `revision` counts what calendars must learn: other days, another place, a cancellation.
    """

    class Format(models.TextChoices):
        """What kind of meeting it was."""

        WORKSHOP = "workshop", _("Workshop")
        CAPSTONE = "capstone", _("Capstone meeting")
        SUMMIT = "summit", _("Summit")
        CONFERENCE = "conference", _("Conference")
        EXCHANGE = "exchange", _("City exchange")
        DEEP_DIVE = "deep-dive", _("Deep-dive")
        ROUNDTABLE = "roundtable", _("Roundtable")
        RETREAT = "retreat", _("Retreat")
        PANEL = "panel", _("Panel")
        SERIES = "series", _("Series of seminars")
        UNKNOWN = "unknown", _("Not known")

    class Rule(models.TextChoices):
        """Who may learn what was said; not known is not the same as public."""

        PUBLIC = "public", _("Public")
        MEMBERS = "members", _("Members of the network")
        CHATHAM_HOUSE = "chatham-house", _("Chatham House Rule")
        UNKNOWN = "unknown", _("Not known")

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=35, default="en")
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    precision = models.CharField(_("precision of the date"), max_length=9, choices=Precision)
    date_note = models.CharField(_("note on the date"), max_length=200, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format)
    details = models.CharField(_("more on the format"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    online = models.BooleanField(_("online"), default=False)
    rule = models.CharField(_("rule of the meeting"), max_length=13, choices=Rule)
    summary = models.TextField(_("summary"), blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    reply_by = models.DateField(_("answers wanted by"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    programmes = models.ManyToManyField(
        Programme, through="EventProgramme", related_name="events", verbose_name=_("programmes")
    )
    # the lists that were fetched along with the event, by the event's way to them
    at_hand: Mapping[str, Sequence[Any]] = MappingProxyType({})

    class Meta(Shareable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("-starts_on", "slug")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-starts_on", "slug"], name="event_by_date"),
        ]
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="event_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(precision__in=Precision.values), name="event_precision_known"
            ),
            models.CheckConstraint(condition=_whole("month", "day"), name="event_month_is_whole"),
            models.CheckConstraint(
                condition=_whole("year", "day", "month"), name="event_year_is_whole"
            ),
            models.CheckConstraint(
                condition=_whole("uncertain", "day", "month"), name="event_uncertain_year_is_whole"
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex="^[A-Z]{2}$"),
                name="event_country_is_iso",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1), name="event_has_places"
            ),
            models.CheckConstraint(
                condition=Q(online=True) | ~Q(place=""), name="event_is_somewhere"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def is_over(self) -> bool:
        """Tell whether its last day has passed, as far as that day is known."""
        last = self.ends_on or self.starts_on
        if self.precision == Precision.DAY:
            return last < timezone.localdate()
        today = timezone.localdate()
        known = (last.year, last.month) if self.precision == Precision.MONTH else (last.year,)
        return known < (today.year, today.month)[: len(known)]

    def takes_answers(self) -> bool:
        """Tell whether cities can still be invited and answer."""
        return self.cancelled_on is None and not self.is_over()

    def get_absolute_url(self) -> str:
        """Return the permanent address of the event."""
        return reverse("events:event", args=[self.slug])


class EventProgramme(models.Model):
    """How surely an event belongs to a programme; `note` says why where it is not plain."""

    class Standing(models.TextChoices):
        """Whether the programme's own pages name the event."""

        PART = "part", _("Part of the programme")
        PARTLY = "partly", _("Partly in the programme")
        LIKELY = "likely", _("Probably part of the programme")
        RELATED = "related", _("Related to the programme")

    event = models.ForeignKey(Event, models.CASCADE, related_name="standings")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="standings")
    standing = models.CharField(_("standing"), max_length=7, choices=Standing)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("place in a programme")
        verbose_name_plural = _("places in programmes")
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "programme"], name="event_once_per_programme"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.get_standing_display()}"


class Turn(models.Model):
    """An event is cancelled, takes place after all, or moves; turns are added, never rewritten.

    The dates are those that held before.
    """

    class What(models.TextChoices):
        """The turns there are."""

        CANCELLED = "cancelled", _("Cancelled")
        REINSTATED = "reinstated", _("Takes place after all")
        MOVED = "moved", _("Moved to another date")

    event = models.ForeignKey(Event, models.CASCADE, related_name="turns")
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    on = models.DateField(_("day"), default=timezone.localdate)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    starts_on = models.DateField(_("started on"))
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    precision = models.CharField(_("precision of the date"), max_length=9, choices=Precision)

    class Meta:
        verbose_name = _("turn of an event")
        verbose_name_plural = _("turns of an event")
        ordering = ("id",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(what__in=["cancelled", "reinstated", "moved"]), name="turn_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.what}"
