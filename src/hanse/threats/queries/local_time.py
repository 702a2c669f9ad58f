"""Which day it is in a city: weeks end by its own calendar, not by that of the server."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from hanse.cities.models import Authority


def zone_of(city: Authority) -> dt.tzinfo:
    """Return a city's time zone; that of the server where none is known."""
    try:
        return ZoneInfo(city.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_current_timezone()


def time_in(city: Authority, moment: dt.datetime | None = None) -> dt.datetime:
    """Return what the clocks of a city show at a moment, or now."""
    return (moment or timezone.now()).astimezone(zone_of(city))


def today_in(city: Authority, moment: dt.datetime | None = None) -> dt.date:
    """Return which day it is in a city at a moment, or now."""
    return time_in(city, moment).date()
