"""A list of members somebody uploaded, kept until it is imported or a day old."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.shared.tables import Written


class MemberImport(models.Model):
    """An upload and how far it has come; the file is forgotten once its rows are stored.

    `encoding`, `separator` and `sheet` say how it is written where the guess was wrong.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    encoding = models.CharField(max_length=20, blank=True)
    separator = models.CharField(max_length=1, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(_("which column means what"), default=dict)
    counts = models.JSONField(_("what came of it"), default=dict)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now(), editable=False)
    done_at = models.DateTimeField(_("imported"), null=True, editable=False)

    class Meta:
        verbose_name = _("list of members")
        verbose_name_plural = _("lists of members")
        ordering = ("-uploaded_at",)

    def __str__(self) -> str:
        return self.name

    @property
    def written(self) -> Written:
        """Return how the file is written, as far as somebody said."""
        return Written(encoding=self.encoding, separator=self.separator, sheet=self.sheet)
