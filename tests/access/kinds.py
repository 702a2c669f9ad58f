"""How a feature tells of its addresses and of the records that are shown there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tests.access.cast import OTHER, OWN
from tests.sharing.rule import NETWORK, Something

if TYPE_CHECKING:
    from tests.access.house import House, Words

# one record of every way of sharing, on a shelf with a name; all that "deleted" held is gone
_OF_CITIES = {
    "own": Something("AMBER+STRICT", OWN),
    "another city's": Something("AMBER+STRICT", OTHER),
    "for guests": Something("AMBER", OTHER, invited={OWN}),
}
_OF_THE_NETWORK = {
    "the network's": Something("AMBER+STRICT", NETWORK),
    "for members": Something("GREEN", NETWORK),
    "for everybody": Something("CLEAR", NETWORK),
}
ANYBODYS = {
    **_OF_CITIES,
    **_OF_THE_NETWORK,
    "for one person": Something("RED", OTHER, audience={"member"}),
    "deleted": Something("CLEAR", NETWORK),
}
OF_CITIES = {
    **_OF_CITIES,
    "for nobody's guests": Something("AMBER", OTHER),
    "a city's, for members": Something("GREEN", OTHER),
    "a city's, for everybody": Something("CLEAR", OTHER),
    "deleted": Something("AMBER+STRICT", OWN),
}
OF_THE_NETWORK = {
    **_OF_THE_NETWORK,
    "written by the member": Something("AMBER+STRICT", NETWORK, author="member"),
    "written by a colleague": Something("AMBER+STRICT", NETWORK, author="city editor"),
    "for guests": Something("AMBER", NETWORK, invited={OWN}),
    "for one person": Something("RED", NETWORK, audience={"member"}),
    "deleted": Something("CLEAR", NETWORK),
}
READS = frozenset({"GET", "HEAD"})
WRITES = frozenset({"POST"})
THEIRS = READS | WRITES | {"PUT"}  # Django takes it for a POST where a class answers


@dataclass(frozen=True)
class Kind:
    """A kind of record: how one is stored, the shelves it fits on, and how one is deleted."""

    store: Callable[["House", Something, "Words"], Any]
    shelves: Mapping[str, Something] = field(default_factory=lambda: ANYBODYS)
    delete: Callable[[Any], object] = field(default=lambda row: row.delete())


@dataclass(frozen=True)
class Case:
    """One thing an address may name.

    `key` is its record in the world of sharing; what has none is shown to whomever the door lets
    in, or to `seen_by` alone. `city` is whose it is, for rules about a city. Behind a secret
    address anybody reads what its `holder` may.
    """

    named: Mapping[str, Any]
    key: str = ""
    city: str = ""
    seen_by: frozenset[str] | None = None
    there: bool = True
    holder: str = ""


@dataclass(frozen=True)
class Visit:
    """An address with the things it may name, and the methods it knows.

    `lenient` is for addresses of other packages, which know methods we did not choose. `search`
    names what a reader's words are asked under. `data` is what a form must be told, over what
    stands there, to be believed, and `silent` why nothing sent to this house does anything.
    """

    cases: Callable[["House"], Mapping[str, Case]]
    methods: frozenset[str] = READS
    lenient: bool = False
    search: str = ""
    query: str = ""
    data: Callable[["House"], Mapping[str, Any]] | None = None
    silent: str = ""


def told(visit: Visit, **answers: Any) -> Visit:
    """Tell of an address whose form must be told more to be believed; answers may ask the house."""

    def data(house: "House") -> dict[str, Any]:
        return {name: a(house) if callable(a) else a for name, a in answers.items()}

    return replace(visit, data=data)


def page(*, post: bool = False, search: str = "", query: str = "") -> Visit:
    """Tell of an address that names nothing."""
    methods = READS | WRITES if post else READS
    return Visit(lambda _house: {"the page": Case({})}, methods, search=search, query=query)


def act() -> Visit:
    """Tell of an address that names nothing and only takes what is sent."""
    return Visit(lambda _house: {"the page": Case({})}, WRITES)


def theirs() -> Visit:
    """Tell of an address of another package that names nothing."""
    return Visit(lambda _house: {"the page": Case({})}, THEIRS, lenient=True)


def of(
    kind: str,
    *,
    methods: frozenset[str] = READS,
    query: str = "",
    inside: bool = False,
    by_author: bool = False,
    **named: Any,
) -> Visit:
    """Tell of an address that names a record: each argument is an attribute, or finds one.

    The first argument is the one that is changed to name nothing at all. `inside` narrows what may
    be read to the own people of the city whose record it is, `by_author` to who wrote it.
    """

    def cases(house: "House") -> dict[str, Case]:
        found = {}
        for shelf, about in house.shelves(kind).items():
            record = house.record(kind, shelf)
            arguments = {
                argument: find(record) if callable(find) else getattr(record, find)
                for argument, find in named.items()
            }
            seen = house.inside(about.owner) if inside else None
            seen = frozenset({about.author}) if by_author else seen
            key = house.key(kind, shelf)
            found[shelf] = Case(arguments, key, about.owner, seen, there=shelf != "deleted")
        some, first = next(iter(found.values())), next(iter(named))
        nothing = {**some.named, first: _nothing(some.named[first])}
        return {**found, "non-existent": Case(nothing, city=some.city, there=False)}

    return Visit(cases, methods, query=query)


def act_on_city() -> Visit:
    """Tell of an address that names a city and only takes what is sent."""
    return replace(city(), methods=WRITES)


def city(*, post: bool = False, query: str = "", **more: Any) -> Visit:
    """Tell of an address that names a city by its slug, and more that is always there."""
    cases = {
        "own": Case({"slug": OWN.lower(), **more}, city=OWN),
        "another city's": Case({"slug": OTHER.lower(), **more}, city=OTHER),
        "deleted": Case({"slug": "never-joined", **more}, there=False),
        "non-existent": Case({"slug": "atlantis", **more}, there=False),
    }
    return Visit(lambda _house: cases, READS | WRITES if post else READS, query=query)


def _nothing(like: Any) -> Any:
    """Return what names nothing, of the same type."""
    if isinstance(like, int):
        return 2**15 - 1
    if isinstance(like, str):
        return "nothing-of-this-name"
    return type(like)(int=0)  # a UUID
