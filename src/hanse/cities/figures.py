"""The map of members: a coast line and a linked circle per place, by the frames they fit in."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hanse.cities.models import Authority
from hanse.cities.parts import part_of
from hanse.cities.projection import FRAMES, Frame
from hanse.shared.countries import country_name
from hanse.shared.network import current_network

FRAME_NAMES = {
    "europe": _("Europe"),
    "north-america": _("North America"),
    "world": _("The world"),
}
CLOSE = 52.0  # units of the drawing: on a phone half as many points, room for a finger


@dataclass(frozen=True, slots=True)
class Dot:
    """One circle: a city, or several that lie too close to be told apart."""

    x: float
    y: float
    cities: tuple[Authority, ...]
    bloc: int
    address: str

    @property
    def radius(self) -> float:
        """Grow with the number of cities by area."""
        return 8.0 + 4.0 * math.sqrt(len(self.cities) - 1)

    @property
    def words(self) -> str:
        """Name the cities."""
        if len(self.cities) == 1:
            city = self.cities[0]
            return f"{city.name}, {country_name(city.country)}"
        return ", ".join(city.name for city in self.cities)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One frame of the map with its circles."""

    key: str
    name: str
    frame: Frame
    dots: tuple[Dot, ...]
    count: int


def _on_this_page(city: Authority) -> str:
    return f"#{city.slug}"


def sheets_of(
    cities: Sequence[Authority], listed_at: Callable[[Authority], str] = _on_this_page
) -> list[Sheet]:
    """Return the frames to draw: the parts of the world where they suffice, else the world too.

    A circle leads to its city, or to where the list begins to name several.
    """
    blocs = {side.key: side.bloc for side in current_network().sides}
    placed = [city for city in cities if city.latitude is not None]
    left, sheets = placed, []
    for key in ("europe", "north-america"):
        inside = [city for city in left if FRAMES[key].shows(*_point(city))]
        if inside:
            sheets.append(_sheet(key, inside, blocs, listed_at))
            left = [city for city in left if city not in inside]
    return [*sheets, _sheet("world", left, blocs, listed_at)] if left else sheets


def _sheet(
    key: str,
    cities: list[Authority],
    blocs: dict[str, int],
    listed_at: Callable[[Authority], str],
) -> Sheet:
    frame = FRAMES[key]
    groups: list[tuple[float, float, list[Authority]]] = []
    for city in sorted(cities, key=lambda city: -(city.population or 0)):
        x, y = frame.place(*_point(city))
        near = next((g for g in groups if (g[0] - x) ** 2 + (g[1] - y) ** 2 < CLOSE**2), None)
        if near:
            near[2].append(city)
        else:
            groups.append((x, y, [city]))
    dots = tuple(
        Dot(
            round(x, 1),
            round(y, 1),
            tuple(close),
            blocs.get(part_of(close[0].country), 0),
            close[0].get_absolute_url() if len(close) == 1 else listed_at(close[0]),
        )
        for x, y, close in groups
    )
    return Sheet(key, str(FRAME_NAMES[key]), frame, dots, len(cities))


def _point(city: Authority) -> tuple[float, float]:
    return city.longitude or 0.0, city.latitude or 0.0
