"""Letters: who gets which, and how far each has come."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class Letter(models.Model):
    """One letter to one recipient for one occasion; the words are forgotten once they have left.

    `occasion` names what the letter is about, in its feature's words: a recipient hears of it once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    occasion = models.CharField(_("occasion"), max_length=120)
    email = models.EmailField(_("recipient"))
    language = models.CharField(_("language"), max_length=12, default="en")
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    posted_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ("posted_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["occasion", "email"], name="letter_once_per_occasion"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="letter_recipient_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(claimed_at__isnull=False, text=""),
                name="letter_sent_is_claimed_and_forgotten",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["posted_at"], condition=Q(sent_at__isnull=True), name="letter_not_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occasion}: {self.email}"
