"""The map's two projections agree with hand-worked values."""

import pytest

from hanse.cities.projection import FRAMES


def test_the_centre_of_a_frame_lies_in_its_middle() -> None:
    frame = FRAMES["europe"]

    assert frame.place(*frame.centre) == pytest.approx((frame.width / 2, frame.height / 2))


def test_a_quarter_turn_away_lies_at_the_square_root_of_two() -> None:
    """On Lambert's equal-area map a point 90 degrees away is √2 radii from the centre."""
    frame = FRAMES["europe"]

    x, y = frame.place(12.0, 52.0 - 90.0)

    assert x == pytest.approx(frame.width / 2)
    assert y - frame.height / 2 == pytest.approx(frame.scale * 2**0.5)


def test_equal_earth_reaches_its_known_width() -> None:
    """Half the equator is 2√3·π / (3·1.340264) radii long (Šavrič, Patterson, Jenny 2018)."""
    frame = FRAMES["world"]

    x, _ = frame.place(180.0, 0.0)

    assert x - frame.width / 2 == pytest.approx(frame.scale * 2.7066, rel=1e-4)


@pytest.mark.parametrize(
    ("frame", "point", "shown"),
    [
        ("europe", (10.75, 59.91), True),
        ("europe", (-74.0, 40.7), False),
        ("north-america", (-74.0, 40.7), True),
        ("north-america", (18.4, -33.9), False),
        ("world", (18.4, -33.9), True),
    ],
)
def test_frames_know_what_they_show(frame: str, point: tuple[float, float], *, shown: bool) -> None:
    assert FRAMES[frame].shows(*point) is shown
