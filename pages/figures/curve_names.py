"""Places beside curves for their names, in pictures that do not change; of those that do the player finds them."""

from collections.abc import Sequence

import numpy as np

Box = tuple[float, float, float, float]  # left, right, bottom, top, in pixels
WIDTH, LETTER, LINE = 250.0, 10.0, 24.0  # of the axes on a narrow screen, of a letter, of a line, in pixels
TRIED, GAPS = 21, (5.0, 15.0)


def places(
    curves: Sequence[tuple[np.ndarray, np.ndarray]], names: Sequence[str], x: Sequence[float], y: Sequence[float],
    height: float,
) -> list[tuple[float, float] | None]:  # fmt: skip
    """For each name the middle of a place above or below its curve, clear of all curves and names; None without one.

    x, y: the ends of the axes; height: theirs in pixels.
    """
    scale = np.array([WIDTH / (x[1] - x[0]), height / (y[1] - y[0])])
    lines = [(np.column_stack(curve) - (x[0], y[0])) * scale for curve in curves]
    lines = [line[(line[:, 0] >= 0.0) & (line[:, 0] <= WIDTH) & np.isfinite(line[:, 1])] for line in lines]
    points = np.concatenate([_dense(line) for line in lines])
    taken: list[Box] = []
    found: list[tuple[float, float] | None] = []
    for line, name in zip(lines, names, strict=True):
        width = sum(1.8 if ord(letter) > 0x2FFF else 1 for letter in name) * LETTER
        box = next((box for box in _beside(line, width, height) if _free(box, points, taken)), None)
        taken += [box] if box else []
        middle = box and np.array([box[0] + box[1], box[2] + box[3]]) / 2 / scale + (x[0], y[0])
        found.append(None if middle is None else (float(middle[0]), float(middle[1])))
    return found


def _beside(line, width, height):
    """Places along the curve, close to it before others, those near its ends first."""
    shares = np.linspace(0.04, 0.96, TRIED)
    for gap in GAPS:
        for share in sorted(shares, key=lambda share: -abs(share - 0.5)):
            at, level = line[round(share * (len(line) - 1))]
            left = min(max(at - width / 2, 2.0), WIDTH - width - 2.0)
            for bottom in (level + gap, level - gap - LINE):
                if 0.0 <= bottom <= height - LINE:
                    yield (left, left + width, bottom, bottom + LINE)


def _free(box, points, taken):
    left, right, bottom, top = box
    inside = (points[:, 0] > left) & (points[:, 0] < right) & (points[:, 1] > bottom) & (points[:, 1] < top)
    return not inside.any() and all(right <= l or r <= left or top <= b or t <= bottom for l, r, b, t in taken)  # noqa: E741


def _dense(line):
    """With points between, so that a steep part is not missed."""
    shares = np.linspace(0.0, 1.0, 12)[:, None, None]
    return (line[:-1] + shares * (line[1:] - line[:-1])).reshape(-1, 2)
