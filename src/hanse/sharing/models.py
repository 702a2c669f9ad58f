"""The columns of a record that can be shared."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hanse.sharing.labels import SharingLabel


class Shareable(models.Model):
    """A record with a sharing label, narrow unless somebody widens it."""

    sharing_label = models.CharField(
        _("sharing label"),
        max_length=12,
        choices=SharingLabel,
        default=SharingLabel.AMBER_STRICT,
    )
    simulated = models.BooleanField(
        _("simulated"),
        default=False,
        help_text=_("Made by the seeded generator; shown as simulated on every page."),
    )

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(sharing_label__in=SharingLabel.values),
                name="%(app_label)s_%(class)s_sharing_label_known",
            ),
        )
