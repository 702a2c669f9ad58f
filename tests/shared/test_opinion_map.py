"""People are counted into a calm field of cells, and nobody small enough to be known is drawn."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hanse.shared.figures import MapBloc, OpinionMapFigure, opinion_map_figure, spectrum_figure
from hanse.shared.figures.hexes import ACROSS, HEIGHT, WIDTH, count_cells, nearest_cell, on_canvas
from hanse.shared.figures.opinion_map import lay_out
from hanse.shared.figures.spectrum import lay_out as lay_out_spectrum

clouds = arrays(np.float64, st.tuples(st.integers(1, 60), st.just(2)), elements=st.floats(-9, 9))


def cloud(people: int, centre: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """Return people scattered around a centre."""
    return np.random.default_rng(1).normal(centre, 1.0, (people, 2))


def figure(*sizes: int) -> OpinionMapFigure:
    """Return blocs of the given sizes, each further right than the one before."""
    return OpinionMapFigure(
        title="Where people stand",
        positions=np.concatenate([cloud(n, (index, 0)) for index, n in enumerate(sizes)]),
        blocs=tuple(MapBloc(f"bloc {index}", index + 1) for index in range(len(sizes))),
        code=np.repeat(np.arange(len(sizes)), sizes),
        low_end=("Left words",),
        high_end=("Right words",),
    )


@given(clouds)
@settings(deadline=None)
def test_everybody_stands_on_the_canvas(positions: np.ndarray) -> None:
    placed = on_canvas(positions)

    assert ((placed >= 0) & (placed <= [WIDTH, HEIGHT])).all()


@given(clouds)
@settings(deadline=None)
def test_every_person_is_counted_once(positions: np.ndarray) -> None:
    assert sum(cell.people for cell in count_cells(on_canvas(positions))) == len(positions)


@given(clouds)
@settings(max_examples=20, deadline=None)
def test_each_point_falls_into_the_cell_whose_centre_is_nearest(positions: np.ndarray) -> None:
    points = on_canvas(positions)
    step, rise = WIDTH / ACROSS, WIDTH / ACROSS * 3**0.5 / 2
    chosen = nearest_cell(points)
    everywhere = [
        (column * step + (step / 2 if row % 2 else 0), row * rise)
        for row in range(-1, 16)
        for column in range(-1, 18)
    ]

    for point, (row, column) in zip(points, chosen, strict=True):
        centre = (column * step + (step / 2 if row % 2 else 0), row * rise)
        nearest = min(np.hypot(*(point - np.array(other))) for other in everywhere)
        assert np.hypot(*(point - centre)) == pytest.approx(nearest, abs=1e-9)


def test_thirty_thousand_people_become_at_most_a_few_hundred_marks() -> None:
    layout = lay_out(figure(20_000, 10_000))

    assert all(panel.marks.count("z") <= 260 for panel in layout.panels)
    assert len(opinion_map_figure(figure(20_000, 10_000))) < 60_000


def test_a_bloc_under_ten_people_is_named_and_not_drawn() -> None:
    layout = lay_out(figure(40, 9))

    assert [panel.bloc.name for panel in layout.panels] == ["bloc 0"]
    assert layout.left_out == (("bloc 1", 9),)
    assert "Not drawn: bloc 1 (9; 10 people are needed)." in opinion_map_figure(figure(40, 9))


def test_thirds_add_up_and_follow_the_blocs() -> None:
    left, right = lay_out(figure(500, 500)).panels

    assert sum(left.thirds) == pytest.approx(1)
    assert left.thirds[0] > right.thirds[0]
    assert left.thirds[2] < right.thirds[2]


def test_people_with_too_few_votes_are_not_placed() -> None:
    whole = figure(30)
    positions = np.concatenate([whole.positions, np.full((5, 2), np.nan)])
    code = np.zeros(35, dtype=int)

    layout = lay_out(OpinionMapFigure("t", positions, whole.blocs, code))

    assert layout.panels[0].people == 30


def test_nobody_placed_is_said_in_words() -> None:
    empty = OpinionMapFigure("t", np.full((3, 2), np.nan), (MapBloc("all"),), np.zeros(3, int))

    for drawn in (opinion_map_figure(empty), spectrum_figure(empty)):
        assert "Nobody can be placed yet: people have cast too few votes." in drawn


def test_people_who_all_vote_alike_share_one_cell() -> None:
    same = OpinionMapFigure("t", np.ones((25, 2)), (MapBloc("all"),), np.zeros(25, int))

    layout = lay_out(same)

    assert layout.panels[0].marks.count("z") == 1
    assert (layout.panels[0].middle_x, layout.panels[0].middle_y) == ("160", "110")


def test_both_ends_are_described_in_words() -> None:
    drawn = opinion_map_figure(figure(20))

    assert re.search("Further left.*Left words.*Further right.*Right words", drawn, re.DOTALL)


def test_the_fullest_part_of_a_spectrum_has_full_height() -> None:
    (ridge,) = lay_out_spectrum(figure(200))
    tops = [44 - float(top) for top in re.findall(r"V([\d.]+)H", ridge.outline)]

    assert len(tops) == 25
    assert max(tops) == 44
    assert ridge.panel.people == 200
