"""The questions about an event: asked in turn for a new one, one alone for a change."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hanse.events.models import Event, Precision, Programme
from hanse.events.wording import date_words
from hanse.shared.countries import countries, language_name
from hanse.sharing.labels import SharingLabel

_DAY = {"type": "date"}


class Question(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """Some facts of an event asked together; `heading` is the question."""

    heading: ClassVar[Any] = ""

    def facts(self) -> dict[str, Any]:
        """Return what was answered, by column."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class NameForm(Question):
    """What the meeting is called, in which language it is announced, and what it belongs to."""

    heading = _("What is it called?")
    language = forms.ChoiceField(label=_("Language of these texts"))
    programmes = forms.ModelMultipleChoiceField(
        Programme.objects.all(),
        label=_("Programmes it belongs to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("title", "language")
        labels: ClassVar = {"title": _("Title")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer the languages of the site, and the one the event has."""
        super().__init__(*args, **kwargs)
        known = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), self._language()])
        offered = [(code, language_name(code)) for code in known]
        self.fields["language"].choices = offered  # type: ignore[attr-defined] # a choice field
        if self.instance.pk:
            self.initial["programmes"] = list(self.instance.programmes.all())

    def _language(self) -> str:
        return str(self.initial.get("language") or self.instance.language)


class WhenForm(Question):
    """When it is, as precisely as is known."""

    heading = _("When is it?")

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("starts_on", "ends_on", "precision", "date_note")
        labels: ClassVar = {
            "starts_on": _("First day"),
            "ends_on": _("Last day, if it is another one"),
            "precision": _("How much of this is known?"),
            "date_note": _("Anything to say about the date"),
        }
        help_texts: ClassVar = {
            "starts_on": _("If only the month or the year is known, enter any day of it."),
        }
        widgets: ClassVar = {
            "starts_on": forms.DateInput(_DAY, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(_DAY, format="%Y-%m-%d"),
            "precision": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Expect that the day is known."""
        super().__init__(*args, **kwargs)
        self.fields["precision"].choices = Precision.choices  # type: ignore[attr-defined] # a choice field
        self.initial.setdefault("precision", Precision.DAY)
        self.initial["precision"] = self.initial["precision"] or Precision.DAY

    def clean(self) -> dict[str, Any]:
        """Keep no more of the dates than is known, and the days in order."""
        super().clean()
        asked = self.cleaned_data
        first, last = asked.get("starts_on"), asked.get("ends_on")
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day:
                asked[name] = _known(day, asked.get("precision", Precision.DAY))
        if first and last and asked["ends_on"] < asked["starts_on"]:
            self.add_error("ends_on", _("The last day must not lie before the first."))
        if asked.get("ends_on") == asked.get("starts_on"):
            asked["ends_on"] = None
        return asked


class WhereForm(Question):
    """Where people meet."""

    heading = _("Where is it?")
    country = forms.ChoiceField(label=_("Country"), required=False)

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("place", "venue", "country", "online")
        labels: ClassVar = {
            "place": _("City or place"),
            "venue": _("Building or room"),
            "online": _("One can take part online"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer all countries."""
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "…"), *countries()]  # type: ignore[attr-defined] # a choice field

    def clean(self) -> dict[str, Any]:
        """Let an event be somewhere."""
        super().clean()
        if not self.cleaned_data.get("place") and not self.cleaned_data.get("online"):
            self.add_error("place", _("Name the place, or say that one can take part online."))
        return self.cleaned_data


class MeetingForm(Question):
    """What kind of meeting it is, and what may be told of it."""

    heading = _("What kind of meeting is it?")
    RULES: ClassVar = {
        Event.Rule.PUBLIC: _("Public: anybody may know which cities come"),
        Event.Rule.MEMBERS: _("For members: members of the network see who comes"),
        Event.Rule.CHATHAM_HOUSE: _(
            "Chatham House Rule: what is said may be used, who said it may not be named"
        ),
    }
    rule = forms.ChoiceField(
        label=_("Rule of the meeting"), choices=list(RULES.items()), widget=forms.RadioSelect
    )

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("format", "details", "rule")
        labels: ClassVar = {"format": _("Format"), "details": _("More on the format")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Let events of the past keep a rule that is not known."""
        super().__init__(*args, **kwargs)
        if self.instance.rule == Event.Rule.UNKNOWN:
            known = (Event.Rule.UNKNOWN.value, Event.Rule.UNKNOWN.label)
            self.fields["rule"].choices = [*self.RULES.items(), known]  # type: ignore[attr-defined] # a choice field


class PlacesForm(Question):
    """How many can come, and until when answers are wanted."""

    heading = _("How many cities can come?")

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("capacity", "reply_by")
        labels: ClassVar = {
            "capacity": _("Places, one for each city"),
            "reply_by": _("Answers wanted by"),
        }
        help_texts: ClassVar = {
            "capacity": _("Leave empty if there is no limit. Cities beyond it wait for a place."),
            "reply_by": _("Letters name this day. Later answers still count."),
        }
        widgets: ClassVar = {"reply_by": forms.DateInput(_DAY, format="%Y-%m-%d")}


class SummaryForm(Question):
    """What it is about."""

    heading = _("What is it about?")

    class Meta:
        """The columns asked for."""

        model = Event
        fields = ("summary",)
        labels: ClassVar = {"summary": _("Summary")}
        help_texts: ClassVar = {"summary": _("Two or three sentences, in plain words.")}


class TemplateForm(forms.Form):
    """Whether to begin from an earlier event."""

    heading = _("Begin from an earlier event?")
    template = forms.ModelChoiceField(
        Event.objects.none(),
        label=_("Earlier event"),
        required=False,
        empty_label=_("No, begin from nothing"),
        help_text=_(
            "Its agenda, hosts, rule, texts and places are copied. You enter the dates yourself."
        ),
    )

    def __init__(self, *args: Any, events: QuerySet[Event], **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer the events this reader may see, the latest first."""
        super().__init__(*args, **kwargs)
        field = self.fields["template"]
        field.queryset = events.order_by("-starts_on", "slug")  # type: ignore[attr-defined] # a model choice field
        field.label_from_instance = _with_date  # type: ignore[attr-defined] # the same


class LabelForm(forms.Form):
    """Who may see the event's page."""

    heading = _("Who may see the event?")
    LABELS: ClassVar = {
        SharingLabel.AMBER_STRICT: _("The secretariat alone, while it is being planned"),
        SharingLabel.AMBER: _("The cities invited"),
        SharingLabel.GREEN: _("All members of the network"),
        SharingLabel.CLEAR: _("Everyone"),
    }
    label = forms.ChoiceField(
        label=_("Who may see it"),
        choices=[(key.value, words) for key, words in LABELS.items()],
        widget=forms.RadioSelect,
    )


QUESTIONS: dict[str, type[Question]] = {
    "name": NameForm,
    "when": WhenForm,
    "where": WhereForm,
    "meeting": MeetingForm,
    "places": PlacesForm,
    "summary": SummaryForm,
}


def _known(day: dt.date, precision: str) -> dt.date:
    if precision == Precision.DAY:
        return day
    return day.replace(day=1) if precision == Precision.MONTH else day.replace(month=1, day=1)


def _with_date(event: Event) -> str:
    return f"{event.title} ({date_words(event)})"
