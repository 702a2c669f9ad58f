"""The five sharing labels of the Traffic Light Protocol 2.0, from public to named people only."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class SharingLabel(models.TextChoices):
    """Widest first; the order is what `strictest` compares."""

    CLEAR = "clear", _("TLP:CLEAR")
    GREEN = "green", _("TLP:GREEN")
    AMBER = "amber", _("TLP:AMBER")
    AMBER_STRICT = "amber+strict", _("TLP:AMBER+STRICT")
    RED = "red", _("TLP:RED")


def strictest(labels: Iterable[str]) -> SharingLabel:
    """Return the label of something made from sources with these labels."""
    order = list(SharingLabel)
    return order[max((order.index(SharingLabel(label)) for label in labels), default=0)]
