"""What a person decides before a table goes out."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.sharing.labels import SharingLabel
from hanse.threats.queries.releases import CellKey

PARTS = 3


class PublishForm(forms.Form):
    """Who may read the table; what is held back stands beside each cell.

    `attempt` names what was looked over, so that nothing else goes out.
    """

    attempt = forms.UUIDField(widget=forms.HiddenInput, required=False)

    label = forms.ChoiceField(
        label=_("Who may read it?"),
        choices=[
            (SharingLabel.GREEN.value, _("members of the network")),
            (SharingLabel.CLEAR.value, _("everyone")),
        ],
        initial=SharingLabel.GREEN.value,
        widget=forms.RadioSelect,
    )


def held_back(chosen: list[str]) -> frozenset[CellKey]:
    """Return the cells ticked to be held back; what is not a cell is passed over."""
    found = set()
    for one in chosen:
        parts = one.split("|")
        if len(parts) == PARTS and parts[1].isdecimal() and parts[2].isdecimal():
            found.add((parts[0], int(parts[1]), int(parts[2])))
    return frozenset(found)
