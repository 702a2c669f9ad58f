"""Where a point on earth lies on the members' map; the coast lines were drawn by the same rule."""

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world on a flat sheet, drawn by Lambert's equal-area azimuthal projection.

    `centre` is a longitude and a latitude, `near` the box (west, south, east, north) of what may
    show, `scale` how many units of the drawing an earth radius takes.
    """

    centre: Point
    near: tuple[float, float, float, float]
    scale: float
    width: float
    height: float

    def place(self, longitude: float, latitude: float) -> Point:
        """Return right and down on the sheet (Snyder 1987, equations 22-4, 24-2 to 24-4)."""
        turn, up = math.radians(longitude - self.centre[0]), math.radians(latitude)
        tilt = math.radians(self.centre[1])
        nearness = math.sin(tilt) * math.sin(up) + math.cos(tilt) * math.cos(up) * math.cos(turn)
        stretch = self.scale * math.sqrt(2 / max(1 + nearness, 1e-9))
        right = math.cos(up) * math.sin(turn)
        above = math.cos(tilt) * math.sin(up) - math.sin(tilt) * math.cos(up) * math.cos(turn)
        return self.width / 2 + stretch * right, self.height / 2 - stretch * above

    def shows(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies on the sheet."""
        west, south, east, north = self.near
        if not (west <= longitude <= east and south <= latitude <= north):
            return False
        right, down = self.place(longitude, latitude)
        return 0 <= right <= self.width and 0 <= down <= self.height


@dataclass(frozen=True, slots=True)
class World(Frame):
    """The whole world by the Equal Earth projection (Šavrič, Patterson, Jenny 2018)."""

    def place(self, longitude: float, latitude: float) -> Point:
        """Return right and down on the sheet."""
        a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
        slope = math.sqrt(3) / 2
        angle = math.asin(slope * math.sin(math.radians(latitude)))
        sixth = angle**6
        below = a1 + 3 * a2 * angle**2 + sixth * (7 * a3 + 9 * a4 * angle**2)
        right = math.radians(longitude - self.centre[0]) * math.cos(angle) / (slope * below)
        above = angle * (a1 + a2 * angle**2 + sixth * (a3 + a4 * angle**2))
        middle = self.height / 2
        lift = self.scale * self.centre[1]
        return self.width / 2 + self.scale * right, middle - self.scale * above + lift


FRAMES = {
    "europe": Frame((12.0, 52.0), (-40.0, 20.0, 70.0, 85.0), 900.0, 640.0, 620.0),
    "north-america": Frame((-96.0, 42.0), (-175.0, 5.0, -45.0, 85.0), 640.0, 640.0, 500.0),
    "world": World((0.0, 0.13), (-180.0, -60.0, 180.0, 84.0), 118.0, 640.0, 290.0),
}
