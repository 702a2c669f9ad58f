"""Every bloc has a shape of its own and the same area, so that none looks larger than it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.shared.figures.shapes import KINDS, plain, shape

NUMBER = r"-?\d+(?:\.\d+)?"


def corners(path: str) -> list[tuple[float, float]]:
    """Return the corners of a polygon path."""
    return [(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}) ({NUMBER})", path)]


def polygon_area(points: list[tuple[float, float]]) -> float:
    """Return a polygon's area by the shoelace formula."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def test_six_blocs_have_six_different_shapes() -> None:
    paths = {shape(bloc, 0, 0, 100) for bloc in range(1, 7)}

    assert len(paths) == len(KINDS) == 6


def test_a_circle_of_area_one_hundred_has_the_radius_it_should() -> None:
    assert shape(1, 10, 20, 100) == "M4.36 20a5.64 5.64 0 1 0 11.28 0a5.64 5.64 0 1 0 -11.28 0z"


def test_a_diamond_of_area_ninety_eight_reaches_seven_from_its_centre() -> None:
    assert shape(2, 0, 0, 98) == "M0 -7L7 0L0 7L-7 0z"


@pytest.mark.parametrize("bloc", range(2, 7))
def test_every_shape_with_corners_has_the_area_asked_for(bloc: int) -> None:
    assert polygon_area(corners(shape(bloc, 50, 50, 400))) == pytest.approx(400, rel=0.01)


@given(st.floats(-1e6, 1e6))
def test_a_coordinate_is_always_something_svg_can_read(value: float) -> None:
    assert re.fullmatch(NUMBER, plain(value))
    assert float(plain(value)) == pytest.approx(value, abs=0.005001)
