"""What a city says of itself, part by part with a sharing label, and whom it invites."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority, Role, Standing
from hanse.shared.sharing_labels import SharingLabel
from hanse.shared.vocabularies import Challenge, Lens

SAID = ("summary", "government", "mandate", "strategy", "website", "challenges", "lenses")
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

    class Meta:
        """The columns written here."""

        model = Authority
        fields = SAID
        labels: ClassVar = {
            "summary": _("In short"),
            "government": _("Form of government"),
            "mandate": _("Mandate"),
            "strategy": _("Strategy in force"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Put the question of who reads it after each part."""
        super().__init__(*args, **kwargs)
        asked = {}
        for name in SAID:
            asked[name] = self.fields[name]
            asked[f"label_{name}"] = forms.ChoiceField(
                label=_("Who may read it: %(part)s") % {"part": self.fields[name].label},
                choices=WHO_READS,
                initial=self.instance.labels.get(name, SharingLabel.AMBER_STRICT.value),
            )
        self.fields = asked

    def labels_chosen(self) -> dict[str, str]:
        """Return the label of each part."""
        return {name: self.cleaned_data[f"label_{name}"] for name in SAID}


class ColleagueForm(forms.Form):
    """A colleague to invite."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    standing = forms.ChoiceField(label=_("May"), choices=Standing.choices)
