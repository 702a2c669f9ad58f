"""The dialogues feature as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DialoguesConfig(AppConfig):
    """Dialogues: one question, statements, votes, and what they show."""

    name = "hanse.dialogues"
    label = "dialogues"
    verbose_name = _("dialogues")
    default_auto_field = "django.db.models.BigAutoField"
