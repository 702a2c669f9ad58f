"""What stewards of the network enter about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User


class PersonSearch(forms.Form):
    """A name or an address; nobody is listed without being asked for."""

    q = forms.CharField(
        label=_("Name or e-mail address"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )


class EraseForm(forms.Form):
    """The address of whoever is to be erased, typed to be sure."""

    email = forms.EmailField(
        label=_("To confirm, type the e-mail address of this person"),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: object, person: User, **kwargs: object) -> None:
        """Remember whose address is asked for."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed through as given
        self._person = person

    def clean_email(self) -> str:
        """Refuse any other address."""
        if (typed := str(self.cleaned_data["email"]).lower()) != self._person.email:
            raise forms.ValidationError(_("This is not the address of this person."))
        return typed
