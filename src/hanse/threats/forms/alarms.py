"""Answers to an alarm, and who wants to hear of alarms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.threats.models import OPEN, Alarm, DigestChoice, Status
from hanse.threats.neutral import refuse_people
from hanse.threats.queries.alarms import own_people


class AnswerForm(forms.Form):
    """What an alarm was, who is in charge, and what is done."""

    status = forms.ChoiceField(
        label=_("What is it?"), choices=Status.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_people],
        help_text=_("Needed when it is explained or dismissed. Never name a person."),
    )
    in_charge = forms.ModelChoiceField(
        label=_("Who is in charge?"), queryset=User.objects.none(), required=False
    )
    action = forms.CharField(
        label=_("What is done?"), required=False, max_length=300, validators=[refuse_people]
    )

    def __init__(self, *args: Any, alarm: Alarm, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer the city's own people."""
        kwargs["initial"] = {
            "status": alarm.status,
            "reason": alarm.reason,
            "in_charge": alarm.in_charge_id,
            "action": alarm.action,
        }
        super().__init__(*args, **kwargs)
        assert alarm.owner is not None  # noqa: S101 - the database keeps no alarm without a city
        field = self.fields["in_charge"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = own_people(alarm.owner)

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a closed alarm."""
        data = super().clean() or {}
        if (
            data.get("status") not in OPEN
            and not data.get("reason")
            and "reason" not in self.errors
        ):
            self.add_error("reason", _("Say why, so that others can follow it later."))
        return data


class DigestForm(forms.Form):
    """When letters about alarms come."""

    how = forms.ChoiceField(
        label=_("Letters about alarms of your city"),
        choices=DigestChoice.How.choices,
        widget=forms.RadioSelect,
    )
