"""Draw the coast lines of the members' map: `make_outlines.py FOLDER_OF_WORLD_ATLAS`.

The shapes are those of Natural Earth (public domain), as the package world-atlas carries them.
Land only: no border is drawn, so none is taken a side on. The projection is the one that places
the cities, so that both always agree.
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "src"))

from hanse.cities.projection import FRAMES, Frame, Point  # noqa: E402 - found by the line above

TARGET = ROOT / "src/hanse/cities/static/cities/outlines.svg"
SMALLEST = 0.6  # square units of the drawing: a corner or an island below it is left out
SOURCES = {"world": "land-110m.json"}


def rings(topology: dict[str, Any]) -> list[list[Point]]:
    """Return every ring of land as longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                points = [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]]
                found.append(points)
    return found


def clip(ring: list[Point], axis: int, limit: float, *, below: bool) -> list[Point]:
    """Cut a ring along one line (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        inside = [(point[axis] <= limit) == below for point in (start, end)]
        if inside[0] != inside[1]:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append(
                (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            )
        if inside[1]:
            kept.append(end)
    return kept


def clip_box(ring: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Cut a ring to left, bottom, right, top."""
    for axis, limit, below in ((0, box[0], False), (1, box[1], False), (0, box[2], True)):
        ring = clip(ring, axis, limit, below=below) if ring else ring
    return clip(ring, 1, box[3], below=True) if ring else ring


def area(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplify(ring: list[Point]) -> list[Point]:
    """Leave out the corner that matters least, again and again (Visvalingam, Whyatt 1993)."""
    ring = list(ring)
    while len(ring) > 3:  # noqa: PLR2004 - a ring has three corners
        areas = [area(ring[i - 1], p, ring[(i + 1) % len(ring)]) for i, p in enumerate(ring)]
        least = min(areas)
        if least >= SMALLEST:
            return ring
        # take out every small corner whose neighbours stay, which saves passes
        kept, dropped = [], False
        for point, size in zip(ring, areas, strict=True):
            dropped = not dropped and size <= max(least * 2, SMALLEST / 16)
            if not dropped:
                kept.append(point)
        ring = kept
    return []


def unrolled(ring: list[Point]) -> list[Point]:
    """Return a ring that goes on past the date line instead of jumping across the sheet."""
    turned, shift = [], 0.0
    for before, (longitude, latitude) in zip(ring[:1] + ring[:-1], ring, strict=True):
        if abs(longitude - before[0]) > 180:  # noqa: PLR2004 - half a turn
            shift += 360 if longitude < before[0] else -360
        turned.append((longitude + shift, latitude))
    return turned


def cut_to_sheets(ring: list[Point], near: tuple[float, float, float, float]) -> list[list[Point]]:
    """Return what shows of a ring, which may be in two pieces at the date line."""
    pieces = []
    for shift in (-360.0, 0.0, 360.0):
        moved = [(longitude + shift, latitude) for longitude, latitude in unrolled(ring)]
        pieces.append(clip_box(moved, near))
    return [piece for piece in pieces if piece]


def path_of(frame: Frame, land: list[list[Point]]) -> str:
    """Return the land within a frame as one path."""
    parts = []
    for piece in (piece for ring in land for piece in cut_to_sheets(ring, frame.near)):
        placed = [frame.place(longitude, latitude) for longitude, latitude in piece]
        cut = clip_box(placed, (0, 0, frame.width, frame.height))
        corners = [f"{x:.1f} {y:.1f}" for x, y in simplify(cut)]
        if corners:
            parts.append("M" + "L".join(corners) + "Z")
    return "".join(parts)


def main() -> None:
    """Write one symbol per frame."""
    package = Path(sys.argv[1])
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for key, frame in FRAMES.items():
        source = package / SOURCES.get(key, "land-50m.json")
        path = path_of(frame, rings(json.loads(source.read_text())))
        box = f"0 0 {frame.width:g} {frame.height:g}"
        lines.append(f'<symbol id="{key}" viewBox="{box}"><path d="{path}"/></symbol>')
        print(f"{key}: {len(path):,} characters")
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text("\n".join([*lines, "</svg>"]) + "\n")


if __name__ == "__main__":
    main()
