"""What a city says of itself, part by part with a sharing label, and whom it invites."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.cities.importing import cells
from hanse.cities.models import Authority, Role, Standing
from hanse.cities.queries import cities_called
from hanse.cities.wording import IN_CHARGE, SERVICES
from hanse.shared.countries import language_name
from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.vocabularies import Challenge, Lens

SAID = (
    "summary",
    "government",
    "mandate",
    "strategy",
    "website",
    "languages",
    "challenges",
    "lenses",
    "competences",
)
FACTS = ("population", "population_year", "population_source", "population_unit", "twins")
WHO_READS = [
    (SharingLabel.AMBER_STRICT.value, _("our own people")),
    (SharingLabel.GREEN.value, _("members of the network")),
    (SharingLabel.CLEAR.value, _("everyone")),
]


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """The parts an authority writes, each followed by who may read it."""

    challenges = forms.MultipleChoiceField(
        label=_("Challenges"),
        choices=Challenge.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lenses = forms.MultipleChoiceField(
        label=_("Lenses"),
        choices=Lens.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    languages = forms.CharField(
        label=_("Working languages"),
        help_text=_("With commas between, for example: German, fr, English."),
        required=False,
        max_length=500,
    )
    twins = forms.CharField(
        label=_("Twins"),
        help_text=_("Cities of the network it is twinned with, one on each line."),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3}),
    )

    class Meta:
        """The columns written here."""

        model = Authority
        fields = (*(name for name in SAID if name != "competences"), *FACTS[:-1])
        labels: ClassVar = {
            "summary": _("In short"),
            "government": _("Form of government"),
            "mandate": _("Mandate"),
            "strategy": _("Strategy in force"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Put the question of who reads it after each part; facts are public."""
        city: Authority = kwargs["instance"]
        first = {
            "languages": ", ".join(map(language_name, city.languages)),
            "twins": "\n".join(twin.name for twin in city.twins.all()),
        }
        kwargs["initial"] = first
        super().__init__(*args, **kwargs)
        asked: dict[str, forms.Field] = {}
        for name in SAID:
            words = gettext("Competences")
            if name == "competences":
                asked |= _asked_about_services(city.competences)
            else:
                asked[name] = self.fields[name]
                words = str(self.fields[name].label)
            asked[f"label_{name}"] = forms.ChoiceField(
                label=_("Who may read it: %(part)s") % {"part": words},
                choices=WHO_READS,
                initial=self.instance.labels.get(name, SharingLabel.AMBER_STRICT.value),
            )
        self.fields = {**asked, **{name: self.fields[name] for name in FACTS}}

    def parts(self) -> list[list[forms.BoundField]]:
        """Return what is shown together: the fields of a part, then who reads it."""
        found: list[list[forms.BoundField]] = [[]]
        for field in self:
            found[-1].append(field)
            if field.name.startswith("label_"):
                found.append([])
        return found[:-1]

    def facts(self) -> list[forms.BoundField]:
        """Return the fields that everyone may read."""
        return [self[name] for name in FACTS]

    def clean_languages(self) -> list[str]:
        """Read languages by tag or name."""
        try:
            return cells.languages(self.cleaned_data["languages"])
        except cells.UnclearError as unclear:
            raise forms.ValidationError(f"{unclear.problem}. {unclear.mend}.") from None

    def clean_twins(self) -> list[Authority]:
        """Find each city by its name, with the country after a comma where several share it."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["twins"].splitlines())):
            named = cities_called(line)
            if len(named) != 1:
                several = _(
                    "Several cities are called “%(name)s”. Add the country: “%(name)s, NO”."
                )
                none = _("No city of the network is called “%(name)s”.")
                raise forms.ValidationError(several if named else none, params={"name": line})
            if named[0] != self.instance:
                found.append(named[0])
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the source of a number of inhabitants that somebody changed."""
        given = super().clean() or self.cleaned_data
        own = "population" in self.changed_data and given.get("population")
        if own and not given.get("population_source"):
            self.add_error("population_source", _("Say where the number comes from."))
        return given

    def save(self, commit: bool = True) -> Authority:  # noqa: FBT001, FBT002 - as Django calls it
        """Leave storing to the action; only carry over what is no column of the form."""
        del commit
        city: Authority = self.instance
        given = {key: self.cleaned_data[f"service_{key}"] for key in SERVICES}
        city.competences = {key: who for key, who in given.items() if who}
        return city

    def labels_chosen(self) -> dict[str, str]:
        """Return the label of each part."""
        return {name: self.cleaned_data[f"label_{name}"] for name in SAID}


def _asked_about_services(known: dict[str, str]) -> dict[str, forms.Field]:
    """Ask of each service who is in charge of it."""
    choices = [("", _("not said")), *IN_CHARGE.items()]
    return {
        f"service_{key}": forms.ChoiceField(
            label=_("In charge: %(service)s") % {"service": words},
            choices=choices,
            required=False,
            initial=known.get(key, ""),
        )
        for key, words in SERVICES.items()
    }


class ColleagueForm(forms.Form):
    """A colleague to invite."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    standing = forms.ChoiceField(label=_("May"), choices=Standing.choices)


class PartForm(forms.Form):
    """What somebody is in their city, and what they may do for it."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    standing = forms.ChoiceField(label=_("May"), choices=Standing.choices)
