"""Numbers as people of a language write them."""

import math

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext


def whole(value: float) -> str:
    """Return a whole number with the language's thousands separator; halves go up."""
    rounded = math.floor(value + 0.5)
    return str(number_format(rounded, decimal_pos=0, use_l10n=True, force_grouping=True))


def percent(share: float) -> str:
    """Return a share in 0..1 as whole per cent."""
    return pgettext("a percentage", "%(number)s%%") % {"number": whole(share * 100)}


def span(low: float, high: float) -> str:
    """Return an interval of shares in 0..1, in whole per cent."""
    numbers = {"low": whole(low * 100), "high": whole(high * 100)}
    return pgettext("an interval of percentages", "%(low)s–%(high)s%%") % numbers  # noqa: RUF001 - a range takes an en dash


def spoken_span(low: float, high: float) -> str:
    """Return an interval as it is read aloud."""
    return gettext("%(low)s and %(high)s") % {"low": percent(low), "high": percent(high)}


def finite(value: float) -> float | None:
    """Return a number as JSON can hold it: what is not known or has no end becomes None."""
    return float(value) if math.isfinite(value) else None
