"""One row of any list of an event, asked for by the columns its listing names."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority
from hanse.events.lists import Listing
from hanse.events.models import Count, Event, EventCity, Gap, Organisation, Output, Source
from hanse.events.models.facts import Listed
from hanse.shared.countries import countries


class RowForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """Some columns of a row; what stands in the list already is said to."""

    def _post_clean(self) -> None:
        """Hold the rules of the whole list too, not of the columns asked for alone."""
        super()._post_clean()  # type: ignore[misc] # Django's own, without a type
        if self.errors:
            return
        try:
            self.instance.validate_constraints()
        except ValidationError:
            self.add_error(next(iter(self.fields)), _("This stands in the list already."))

    def facts(self) -> dict[str, Any]:
        """Return what was answered, by column."""
        return {name: getattr(self.instance, name) for name in self._meta.fields or ()}


class SourceForm(RowForm):
    """Where something is known from."""

    class Meta:
        """The columns asked for."""

        model = Source
        fields = ("title",)
        labels: ClassVar = {"title": _("Title of the source")}


class CountForm(RowForm):
    """A number with its qualifier and who says so; two that differ may both stand."""

    value = forms.IntegerField(label=_("Number"), min_value=1, max_value=2**31 - 1)

    class Meta:
        """The columns asked for."""

        model = Count
        fields = ("what", "qualifier", "value", "scope", "note", "source")
        labels: ClassVar = {
            "what": _("What was counted"),
            "qualifier": _("How exactly?"),
            "scope": _("Of which part, if not of the whole"),
            "note": _("Who was counted, if it needs saying"),
            "source": _("Source"),
        }
        help_texts: ClassVar = {
            "source": _("Numbers of two sources that differ stand side by side."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer the sources of the event."""
        super().__init__(*args, **kwargs)
        offered = Source.objects.filter(event=self.instance.event)
        self.fields["source"].queryset = offered  # type: ignore[attr-defined] # a model choice field


class OrganisationForm(RowForm):
    """A body with a word on what it did."""

    class Meta:
        """The columns asked for."""

        model = Organisation
        fields = ("name", "note")
        labels: ClassVar = {"name": _("Name"), "note": _("Anything to say about it")}


class CityForm(RowForm):
    """An authority that was represented; one of the register is linked by name and region."""

    country = forms.ChoiceField(label=_("Country"))

    class Meta:
        """The columns asked for."""

        model = EventCity
        fields = ("name", "kind", "country", "area")
        labels: ClassVar = {
            "name": _("Name"),
            "kind": _("Kind"),
            "area": _("Region or state"),
        }
        help_texts: ClassVar = {"area": _("It tells two places of one name apart.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer all countries."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "…"), *countries()]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """Link the one authority of the register that is meant; of two, none."""
        super().clean()
        asked = self.cleaned_data
        found = Authority.objects.filter(
            name__iexact=asked.get("name", ""),
            kind=asked.get("kind", ""),
            country=asked.get("country", ""),
        )
        if asked.get("area"):
            found = found.filter(region__iexact=asked["area"])
        meant = list(found[:2])
        self.instance.authority = meant[0] if len(meant) == 1 else None
        self.instance.geonames_id = meant[0].geonames_id if len(meant) == 1 else None
        return asked

    def facts(self) -> dict[str, Any]:
        """Add whom the register knows."""
        known = ("authority", "geonames_id")
        return super().facts() | {name: getattr(self.instance, name) for name in known}


class OutputForm(RowForm):
    """What came out of it."""

    class Meta:
        """The columns asked for."""

        model = Output
        fields = ("title",)
        labels: ClassVar = {"title": _("What came out of it")}


class GapForm(RowForm):
    """What nobody has found yet."""

    class Meta:
        """The columns asked for."""

        model = Gap
        fields = ("text",)
        labels: ClassVar = {"text": _("What is not known, in one sentence")}


FORMS: dict[type[Listed], type[RowForm]] = {
    Source: SourceForm,
    Count: CountForm,
    Organisation: OrganisationForm,
    EventCity: CityForm,
    Output: OutputForm,
    Gap: GapForm,
}


def new_row(listing: Listing, event: Event, position: int) -> Listed:
    """Return an empty row at the end of a list."""
    part = {"part": listing.part} if listing.part else {}
    return listing.model(event=event, position=position, **part)
