"""Where the words of others still carry a person's name: found for people to look at, no more.

Features above say where they look with `also_look`, in the `ready` of their app; each looks only
at what the reader may see.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q

from hanse.accounts.models import User

_BESIDE = re.compile(r"\(.*?\)")
_SHORTEST = 3  # letters of a family name that is looked for alone
_AROUND = 60  # letters shown before and after


@dataclass(frozen=True, slots=True)
class Mention:
    """One place: what kind of thing it is, what it is called, and the words around the name.

    `address` is where it is changed or read; `label` its sharing label where it has one.
    """

    kind: str
    title: str
    words: str
    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """The name as a whole, its last word, and the address."""

    whole: str
    family: str
    email: str

    def asked(self, *columns: str) -> Q:
        """Return the condition that a column holds one of them, whatever its accents."""
        found = Q()
        for column in columns:
            found |= Q(**{f"{column}__icontains": self.email})
            for name in filter(None, (self.family or self.whole,)):
                found |= Q(**{f"{column}__unaccent__icontains": name})
        return found

    def around(self, text: str) -> str:
        """Return the words around the first place in a text, as far as it is spelled alike."""
        places = (
            text.casefold().find(name.casefold()) for name in (self.family, self.email) if name
        )
        at = max(0, min((place for place in places if place >= 0), default=0) - _AROUND)
        cut = text[at : at + 2 * _AROUND]
        return f"{'… ' if at else ''}{cut}{' …' if at + len(cut) < len(text) else ''}"


Finder = Callable[[Sought, User], Iterator[Mention]]


def sought(person: User) -> Sought:
    """Return what to look for; names are read in the order in which most are written."""
    plain = " ".join(_BESIDE.sub(" ", person.name).split())
    first, comma, _rest = plain.partition(",")
    family = first.split()[-1] if first else ""
    if not comma and len(plain.split()) == 1:
        family = plain
    return Sought(plain, family if len(family) >= _SHORTEST else "", person.email)


def also_look(name: str, finder: Finder) -> None:
    """Ask `finder` too when somebody looks for a name."""
    _FINDERS[name] = finder


def mentions_of(name: Sought, reader: User) -> list[Mention]:
    """Return every place where a reader still finds a name."""
    if not name.whole:
        return []
    return list(chain.from_iterable(finder(name, reader) for finder in _FINDERS.values()))


_FINDERS: dict[str, Finder] = {}
