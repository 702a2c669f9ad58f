"""Parts that several forms of the threat picture have in common."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority
from hanse.shared.sharing_labels import SharingLabel
from hanse.threats.neutral import refuse_people

LONGEST_TEXT = 1_000
WHO_READS = [
    (SharingLabel.AMBER_STRICT.value, _("our own people alone")),
    (SharingLabel.AMBER.value, _("our own people, our partners and cities we invite")),
]


class Neutral(forms.CharField):
    """A text about deeds that refuses what points at a person."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - passed through as given
        """Keep it short, and let line breaks be line breaks."""
        rows = options.pop("rows", 4)
        super().__init__(
            max_length=LONGEST_TEXT,
            widget=forms.Textarea(attrs={"rows": rows, "dir": "auto"}),
            validators=[refuse_people],
            **options,
        )


class FromACity(forms.Form):
    """Something one of the reader's own cities submits, each time once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    city = forms.ModelChoiceField(label=_("City"), queryset=Authority.objects.none())

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - passed through as given
        cities: "list[Authority]",
        **kwargs: Any,  # noqa: ANN401 - the same
    ) -> None:
        """Ask for the city only where there is a choice."""
        given = kwargs.get("initial") or {}
        kwargs["initial"] = {"key": uuid.uuid4(), "city": cities[0].pk, **given}
        super().__init__(*args, **kwargs)
        field = self.fields["city"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Authority.objects.filter(pk__in=[city.pk for city in cities])
        field.empty_label = None
        if len(cities) == 1:
            field.required = False
            field.widget = forms.HiddenInput()
            self.cleaned_city = cities[0]

    def clean_city(self) -> Authority:
        """Return the only city there is to choose, or the chosen one."""
        only: Authority | None = getattr(self, "cleaned_city", None)
        chosen: Authority = self.cleaned_data["city"]
        return only or chosen


def language_field() -> forms.ChoiceField:
    """Return the question in which language a text is written, answered with the page's."""
    return forms.ChoiceField(
        label=_("Language of the text"),
        choices=settings.LANGUAGES,
        initial=lambda: (get_language() or "en").split("-")[0],
    )
