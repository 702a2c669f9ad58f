"""A city's reading of a challenge, and “nothing to report”, on a phone."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.vocabularies import Challenge
from hanse.threats.forms.shared import WHO_READS, FromACity, Neutral, language_field
from hanse.threats.models import Basis, Confidence, Direction, SourceClass

LONGEST = dt.timedelta(days=366)
INTENSITY = [
    (0, _("0: not felt")),
    (1, _("1: a little")),
    (2, _("2: noticeable")),
    (3, _("3: strong")),
    (4, _("4: dominates the city")),
]


def week_ago() -> dt.date:
    """Return the first day of a week that ends today."""
    return timezone.localdate() - dt.timedelta(days=6)


class OfAPeriod(FromACity):
    """Something a city says of a stretch of days."""

    starts_on = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), initial=week_ago
    )
    ends_on = forms.DateField(
        label=_("To"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        initial=timezone.localdate,
    )

    def clean(self) -> dict[str, Any]:
        """Hold the two days against each other and against today."""
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", gettext("The period ends before it begins."))
        elif first and last and last - first > LONGEST:
            self.add_error("starts_on", gettext("Choose a period of a year at most."))
        if last and last > timezone.localdate():
            self.add_error("ends_on", gettext("This day is still to come. Look at the date."))
        return said


class SignalForm(OfAPeriod):
    """Where something is going, how strong it is felt, and what that rests on."""

    field_order = ("key", "city", "challenges", "direction", "intensity", "starts_on", "ends_on")

    challenges = forms.MultipleChoiceField(
        label=_("Which challenge?"),
        help_text=_("Tick all that this reading is about."),
        choices=Challenge.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    direction = forms.ChoiceField(
        label=_("Where is it going?"), choices=Direction.choices, widget=forms.RadioSelect
    )
    intensity = forms.TypedChoiceField(
        label=_("How strongly is it felt?"),
        choices=INTENSITY,
        coerce=int,
        widget=forms.RadioSelect,
    )
    basis = forms.ChoiceField(
        label=_("What does this rest on?"), choices=Basis.choices, initial=Basis.STAFF
    )
    confidence = forms.ChoiceField(
        label=_("How sure are you?"), choices=Confidence.choices, initial=Confidence.MODERATE
    )
    note = Neutral(
        label=_("A note, if you like"),
        required=False,
        rows=3,
        help_text=_("No names, no cases, nothing that points at a person at risk."),
    )
    sharing_label = forms.ChoiceField(
        label=_("Who may read it"), choices=WHO_READS, initial=SharingLabel.AMBER_STRICT
    )
    language = language_field()

    def said(self) -> dict[str, Any]:
        """Return the reading as its row keeps it."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"key", "city"}}


class QuietForm(OfAPeriod):
    """Nothing to report, or nothing else: only this makes a silent week a zero."""

    source_class = forms.ChoiceField(
        label=_("For which source?"),
        choices=[("", _("All sources")), *SourceClass.choices],
        required=False,
        help_text=_("Choose one if you speak for it alone; the others are then still asked."),
    )
