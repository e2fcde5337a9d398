"""What a hand can hold in the picture of a gate's points: for each of them what it changes in the link."""

from collections.abc import Sequence
from dataclasses import replace

from core.data.clouds import DRAWN, Dataset
from core.tasks.gates.experiment import GateExperiment, write_points

MOST_HELD = 60  # more lie too close for a hand


def held_points(e: GateExperiment, data: Dataset) -> list[tuple[float, float, int]]:
    """x0, x1 and class of the points that may be moved: few corners or points of one's own, none of a random set."""
    if e.data in DRAWN or len(data.x) > MOST_HELD:
        return []
    return [(float(x0), float(x1), int(y)) for (x0, x1), y in zip(data.x, data.y, strict=True)]


def places(e: GateExperiment) -> list[dict[str, str]]:
    """For each of them the points with this one at {x}, {y}."""
    points = held_points(e, e.load())
    return [{"data": "own", "pts": _with(points, k, "{x},{y}")} for k in range(len(points))]


def moved(e: GateExperiment, index: int, x0: float, x1: float) -> GateExperiment:
    """The same with this point elsewhere. Raises IndexError where there is no such point."""
    points = held_points(e, e.load())
    points[index] = (x0, x1, points[index][2])
    return _of(e, points)


def clicked(e: GateExperiment, x0: float, x1: float, reach: tuple[float, float]) -> GateExperiment:
    """The same with a point of class 1 more; where there is one within `reach` of both axes, that one becomes of class
    0, and one of class 0 goes. A set drawn at random, and what would be no point or too many, stays as it is."""
    points = held_points(e, e.load())
    away = [((a - x0) / reach[0]) ** 2 + ((b - x1) / reach[1]) ** 2 for a, b, _ in points]
    nearest = min(range(len(points)), key=away.__getitem__, default=None)
    if nearest is None:
        return e
    if away[nearest] > 1.0:
        points.append((x0, x1, 1))
    elif points[nearest][2] == 1:
        points[nearest] = (*points[nearest][:2], 0)
    else:
        del points[nearest]
    return _of(e, points) if 0 < len(points) <= MOST_HELD else e


def _of(e: GateExperiment, points: Sequence[tuple[float, float, int]]) -> GateExperiment:
    return replace(e, data="own", pts=tuple(float(value) for point in points for value in point))


def _with(points: Sequence[tuple[float, float, int]], k: int, place: str) -> str:
    texts = [write_points(point) for point in points]
    texts[k] = f"{place},{points[k][2]}"
    return ";".join(texts)
