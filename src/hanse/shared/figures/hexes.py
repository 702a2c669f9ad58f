"""A field of hexagonal cells that people are counted into, so that a map stays light and calm."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hanse.shared.figures.shapes import polygon

WIDTH, HEIGHT = 320.0, 220.0
ACROSS = 16
STEP = WIDTH / ACROSS
RISE = STEP * math.sqrt(3) / 2
MARGIN = 0.75 * STEP
OUTLIERS = 0.2  # per cent of people at each side who are drawn at the edge instead of beyond it


@dataclass(frozen=True, slots=True)
class Cell:
    """One hexagon: its centre on the canvas and how many people of whom stand in it."""

    x: float
    y: float
    people: int


def on_canvas(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions on the canvas: one scale for both axes, centred, people beyond at the edge.

    Position upwards is larger in opinion space and smaller on the canvas.
    """
    low, high = np.percentile(positions, [OUTLIERS, 100 - OUTLIERS], axis=0)
    reach = np.maximum(high - low, 1e-9)
    room = np.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    scale = float(np.min(room / reach))
    placed = (positions - (low + high) / 2) * scale * np.array([1.0, -1.0])
    placed += np.array([WIDTH, HEIGHT]) / 2
    inside: NDArray[np.float64] = np.clip(placed, MARGIN, np.array([WIDTH, HEIGHT]) - MARGIN)
    return inside


def nearest_cell(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return row and column of the hexagon that holds each point.

    Odd rows stand half a step to the right. Of the two rows a point lies between, the centre that
    is nearer wins (Carr and others, Scatterplot matrix techniques for large N, 1987).
    """
    below = np.floor(points[:, 1] / RISE)
    best = np.zeros((len(points), 2), dtype=np.int64)
    distance = np.full(len(points), np.inf)
    for row in (below, below + 1):
        shift = np.where(row % 2 == 1, STEP / 2, 0.0)
        column = np.round((points[:, 0] - shift) / STEP)
        away = np.hypot(points[:, 0] - column * STEP - shift, points[:, 1] - row * RISE)
        closer = away < distance
        distance = np.where(closer, away, distance)
        best[closer] = np.stack([row, column], axis=1)[closer].astype(np.int64)
    return best


def count_cells(points: NDArray[np.float64]) -> list[Cell]:
    """Return the cells that hold somebody, from top to bottom and left to right."""
    if not len(points):
        return []
    cells, people = np.unique(nearest_cell(points), axis=0, return_counts=True)
    return [
        Cell(
            x=float(column * STEP + (STEP / 2 if row % 2 else 0.0)),
            y=float(row * RISE),
            people=int(count),
        )
        for (row, column), count in zip(cells, people, strict=True)
    ]


def hexagon(cell: Cell) -> str:
    """Return the outline of a cell."""
    radius = STEP / math.sqrt(3)
    angles = [math.pi / 6 + step * math.pi / 3 for step in range(6)]
    return polygon([(cell.x + radius * math.cos(a), cell.y + radius * math.sin(a)) for a in angles])
