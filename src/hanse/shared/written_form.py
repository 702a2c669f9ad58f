"""How a table is written, for a person to say where the guess is wrong."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.shared.tables import Written
from hanse.shared.tables.delimited import ENCODINGS, SEPARATORS

_GUESS = ("", _("find out"))
_NAMES = {
    "comma": _("comma"),
    "semicolon": _("semicolon"),
    "tab": _("tab"),
    "bar": _("bar"),
}
_SIGNS = {name: sign for sign, name in SEPARATORS.items()}


class WrittenForm(forms.Form):
    """The letters and the separator of a CSV, or the sheet of a workbook."""

    encoding = forms.ChoiceField(
        label=_("How are its letters written?"),
        choices=[_GUESS, *ENCODINGS.items()],
        required=False,
        help_text=_("Windows-1250 for Polish, Czech or Hungarian, 1251 for Cyrillic letters."),
    )
    separator = forms.ChoiceField(
        label=_("What parts its columns?"), choices=[_GUESS, *_NAMES.items()], required=False
    )
    sheet = forms.ChoiceField(label=_("Which sheet?"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through as given
        sheets: Sequence[str] = (),
        now: Written | None = None,
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Ask of a workbook for its sheet, and of other tables for all else."""
        super().__init__(*args, **kwargs)
        if sheets:
            del self.fields["encoding"], self.fields["separator"]
            sheet = self.fields["sheet"]
            assert isinstance(sheet, forms.ChoiceField)  # noqa: S101 - declared above
            sheet.choices = [("", _("the first that holds something")), *((o, o) for o in sheets)]
        else:
            del self.fields["sheet"]
        if now:
            self.initial = {
                "encoding": now.encoding,
                "separator": SEPARATORS.get(now.separator, ""),
                "sheet": now.sheet,
            }

    def written(self) -> Written:
        """Return what was said."""
        said = self.cleaned_data
        return Written(
            encoding=said.get("encoding", ""),
            separator=_SIGNS.get(said.get("separator", ""), ""),
            sheet=said.get("sheet", ""),
        )
