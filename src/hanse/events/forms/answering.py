"""A city's answer to an invitation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.accounts.models import User
from hanse.events.models import Event

ME, COLLEAGUE, NOBODY = "me", "colleague", "nobody"
_NAMED = {
    Event.Rule.PUBLIC: _("Others who come may see my name. The public sees the city alone."),
    Event.Rule.MEMBERS: _("Members of the network may see my name on the list of participants."),
}
_NAMED_IN_THE_ROOM = _("Others who come may see my name. Nobody outside the room does.")


class AnswerForm(forms.Form):
    """Who comes, if anybody; a colleague is asked for the consent themselves."""

    answer = forms.ChoiceField(
        label=_("Who comes?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who comes, or that nobody can.")},
    )
    named = forms.BooleanField(required=False)
    colleague = forms.ChoiceField(label=_("Which colleague?"), required=False)
    reason = forms.CharField(
        label=_("Why not? (if you like)"),
        help_text=_("If nobody can come: the secretariat reads it, nobody else outside the city."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, colleagues: list[User], event: Event, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer the colleagues there are."""
        super().__init__(*args, **kwargs)
        self._colleagues = {str(colleague.pk): colleague for colleague in colleagues}
        offered = [(ME, _("I come myself"))]
        if colleagues:
            offered.append((COLLEAGUE, _("A colleague comes")))
            people = [(str(colleague.pk), str(colleague)) for colleague in colleagues]
            self.fields["colleague"].choices = [("", "…"), *people]  # type: ignore[attr-defined] # a choice field
        else:
            del self.fields["colleague"]
        self.fields["answer"].choices = [*offered, (NOBODY, _("Nobody can come"))]  # type: ignore[attr-defined] # a choice field
        self.fields["named"].label = consent_words(event)

    def clean(self) -> dict[str, Any]:
        """Ask who, when a colleague comes."""
        super().clean()
        asked = self.cleaned_data
        if asked.get("answer") == COLLEAGUE and not asked.get("colleague"):
            self.add_error("colleague", _("Choose who comes."))
        return asked

    def sent(self) -> User:
        """Return who comes in one's place."""
        return self._colleagues[self.cleaned_data["colleague"]]


class ConsentForm(forms.Form):
    """Whether one's own name may be listed."""

    named = forms.BooleanField(required=False)

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Say who would see the name."""
        super().__init__(*args, **kwargs)
        self.fields["named"].label = consent_words(event)


def consent_words(event: Event) -> str:
    """Say to whom a name would be shown, as the rule of the meeting has it."""
    return str(_NAMED.get(Event.Rule(event.rule), _NAMED_IN_THE_ROOM))
