"""What an editor sends in: the text of a report, the label it is published under, documents."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hanse.events.files import LARGEST, MEGABYTE, RefusedError, Sniffed, read_file
from hanse.events.models import Addressee, Report
from hanse.events.reporting import numbers_in
from hanse.shared.personal_data import refuse_personal_data
from hanse.sharing.labels import SharingLabel

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile  # generic in the stubs only

LABELS = [
    (SharingLabel.AMBER_STRICT.value, _("the secretariat (AMBER+STRICT)")),
    (SharingLabel.AMBER.value, _("the cities that were there (AMBER)")),
    (SharingLabel.GREEN.value, _("members of the network (GREEN)")),
    (SharingLabel.CLEAR.value, _("everyone (CLEAR)")),
]


class ReportForm(forms.Form):
    """Title, opening, and one text for each addressee."""

    title = forms.CharField(label=_("Title"), max_length=300)
    opening = forms.CharField(
        label=_("Opening"),
        required=False,
        validators=[refuse_personal_data],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Two or three sentences; the first paragraph stands large under the title."),
    )

    def __init__(self, data: QueryDict | None, *, report: Report) -> None:
        """Begin with what is written so far."""
        parts = {part.addressee: part.text for part in report.parts.all()}
        begin = {"title": report.title, "opening": report.opening, **parts}
        super().__init__(data, initial=begin)
        self.known = {source.number for source in report.sources.all()}
        for addressee in Addressee:
            self.fields[addressee.value] = forms.CharField(
                label=addressee.label,
                required=False,
                validators=[refuse_personal_data],
                widget=forms.Textarea({"rows": 12}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse numbers that name no note, at the text they stand in."""
        asked: dict[str, Any] = super().clean() or {}
        for name in ("opening", *Addressee.values):
            strange = set(numbers_in(asked.get(name, ""))) - self.known
            if strange:
                listed = ", ".join(map(str, sorted(strange)))
                self.add_error(name, _("No note has the number %(numbers)s.") % {"numbers": listed})
        return asked

    def texts(self) -> Mapping[str, str]:
        """Return the text for each addressee."""
        return {name: self.cleaned_data[name] for name in Addressee.values}


class PublishForm(forms.Form):
    """Under which label, why, and that somebody looked for what would tell who spoke."""

    sharing_label = forms.ChoiceField(
        label=_("Who may read it"), choices=LABELS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why this label"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It is kept with the report."),
    )
    checked = forms.BooleanField(
        label=_("I have read the text: nothing in it tells who spoke."),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class DocumentForm(forms.Form):
    """A file, its title, and who may read it."""

    title = forms.CharField(label=_("Title"), max_length=200, validators=[refuse_personal_data])
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel or PNG, at most 5 MB, without macros."),
        max_length=200,
    )
    sharing_label = forms.ChoiceField(
        label=_("Who may read it"),
        choices=LABELS,
        widget=forms.RadioSelect,
        initial=SharingLabel.AMBER_STRICT.value,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    sniffed: Sniffed

    def clean_file(self) -> "UploadedFile[Any]":
        """Look at the bytes; what a file is called says nothing."""
        given: UploadedFile[Any] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB.") % {"most": LARGEST // MEGABYTE}
            )
        try:
            self.sniffed = read_file(given.read())
        except RefusedError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return given
