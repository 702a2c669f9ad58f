"""Who may open a page: one rule above every view, kept before the view runs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

ANYONE = "anyone"
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])  # a page with a form on it
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open an address: the name of a rule, and how to find what the rule is about.

    `of` receives what the address names, by keyword, and returns the thing or None.
    """

    rule: str
    of: Callable[..., object] | None = None


class Doorkeeper(Protocol):
    """Answers whoever may not enter, and nothing to whoever may."""

    def __call__(
        self, request: HttpRequest, declared: Access, named: dict[str, Any]
    ) -> HttpResponse | None:
        """Return what a reader sees in place of the page, or None."""


def access(
    rule: str, *, of: Callable[..., object] | None = None
) -> Callable[[View[Given]], View[Given]]:
    """Open a view to those the rule lets in; written above every other decorator.

    Strangers are led to sign-in, people who lack only a second factor to the page where they add
    one, and to everybody else the page does not exist.
    """
    declared = Access(rule, of)

    def decorate(view: View[Given]) -> View[Given]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs
        ) -> HttpResponse:
            refusal = refuse(request, declared, kwargs)
            return refusal or view(request, *args, **kwargs)

        guarded.access = declared  # type: ignore[attr-defined] # read by declared_on and by tests
        return guarded

    return decorate


def declared_on(view: Callable[..., object]) -> Access | None:
    """Return what a view declares of who may open it."""
    return getattr(view, "access", None)


def found_at_door(request: HttpRequest) -> object:
    """Return what the rule of this page was asked about: found once, the view need not look again.

    None where the rule is about nothing but the reader.
    """
    return getattr(request, _FOUND, None)


def keep_found(request: HttpRequest, thing: object) -> None:
    """Let the view have what its rule was asked about."""
    setattr(request, _FOUND, thing)


def refuse(request: HttpRequest, declared: Access, named: dict[str, Any]) -> HttpResponse | None:
    """Return what a reader who may not enter sees; a page for anyone asks nobody who they are."""
    if declared.rule == ANYONE:
        return None
    if not _KEEPERS:
        raise ImproperlyConfigured("Nobody keeps the doors: is hanse.accounts installed?")
    return _KEEPERS[-1](request, declared, named)


def keep_doors(keeper: Doorkeeper) -> None:
    """Let the feature that knows people answer at every door."""
    _KEEPERS.append(keeper)


_KEEPERS: list[Doorkeeper] = []
_FOUND = "_found_at_door"
