"""A post at a city that others may turn to."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.cities.forms.editing import WHO_READS
from hanse.cities.models import Contact


class ContactForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """A post with how to reach it, and who may see it."""

    sharing_label = forms.ChoiceField(label=_("Who may see it"), choices=WHO_READS)

    class Meta:
        """The columns written here."""

        model = Contact
        fields = ("post", "name", "email", "phone", "sharing_label")
        help_texts: ClassVar = {
            "post": _("For example: prevention office, press, out of hours."),
            "email": _("An address of the office rather than of a person."),
        }
        widgets: ClassVar = {
            "phone": forms.TextInput({"type": "tel", "autocomplete": "off"}),
            "email": forms.EmailInput({"autocomplete": "off"}),
        }

    def clean_post(self) -> str:
        """Keep each post once in a city."""
        post = str(self.cleaned_data["post"])
        others = self.instance.authority.contacts.exclude(pk=self.instance.pk)
        if others.filter(post__iexact=post).exists():
            raise forms.ValidationError(_("This post has a contact already. Change that one."))
        return post
