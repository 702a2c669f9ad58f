"""What the page of the audit shows: names for keys, and nothing that tells who said something."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.http import QueryDict
from django.utils.translation import gettext as _

from hanse.accounts.models import AuditEntry, User
from hanse.cities.models import Authority
from hanse.shared.paging import page_of
from hanse.sharing.forms import AuditFilter
from hanse.sharing.models import Contribution
from hanse.sharing.queries import Asked, entries, verbs
from hanse.sharing.wording import verb_words

_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words."""

    at: datetime
    verb: str
    target: str
    address: str
    by: str
    detail: tuple[tuple[str, str], ...]


def audit_page(query: QueryDict) -> dict[str, Any]:
    """Return the entries that fit, a page at a time."""
    form = AuditFilter(query, verbs())
    form.is_valid()
    asked = Asked(**{key: form.cleaned_data.get(key, "") for key in ("verb", "target", "person")})
    page = page_of(entries(asked), query, _A_PAGE)
    found = list(page.object_list)
    names = _Names(found)
    lines = [names.line(entry) for entry in found]
    return {"form": form, "page": page, "lines": lines, "asked": asked != Asked()}


class _Names:
    """The cities and people that some entries name, read at once."""

    def __init__(self, found: Iterable[AuditEntry]) -> None:
        keys = {key for entry in found for key in _keys(entry)}
        self._cities = Authority.objects.in_bulk(keys)
        self._people = User.objects.in_bulk(keys)

    def line(self, entry: AuditEntry) -> Line:
        """Say an entry in words."""
        target, address = self._target(entry.target)
        return Line(
            at=entry.at,
            verb=verb_words(entry.verb),
            target=target,
            address=address,
            by=self._by(entry),
            detail=tuple(_flat(self._plain(entry.detail))),
        )

    def _target(self, target: str) -> tuple[str, str]:
        kind, _colon, key = target.partition(":")
        known = self._known(_uuid(key))
        if isinstance(known, Authority):
            return known.name, known.get_absolute_url()
        if known:
            return str(known), ""
        try:
            words = str(apps.get_model(kind)._meta.verbose_name)  # noqa: SLF001 - Django's documented door
        except (LookupError, ValueError):
            return target, ""
        return f"{words} {key[:8]}".strip(), ""

    def _by(self, entry: AuditEntry) -> str:
        """Name the person, unless the record is one whose author is nobody else's to know."""
        if _has_author(entry.target):
            return _("not shown: it could tell who wrote it")
        if entry.person is None:
            return entry.system or _("nobody signed in")
        known = self._people.get(entry.person)
        return str(known) if known else _("a person no longer known")

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Replace keys of cities and people by their names, however deep they lie."""
        if isinstance(value, Mapping):
            return {key: self._plain(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self._plain(one) for one in value]
        known = self._known(_uuid(value))
        return str(known) if known else value

    def _known(self, key: uuid.UUID | None) -> Authority | User | None:
        if key is None:
            return None
        return self._cities.get(key) or self._people.get(key)


def _keys(entry: AuditEntry) -> Iterator[uuid.UUID]:
    told = [entry.target.partition(":")[2], *_leaves(entry.detail)]
    found = {_uuid(one) for one in told} | {entry.person}
    return (key for key in found if key)


def _leaves(value: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _flat(detail: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in detail.items():
        name = f"{before} {key}".strip().replace("_", " ")
        if isinstance(value, Mapping):
            yield from _flat(value, name)
        elif isinstance(value, list):
            yield name, ", ".join(map(str, value))
        else:
            yield name, str(value)


def _has_author(target: str) -> bool:
    try:
        return issubclass(apps.get_model(target.partition(":")[0]), Contribution)
    except (LookupError, ValueError):
        return False


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
