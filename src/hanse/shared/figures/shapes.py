"""One shape per bloc, equal in area, so that nothing is told by colour alone."""

import math

KINDS = ("circle", "diamond", "square", "triangle", "drop", "cross")


def plain(value: float) -> str:
    """Return a coordinate with a point, at most two decimals and no needless zero.

    Templates would write 1.5 as 1,5 for a German reader, which SVG cannot read.
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polygon(corners: list[tuple[float, float]]) -> str:
    """Return a closed path through the corners."""
    return "M" + "L".join(f"{plain(x)} {plain(y)}" for x, y in corners) + "z"


def circle(x: float, y: float, area: float) -> str:
    """Return a circle's path."""
    radius = math.sqrt(area / math.pi)
    arc = f"a{plain(radius)} {plain(radius)} 0 1 0 "
    return f"M{plain(x - radius)} {plain(y)}{arc}{plain(2 * radius)} 0{arc}{plain(-2 * radius)} 0z"


def diamond(x: float, y: float, area: float) -> str:
    """Return the path of a square standing on a corner."""
    half = math.sqrt(area / 2)
    return polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


def square(x: float, y: float, area: float) -> str:
    """Return a square's path."""
    half = math.sqrt(area) / 2
    return polygon(
        [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    )


def triangle(x: float, y: float, area: float, up: int = 1) -> str:
    """Return the path of an equal-sided triangle around its centre, pointing down for `up` -1."""
    side = math.sqrt(4 * area / math.sqrt(3))
    tip, foot = side / math.sqrt(3), side / math.sqrt(12)
    return polygon(
        [(x, y - up * tip), (x + side / 2, y + up * foot), (x - side / 2, y + up * foot)]
    )


def cross(x: float, y: float, area: float) -> str:
    """Return the path of a plus sign made of five squares."""
    arm = math.sqrt(area / 5)
    near, far = arm / 2, 1.5 * arm
    quarter = [(near, -far), (near, -near), (far, -near)]
    corners = []
    for _ in range(4):
        corners += [(x + dx, y + dy) for dx, dy in quarter]
        quarter = [(-dy, dx) for dx, dy in quarter]
    return polygon(corners)


def shape(bloc: int, x: float, y: float, area: float) -> str:
    """Return the path of bloc number `bloc` (1 to 6), centred on x, y."""
    kind = KINDS[(bloc - 1) % len(KINDS)]
    if kind == "drop":
        return triangle(x, y, area, up=-1)
    draw = {
        "circle": circle,
        "diamond": diamond,
        "square": square,
        "triangle": triangle,
        "cross": cross,
    }
    return draw[kind](x, y, area)
