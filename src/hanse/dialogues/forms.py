"""What a reader may ask of a list of statements; the answers live in the address."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hanse.dialogues.queries import Wanted
from hanse.dialogues.wording import label_words, lens_name, topic_name
from hanse.shared.labels import WORDS

ORDERS = ("rank", "agree", "divide", "voices", "passes")
SMALLEST_TOPIC = 2
Choices = list[tuple[Any, str | Promise]]


class StatementFilter(forms.Form):
    """Words, topic, label and lens; every field may be left open."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    topic = forms.TypedChoiceField(label=_("Topic"), required=False, coerce=int, empty_value=None)
    label = forms.ChoiceField(label=_("What may be said"), required=False)
    by = forms.ChoiceField(label=_("Show blocs of"), required=False)
    order = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict, *, summary: dict[str, Any], topic_sizes: dict[int, int], lens: str
    ) -> None:
        """Offer what this dialogue has; `lens` is compared by unless the address says otherwise."""
        data = data.copy()
        data.setdefault("by", lens)
        super().__init__(data, auto_id="filter_%s")
        topics: Choices = [("", _("All topics"))]
        topics += [
            (number, topic_name(summary["topics"][number]))
            for number, size in topic_sizes.items()
            if size >= SMALLEST_TOPIC and summary["topics"][number]
        ]
        labels: Choices = [("", _("Everything"))]
        labels += [
            (name, label_words(name, len(summary["lenses"])))
            for name in WORDS
            if name in summary["labels"]
        ]
        lenses: Choices = [
            (lens["attribute"], lens_name(lens["attribute"], lens["kind"]))
            for lens in summary["lenses"]
        ]
        for name, choices in (("topic", topics), ("label", labels), ("by", lenses)):
            self.fields[name].choices = choices  # type: ignore[attr-defined] # all three have them
        self.lens = lens

    def clean_order(self) -> str:
        """Fall back to the usual order: a wrong one in an old link hides nothing."""
        order = str(self.cleaned_data["order"])
        return order if order.removeprefix("-") in ORDERS else "rank"

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be understood is left open and said so."""
        self.is_valid()
        asked = self.cleaned_data
        return Wanted(
            words=asked.get("q", ""),
            topic=asked.get("topic"),
            label=asked.get("label", ""),
            by=asked.get("by") or self.lens,
            order=asked.get("order", "rank"),
        )
