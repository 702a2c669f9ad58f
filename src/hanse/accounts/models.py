"""People who sign in, and the invitations that let them."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class NetworkRole(models.TextChoices):
    """What a person does for the network as a whole; cities give roles of their own."""

    NONE = "", _("No role in the network")
    SECRETARIAT = "secretariat", _("Secretariat")
    STEWARD = "steward", _("Steward of the network")
    OBSERVER = "observer", _("National observer")


class FoundBy(models.TextChoices):
    """Whom somebody lets find them by name; what exactly each choice means: docs/sharing.md."""

    CITY = "city", _("Colleagues of my own city")
    MEMBERS = "members", _("Everybody of a member city")
    PARTNERS = "partners", _("Everybody of a member city, and partners who work for one")


class People(BaseUserManager["User"]):
    """Every person the network knows."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Store a person; without a password they sign in by code or passkey."""
        person = self.model(email=email.strip().lower(), **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find a person by e-mail address, however it is capitalised."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person; their standing in cities lies with the cities."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    network_role = models.CharField(
        _("role in the network"), max_length=12, choices=NetworkRole, default="", blank=True
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("The country an observer reports to, as two letters (ISO 3166)."),
    )
    found_by = models.CharField(
        _("who may find this person"), max_length=8, choices=FoundBy, default=FoundBy.MEMBERS
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True, blank=True)
    joined_at = models.DateTimeField(_("joined"), db_default=Now(), editable=False)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_lower_case"),
            models.CheckConstraint(
                condition=Q(network_role__in=NetworkRole.values), name="network_role_known"
            ),
            models.CheckConstraint(
                condition=Q(found_by__in=FoundBy.values), name="found_by_somebody_known"
            ),
            models.CheckConstraint(
                condition=Q(suspended_at__isnull=True) | Q(is_active=False),
                name="suspended_people_may_not_sign_in",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(suspended_at__isnull=False, name="", network_role=""),
                name="erased_people_have_no_name_and_no_way_in",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name()

    def get_full_name(self) -> str:
        """Return the name, or the address of somebody who gave none."""
        if self.erased_at:
            return gettext("a person who was erased")
        return self.name or self.email

    def get_short_name(self) -> str:
        """Return the same: names have no order that holds everywhere."""
        return self.get_full_name()


class Invitation(models.Model):
    """A letter that lets one recipient do one thing once; only the hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("recipient"))
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    purpose = models.CharField(_("purpose"), max_length=40)
    target = models.CharField(
        _("target"),
        max_length=200,
        blank=True,
        help_text=_("What it is for, in its feature's words."),
    )
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="invitations_sent"
    )
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    used_at = models.DateTimeField(null=True, editable=False)
    used_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="invitations_used"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="recipient_in_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="withdrawn_invitations_stay_unused",
            ),
            models.UniqueConstraint(
                fields=["email", "purpose", "target"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_for_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.email}"


class AuditEntry(models.Model):
    """What somebody did to a record, in the same transaction; added, never rewritten.

    `person` is an identifier and no foreign key, so that the entry outlives the account. `target`
    names the record and never quotes it.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    verb = models.CharField(_("what was done"), max_length=60)
    target = models.CharField(_("to what"), max_length=200)
    person = models.UUIDField(_("by whom"), null=True)
    system = models.CharField(_("by which work of the system"), max_length=60, blank=True)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        db_table = "sharing_auditentry"  # where it was born
        verbose_name = _("entry of the audit")
        verbose_name_plural = _("audit")
        ordering = ("id",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["target", "id"], name="audit_of_a_target")
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.target}"
