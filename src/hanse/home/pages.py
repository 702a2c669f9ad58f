"""What the page of the search shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict

from hanse.home.forms import SearchForm
from hanse.home.search_index import declared
from hanse.home.search_sql import MOST_RANKED
from hanse.home.searching import PER_PAGE, find, is_cut, offer
from hanse.sharing.actors import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # exists in the stubs only


@dataclass(frozen=True, slots=True)
class Facet:
    """One kind with how much of it was found; the empty kind stands for all."""

    kind: str
    name: "_StrPromise | str"
    count: int


def search_page(query: QueryDict, person: Person) -> dict[str, Any]:
    """Return what was found, or what helps to find it."""
    form = SearchForm(query)
    asked = form.asked()
    names = {searchable.kind: searchable.plural for searchable in declared()}
    context = {"form": form, "asked": asked, "names": names, "most": MOST_RANKED}
    if not asked.words:
        return context
    found = find(asked, person)
    return {
        **context,
        "found": found,
        "lines": [(hit, names[hit.kind]) for hit in found.hits],
        "facets": [Facet(kind, names[kind], number) for kind, number in found.counts.items()],
        "shown": found.counts.get(asked.kind, 0) if asked.kind else found.everything,
        "cut": is_cut(found, asked.kind),
        "page": Paginator(range(found.ranked), PER_PAGE).get_page(asked.page),
        "offered": "" if found.everything else offer(asked.words, person),
    }
