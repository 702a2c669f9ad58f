"""What a reader may ask the search; the question lives in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hanse.home.search_index import declared
from hanse.home.searching import Asked

LONGEST = 200


class SearchForm(forms.Form):
    """Words, a kind and an order; what cannot be understood is left open."""

    q = forms.CharField(
        label=_("What are you looking for?"),
        required=False,
        max_length=LONGEST,
        help_text=_("Words in any language. “A phrase” in quotes, -word to leave a word out."),
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "maxlength": LONGEST}
        ),
    )
    kind = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    order = forms.ChoiceField(
        required=False, choices=[("", ""), ("newest", "")], widget=forms.HiddenInput
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=500)

    def __init__(self, data: QueryDict) -> None:
        """Offer the kinds there are."""
        super().__init__(data, auto_id="search_%s")
        kinds: Any = self.fields["kind"]
        kinds.choices = [("", ""), *((found.kind, found.plural) for found in declared())]

    def asked(self) -> Asked:
        """Return what is asked for."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            words=given.get("q", ""),
            kind=given.get("kind", ""),
            newest=given.get("order") == "newest",
            page=given.get("page") or 1,
        )
