"""What a city writes about one incident, on one page that fits a phone."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.actions.observing import whole_date
from hanse.threats.disarm import techniques
from hanse.threats.forms.shared import WHO_READS, FromACity, Neutral, language_field
from hanse.threats.models import Credibility, Eep, KnownTo, Reliability, Severity, SourceClass
from hanse.threats.queries.kept import is_count_alone
from hanse.threats.vocabulary import Axis, label_of, of_axis

OLDEST = dt.date(1990, 1, 1)
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def words_of(axis: Axis) -> list[tuple[str, str]]:
    """Return the words of one axis to tick; those under another follow it."""
    return [(key, label_of(key)) for key in of_axis(axis)]


def _ticks(label: "str | Any", axis: Axis, hint: "str | Any") -> forms.MultipleChoiceField:  # noqa: ANN401 - lazy words
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        choices=lambda: words_of(axis),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ObservationForm(FromACity):
    """One incident or tension: what happened, never who."""

    text = Neutral(
        label=_("What happened?"),
        help_text=_(
            "Two or three plain sentences: what was done or felt, and against whom as a group. No "
            "names, addresses, numbers or accounts, neither of those who suffered nor of those who "
            "did it."
        ),
    )
    target = _ticks(
        _("Against whom was it aimed?"),
        Axis.TARGET,
        _("Tick all that fit. People mix motives, and each tick counts."),
    )
    phenomenon = _ticks(
        _("What was behind it?"), Axis.PHENOMENON, _("Tick all that fit, or none if it is unclear.")
    )
    severity = forms.TypedChoiceField(
        label=_("How grave was it?"),
        choices=Severity.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    eep = forms.ChoiceField(
        label=_("How is it known?"),
        choices=Eep.choices,
        initial=Eep.EVIDENCED,
        widget=forms.RadioSelect,
    )
    occurred_on = forms.DateField(
        label=_("When did it happen?"), widget=_DAY, initial=timezone.localdate
    )
    precision = forms.ChoiceField(
        label=_("What of this date is certain?"),
        choices=KnownTo.choices,
        initial=KnownTo.DAY,
    )
    reported_on = forms.DateField(
        label=_("When was it reported?"), widget=_DAY, initial=timezone.localdate
    )
    source_class = forms.ChoiceField(
        label=_("Who recorded it?"), choices=SourceClass.choices, initial=SourceClass.MUNICIPAL
    )
    reliability = forms.ChoiceField(
        label=_("How far can this source be relied on?"),
        help_text=_("Judge the source by its record, whatever it says this time."),
        choices=Reliability.choices,
        initial=Reliability.F,
    )
    credibility = forms.TypedChoiceField(
        label=_("How far can this report be believed?"),
        help_text=_("Judge the report by what else is known, whoever it comes from."),
        choices=Credibility.choices,
        coerce=int,
        initial=Credibility.UNKNOWN,
    )
    sharing_label = forms.ChoiceField(
        label=_("Who may read it"), choices=WHO_READS, initial=SharingLabel.AMBER_STRICT
    )
    language = language_field()
    techniques = forms.MultipleChoiceField(
        label=_("Techniques of disinformation"),
        choices=lambda: [(key, f"{label} ({key})") for key, label in techniques().items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_occurred_on(self) -> dt.date:
        """Refuse a mistyped century."""
        day: dt.date = self.cleaned_data["occurred_on"]
        if day < OLDEST:
            raise ValidationError(gettext("This is long ago. Look at the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Join the two axes, and hold the two dates against each other."""
        said = super().clean() or {}
        if not said.get("target") and not said.get("phenomenon"):
            self.add_error(
                "target",
                gettext("Tick at least one label, here or under the next question."),
            )
        self._check_dates(said)
        if "key" in self.fields and not self.errors:
            self._check_counts(said)
        return said

    def _check_counts(self, said: dict[str, Any]) -> None:
        """Refuse what may be in a count already: words that are gone do not come back."""
        day = whole_date(said["occurred_on"], said["precision"])
        if is_count_alone(said["city"], {**said, "occurred_on": day}):
            self.add_error(
                "occurred_on",
                gettext(
                    "Of this time counts alone are kept of what this source told, and this may be "
                    "among them. It cannot be recorded again."
                ),
            )

    def _check_dates(self, said: dict[str, Any]) -> None:
        happened, reported = said.get("occurred_on"), said.get("reported_on")
        if reported and reported > timezone.localdate():
            self.add_error("reported_on", gettext("This day is still to come. Look at the date."))
        if not happened or not reported or said.get("eep") == Eep.POTENTIAL:
            return
        if happened > timezone.localdate():
            self.add_error(
                "occurred_on",
                gettext("What is still to come is marked “potential” under “How is it known?”."),
            )
        elif reported < whole_date(happened, said.get("precision", "")):
            self.add_error("reported_on", gettext("It cannot be reported before it happened."))

    def said(self) -> dict[str, Any]:
        """Return what is said of the incident, as its row keeps it."""
        given = dict(self.cleaned_data)
        labels = [*given.pop("target"), *given.pop("phenomenon")]
        for beside in ("key", "city", "sharing_label", "seen"):
            given.pop(beside, None)
        return {**given, "labels": labels}


class CorrectionForm(ObservationForm):
    """The same, for an incident that is stored; `seen` says which reading was on the screen."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Ask neither for the city nor for who may read it: those stay."""
        super().__init__(*args, **kwargs)
        for stays in ("key", "city", "sharing_label"):
            del self.fields[stays]


class WithdrawalForm(forms.Form):
    """Why an observation no longer counts."""

    reason = Neutral(
        label=_("Why is it withdrawn?"),
        rows=2,
        help_text=_("For example: recorded twice, or it turned out not to have happened."),
    )


class ListFilter(forms.Form):
    """What to show of the observations; empty is everything."""

    label = forms.ChoiceField(
        label=_("Label"),
        required=False,
        choices=lambda: [
            ("", _("all")),
            *(
                (str(_("Against whom")), words_of(Axis.TARGET)),
                (str(_("What was behind it")), words_of(Axis.PHENOMENON)),
            ),
        ],
    )
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("all")), *SourceClass.choices]
    )
    eep = forms.ChoiceField(
        label=_("How it is known"), required=False, choices=[("", _("all")), *Eep.choices]
    )
    since = forms.DateField(label=_("From"), required=False, widget=_DAY)
    until = forms.DateField(label=_("To"), required=False, widget=_DAY)
    withdrawn = forms.BooleanField(label=_("Withdrawn ones too"), required=False)
