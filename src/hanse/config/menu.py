"""What the menu and the foot of every page lead to; entries of absent features are left out."""

from django.utils.translation import gettext_lazy as _

MENU = (
    ("findings:editions", _("Findings")),
    ("dialogues:dialogues", _("Dialogues")),
    ("home:about", _("About")),
)
FOOT = (
    ("home:about", _("About")),
    ("home:accessibility", _("Accessibility")),
)
