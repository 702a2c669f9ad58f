"""Handing over a list of members: the file, and which of its columns means what."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from hanse.cities.importing.columns import FIELDS
from hanse.shared.written_form import WrittenForm


class UploadForm(WrittenForm):
    """A table of members and contacts; how it is written may be left to be found out."""

    file = forms.FileField(
        label=_("Table of members and contacts"),
        help_text=_("CSV or Excel (.xlsx), up to 5 MB and 5,000 rows."),
        widget=forms.ClearableFileInput({"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    field_order = ("file",)


class ColumnsForm(forms.Form):
    """For each of our fields, the column of the table that holds it."""

    def __init__(
        self, header: tuple[str, ...], chosen: Mapping[str, str], data: QueryDict | None = None
    ) -> None:
        """Offer every column for every field, and begin with the guess."""
        super().__init__(data)
        choices = [("", _("not in the table")), *((name, name) for name in header)]
        for field in FIELDS:
            self.fields[field.key] = forms.ChoiceField(
                label=capfirst(field.words),
                choices=choices,
                required=field.required,
                initial=chosen.get(field.key, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a column that is chosen twice."""
        seen: dict[str, str] = {}
        for key, column in list(self.cleaned_data.items()):
            if column and column in seen:
                self.add_error(key, _("This column is chosen for another field already."))
            seen[column] = key
        return self.cleaned_data

    def columns(self) -> dict[str, str]:
        """Return what was chosen."""
        return {key: column for key, column in self.cleaned_data.items() if column}
