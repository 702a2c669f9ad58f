"""What is asked of a session, and of a programme with the sides it compares."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from hanse.events.models import Programme, Session

_DAY = {"type": "date"}
_HOUR = {"type": "time"}


class SessionForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """One part of the agenda."""

    class Meta:
        """The columns asked for."""

        model = Session
        fields = ("title", "day", "starts_at", "ends_at", "venue", "summary")
        labels: ClassVar = {
            "title": _("Title"),
            "day": _("Day"),
            "starts_at": _("Begins at"),
            "ends_at": _("Ends at"),
            "venue": _("Room"),
            "summary": _("Summary"),
        }
        help_texts: ClassVar = {"starts_at": _("In the time of the place.")}
        widgets: ClassVar = {
            "day": forms.DateInput(_DAY, format="%Y-%m-%d"),
            "starts_at": forms.TimeInput(_HOUR, format="%H:%M"),
            "ends_at": forms.TimeInput(_HOUR, format="%H:%M"),
            "summary": forms.Textarea({"rows": 4}),
        }

    def clean(self) -> dict[str, Any]:
        """Ask a day for hours, and an order."""
        super().clean()
        asked = self.cleaned_data
        starts, ends = asked.get("starts_at"), asked.get("ends_at")
        if (starts or ends) and not asked.get("day"):
            self.add_error("day", _("Hours need a day."))
        if ends and not starts:
            self.add_error("starts_at", _("Say when it begins, too."))
        elif starts and ends and ends <= starts:
            self.add_error("ends_at", _("It must end after it begins."))
        return asked


class ProgrammeForm(forms.ModelForm):  # type: ignore[type-arg] # not generic when it runs
    """A programme and the sides it compares."""

    sides = forms.CharField(
        label=_("Sides it compares"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One on each line, for example Europe and North America."),
    )

    class Meta:
        """The columns asked for."""

        model = Programme
        fields = ("name", "aim", "began_in")
        labels: ClassVar = {"name": _("Name"), "aim": _("Aim"), "began_in": _("Year it began")}
        widgets: ClassVar = {"aim": forms.Textarea({"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed through as given
        """Show the sides it has."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["sides"] = "\n".join(side.name for side in self.instance.sides.all())

    def clean_sides(self) -> list[str]:
        """Return the names, each once."""
        lines = (line.strip() for line in str(self.cleaned_data["sides"]).splitlines())
        sides = list(dict.fromkeys(filter(None, lines)))
        if any(len(side) > 80 for side in sides):  # noqa: PLR2004 - the column's width
            raise forms.ValidationError(_("A name may have up to 80 letters."))
        return sides

    def facts(self) -> dict[str, Any]:
        """Return what was answered, by column."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
