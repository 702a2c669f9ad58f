"""What the network keeps of a city: its membership and the domains it has checked."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority, Membership, MembershipEvent

What = MembershipEvent.What
_TURNS = {
    Membership.NONE: (What.JOINED,),
    Membership.MEMBER: (What.LEFT, What.SUSPENDED),
    Membership.SUSPENDED: (What.REJOINED, What.LEFT),
    Membership.LEFT: (What.REJOINED,),
}
_WORDS = {
    What.JOINED: _("The city joins"),
    What.LEFT: _("The city leaves"),
    What.SUSPENDED: _("Its membership is suspended"),
    What.REJOINED: _("The city comes back"),
}
_DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.(?!-)[a-z0-9-]{1,63})+")


class TurnForm(forms.Form):
    """The next turn in a city's membership, with a reason that its people may read."""

    what = forms.ChoiceField(label=_("What happens"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is shown on the membership page to its people and the secretariat."),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, city: Authority, **kwargs: Any) -> None:  # noqa: ANN401 - passed through
        """Offer the turns that can follow."""
        super().__init__(*args, **kwargs)
        turns = _TURNS[Membership(city.membership)]
        self.fields["what"].choices = [(turn.value, _WORDS[turn]) for turn in turns]  # type: ignore[attr-defined] # a choice field


class DomainsForm(forms.Form):
    """The e-mail domains known to be a city's own."""

    domains = forms.CharField(
        label=_("Verified e-mail domains"),
        help_text=_(
            "One on each line, for example oslo.example. "
            "Make sure by another way that it is theirs."
        ),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean_domains(self) -> list[str]:
        """Read a domain per line, written as mail servers write it."""
        found = []
        for line in self.cleaned_data["domains"].split():
            try:
                domain = line.strip().lower().lstrip("@").encode("idna").decode()
            except UnicodeError:
                domain = ""
            if not _DOMAIN.fullmatch(domain):
                raise forms.ValidationError(
                    _("“%(line)s” is no domain. Write it as oslo.example."), params={"line": line}
                )
            found.append(domain)
        return list(dict.fromkeys(found))
