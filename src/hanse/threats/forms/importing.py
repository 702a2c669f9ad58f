"""What a person says of a file: whose it is, what its columns mean, what its words mean."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority
from hanse.shared.numbers import whole
from hanse.threats.forms.observing import words_of
from hanse.threats.importing.bundled import bundled
from hanse.threats.importing.guessing import Guess, known_formats
from hanse.threats.importing.incidents import digest
from hanse.threats.importing.opening import LIMITS
from hanse.threats.importing.profiles import Dates, Labels, Place, Profile, Scale
from hanse.threats.models import SourceClass
from hanse.threats.vocabulary import Axis

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NOTHING = "-"  # a word that names no category
SEPARATORS = [
    ("", _("none: one label in a cell")),
    (";", _("semicolon")),
    (",", _("comma")),
    ("|", _("bar")),
    ("/", _("slash")),
    ("&", "&"),
]
SOURCES = [choice for choice in SourceClass.choices if choice[0] != "community"]


class UploadForm(forms.Form):
    """A file, and whose incidents it holds."""

    city = forms.ModelChoiceField(label=_("City"), queryset=Authority.objects.none())
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "CSV or Excel with one row per incident or offence, NIBRS segments, STIX or MISP; "
            "up to 32 MB. It is removed when the import is done, or after a day."
        ),
    )
    profile = forms.ChoiceField(label=_("Kind of file"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through as given
        cities: Sequence[Authority],
        profiles: Sequence[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Ask for the city only where there is a choice."""
        kwargs["initial"] = {"city": cities[0].pk}
        super().__init__(*args, **kwargs)
        city, profile = self.fields["city"], self.fields["profile"]
        assert isinstance(city, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(profile, forms.ChoiceField)  # noqa: S101 - declared above
        city.queryset = Authority.objects.filter(pk__in=[one.pk for one in cities])
        city.empty_label = None
        if len(cities) == 1:
            city.widget = forms.HiddenInput()
        profile.choices = [("", _("find out by its columns")), *profiles]

    def clean_file(self) -> "UploadedFile[Any]":
        """Refuse what is too large to be read."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.size:
            raise ValidationError(gettext("The file is larger than 32 MB. Split it into several."))
        return file


class ColumnsForm(forms.Form):
    """Which column of an unknown table means what."""

    occurred = forms.ChoiceField(label=_("When did it happen?"))
    form = forms.ChoiceField(label=_("How are its dates written?"))
    labels = forms.MultipleChoiceField(
        label=_("Which columns say what it was about?"),
        help_text=_("Target, motive or category; one column or several."),
        widget=forms.CheckboxSelectMultiple,
    )
    separator = forms.ChoiceField(
        label=_("What parts several labels in one cell?"), choices=SEPARATORS, required=False
    )
    key = forms.ChoiceField(
        label=_("Number of the incident"),
        required=False,
        help_text=_("Rows with the same number become one incident."),
    )
    reported = forms.ChoiceField(label=_("When was it reported?"), required=False)
    severity = forms.ChoiceField(label=_("Offence, to tell how grave it was"), required=False)
    text = forms.ChoiceField(
        label=_("What happened, in words"),
        required=False,
        help_text=_("Only if the texts name no person: rows that do are refused."),
    )
    place = forms.ChoiceField(label=_("Key of the place, if there are several"), required=False)
    source_class = forms.ChoiceField(label=_("Who recorded it?"), choices=SOURCES)
    save_as = forms.CharField(
        label=_("Keep this for the next file as"),
        max_length=60,
        required=False,
        help_text=_("A name of your own, for example “Police, monthly list”."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through as given
        header: Sequence[str],
        guess: Guess,
        kept: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Offer the columns of the file, with the guess filled in.

        `kept` are the profiles the city keeps: the source of each, and its name now.
        """
        kwargs["initial"] = _as_initial(guess)
        super().__init__(*args, **kwargs)
        self.header, self.written, self.kept = header, guess.profile.written, kept
        columns = [(name, name) for name in header]
        for name in ("occurred", "labels"):
            self._offer(name, columns)
        for name in ("key", "reported", "severity", "text", "place"):
            self._offer(name, [("", _("none")), *columns])
        self._offer("form", known_formats())

    def _offer(self, name: str, choices: "Sequence[tuple[str, Any]]") -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean_save_as(self) -> str:
        """Refuse a name of which no address can be made."""
        name: str = self.cleaned_data["save_as"].strip()
        if name and not slugify(name):
            raise ValidationError(gettext("Use letters or digits in the name."))
        if slugify(name) in bundled():
            raise ValidationError(gettext("A kind of file that comes with Hanse has this name."))
        if self.kept.get(_source_named(name), name) != name:
            raise ValidationError(
                gettext("A kind of file that you keep was once called so. Choose another name.")
            )
        return name

    def profile(self) -> Profile:
        """Return what was said as a profile; the same columns keep the same name of source."""
        said = self.cleaned_data
        form, precision = said["form"].rsplit("=", 1)
        separators = (said["separator"],) if said["separator"] else ()
        name = said["save_as"]
        known = next((source for source, called in self.kept.items() if called == name), "")
        made = _source_named(name) if name else f"own-{digest(*self.header)[:8]}"
        return Profile(
            id=known or made,
            name=name or gettext("Our own list"),
            occurred=Dates(column=said["occurred"], formats=(form,)),
            precision=precision,
            reported=Dates(column=said["reported"], formats=(form,)) if said["reported"] else None,
            key=(said["key"],) if said["key"] else (),
            labels=tuple(Labels(column=c, separators=separators) for c in said["labels"]),
            severity=Scale(column=said["severity"]) if said["severity"] else None,
            place=Place(column=said["place"]) if said["place"] else None,
            text=(said["text"],) if said["text"] else (),
            source_class=said["source_class"],
            requires=tuple(dict.fromkeys([said["occurred"], *said["labels"]])),
            written=self.written,
        )


class WordsForm(forms.Form):
    """What the words mean that nobody knows: a category each."""

    keep = forms.BooleanField(
        label=_("Keep these meanings for the next file of this kind"), required=False, initial=True
    )

    def __init__(self, *args: Any, words: Sequence[tuple[str, int]], **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Ask for one word after the other, the most frequent first."""
        super().__init__(*args, **kwargs)
        self.words = [word for word, _count in words]
        for place, (word, count) in enumerate(words):
            told = ngettext("“%(word)s”, %(count)s time", "“%(word)s”, %(count)s times", count)
            label = told % {"word": word, "count": whole(count)}
            self.fields[f"word-{place}"] = forms.ChoiceField(
                label=label, choices=_categories(), initial="other-target"
            )
        self.order_fields([*(f"word-{place}" for place in range(len(words))), "keep"])

    def meanings(self) -> dict[str, tuple[str, ...]]:
        """Return each word with its categories; none for a word that names no category."""
        said = [self.cleaned_data[f"word-{place}"] for place in range(len(self.words))]
        return {
            word: () if category == NOTHING else (category,)
            for word, category in zip(self.words, said, strict=True)
        }


def _source_named(name: str) -> str:
    return slugify(name)[:40].strip("-")


def _as_initial(guess: Guess) -> dict[str, object]:
    made = guess.profile
    separators = [one for column in made.labels for one in column.separators]
    return {
        "occurred": made.occurred.column,
        "form": f"{made.occurred.formats[0]}={made.precision}",
        "labels": [column.column for column in made.labels],
        "separator": separators[0].strip() if separators else "",
        "key": made.key[0] if made.key else "",
        "reported": made.reported.column if made.reported else "",
        "severity": made.severity.column if made.severity else "",
        "source_class": made.source_class,
    }


def _categories() -> list[tuple[str, Any]]:
    return [
        (str(_("Against whom")), words_of(Axis.TARGET)),
        (str(_("What was behind it")), words_of(Axis.PHENOMENON)),
        (NOTHING, _("nothing of interest")),
    ]
