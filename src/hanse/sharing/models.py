"""The columns of a record that can be shared, and who beyond its label may read it."""

import uuid
from typing import ClassVar

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import AuditEntry, User
from hanse.cities.models import Authority
from hanse.shared.sharing_labels import SharingLabel

__all__ = [
    "Attribution",
    "Audience",
    "AuditEntry",
    "Authorship",
    "Contribution",
    "Invited",
    "Shareable",
]


class Attribution(models.TextChoices):
    """What may be said of who said something, widest first."""

    NAMED = "named", _("named")
    ROLE = "role", _("role and kind of city only")
    CHATHAM = "chatham", _("Chatham House Rule")
    NO_QUOTE = "no-quote", _("not for quotation")


class Shareable(models.Model):
    """A record with a sharing label, narrow unless somebody widens it.

    `owner` is the city whose record it is, empty for the network itself. `record` names the
    row wherever it is shared, whatever its table.
    """

    record = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    owner = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
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
                condition=Q(sharing_label__in=SharingLabel.values),
                name="%(app_label)s_%(class)s_sharing_label_known",
            ),
        )


class Contribution(Shareable):
    """A record somebody wrote: the rule they chose, and the little that may be shown of them.

    `credit` holds name, role, city and kind of city as the rule allows and no more, so that what
    must not be shown is not there to be shown; `sharing.quotes` writes and reads it.
    """

    attribution = models.CharField(
        _("attribution"), max_length=8, choices=Attribution, default=Attribution.CHATHAM
    )
    credit = models.JSONField(default=dict, blank=True, editable=False)

    class Meta(Shareable.Meta):
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Shareable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values),
                name="%(app_label)s_%(class)s_attribution_known",
            ),
            models.CheckConstraint(
                condition=Q(attribution=Attribution.NAMED)
                | Q(credit={})
                | (Q(attribution=Attribution.ROLE) & ~Q(credit__has_any_keys=["name", "city"])),
                name="%(app_label)s_%(class)s_credit_keeps_its_rule",
            ),
        )


class Invited(models.Model):
    """A city that the owner of an AMBER record invites to read it."""

    record = models.UUIDField()
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("invited city")
        verbose_name_plural = _("invited cities")
        constraints = (
            models.UniqueConstraint(fields=["record", "authority"], name="invited_once"),
        )

    def __str__(self) -> str:
        return f"{self.record}: {self.authority_id}"


class Audience(models.Model):
    """A person a RED record is addressed to; frozen when the record is posted."""

    record = models.UUIDField()
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    addressed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("audience")
        constraints = (models.UniqueConstraint(fields=["record", "person"], name="audience_once"),)

    def __str__(self) -> str:
        return f"{self.record}: {self.person_id}"


class Authorship(models.Model):
    """Who made a contribution; a row that its author alone can read."""

    record = models.UUIDField(unique=True)
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    attribution = models.CharField(_("attribution"), max_length=8, choices=Attribution)

    class Meta:
        verbose_name = _("authorship")
        verbose_name_plural = _("authorships")
        constraints = (
            models.CheckConstraint(
                condition=Q(attribution__in=Attribution.values),
                name="authorship_attribution_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.record}"
