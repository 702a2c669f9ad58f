"""A dialogue as it was held (statements, participants, votes) and its stored analysis."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hanse.sharing.models import Shareable


class Dialogue(Shareable):
    """One question that people answered with statements and votes.

    `attributes` names what participants declare, in order, for example ``["side", "role"]``.
    `source` is the kind of folder it came from, `link` where that folder is described.
    `fingerprint` changes whenever a statement, a vote, a bloc or the moderation changes; an
    analysis belongs to one fingerprint.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.TextField(_("title"))
    question = models.TextField(_("question"), blank=True)
    language = models.TextField(_("language"), blank=True)
    description = models.TextField(_("description"), blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    link = models.TextField(_("link to the source"), blank=True)
    licence = models.TextField(_("licence"), blank=True)
    attribution = models.TextField(_("attribution"), blank=True)
    attributes = models.JSONField(_("what participants declare"), default=list, blank=True)
    fingerprint = models.CharField(_("fingerprint of the data"), max_length=64, blank=True)
    imported_at = models.DateTimeField(_("imported"), auto_now=True)

    class Meta(Shareable.Meta):
        verbose_name = _("dialogue")
        verbose_name_plural = _("dialogues")
        ordering = ("-closed_on", "title")
        constraints = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=models.F("opened_on")),
                name="dialogue_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(fingerprint="") | Q(fingerprint__regex="^[0-9a-f]{64}$"),
                name="dialogue_fingerprint_is_sha256",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the permanent address of the result."""
        return reverse("dialogues:dialogue", args=[self.slug])


class Statement(models.Model):
    """One sentence that participants vote on; never rewritten, only taken out by a moderator.

    `text` is empty where the source holds votes on a statement and not its words.
    """

    class Moderation(models.IntegerChoices):
        """What a moderator decided; only what was taken out leaves the figures."""

        TAKEN_OUT = -1, _("taken out")
        UNDECIDED = 0, _("undecided")
        ACCEPTED = 1, _("accepted")

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="statements", db_index=False
    )
    position = models.PositiveIntegerField(_("place in the source"))
    ref = models.TextField(_("reference"))
    text = models.TextField(_("text"), blank=True)
    language = models.TextField(_("language"), blank=True)
    author_ref = models.TextField(_("author's reference"), blank=True)
    moderated = models.SmallIntegerField(
        _("moderation"), choices=Moderation, default=Moderation.UNDECIDED
    )
    created = models.DateTimeField(_("submitted"), null=True, blank=True)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "ref"], name="statement_ref_once"),
            models.CheckConstraint(
                condition=Q(moderated__in=[-1, 0, 1]), name="statement_moderation_known"
            ),
        )

    def __str__(self) -> str:
        return self.text or self.ref

    def get_absolute_url(self) -> str:
        """Return the permanent address of this statement's result."""
        return reverse("dialogues:statement", args=[self.dialogue.slug, self.ref])


class Participant(models.Model):
    """Somebody who took part: a reference and declared blocs, nothing that names anyone."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="participants", db_index=False
    )
    position = models.PositiveIntegerField(_("place in the source"))
    ref = models.TextField(_("reference"))
    blocs = models.JSONField(_("declared blocs"), default=dict, blank=True)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "ref"], name="participant_ref_once"),
        )

    def __str__(self) -> str:
        return self.ref


class Vote(models.Model):
    """One vote event; a change of mind is a new row, and the latest one stands.

    `cast_at` is empty where the source keeps only standing votes. `sequence` is the place of the
    event in its source and never repeats in a dialogue. `dialogue` repeats what the statement
    says, so that the events of a dialogue are read in one sweep; it needs no check of its own.
    """

    class Value(models.IntegerChoices):
        """The three answers weigh the same on every screen."""

        AGREE = 1, _("agree")
        PASS = 0, _("pass")
        DISAGREE = -1, _("disagree")

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="votes", db_index=False, db_constraint=False
    )
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(_("vote"), choices=Value)
    cast_at = models.DateTimeField(_("cast at"), null=True, blank=True)
    sequence = models.BigIntegerField(_("sequence"))

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ("dialogue", "sequence")
        constraints = (
            models.UniqueConstraint(fields=["dialogue", "sequence"], name="vote_sequence_once"),
            models.CheckConstraint(condition=Q(value__in=[-1, 0, 1]), name="vote_value_known"),
        )

    def __str__(self) -> str:
        return f"{self.participant_id} → {self.statement_id}: {self.value}"


class StoredAnalysis(models.Model):
    """The analysis of one fingerprint: the published document, and what the pages draw from it.

    `document` is the JSON of `hanse analyse --json`, gzipped, byte for byte. `summary` and `map`
    are small parts of it, so that a page need not read the whole.
    """

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="analyses")
    fingerprint = models.CharField(max_length=64)
    data_version = models.CharField(_("data version"), max_length=64)
    document = models.BinaryField(_("document, gzipped"))
    document_sha256 = models.CharField(max_length=64)
    summary = models.JSONField(default=dict)
    map = models.JSONField(default=dict)
    computed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stored analysis")
        verbose_name_plural = _("stored analyses")
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "fingerprint"], name="analysis_once_per_fingerprint"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue_id} at {self.data_version[:12]}"


class StatementResult(models.Model):
    """What one analysis says of one statement; a row, so that lists filter and sort in SQL.

    `lenses` maps each attribute to ``{"label", "probability", "divide", ..., "blocs": [...]}``.
    `rank` is 1 for the statement with the highest bridging index.
    """

    analysis = models.ForeignKey(StoredAnalysis, models.CASCADE, related_name="results")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="results")
    rank = models.PositiveIntegerField()
    label = models.CharField(max_length=12)
    topic = models.IntegerField(default=-1)
    agree = models.PositiveIntegerField()
    disagree = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    mean = models.FloatField(null=True)
    divide = models.FloatField(null=True)
    probability = models.FloatField(null=True)
    in_top_ten = models.FloatField(null=True)
    lenses = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("result of a statement")
        verbose_name_plural = _("results of statements")
        ordering = ("analysis", "rank")
        constraints = (
            models.UniqueConstraint(fields=["analysis", "statement"], name="result_once"),
        )
        indexes = (models.Index(fields=["analysis", "rank"], name="result_by_rank"),)

    def __str__(self) -> str:
        return f"{self.rank}: {self.label}"
