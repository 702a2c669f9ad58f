"""What people in the room send in: notes, feedback, testimonials."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hanse.accounts.queries import person_with
from hanse.events.actions.voicing import Answers, Praise
from hanse.events.actions.writing import Said, attributions_for
from hanse.events.models import Addressee, Event, Feedback, Note
from hanse.shared.personal_data import refuse_personal_data
from hanse.sharing.labels import SharingLabel
from hanse.sharing.models import Attribution

LONGEST = 2000
WHO_READS = {
    SharingLabel.AMBER_STRICT: _("the secretariat and I (AMBER+STRICT)"),
    SharingLabel.AMBER: _("the cities in this room (AMBER)"),
    SharingLabel.RED: _("the people who are in this room now, nobody later (RED)"),
    SharingLabel.GREEN: _("members of the network (GREEN)"),
    SharingLabel.CLEAR: _("everyone (CLEAR)"),
}
WHO_SPOKE = {
    Attribution.NAMED: _("my name, role and city"),
    Attribution.ROLE: _("my role and the kind of city I work for"),
    Attribution.CHATHAM: _("“a participant”: neither name nor role nor city"),
    Attribution.NO_QUOTE: _("nothing: the words are not repeated, in no report either"),
}
CONSENT = {
    Attribution.NAMED: _("These words may be shown in public with my name, role and city."),
    Attribution.ROLE: _("These words may be shown in public with my role and the kind of city."),
    Attribution.CHATHAM: _("These words may be shown in public as those of a participant."),
}


def _words(label: Any, *, required: bool = True, rows: int = 5, **more: Any) -> forms.CharField:  # noqa: ANN401 - lazy words and what a field takes
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        validators=[refuse_personal_data],
        widget=forms.Textarea({"rows": rows}),
        **more,
    )


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Language of the words"), choices=settings.LANGUAGES)


class KeyedForm(forms.Form):
    """A form that says by its key whether it was sent before."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        initial = {"key": uuid.uuid4(), "language": get_language()}
        super().__init__(*args, **{**kwargs, "initial": initial | (kwargs.get("initial") or {})})


class NoteForm(KeyedForm):
    """Words from the room, to whom they speak, and how they may be used."""

    words = _words(
        _("What was said"),
        help_text=_(
            "One thought a note. Leave out names of people, offices and cities, telephone numbers "
            "and addresses: nobody outside should be able to guess who spoke."
        ),
    )
    session = forms.ChoiceField(label=_("Session"), required=False)
    addressee = forms.ChoiceField(
        label=_("To whom it speaks"), choices=Addressee.choices, widget=forms.RadioSelect
    )
    attribution = forms.ChoiceField(label=_("What may stand under it"), widget=forms.RadioSelect)
    sharing_label = forms.ChoiceField(
        label=_("Who may read it"), choices=list(WHO_READS.items()), widget=forms.RadioSelect
    )
    language = _language()

    def __init__(self, *args: Any, event: Event, note: Note | None = None, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Offer what the meeting's rule allows; a stored note begins with what it holds."""
        allowed = attributions_for(event)
        begin: dict[str, Any] = {
            "attribution": allowed[0],
            "sharing_label": SharingLabel.AMBER_STRICT,
        }
        if note:
            names = ("words", "addressee", "attribution", "sharing_label", "language")
            begin |= {name: getattr(note, name) for name in names}
            begin["session"] = note.session_id or ""
        super().__init__(*args, initial=begin, **kwargs)
        self.sessions = {str(held.pk): held for held in event.session_list.all()}
        titles = [(key, held.title) for key, held in self.sessions.items()]
        chosen: dict[str, list[tuple[Any, Any]]] = {
            "session": [("", _("None in particular")), *titles],
            "attribution": [(rule.value, WHO_SPOKE[rule]) for rule in allowed],
            "sharing_label": _labels_left(note),
        }
        for name, choices in chosen.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined] # all three have them

    def said(self) -> Said:
        """Return the note to store."""
        asked = self.cleaned_data
        return Said(
            words=asked["words"],
            addressee=asked["addressee"],
            session=self.sessions.get(asked["session"]),
            attribution=asked["attribution"],
            sharing_label=asked["sharing_label"],
            language=asked["language"],
        )


class FeedbackForm(forms.Form):
    """How useful a meeting was, and what should change."""

    useful = forms.TypedChoiceField(
        label=_("How useful was it for your work?"),
        choices=Feedback.Useful.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    takes_away = _words(_("What do you take away?"), required=False, rows=3)
    change = _words(_("What should change next time?"), required=False, rows=3)

    def answers(self) -> Answers:
        """Return the answers to store."""
        return Answers(**self.cleaned_data, language=get_language() or "en")


class TestimonialForm(KeyedForm):
    """Words for the public, with the sentence their author agrees to."""

    words = _words(_("Your words"), rows=4)
    attribution = forms.ChoiceField(
        label=_("I agree"), choices=list(CONSENT.items()), widget=forms.RadioSelect
    )
    language = _language()

    def praise(self) -> Praise:
        """Return the testimonial with the very sentence that was agreed to."""
        asked = self.cleaned_data
        return Praise(
            words=asked["words"],
            attribution=asked["attribution"],
            consent=str(CONSENT[Attribution(asked["attribution"])]),
            language=asked["language"],
        )


class RapporteurForm(forms.Form):
    """Somebody with an account who writes for the room."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("Of somebody who has an account here.")
    )

    def clean_email(self) -> str:
        """Find the person, or say that there is no account."""
        self.person = person_with(self.cleaned_data["email"])
        if self.person is None:
            raise forms.ValidationError(_("Nobody here has this address. Invite them first."))
        return str(self.cleaned_data["email"])


def _labels_left(note: Note | None) -> list[tuple[str, Any]]:
    """Keep RED apart: it is chosen when a note is posted, with the people it is for."""
    if note is None:
        return [(label.value, words) for label, words in WHO_READS.items()]
    red = note.sharing_label == SharingLabel.RED
    return [(k.value, words) for k, words in WHO_READS.items() if (k == SharingLabel.RED) == red]
