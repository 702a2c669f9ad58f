"""A figure with invented numbers that teaches how to read the others."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hanse.shared.figures import IntervalFigure, IntervalRow, interval_figure


def reading_sample() -> SafeString:
    """Return a figure with a sure bloc, an unsure one and one too small to speak of."""
    return interval_figure(
        IntervalFigure(
            title=_("An invented example: many voices make a short bar, few make a long one"),
            rows=(
                IntervalRow(_("Many voices"), 273, 27, 12, 0.91, 0.87, 0.94, bloc=1),
                IntervalRow(_("Few voices"), 11, 3, 2, 0.77, 0.53, 0.93, bloc=2),
                IntervalRow(_("Too few"), 3, 1, 0, 0.0, 0.0, 0.0, bloc=3, enough=False),
            ),
            source=_("invented numbers"),
        )
    )
