"""What the page of the search shows."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext

from hanse.home.forms import SearchForm
from hanse.home.search_index import declared
from hanse.home.search_sql import MOST_COUNTED, MOST_RANKED
from hanse.home.searching import PER_PAGE, find, is_cut, offer
from hanse.shared.numbers import whole
from hanse.sharing.actors import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind with how much of it was found, in words where it is more than is counted."""

    kind: str
    name: "_StrPromise"
    count: str


def search_page(query: QueryDict, person: Person) -> dict[str, Any]:
    """Return what was found, or what helps to find it."""
    form = SearchForm(query)
    asked = form.asked()
    names = {searchable.kind: searchable.plural for searchable in declared()}
    context = {"form": form, "asked": asked, "names": names, "most": MOST_RANKED}
    if not asked.words:
        return context
    found = find(asked, person)
    shown = [found.counts.get(asked.kind, 0)] if asked.kind else list(found.counts.values())
    return {
        **context,
        "found": found,
        "lines": [(hit, names[hit.kind]) for hit in found.hits],
        "everything": _counted(found.counts.values()),
        "facets": [Facet(kind, names[kind], _counted([n])) for kind, n in found.counts.items()],
        "shown": sum(shown),
        "shown_words": _counted(shown),
        "cut": is_cut(found, asked.kind),
        "page": Paginator(range(found.ranked), PER_PAGE).get_page(asked.page),
        "offered": "" if found.everything else offer(asked.words, person),
    }


def _counted(numbers: Collection[int]) -> str:
    """Write how many there are, or more than how many where not all were counted."""
    counted = whole(sum(min(number, MOST_COUNTED) for number in numbers))
    if any(number > MOST_COUNTED for number in numbers):
        return gettext("more than %(number)s") % {"number": counted}
    return counted
