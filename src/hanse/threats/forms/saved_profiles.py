"""A new name for a profile of files."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hanse.threats.importing.bundled import bundled
from hanse.threats.models import SavedProfile


class RenameForm(forms.Form):
    """What a city calls a kind of file from now on."""

    name = forms.CharField(label=_("Name"), max_length=60)

    def __init__(self, data: QueryDict | None, *, kept: SavedProfile) -> None:
        """Begin with the name it has."""
        super().__init__(data, initial={"name": kept.name})
        self.kept = kept

    def clean_name(self) -> str:
        """Refuse a name without letters, and one that another profile of the city has."""
        name: str = self.cleaned_data["name"].strip()
        if not slugify(name):
            raise ValidationError(gettext("Use letters or digits in the name."))
        if name in {one.name for one in bundled().values()}:
            raise ValidationError(gettext("A kind of file that comes with Hanse has this name."))
        others = SavedProfile.objects.filter(owner=self.kept.owner_id).exclude(pk=self.kept.pk)
        if others.filter(name=name).exists():
            raise ValidationError(gettext("Another kind of file you keep has this name."))
        return name
