"""What a reader may ask of the list of events; the answers live in the address."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hanse.events.models import Event, Programme
from hanse.events.queries import Wanted, what_there_is
from hanse.shared.countries import country_name


class EventFilter(forms.Form):
    """Year, country, format and programme; every field may be left open."""

    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    country = forms.ChoiceField(label=_("Country"), required=False)
    format = forms.ChoiceField(label=_("Format"), required=False)
    programme = forms.ChoiceField(label=_("Programme"), required=False)

    def __init__(self, data: QueryDict, *, events: QuerySet[Event]) -> None:
        """Offer what the reader's events have."""
        super().__init__(data, auto_id="filter_%s")
        there = what_there_is(events)
        formats = dict(Event.Format.choices)
        countries = [(code, country_name(code)) for code in there.countries]
        programmes = Programme.objects.filter(events__in=events).distinct()
        offered: dict[str, list[tuple[Any, Any]]] = {
            "year": [("", _("All years")), *((year, year) for year in there.years)],
            "country": [("", _("All countries")), *sorted(countries, key=lambda pair: pair[1])],
            "format": [("", _("All formats")), *((held, formats[held]) for held in there.formats)],
            "programme": [("", _("All programmes")), *((p.slug, p.name) for p in programmes)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined] # all four have them

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be understood is left open and said so."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            year=asked.get("year"),
            country=asked.get("country", ""),
            format=asked.get("format", ""),
            programme=asked.get("programme", ""),
        )
