"""What every template may use: the network, the menu, the languages, the version."""

from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from hanse.shared.network import current_network


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One link of the main menu; `current` is what `aria-current` says, or nothing."""

    label: str
    address: str
    current: str


def links(setting: str, path: str) -> list[MenuEntry]:
    """Return a menu of the settings as seen from `path`, without entries of absent features."""
    entries = []
    for name, label in getattr(settings, setting, ()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        current = "page" if path == address else "true" if path.startswith(address) else ""
        entries.append(MenuEntry(label, address, current))
    return entries


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the page shell."""
    return {
        "network": current_network(),
        "menu": links("HANSE_MENU", request.path),
        "foot": links("HANSE_FOOT", request.path),
        "search_box": links("HANSE_SEARCH", request.path),
        "demo": settings.DEMO,
        "sign_in": links("HANSE_SIGN_IN", request.path),
        "person_menu": SimpleLazyObject(lambda: links("HANSE_PERSON", request.path)),
        "sign_out": links("HANSE_SIGN_OUT", request.path),
        "languages": [get_language_info(code) for code, _ in settings.LANGUAGES],
        "version": version("hanse"),
    }
