"""Opinion as one line: how each bloc spreads between the two ends of the strongest pattern."""

from dataclasses import dataclass

import numpy as np
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from numpy.typing import NDArray

from hanse.shared.figures.hexes import WIDTH, on_canvas
from hanse.shared.figures.intervals import ENOUGH_VOICES
from hanse.shared.figures.opinion_map import MapBloc, OpinionMapFigure, Panel, thirds_of
from hanse.shared.figures.shapes import plain

BINS = 25
TALLEST = 44.0


@dataclass(frozen=True, slots=True)
class Ridge:
    """One bloc's spread: the outline of its histogram; `panel` carries its numbers."""

    panel: Panel
    outline: str


def outline(counts: NDArray[np.float64], tallest: float) -> str:
    """Return a stepped outline of a histogram, `tallest` being the share at full height."""
    step = WIDTH / BINS
    path = [f"M0 {plain(TALLEST)}"]
    for index, share in enumerate(counts):
        top = plain(TALLEST * (1 - share / tallest))
        path.append(f"V{top}H{plain((index + 1) * step)}")
    return "".join(path) + f"V{plain(TALLEST)}z"


def lay_out(figure: OpinionMapFigure) -> tuple[Ridge, ...]:
    """Return one ridge per bloc of at least ten people, all on one height scale."""
    placed = np.isfinite(figure.positions).all(axis=1)
    if not placed.any():
        return ()
    points, code = on_canvas(figure.positions[placed]), figure.code[placed]
    members = [(bloc, points[code == index]) for index, bloc in enumerate(figure.blocs)]
    drawn = [(bloc, own) for bloc, own in members if len(own) >= ENOUGH_VOICES]
    shares = [
        np.histogram(own[:, 0], bins=BINS, range=(0.0, WIDTH))[0] / len(own) for _, own in drawn
    ]
    tallest = max((float(share.max()) for share in shares), default=1.0)
    return tuple(
        Ridge(panel=numbers_of(bloc, own), outline=outline(share, tallest))
        for (bloc, own), share in zip(drawn, shares, strict=True)
    )


def numbers_of(bloc: MapBloc, points: NDArray[np.float64]) -> Panel:
    """Return the numbers of a bloc without its marks."""
    middle = points.mean(axis=0)
    return Panel(
        bloc=bloc,
        people=len(points),
        marks="",
        middle_x=f"{plain(float(middle[0]) / WIDTH * 100)}%",
        middle_y="0",
        thirds=thirds_of(points),
    )


def spectrum_figure(figure: OpinionMapFigure) -> SafeString:
    """Return the spread of each bloc along the strongest pattern, with its table of thirds."""
    ridges = lay_out(figure)
    context = {"figure": figure, "ridges": ridges, "panels": [ridge.panel for ridge in ridges]}
    context["box"] = f"0 0 {plain(WIDTH)} {plain(TALLEST)}"
    return render_to_string("shared/figures/spectrum.html", context)
