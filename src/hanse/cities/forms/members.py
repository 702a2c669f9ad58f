"""What readers ask of the list of members."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Kind
from hanse.cities.parts import COUNTRIES
from hanse.cities.queries import Wanted, member_countries
from hanse.shared.countries import country_name
from hanse.shared.network import current_network
from hanse.shared.vocabularies import Challenge


class MemberFilter(forms.Form):
    """Words, kind, country, side and challenge; every field may be left open."""

    q = forms.CharField(
        label=_("Name or region"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Kind.choices]
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    side = forms.ChoiceField(label=_("Side"), required=False)
    challenge = forms.ChoiceField(
        label=_("Challenge"),
        required=False,
        choices=[("", _("Every challenge")), *Challenge.choices],
    )

    reach = forms.ChoiceField(
        label=_("Reach"),
        required=False,
        choices=[("", _("Every member")), ("out", _("Out of reach"))],
    )

    def __init__(self, data: QueryDict, *, staff: bool) -> None:
        """Offer the countries that have a member, and the sides; to staff whom nobody reaches."""
        super().__init__(data, auto_id="filter_%s")
        if not staff:
            del self.fields["reach"]
        countries = sorted(((code, country_name(code)) for code in member_countries()), key=_name)
        sides = [(side.key, side.name) for side in current_network().sides if side.key in COUNTRIES]
        self.fields["country"].choices = [("", _("Every country")), *countries]  # type: ignore[attr-defined] # a choice field
        if sides:
            self.fields["side"].choices = [("", _("Every side")), *sides]  # type: ignore[attr-defined] # a choice field
        else:
            del self.fields["side"]

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be understood is left open and said so."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            words=asked.get("q", ""),
            kind=asked.get("kind", ""),
            country=asked.get("country", ""),
            side=asked.get("side", ""),
            challenge=asked.get("challenge", ""),
            out_of_reach=asked.get("reach", "") == "out",
        )


def _name(choice: tuple[str, str]) -> str:
    return choice[1]
