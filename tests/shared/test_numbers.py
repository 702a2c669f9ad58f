"""Numbers read as people of each language write them."""

import datetime as dt

from django.utils import translation
from django.utils.formats import date_format

from hanse.shared import numbers


def test_english_numbers() -> None:
    with translation.override("en"):
        assert numbers.whole(18402) == "18,402"
        assert numbers.percent(0.91) == "91%"
        assert numbers.span(0.86, 0.94) == "86–94%"  # noqa: RUF001 - a range takes an en dash
        assert numbers.spoken_span(0.86, 0.94) == "86% and 94%"


def test_halves_go_up() -> None:
    assert [numbers.percent(share) for share in (0.985, 0.005, 0.025, 1.0)] == [
        "99%",
        "1%",
        "3%",
        "100%",
    ]


def test_english_dates_put_the_day_first_and_the_month_in_letters() -> None:
    with translation.override("en"):
        assert date_format(dt.date(2026, 2, 24), "DATE_FORMAT") == "24 February 2026"


def test_german_dates_are_written_as_germans_write_them() -> None:
    with translation.override("de"):
        assert date_format(dt.date(2026, 2, 24), "DATE_FORMAT") == "24. Februar 2026"
