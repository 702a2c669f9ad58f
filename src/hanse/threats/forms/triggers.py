"""What happens and for how long the days around it are checked; and why a check ends early."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority
from hanse.threats.forms.shared import language_field
from hanse.threats.models.triggers import LONGEST
from hanse.threats.neutral import refuse_people
from hanse.threats.vocabulary import CATEGORIES, EVERYTHING, label_of

NETWORK = "network"
OLDEST = dt.timedelta(days=365)
MOST_BEFORE = 14


def widest_words() -> list[tuple[str, str]]:
    """Return the words that stand under no other."""
    return [(key, label_of(key)) for key, word in CATEGORIES.items() if word.parent == EVERYTHING]


class TriggerForm(forms.Form):
    """An event after which hate may rise, in plain words and with its day."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("What happened, or will happen?"),
        max_length=120,
        validators=[refuse_people],
        help_text=_("A few neutral words: the event, never a person."),
    )
    happens_on = forms.DateField(
        label=_("On which day?"),
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        initial=timezone.localdate,
    )
    before = forms.IntegerField(
        label=_("Check from how many days before?"),
        min_value=0,
        max_value=MOST_BEFORE,
        initial=0,
        help_text=_("More than none where tension builds up before the day."),
    )
    after = forms.IntegerField(
        label=_("Until how many days after?"),
        min_value=1,
        max_value=LONGEST.days - MOST_BEFORE,
        initial=14,
    )
    categories = forms.MultipleChoiceField(
        label=_("Which labels?"),
        help_text=_("Tick those that are of concern, or none to check them all."),
        choices=widest_words,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    whose = forms.ChoiceField(label=_("Which cities?"))
    language = language_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through as given
        cities: Sequence[Authority],
        network: bool,
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Offer the reader's own cities, and the whole network to its secretariat."""
        self.cities = {str(city.pk): city for city in cities}
        kwargs["initial"] = {"key": uuid.uuid4(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        offered = [(key, city.name) for key, city in self.cities.items()]
        offered += [(NETWORK, gettext("Every member city"))] if network else []
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = offered
        field.initial = offered[0][0]
        if len(offered) == 1:
            field.widget = forms.HiddenInput()

    def clean_happens_on(self) -> dt.date:
        """Refuse days that lie far away: nothing of them would be checked."""
        day: dt.date = self.cleaned_data["happens_on"]
        if abs(day - timezone.localdate()) > OLDEST:
            raise forms.ValidationError(gettext("Choose a day at most a year away."))
        return day

    def city(self) -> Authority | None:
        """Return the city that is checked, or none for the whole network."""
        return self.cities.get(self.cleaned_data["whose"])

    def said(self) -> dict[str, Any]:
        """Return the trigger as its row keeps it."""
        given = self.cleaned_data
        day = given["happens_on"]
        return {
            "title": given["title"],
            "language": given["language"],
            "happens_on": day,
            "first_day": day - dt.timedelta(days=given["before"]),
            "last_day": day + dt.timedelta(days=given["after"]),
            "categories": given["categories"],
        }


class EndForm(forms.Form):
    """Why a check ends before its time."""

    reason = forms.CharField(
        label=_("Why does the daily check end early?"), max_length=300, validators=[refuse_people]
    )
