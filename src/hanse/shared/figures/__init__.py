"""Figures as HTML and SVG made on the server: dataclass in, accessible markup out.

No figure knows of a request, so pages and printed briefs show the same ones. Positions are
attributes, never styles; words stay in HTML or at their own size, so nothing shrinks on a phone.
"""

from hanse.shared.figures.intervals import (
    IntervalFigure,
    IntervalRow,
    interval_figure,
    interval_strip,
)
from hanse.shared.figures.opinion_map import MapBloc, OpinionMapFigure, opinion_map_figure
from hanse.shared.figures.spectrum import spectrum_figure

__all__ = [
    "IntervalFigure",
    "IntervalRow",
    "MapBloc",
    "OpinionMapFigure",
    "interval_figure",
    "interval_strip",
    "opinion_map_figure",
    "spectrum_figure",
]
