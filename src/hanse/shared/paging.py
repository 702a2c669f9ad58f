"""One way to page long lists: the page stands in the address, and `all` is the whole list."""

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

ALL = "all"


def page_of(
    rows: "QuerySet[Any] | Sequence[Any]", query: QueryDict, size: int, *, whole: bool = False
) -> "Page[Any]":
    """Return the page the address asks for; what is no page of the list is the nearest one.

    A list that is short enough for it may be asked for `whole`.
    """
    asked = query.get("page", "1")
    if whole and asked == ALL:
        return Paginator(rows, max(len(rows), 1)).get_page(1)
    return Paginator(rows, size).get_page(asked)
