"""The lists of an event, each a table of its own so that none can be lost in a text."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority, Kind
from hanse.events.models.event import Event


class Listed(models.Model):
    """A row of one of an event's lists, in the order of its source."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="%(class)s_list", db_index=False)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        abstract = True
        ordering = ("event", "position")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["event", "position"], name="%(app_label)s_%(class)s_position_once"
            ),
        )


class Source(Listed):
    """Where something is known from; a title is kept, an address of another site may die."""

    title = models.CharField(_("title"), max_length=300)

    class Meta(Listed.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = (
            *Listed.Meta.constraints,
            models.UniqueConstraint(fields=["event", "title"], name="source_title_once"),
            models.UniqueConstraint(fields=["event", "id"], name="source_of_its_event"),
        )

    def __str__(self) -> str:
        return self.title


class Count(Listed):
    """How many, in how far that is exact, and who says so.

    `scope` names a part of the event the count is of; empty means the whole. `source` is one of
    the event's own (the database holds it); empty when it is one of them and not recorded which.
    Two counts of the same thing that differ are kept both: the sources disagree.
    """

    class What(models.TextChoices):
        """What was counted."""

        PARTICIPANTS = "participants", _("Participants")
        LEADERS = "leaders", _("Mayors and governors")
        CITIES = "cities", _("Cities")
        COUNTRIES = "countries", _("Countries")
        MEETINGS = "meetings", _("Meetings")

    class Qualifier(models.TextChoices):
        """How the source puts the number."""

        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        AT_LEAST = "at-least", _("at least")
        NEARLY = "nearly", _("nearly")

    what = models.CharField(_("what was counted"), max_length=12, choices=What)
    scope = models.CharField(_("of which part"), max_length=120, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=8, choices=Qualifier)
    value = models.PositiveIntegerField(_("number"))
    note = models.CharField(_("who was counted"), max_length=200, blank=True)
    source = models.ForeignKey(
        Source, models.RESTRICT, related_name="counts", null=True, blank=True
    )

    class Meta(Listed.Meta):
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = (
            *Listed.Meta.constraints,
            models.CheckConstraint(condition=Q(value__gte=1), name="count_of_something"),
            models.CheckConstraint(
                condition=Q(
                    what__in=["participants", "leaders", "cities", "countries", "meetings"]
                ),
                name="count_of_a_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(qualifier__in=["exactly", "about", "at-least", "nearly"]),
                name="count_qualifier_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.what} {self.qualifier} {self.value}"


class Organisation(Listed):
    """A body that hosted, paid for, or took part in an event without being a city."""

    class Part(models.TextChoices):
        """What the body did."""

        HOST = "host", _("Hosts and partners")
        FUNDER = "funder", _("Paid for by")
        PRESENT = "present", _("Associations and others present")

    name = models.CharField(_("name"), max_length=200)
    part = models.CharField(_("part"), max_length=7, choices=Part)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta(Listed.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            *Listed.Meta.constraints,
            models.UniqueConstraint(fields=["event", "part", "name"], name="organisation_once"),
            models.CheckConstraint(
                condition=Q(part__in=["host", "funder", "present"]), name="organisation_part_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class EventCity(Listed):
    """An authority that was represented; `geonames_id` tells the two Athens apart.

    `authority` leads to the register where the network knows it.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CITY)
    country = models.CharField(_("country"), max_length=2)
    area = models.CharField(_("state or region"), max_length=80, blank=True)
    geonames_id = models.PositiveIntegerField(_("number in GeoNames"), null=True, blank=True)
    authority = models.ForeignKey(
        Authority, models.SET_NULL, null=True, blank=True, related_name="events_attended"
    )

    class Meta(Listed.Meta):
        verbose_name = _("authority represented")
        verbose_name_plural = _("authorities represented")
        constraints = (
            *Listed.Meta.constraints,
            models.UniqueConstraint(fields=["event", "geonames_id"], name="event_city_once"),
            models.UniqueConstraint(fields=["event", "authority"], name="event_authority_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="event_city_kind_known"),
            models.CheckConstraint(
                condition=Q(country__regex="^[A-Z]{2}$"), name="event_city_country_is_iso"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Session(Listed):
    """A part of the agenda; times are those of the place."""

    title = models.CharField(_("title"), max_length=300)
    day = models.DateField(_("day"), null=True, blank=True)
    starts_at = models.TimeField(_("starts at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    class Meta(Listed.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = (
            *Listed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True) | Q(day__isnull=False),
                name="session_time_needs_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Output(Listed):
    """What came out of an event: a guide, a declaration, a report."""

    title = models.CharField(_("title"), max_length=300)

    class Meta(Listed.Meta):
        verbose_name = _("output")
        verbose_name_plural = _("outputs")

    def __str__(self) -> str:
        return self.title


class Gap(Listed):
    """Something about an event that nobody has found yet, said in one sentence."""

    text = models.CharField(_("text"), max_length=300)

    class Meta(Listed.Meta):
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")

    def __str__(self) -> str:
        return self.text
