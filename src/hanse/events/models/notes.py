"""What people in the room write down, who writes for the room, and the report made from it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.events.models.event import Event
from hanse.events.models.facts import Session
from hanse.sharing.models import Contribution, Shareable


class Addressee(models.TextChoices):
    """To whom something that was said speaks; the order of the report."""

    CITIES = "cities", _("For mayors and cities")
    GOVERNMENTS = "governments", _("For national governments")
    NETWORK = "network", _("For the network")
    NEXT = "next", _("Next steps")


class Rapporteur(models.Model):
    """Somebody who writes notes for the room without coming for a city."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="rapporteurs", db_index=False)
    person = models.ForeignKey(User, models.CASCADE, related_name="rapporteur_of")

    class Meta:
        verbose_name = _("rapporteur")
        verbose_name_plural = _("rapporteurs")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "person"], name="rapporteur_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id}"


class Note(Contribution):
    """Words from the room; they belong to the meeting, not to the city of whoever wrote them.

    No time is kept, and notes are ordered by a number drawn at random: neither tells who wrote.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="notes")
    session = models.ForeignKey(
        Session, models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    addressee = models.CharField(_("whom it speaks to"), max_length=11, choices=Addressee)
    words = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=35, default="en")

    class Meta(Contribution.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ("record",)
        constraints = (
            *Contribution.Meta.constraints,
            models.CheckConstraint(condition=Q(owner=None), name="note_belongs_to_the_meeting"),
            models.CheckConstraint(condition=~Q(words=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(addressee__in=Addressee.values), name="note_addressee_known"
            ),
        )

    def __str__(self) -> str:
        return self.words[:80]


class Report(Shareable):
    """What a meeting asks of cities, governments and the network, finished by a person.

    `basis` is the strictest label of the notes it rests on.
    """

    class Status(models.TextChoices):
        """Whether the secretariat still writes, or a person has published it."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    event = models.OneToOneField(Event, models.CASCADE, related_name="report")
    title = models.CharField(_("title"), max_length=300)
    opening = models.TextField(_("opening"), blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    basis = models.CharField(_("strictest label of its notes"), max_length=12, default="clear")
    published_on = models.DateField(_("published"), null=True, blank=True)
    reason = models.CharField(_("reason for the label"), max_length=500, blank=True)

    class Meta(Shareable.Meta):
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner=None), name="report_belongs_to_the_meeting"),
            models.CheckConstraint(
                condition=Q(status="draft", published_on=None, sharing_label="amber+strict")
                | (Q(status="published", published_on__isnull=False) & ~Q(reason="")),
                name="report_is_published_by_a_person_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the permanent address of the report."""
        return reverse("events:report", args=[self.event.slug])


class ReportPart(models.Model):
    """What a report says to one addressee; numbers in brackets name the notes a sentence is from.

    A line that begins with two number signs is a heading.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="parts", db_index=False)
    addressee = models.CharField(_("addressee"), max_length=11, choices=Addressee)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("part of a report")
        verbose_name_plural = _("parts of reports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "addressee"], name="report_part_once"),
            models.CheckConstraint(
                condition=Q(addressee__in=Addressee.values), name="report_part_addressee_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.addressee}"


class ReportSource(models.Model):
    """The note behind a number in a report; readers of the report do not see these rows."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sources", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    note = models.UUIDField(_("record of the note"))

    class Meta:
        verbose_name = _("note behind a report")
        verbose_name_plural = _("notes behind reports")
        ordering = ("report", "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["report", "number"], name="report_source_number_once"),
            models.UniqueConstraint(fields=["report", "note"], name="report_source_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"
