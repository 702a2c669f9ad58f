"""What people say of a meeting afterwards, and the files it hands out."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hanse.events.models.event import Event
from hanse.sharing.models import Contribution, Shareable


class Feedback(Contribution):
    """One participant's answers about a meeting; the secretariat reads them without a name."""

    class Useful(models.IntegerChoices):
        """How useful the meeting was for somebody's work."""

        NOT = 1, _("Not useful")
        LITTLE = 2, _("A little useful")
        SOMEWHAT = 3, _("Useful in parts")
        USEFUL = 4, _("Useful")
        VERY = 5, _("Very useful")

    event = models.ForeignKey(Event, models.CASCADE, related_name="feedback")
    useful = models.PositiveSmallIntegerField(_("how useful"), choices=Useful)
    takes_away = models.TextField(_("what they take away"), blank=True)
    change = models.TextField(_("what should change"), blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")

    class Meta(Contribution.Meta):
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ("record",)
        constraints = (
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner=None, sharing_label="amber+strict", attribution="chatham"),
                name="feedback_is_for_the_secretariat",
            ),
            models.CheckConstraint(condition=Q(useful__range=(1, 5)), name="feedback_on_a_scale"),
        )

    def __str__(self) -> str:
        return f"{self.event_id}: {self.useful}"


class Testimonial(Contribution):
    """Words somebody lets be shown in public, for as long as they agree.

    `consent` holds the sentence they agreed to. Taking it back removes the words and keeps what
    was agreed and when it ended.
    """

    event = models.ForeignKey(Event, models.CASCADE, related_name="testimonials")
    words = models.TextField(_("words"))
    language = models.CharField(_("language"), max_length=35, default="en")
    consent = models.TextField(_("what they agreed to"))
    agreed_on = models.DateField(_("agreed"))
    withdrawn_on = models.DateField(_("taken back"), null=True, blank=True)

    class Meta(Contribution.Meta):
        verbose_name = _("testimonial")
        verbose_name_plural = _("testimonials")
        ordering = ("record",)
        constraints = (
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(owner=None) & Q(sharing_label__in=["amber+strict", "clear"]),
                name="testimonial_is_kept_or_public",
            ),
            models.CheckConstraint(condition=~Q(consent=""), name="testimonial_has_consent"),
            models.CheckConstraint(
                condition=(Q(withdrawn_on=None) & ~Q(words=""))
                | Q(withdrawn_on__isnull=False, words="", credit={}, sharing_label="amber+strict"),
                name="testimonial_goes_with_its_consent",
            ),
        )

    def __str__(self) -> str:
        return self.words[:80]


class Document(Shareable):
    """A file of a meeting, kept in the database so that its label guards it as it guards a row."""

    class Kind(models.TextChoices):
        """What may be handed in, found from the bytes themselves."""

        PDF = "pdf", _("PDF")
        WORD = "docx", _("Word")
        EXCEL = "xlsx", _("Excel")
        PICTURE = "png", _("Picture")

    event = models.ForeignKey(Event, models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=35, default="en")
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    content = models.BinaryField(_("content"))

    class Meta(Shareable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ("event", "title", "id")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "docx", "xlsx", "png"]), name="document_kind_known"
            ),
            models.UniqueConstraint(fields=["event", "sha256"], name="document_once_per_event"),
        )

    def __str__(self) -> str:
        return self.title
