"""Every address of the site, found by walking the resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

from hanse.config.doors import rule_of
from hanse.shared.access import Access


@dataclass(frozen=True, slots=True)
class Address:
    """A named address, what answers there, and who may."""

    name: str
    route: str
    view: Callable[..., Any]

    @property
    def rule(self) -> Access | None:
        """Return who may open it, where somebody said so."""
        return rule_of(self.name, self.view)

    @property
    def ours(self) -> bool:
        """Tell whether we wrote what answers here."""
        return self.view.__module__.startswith("hanse.")


def every_address() -> list[Address]:
    """Return all addresses in the order in which they are looked up."""
    return list(_below(get_resolver(), "", ""))


def _below(resolver: URLResolver, spaces: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        longer = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from _below(pattern, spaces + space, longer)
        else:
            yield Address(spaces + (pattern.name or ""), longer, pattern.callback)
