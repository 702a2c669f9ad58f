"""What stewards ask of the audit; the answers live in the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.sharing.wording import verb_words


class AuditFilter(forms.Form):
    """What was done, to what, by whom; every field may be left open."""

    verb = forms.ChoiceField(label=_("What was done"), required=False)
    target = forms.CharField(label=_("To which city or person"), required=False, max_length=200)
    person = forms.CharField(label=_("By whom"), required=False, max_length=200)

    def __init__(self, data: object, verbs: list[str]) -> None:
        """Offer the verbs that occur."""
        super().__init__(data, auto_id="filter_%s")  # type: ignore[arg-type] # what the address says
        words = sorted(((verb, verb_words(verb)) for verb in verbs), key=lambda pair: pair[1])
        self.fields["verb"].choices = [("", _("Everything")), *words]  # type: ignore[attr-defined] # a choice field
