"""Imports: one run per file, the file for as long as the run needs it, and a city's profiles."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Shareable


class SavedProfile(Shareable):
    """How a city's own kind of file is read; `definition` is an `importing` profile as JSON."""

    name = models.CharField(_("name"), max_length=100)
    definition = models.JSONField()
    saved_at = models.DateTimeField(_("saved"), db_default=Now(), editable=False)

    class Meta(Shareable.Meta):
        verbose_name = _("profile of a file")
        verbose_name_plural = _("profiles of files")
        ordering = ("name",)
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="profile_is_of_a_city"),
            models.UniqueConstraint(fields=["owner", "name"], name="profile_name_once_in_a_city"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its address within the city."""
        return reverse("threats:import-profile", args=[self.record])

    @property
    def source(self) -> str:
        """Return what stands before the number of each incident read by it; a new name keeps it."""
        return str(self.definition["id"])


class ImportRun(Shareable):
    """One file on its way in: looked at, tried, brought in, perhaps taken back.

    `profile` is how the file is read, frozen with the run; `place` the key of the city's own rows
    in a file of many places. `complete`: the file holds all its source recorded between its first
    and its last day, so weeks without an incident are zero. `found` are the counts of the last
    trial or import, `unknown` the words nobody knows; `errors` quote the file and go when it goes.
    `imported_at` is the moment every row of the run became known.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("waits for its columns")
        CHECKING = "checking", _("is being tried")
        CHECKED = "checked", _("tried, not imported yet")
        IMPORTING = "importing", _("is being imported")
        DONE = "done", _("imported")
        FAILED = "failed", _("could not be read")
        UNDONE = "undone", _("taken back")

    by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("by whom")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    file_name = models.CharField(_("file"), max_length=200)
    profile = models.JSONField(default=dict)
    place = models.CharField(_("place in the file"), max_length=40, blank=True)
    complete = models.BooleanField(_("complete for its time"), default=False)
    without_errors = models.BooleanField(_("leave out rows with errors"), default=False)
    rows_expected = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    errors = models.JSONField(default=list)
    unknown = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now(), editable=False)
    imported_at = models.DateTimeField(_("imported"), null=True, editable=False)
    undone_at = models.DateTimeField(_("taken back"), null=True, editable=False)

    class Meta(Shareable.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-uploaded_at", "-id")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(condition=Q(owner__isnull=False), name="import_is_of_a_city"),
            models.CheckConstraint(
                condition=Q(sharing_label=SharingLabel.AMBER_STRICT),
                name="import_stays_in_its_city",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "waiting",
                        "checking",
                        "checked",
                        "importing",
                        "done",
                        "failed",
                        "undone",
                    ]
                ),
                name="import_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "undone"], imported_at__isnull=False)
                | ~Q(state__in=["done", "undone"]),
                name="import_done_has_a_moment",
            ),
        )

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return its address within the city."""
        return reverse("threats:import", args=[self.record])


class ImportFile(models.Model):
    """The bytes of an uploaded file; removed with the end of the run, or after a day."""

    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="file", primary_key=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("file of an import")
        verbose_name_plural = _("files of imports")

    def __str__(self) -> str:
        return f"file of {self.run_id}"
