"""What the style page shows: every component with the texts that strain it most."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hanse.shared.labels import WORDS
from hanse.shared.specimen_figures import figures


class SampleForm(forms.Form):
    """One field of each kind."""

    city = forms.CharField(label=_("City"), help_text=_("As it writes itself, for example Žilina."))
    year = forms.IntegerField(label=_("Year"), min_value=2000)
    role = forms.ChoiceField(
        label=_("Your role"),
        choices=[("mayor", _("Mayor")), ("officer", _("Officer")), ("other", _("Something else"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea({"rows": 4}), required=False)


class SampleFilters(forms.Form):
    """What narrows a list down."""

    city = forms.CharField(label=_("City"), required=False)
    year = forms.IntegerField(label=_("Year"), required=False)


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the sample tabs."""

    label: object
    address: str
    current: bool = False


def specimen(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the style page."""
    return {
        "blank": SampleForm(auto_id="blank_%s"),
        "wrong": SampleForm({"city": "Žilina", "year": "1066"}, auto_id="wrong_%s"),
        "filters": SampleFilters({"city": "Žilina"}, auto_id="filters_%s"),
        "figures": figures(),
        "label_names": tuple(WORDS),
        "sharing_labels": ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"),
        "tabs": [
            Tab(_("Everyone"), "?", current=True),
            Tab(_("By side"), "?lens=side"),
            Tab(_("By size of city"), "?lens=size"),
        ],
        "order": request.GET.get("order", "-voices"),
        "results": Paginator(range(240), 20).get_page(request.GET.get("page", "5")),
    }
