"""What people enter when they accept an invitation."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """How somebody new wants to be called."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues in other cities should see it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
