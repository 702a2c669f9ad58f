"""An edition of findings: each with frozen evidence, recommendations and the printed briefs."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.dialogues.models import Dialogue, Statement
from hanse.sharing.models import Shareable


class Edition(Shareable):
    """The findings of one year; its address never changes, corrections raise the version.

    `facts` are pairs of a name and a number. They, `method`, `notes` and `recompute` are those of
    the brief, frozen with it.
    """

    class Status(models.TextChoices):
        """Only a published edition is ever shown to the public."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    initiative = models.CharField(_("initiative"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=35, default="en")
    lede = models.TextField(_("lede"), blank=True)
    version = models.CharField(_("version"), max_length=20, default="1.0")
    published_on = models.DateField(_("published on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    facts = models.JSONField(_("opening figures"), default=list, blank=True)
    method = models.JSONField(_("how it was done"), default=list, blank=True)
    notes = models.JSONField(_("limits of the choice"), default=list, blank=True)
    recompute = models.TextField(_("command that computes it again"), blank=True)

    class Meta(Shareable.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ("-year",)
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status="draft") | Q(status="published", published_on__isnull=False),
                name="edition_published_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the permanent address of the edition."""
        return reverse("findings:edition", args=[self.year])


class Finding(models.Model):
    """One finding: a statement of a dialogue with the numbers it had when it was published.

    `headline` is empty until an editor writes one; the verbatim statement stands until then.
    `evidence` is the frozen evidence pack (blocs with counts and intervals, quotes already cut,
    dissent, stability, missing voices), taken at `data_version`.
    """

    class Kind(models.TextChoices):
        """What a finding reports."""

        AGREEMENT = "agreement", _("agreement")
        DISAGREEMENT = "disagreement", _("disagreement")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField(_("number"))
    dialogue = models.ForeignKey(Dialogue, models.PROTECT, related_name="findings")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="findings")
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    label = models.CharField(_("label"), max_length=12)
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    evidence = models.JSONField(_("evidence"))
    data_version = models.CharField(_("data version"), max_length=64)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("edition", "number")
        constraints = (
            models.UniqueConstraint(fields=["edition", "number"], name="finding_number_once"),
            models.UniqueConstraint(fields=["edition", "statement"], name="finding_statement_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="finding_number_from_one"),
            models.CheckConstraint(
                condition=Q(data_version__regex="^[0-9a-f]{64}$"),
                name="finding_data_version_is_sha256",
            ),
        )

    def __str__(self) -> str:
        return self.headline or self.statement.text

    def get_absolute_url(self) -> str:
        """Return the permanent address of the finding."""
        return reverse("findings:finding", args=[self.edition.year, self.number])


class Recommendation(models.Model):
    """What a finding asks of somebody who can act on it."""

    class Addressee(models.TextChoices):
        """Who is asked; the three readers of an event report, and the two levels above."""

        CITIES = "cities", _("To mayors and cities")
        NATIONAL = "national", _("To national governments")
        REGIONAL = "regional", _("To European and international institutions")
        NETWORK = "network", _("To the network")
        PLATFORMS = "platforms", _("To technology companies")

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="recommendations")
    position = models.PositiveSmallIntegerField(_("position"))
    addressee = models.CharField(_("addressee"), max_length=10, choices=Addressee)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ("finding", "position")
        constraints = (
            models.UniqueConstraint(
                fields=["finding", "position"], name="recommendation_position_once"
            ),
        )

    def __str__(self) -> str:
        return self.text


class BriefFile(models.Model):
    """A brief as it was published; kept as bytes, so that a citation stays true for ever."""

    class Format(models.TextChoices):
        """The four forms of a brief; the value is the file's ending."""

        HTML = "html", "HTML"
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        JSON = "json", "JSON"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="files")
    version = models.CharField(_("version"), max_length=20)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("bytes"))

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "version", "format"], name="brief_once_per_version_and_format"
            ),
        )

    def __str__(self) -> str:
        return f"{self.edition_id} {self.version} {self.format}"
