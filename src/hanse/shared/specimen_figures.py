"""The figures of the style page: invented numbers at the edges of what a figure must bear."""

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.shared.figures import (
    IntervalFigure,
    IntervalRow,
    MapBloc,
    OpinionMapFigure,
    interval_figure,
    interval_strip,
    opinion_map_figure,
    spectrum_figure,
)

SEED = 7
PEOPLE = (9_000, 2_600, 6)


def rows() -> tuple[IntervalRow, ...]:
    """Return blocs at both ends of the axis, in the middle, with a long name and with too few."""
    return (
        IntervalRow(_("Europe"), 135, 9, 4, 0.91, 0.86, 0.94, bloc=1),
        IntervalRow(_("North America"), 85, 8, 4, 0.88, 0.81, 0.93, bloc=2),
        IntervalRow(_("Cities over 500,000 people"), 12_480, 5_100, 310, 0.71, 0.70, 0.72, bloc=3),
        IntervalRow(_("Under 100,000"), 19, 31, 2, 0.38, 0.27, 0.50, bloc=4),
        IntervalRow(_("Everyone agrees"), 64, 0, 0, 0.985, 0.95, 1.0, bloc=5),
        IntervalRow(_("Nobody agrees"), 0, 12, 1, 0.07, 0.0, 0.22, bloc=6),
        IntervalRow(_("Rural counties"), 3, 1, 0, 0.0, 0.0, 0.0, bloc=1, enough=False),
    )


def people() -> OpinionMapFigure:
    """Return two large blocs that overlap and one too small to draw."""
    draw = np.random.default_rng(SEED)
    centres = ((-0.7, 0.2), (0.8, -0.3), (0.0, 1.0))
    clouds = [
        draw.normal(centre, (1.0, 0.6), (count, 2))
        for centre, count in zip(centres, PEOPLE, strict=True)
    ]
    return OpinionMapFigure(
        title=_("Europe and North America overlap more than they differ"),
        positions=np.concatenate(clouds),
        blocs=(
            MapBloc(_("Europe"), 1),
            MapBloc(_("North America"), 2),
            MapBloc(_("Rural counties"), 4),
        ),
        code=np.repeat(np.arange(len(PEOPLE)), PEOPLE),
        low_end=(_("Teachers, youth workers and police should meet before anything happens."),),
        high_end=(_("Families need one number to call."),),
        source=_("simulated votes"),
        method=reverse("shared:style"),
    )


def figures() -> dict[str, SafeString]:
    """Return every figure, ready to place."""
    method = reverse("shared:style")
    source = _("simulated votes")
    return {
        "intervals": interval_figure(
            IntervalFigure(
                _("Nine in ten agree in Europe and in North America"), rows(), source, method
            )
        ),
        "strip": interval_strip(rows()[:4]),
        "strip_empty": interval_strip(rows()[-1:]),
        "map": opinion_map_figure(people()),
        "spectrum": spectrum_figure(people()),
    }
