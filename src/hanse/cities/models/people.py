"""Who belongs to an authority, as what, and since when."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.cities.models.authorities import Authority
from hanse.shared.vocabularies import Profession


class Role(models.TextChoices):
    """What a person is in their city."""

    MAYOR = "mayor", _("Mayor")
    ELECTED = "elected", _("Elected member")
    OFFICIAL = "official", _("Official")
    PRACTITIONER = "practitioner", _("Practitioner")
    PARTNER = "partner", _("Partner")


class Standing(models.TextChoices):
    """What a person may do for their city here."""

    MEMBER = "member", _("Member")
    EDITOR = "editor", _("Editor of the city's pages")
    STEWARD = "steward", _("Steward of the city's people")


class Affiliation(models.Model):
    """A person belongs to an authority for a time; suspending counts from the next request."""

    person = models.ForeignKey(User, models.CASCADE, related_name="affiliations")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="affiliations")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    profession = models.CharField(_("profession"), max_length=40, choices=Profession, blank=True)
    standing = models.CharField(
        _("standing"), max_length=8, choices=Standing, default=Standing.MEMBER
    )
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ("authority", "person", "since")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=["person", "authority"],
                condition=Q(until__isnull=True),
                name="affiliation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="affiliation_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values) & Q(standing__in=Standing.values),
                name="affiliation_words_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} at {self.authority_id}: {self.role}"
