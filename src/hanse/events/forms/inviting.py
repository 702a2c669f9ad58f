"""Whom the secretariat looks for, and whom it invites."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority, Kind
from hanse.cities.parts import COUNTRIES
from hanse.cities.queries import Wanted, member_countries
from hanse.events.forms.planning import LabelForm
from hanse.events.queries.inviting import LAST_YEAR, NEVER, NOT_LAST_YEAR, Sought
from hanse.shared.countries import country_name
from hanse.shared.network import current_network
from hanse.shared.vocabularies import Challenge, Lens
from hanse.sharing.labels import SharingLabel


class CandidateFilter(forms.Form):
    """Name, kind, country, side, size, challenge, lens and history; each may be left open."""

    q = forms.CharField(
        label=_("Name or region"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    side = forms.ChoiceField(label=_("Side"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Every kind")), *Kind.choices]
    )
    size = forms.ChoiceField(
        label=_("Inhabitants"),
        required=False,
        choices=[
            ("", _("Every size")),
            ("small", _("under 50,000")),
            ("middle", _("50,000 to 250,000")),
            ("large", _("250,000 to a million")),
            ("metropolis", _("a million and more")),
        ],
    )
    challenge = forms.ChoiceField(
        label=_("Challenge"),
        required=False,
        choices=[("", _("Every challenge")), *Challenge.choices],
    )
    lens = forms.ChoiceField(
        label=_("Lens"), required=False, choices=[("", _("Every lens")), *Lens.choices]
    )
    history = forms.ChoiceField(
        label=_("Until now"),
        required=False,
        choices=[
            ("", _("Whatever happened")),
            (NEVER, _("Never invited here")),
            (LAST_YEAR, _("Came to an event the year before")),
            (NOT_LAST_YEAR, _("Came to none the year before")),
        ],
    )

    def __init__(self, data: QueryDict) -> None:
        """Offer the countries that have a member, and the sides of this network."""
        super().__init__(data, auto_id="filter_%s")
        countries = [(code, country_name(code)) for code in member_countries()]
        countries.sort(key=lambda pair: pair[1])
        sides = [(side.key, side.name) for side in current_network().sides if side.key in COUNTRIES]
        self.fields["country"].choices = [("", _("Every country")), *countries]  # type: ignore[attr-defined] # a choice field
        self.fields["side"].choices = [("", _("Every side")), *sides]  # type: ignore[attr-defined] # a choice field
        if not sides:
            del self.fields["side"]

    def sought(self) -> Sought:
        """Return what is asked for; what cannot be understood is left open and said so."""
        self.is_valid()
        asked = self.cleaned_data
        wanted = Wanted(
            words=asked.get("q", ""),
            kind=asked.get("kind", ""),
            country=asked.get("country", ""),
            side=asked.get("side", ""),
            challenge=asked.get("challenge", ""),
        )
        return Sought(
            wanted=wanted,
            lens=asked.get("lens", ""),
            size=asked.get("size", ""),
            history=asked.get("history", ""),
        )


class ChosenForm(forms.Form):
    """The cities that were ticked."""

    city = forms.ModelMultipleChoiceField(
        Authority.objects.none(),
        label=_("Cities to invite"),
        error_messages={"required": _("Tick at least one city.")},
    )

    def __init__(self, *args: Any, cities: QuerySet[Authority], **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Accept the cities one may invite."""
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = cities  # type: ignore[attr-defined] # a model choice field


class ShareForm(LabelForm):
    """Who may see an event that only the secretariat has seen until now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Leave out what would shut the invited cities out."""
        super().__init__(*args, **kwargs)
        offered = [
            (label.value, words)
            for label, words in self.LABELS.items()
            if label != SharingLabel.AMBER_STRICT
        ]
        self.fields["label"].choices = offered  # type: ignore[attr-defined] # a choice field
