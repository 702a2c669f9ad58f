"""Who is invited to an event and who comes: one place per authority, and people's calendars."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.cities.models import Authority
from hanse.events.models.event import Event


class Registration(models.Model):
    """An authority's invitation with its answer; `person` is who comes for it.

    Who waits longest gets the next place: `answered_at`, then the number, is the order. `named`
    is the word of whoever comes, and of nobody for them, that their name may be listed.
    `revision` counts how often the invitation was taken back, so that letters and calendars know
    a later one from an earlier.
    """

    class State(models.TextChoices):
        """What became of an invitation."""

        INVITED = "invited", _("Invited")
        ACCEPTED = "accepted", _("Accepted")
        WAITING = "waiting", _("On the waiting list")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations", db_index=False)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="registrations")
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.INVITED)
    person = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="registrations"
    )
    invited_at = models.DateTimeField(_("invited"), db_default=Now(), editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    reason = models.CharField(_("reason for staying away"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    withdrawn_because = models.CharField(_("why it was taken back"), max_length=500, blank=True)
    revision = models.PositiveSmallIntegerField(_("revision"), default=0, editable=False)
    named = models.BooleanField(_("may be listed by name"), default=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("event", "answered_at", "id")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["event", "authority"], name="invited_to_event_once"),
            models.CheckConstraint(
                condition=Q(state__in=["invited", "accepted", "waiting", "declined", "withdrawn"]),
                name="registration_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn")
                | Q(state="invited", answered_at__isnull=True)
                | (~Q(state="invited") & Q(answered_at__isnull=False)),
                name="registration_answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(state="declined"), name="reason_is_for_staying_away"
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True, withdrawn_because="")),
                name="taking_back_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.authority_id} {self.state}"

    def occasion(self, kind: str) -> str:
        """Name what a letter about this invitation is for; a renewed one is another occasion."""
        return f"event-{kind}:{self.pk}" + (f":{self.revision}" if self.revision else "")


class CalendarKey(models.Model):
    """The secret part of the address at which a person's own calendar can be fetched.

    Only its hash is kept. A new one replaces the old, which then leads nowhere.
    """

    person = models.OneToOneField(User, models.CASCADE, related_name="calendar_key")
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.person_id)
