"""Tags for the pages of sign-in."""

import re

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()
_PATH = re.compile(r'<(?:svg:)?path[^>]*\sd="([MLHVZmlhvz0-9., -]+)"')
_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)"')

# what browsers say of themselves, the particular before what it imitates
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "Chrome/": "Chrome",
    "CriOS/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser(said: str) -> str:
    """Name a browser and its machine as people call them; what is unknown stays as it was said.

    >>> browser("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36")
    'Chrome, Linux'
    >>> browser("curl/8.9")
    'curl/8.9'
    """
    names = [
        next((name for mark, name in table.items() if mark in said), "")
        for table in (_BROWSERS, _SYSTEMS)
    ]
    return ", ".join(filter(None, names)) or said


@register.simple_tag
def qr_picture(svg: str) -> SafeString:
    """Draw the picture an authenticator app scans, inside the page: no image address is needed.

    Only the outline of the given drawing is kept, and only if it is made of plain strokes.
    """
    outline, size = _PATH.search(svg), _SIZE.search(svg)
    if outline is None or size is None:
        return mark_safe("")
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}"><path d="{}"/></svg>',
        size[1],
        size[2],
        _("Picture for the authenticator app; the key for typing stands below it"),
        outline[1],
    )
