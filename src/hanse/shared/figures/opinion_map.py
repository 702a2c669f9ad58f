"""Where people stand on the two strongest patterns of opinion, one small map per bloc."""

from dataclasses import dataclass

import numpy as np
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from numpy.typing import NDArray

from hanse.shared import numbers
from hanse.shared.figures.hexes import HEIGHT, STEP, WIDTH, count_cells, hexagon, on_canvas
from hanse.shared.figures.intervals import ENOUGH_VOICES
from hanse.shared.figures.shapes import plain, shape

LARGEST_AREA = 0.62 * STEP * STEP
SMALLEST_AREA = 0.02 * STEP * STEP


@dataclass(frozen=True, slots=True)
class MapBloc:
    """A bloc or group on the map; `bloc` (1 to 6) picks colour and shape."""

    name: str
    bloc: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class OpinionMapFigure:
    """People on two axes of opinion.

    `positions`: (P, 2), NaN where somebody could not be placed. `code`: (P,) index into `blocs`,
    -1 for nobody's. `low_end`, `high_end`: statements people at the left and the right end agree
    with most, strongest first. `method` is the address that explains.
    """

    title: str
    positions: NDArray[np.float64]
    blocs: tuple[MapBloc, ...]
    code: NDArray[np.integer]
    low_end: tuple[str, ...] = ()
    high_end: tuple[str, ...] = ()
    source: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One bloc's small map: a path for its marks, its middle, and its people by thirds."""

    bloc: MapBloc
    people: int
    marks: str
    middle_x: str
    middle_y: str
    thirds: tuple[float, float, float]

    @property
    def in_words(self) -> str:
        """The panel as a sentence."""
        left, centre, right = (numbers.percent(share) for share in self.thirds)
        return gettext(
            "%(name)s, %(people)s people: %(left)s stand in the left third, "
            "%(centre)s in the middle, %(right)s in the right third."
        ) % {
            "name": self.bloc.name,
            "people": numbers.whole(self.people),
            "left": left,
            "centre": centre,
            "right": right,
        }


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Everything the template draws."""

    ground: str
    panels: tuple[Panel, ...]
    left_out: tuple[tuple[str, int], ...]


def thirds_of(points: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return the shares of people in the left, middle and right third of the map's width."""
    third = np.clip(points[:, 0] * 3 // WIDTH, 0, 2).astype(np.int64)
    left, centre, right = np.bincount(third, minlength=3)[:3] / len(points)
    return float(left), float(centre), float(right)


def panel(bloc: MapBloc, points: NDArray[np.float64], busiest: float) -> Panel:
    """Return one bloc's map; a mark's area follows the share of the bloc in its cell."""
    marks = []
    for cell in count_cells(points):
        area = LARGEST_AREA * cell.people / len(points) / busiest
        marks.append(shape(bloc.bloc, cell.x, cell.y, max(area, SMALLEST_AREA)))
    middle = points.mean(axis=0)
    return Panel(
        bloc=bloc,
        people=len(points),
        marks="".join(marks),
        middle_x=plain(float(middle[0])),
        middle_y=plain(float(middle[1])),
        thirds=thirds_of(points),
    )


def lay_out(figure: OpinionMapFigure) -> MapLayout:
    """Return where everything stands. Blocs under ten people are named, never drawn."""
    placed = np.isfinite(figure.positions).all(axis=1)
    if not placed.any():
        return MapLayout(ground="", panels=(), left_out=())
    points, code = on_canvas(figure.positions[placed]), figure.code[placed]
    members = [(bloc, points[code == index]) for index, bloc in enumerate(figure.blocs)]
    drawn = [(bloc, own) for bloc, own in members if len(own) >= ENOUGH_VOICES]
    fullest = [max(cell.people for cell in count_cells(own)) for _, own in drawn]
    busiest = max(
        (people / len(own) for people, (_, own) in zip(fullest, drawn, strict=True)), default=1.0
    )
    return MapLayout(
        ground="".join(hexagon(cell) for cell in count_cells(points)),
        panels=tuple(panel(bloc, own, busiest) for bloc, own in drawn),
        left_out=tuple((bloc.name, len(own)) for bloc, own in members if len(own) < ENOUGH_VOICES),
    )


def opinion_map_figure(figure: OpinionMapFigure) -> SafeString:
    """Return the maps with their ends in words, the table of thirds, source and method."""
    context = {"figure": figure, "layout": lay_out(figure), "needed": ENOUGH_VOICES}
    context["box"] = f"0 0 {plain(WIDTH)} {plain(HEIGHT)}"
    return render_to_string("shared/figures/opinion_map.html", context)
