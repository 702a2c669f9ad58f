"""Where names stand in everything that the search holds."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from hanse.accounts.mentions import Mention, Sought
from hanse.accounts.models import User
from hanse.home.search_index import declared
from hanse.home.searching import PER_PAGE, Asked, find

MOST_PAGES = 5
_PEOPLE = "person"  # the entry of the person themself, and of others of that name


def mentions(name: Sought, reader: User) -> Iterator[Mention]:
    """Yield what the search finds for a name; of very much, the first pages."""
    names = {one.kind: str(one.plural) for one in declared()}
    words = f'"{name.family or name.whole}" or "{name.email}"'
    for page in range(1, MOST_PAGES + 1):
        hits = find(Asked(words=words, page=page), reader).hits
        for hit in hits:
            if hit.kind != _PEOPLE:
                title, excerpt = strip_tags(hit.title), strip_tags(hit.excerpt)
                yield Mention(names[hit.kind], title, excerpt, hit.address, hit.label)
        if len(hits) < PER_PAGE:
            return
