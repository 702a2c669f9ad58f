"""What the secretariat says when an event is cancelled or moves, or an invitation is taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.events.forms.planning import WhenForm

_REASON = {"rows": 3}


def _reason(help_text: object, *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        help_text=help_text,  # type: ignore[arg-type] # a lazy text
        required=required,
        max_length=500,
        widget=forms.Textarea(_REASON),
        error_messages={"required": _("Say why; those who planned to come will ask.")},
    )


class CancelForm(forms.Form):
    """Why an event does not take place."""

    reason = _reason(_("It stands in the letters and on the page of the event."))


class ReinstateForm(forms.Form):
    """Why it takes place after all."""

    reason = _reason(_("It stands in the letters and on the page of the event."), required=False)


class TakeBackForm(forms.Form):
    """Why a city cannot come."""

    reason = _reason(_("The city reads it in the letter; nobody else but the secretariat does."))


class MoveForm(WhenForm):
    """The new dates, and why."""

    reason = _reason(_("It stands in the letters and on the page of the event."), required=False)
