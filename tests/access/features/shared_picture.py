"""Addresses of what cities publish, and of the mayor's page on one challenge."""

from typing import Any

from tests.access.house import House, Words
from tests.access.kinds import OF_CITIES, Case, Kind, Visit, city, of, page
from tests.sharing.rule import Something


def release(house: House, about: Something, word: Words) -> Any:
    """Store a release with one cell; what is out is never deleted."""
    from hanse.threats.models import Release, ReleasedCell

    stored = house.share(Release(version=1, source_classes=["police"], attacked=0), about)
    ReleasedCell.objects.create(
        release=stored, category=word("category"), first_month=24_300, span=12, state="lt5"
    )
    return stored


def _slug(found: Any) -> str:
    return str(found.owner.slug)


def _data(_house: House) -> dict[str, Case]:
    return {
        "there": Case({"ending": "json"}),
        "non-existent": Case({"ending": "exe"}, there=False),
    }


SHELF = "a city's, for members"
KINDS = {"release": Kind(release, {SHELF: OF_CITIES[SHELF]})}
ADDRESSES = {
    "threats:shared": page(),
    "threats:shared-data": Visit(_data),
    "threats:shared-city": of("release", slug=_slug),
    "threats:shared-city-data": of("release", slug=_slug, ending=lambda _found: "csv"),
    "threats:publish": city(post=True),
    "threats:mayors-brief": city(category="antisemitism"),
    "threats:mayors-brief-pdf": city(category="antisemitism"),
}
