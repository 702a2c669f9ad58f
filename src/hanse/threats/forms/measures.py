"""Forms of what a city does: a measure with its split, and policy for one category."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.threats.insights.alignment import categories
from hanse.threats.models import Coverage, Level, Measure, Unit
from hanse.threats.vocabulary import label_of

ROWS = 6
WHOLE = 100
GENERAL, SPLIT = "general", "split"


class MeasureForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """A measure, what it costs, and for which categories it is meant."""

    meant_for = forms.ChoiceField(
        label=_("Meant for"),
        choices=[(SPLIT, _("the categories below")), (GENERAL, _("all categories alike"))],
        widget=forms.RadioSelect,
        initial=SPLIT,
        help_text=_("General measures are shown, but counted for no category."),
    )

    class Meta:
        """The columns written here."""

        model = Measure
        fields = ("name", "year", "unit", "amount", "currency", "source")
        help_texts: ClassVar = {
            "currency": _("Three letters, for example EUR. Leave it empty for posts."),
            "source": _("For example the page of the budget."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Add the rows of the split, filled from the measure."""
        super().__init__(*args, **kwargs)
        choices = [("", _("None"))] + [(key, label_of(key)) for key in categories()]
        kept = [*self.instance.split.items(), *[("", None)] * ROWS]
        for row, (category, share) in enumerate(kept[: max(ROWS, len(self.instance.split))], 1):
            self.fields[f"category_{row}"] = forms.ChoiceField(
                label=_("Category %(row)s") % {"row": row},
                choices=choices,
                required=False,
                initial=category,
            )
            self.fields[f"share_{row}"] = forms.IntegerField(
                label=_("Per cent for category %(row)s") % {"row": row},
                min_value=1,
                max_value=WHOLE,
                required=False,
                initial=share,
            )
        if self.instance.pk and self.instance.is_general:
            self.initial["meant_for"] = GENERAL

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the rows of the split, each a category and its share."""
        names = [name for name in self.fields if name.startswith("category_")]
        return [(self[name], self[name.replace("category", "share")]) for name in names]

    def clean(self) -> dict[str, Any]:
        """Put the split together; it has to sum to a hundred."""
        data = super().clean() or {}
        staff = data.get("unit") == Unit.STAFF
        if staff:
            data["currency"] = self.instance.currency = ""
        elif not (data.get("currency") or "").isalpha():
            self.add_error("currency", _("Name the currency in three letters."))
        else:
            data["currency"] = self.instance.currency = data["currency"].upper()
        self.instance.split = {} if data.get("meant_for") == GENERAL else self._split(data)
        return data

    def clean_currency(self) -> str:
        """Write a currency in capital letters."""
        return str(self.cleaned_data["currency"]).upper()

    def _split(self, data: dict[str, Any]) -> dict[str, int]:
        split: dict[str, int] = {}
        for category, share in self.rows:
            key, part = data.get(category.name), data.get(share.name)
            if bool(key) != bool(part):
                self.add_error(share.name, _("Give both a category and its per cent, or neither."))
            elif key and part:
                split[key] = split.get(key, 0) + part
        if sum(split.values()) != WHOLE and not self.errors:
            self.add_error(
                "share_1",
                _("The parts sum to %(sum)s, not to 100.") % {"sum": sum(split.values())},
            )
        return split


class CoverageForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """How far policy covers a category, with the proof, and how much of it is reported."""

    level = forms.TypedChoiceField(
        label=_("Policy"), choices=Level.choices, coerce=int, widget=forms.RadioSelect
    )
    reported = forms.IntegerField(
        label=_("Of a hundred cases, how many are reported?"),
        min_value=1,
        max_value=WHOLE,
        required=False,
        help_text=_("Only if a study says so; the score is then shown with and without it."),
    )

    class Meta:
        """The columns written here."""

        model = Coverage
        fields = ("level", "source", "reporting_source")

    field_order = ("level", "source", "reported", "reporting_source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Show the stored share in per cent."""
        super().__init__(*args, **kwargs)
        if self.instance.reporting_rate is not None:
            self.initial["reported"] = int(self.instance.reporting_rate * WHOLE)

    def clean(self) -> dict[str, Any]:
        """Ask for the proof of what is claimed."""
        data = super().clean() or {}
        if data.get("level") and not data.get("source"):
            self.add_error("source", _("Say where it is written."))
        if data.get("reported") and not data.get("reporting_source"):
            self.add_error("reporting_source", _("Say which study gives this share."))
        reported = data.get("reported")
        self.instance.reporting_rate = Decimal(reported) / WHOLE if reported else None
        return data
