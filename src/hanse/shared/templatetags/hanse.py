"""Tags and filters every template may load: numbers by locale, icons, labels in plain words."""

from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BoundField, Field
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.shared import countries, labels, numbers
from hanse.shared.figures.shapes import shape

if TYPE_CHECKING:
    from django.core.paginator import Paginator
    from django.http import HttpRequest

register = template.Library()
register.filter("percent", numbers.percent)
register.filter("whole", numbers.whole)
register.filter("country_name", countries.country_name)
register.simple_tag(numbers.span, name="interval_words")


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one icon of the sprite, hidden from screen readers: words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("shared/icons.svg"),
        name,
    )


@register.filter
def named(error: str, field: BoundField) -> str:
    """Say which field is meant where an error says no more than that something is required.

    On top of a page it stands alone, perhaps with others of the same words.
    """
    if error != Field.default_error_messages["required"]:
        return error
    return f"{field.label}{'' if str(field.label).endswith('?') else ':'} {error}"


@register.simple_tag
def failed(*forms: object) -> str:
    """Begin the title of a page whose forms were not understood, so that it is heard first."""
    return _("Error:") + " " if any(getattr(form, "errors", None) for form in forms) else ""


@register.filter
def points(distance: float) -> str:
    """Return a distance between shares in whole percentage points, without a unit."""
    return numbers.whole(distance * 100)


@register.filter
def label_words(label: str) -> str:
    """Return what a statement's label says in plain words."""
    return str(labels.WORDS[label].words)


@register.filter
def label_meaning(label: str) -> str:
    """Return the sentence that explains a statement's label."""
    return str(labels.WORDS[label].meaning)


@register.filter
def label_icon(label: str) -> str:
    """Return the icon that goes with a statement's label."""
    return labels.WORDS[label].icon


@register.filter
def tlp_kind(label: str) -> str:
    """Return the colour word of a sharing label, for its class."""
    return label.partition("+")[0].lower()


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: object) -> str:
    """Return this page's address with some of its query changed; an empty value removes it.

    Changing anything but the page starts again at the first page.
    """
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    if "page" not in changes:
        query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}" if query else request.path


@register.filter
def fall(key: str) -> str:
    """Return the sort order that starts with the largest value of a column."""
    return f"-{key}"


@register.filter
def falling(order: str) -> str:
    """Return the column a falling sort order names; nothing for a rising one."""
    return order[1:] if order.startswith("-") else ""


@register.filter
def pages_around(paginator: "Paginator[Any]", number: int) -> list[int | None]:
    """Return the page numbers worth a link; None stands for a gap."""
    elided = paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
    return [page if isinstance(page, int) else None for page in elided]


@register.simple_tag
def shape_path(bloc: int) -> str:
    """Return the shape that goes with a bloc, for a key."""
    return shape(bloc, 0, 0, 110.0)
