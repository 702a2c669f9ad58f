"""Words for what cities say of themselves."""

from django.utils.translation import gettext_lazy as _

SERVICES = {
    "police": _("Police"),
    "schools": _("Schools"),
    "social": _("Social services"),
    "health": _("Health"),
}
IN_CHARGE = {
    "own": _("the city itself"),
    "shared": _("shared with others"),
    "none": _("somebody else"),
}
