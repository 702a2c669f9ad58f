"""Intervals stand exactly where their numbers say, in every language."""

import math
import re

from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hanse.shared.figures import IntervalFigure, IntervalRow, interval_figure, interval_strip
from hanse.shared.figures.intervals import place, row_in_words

EUROPE = IntervalRow("Europe", 135, 9, 4, 0.91, 0.86, 0.94, bloc=1)
AMERICA = IntervalRow("North America", 1085, 8, 4, 0.88, 0.81, 0.93, bloc=2)
TOO_FEW = IntervalRow("Rural", 3, 1, 0, math.nan, math.nan, math.nan, bloc=3, enough=False)
FIGURE = IntervalFigure("Nine in ten agree", (EUROPE, AMERICA, TOO_FEW), "simulated", "/methods/")

shares = st.floats(0, 1)


def test_a_row_stands_where_its_numbers_say() -> None:
    bar = place(EUROPE)

    assert (bar.start, bar.width, bar.mark) == ("86%", "8%", "91%")


@given(st.tuples(shares, shares, shares).map(sorted))
def test_bands_and_marks_stay_on_the_axis(ordered: list[float]) -> None:
    low, mean, high = ordered
    bar = place(IntervalRow("x", 6, 6, 0, mean, low, high))
    start, width, mark = (float(part.rstrip("%")) for part in (bar.start, bar.width, bar.mark))

    assert 0 <= start <= 100
    assert start + width <= 100.011  # both ends are rounded to a hundredth
    assert start - 0.011 <= mark <= start + width + 0.011


def test_the_figure_reads_out_its_numbers() -> None:
    heard = re.search('role="img" aria-label="([^"]*)"', interval_figure(FIGURE))

    assert heard
    assert heard[1] == (
        "Europe: 91% agree, between 86% and 94%, 144 voices. "
        "North America: 88% agree, between 81% and 93%, 1,093 voices. "
        "Rural: not enough voices (4 voices; ten are needed)."
    )


def test_the_table_below_the_figure_holds_every_number_and_hides_the_few() -> None:
    table = re.search("<tbody>(.*)</tbody>", interval_figure(FIGURE), re.DOTALL)
    assert table
    rows = [
        re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", row)).strip()
        for row in table[1].split("</tr>")[:-1]
    ]

    assert rows == [
        "Europe 135 9 4 91% 86–94%",  # noqa: RUF001 - a range takes an en dash
        "North America 1,085 8 4 88% 81–93%",  # noqa: RUF001 - a range takes an en dash
        "Rural Not enough voices",
    ]


def test_positions_keep_their_point_where_people_write_a_comma() -> None:
    half = IntervalRow("x", 6, 6, 0, 0.125, 0.0625, 0.1875)

    with translation.override("de"):
        drawn = interval_figure(IntervalFigure("t", (half,)))

    assert 'x="6.25%" width="12.5%"' in drawn
    assert "," not in "".join(re.findall(r' (?:x|y|d|width)="([^"]*)"', drawn))


def test_a_bloc_with_too_few_voices_is_named_and_not_drawn() -> None:
    drawn = interval_figure(IntervalFigure("t", (TOO_FEW,)))

    assert "Not enough voices to say; 10 are needed." in drawn
    assert "<rect" not in drawn
    assert "nan" not in drawn


def test_a_strip_stacks_the_rows_that_can_be_drawn() -> None:
    strip = interval_strip((EUROPE, TOO_FEW, AMERICA))

    assert re.findall(r'<svg y="(\d+)"', strip) == ["0", "14"]
    assert 'height="28"' in strip


def test_a_strip_without_enough_voices_says_so() -> None:
    assert "Not enough voices" in interval_strip((TOO_FEW,))


def test_a_sentence_counts_one_voice_as_one() -> None:
    alone = IntervalRow("Alone", 1, 0, 0, 0, 0, 0, enough=False)

    assert row_in_words(alone) == "Alone: not enough voices (1 voice; ten are needed)."
