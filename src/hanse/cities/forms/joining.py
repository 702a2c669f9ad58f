"""The application, its code, and the decision."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Application, Place
from hanse.shared.countries import countries


class ApplicationForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """Who applies for which authority; a picked place fills in what it knows."""

    country = forms.ChoiceField(label=_("Country"))

    class Meta:
        """The fields of the application."""

        model = Application
        fields = ("name", "kind", "country", "region", "applicant", "role", "post", "email")
        labels: ClassVar = {
            "name": _("Name of the authority"),
            "kind": _("Kind"),
            "region": _("Region or state"),
            "applicant": _("Your name"),
            "role": _("Your role"),
            "post": _("Your post"),
            "email": _("Your official e-mail address"),
        }
        help_texts: ClassVar = {
            "email": _("An address at the authority itself. We send a code to it."),
            "post": _("For example: head of the prevention office."),
        }
        widgets: ClassVar = {
            "applicant": forms.TextInput({"autocomplete": "name"}),
            "post": forms.TextInput({"autocomplete": "organization-title"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }

    def __init__(self, *args: object, place: Place | None = None, **kwargs: object) -> None:
        """Begin with what the picked place knows."""
        if place:
            region = "" if place.region.startswith("~") else place.region
            kwargs["initial"] = {"name": place.name, "country": place.country, "region": region}
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed through as given
        self.fields["country"].choices = [("", "…"), *countries()]  # type: ignore[attr-defined] # a choice field

    def clean_email(self) -> str:
        """Keep addresses in lower case, as everywhere."""
        return str(self.cleaned_data["email"]).lower()


class CodeForm(forms.Form):
    """The code from the letter."""

    code = forms.CharField(
        label=_("Code from the letter"),
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class DecisionForm(forms.Form):
    """Yes or no, always with a reason the applicant reads."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve")), ("refuse", _("Refuse"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The applicant reads it."),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    verify_domain = forms.BooleanField(
        label=_("The domain of the e-mail address belongs to this authority; I have checked."),
        required=False,
    )
