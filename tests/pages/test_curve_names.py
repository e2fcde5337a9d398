"""Names beside curves that stand still: on no curve, on no other name, inside the axes; else none."""

import numpy as np

from pages.figures.curve_names import LETTER, LINE, WIDTH, places

X, Y, HEIGHT = (-1.0, 1.0), (0.0, 2.0), 200.0
AXIS = np.linspace(*X, 101)


def boxes(names, found):
    scale = np.array([WIDTH / 2.0, HEIGHT / 2.0])
    for name, place in zip(names, found, strict=True):
        middle, size = (np.array(place) - (X[0], Y[0])) * scale, np.array([len(name) * LETTER, LINE])
        yield middle - size / 2, middle + size / 2


def test_names_stand_clear_of_curves_and_of_each_other():
    curves, names = (
        [(AXIS, 1.0 + AXIS / 3.0), (AXIS, 1.0 - AXIS / 3.0), (AXIS, np.full(101, 0.3))],
        ["rising", "falling", "flat"],
    )
    found = list(boxes(names, places(curves, names, X, Y, HEIGHT)))
    for k, (low, high) in enumerate(found):
        assert (low >= 0.0).all() and high[0] <= WIDTH and high[1] <= HEIGHT
        for x, y in curves:
            point = (np.column_stack([x, y]) - (X[0], Y[0])) * (WIDTH / 2.0, HEIGHT / 2.0)
            assert not ((point > low + 0.5) & (point < high - 0.5)).all(axis=1).any()
        assert all((high <= a).any() or (low >= b).any() for a, b in found[:k])


def test_without_room_there_is_no_place():
    curves = [(AXIS, np.full(101, y)) for y in np.linspace(0.1, 1.9, 15)]
    assert None in places(curves, ["a name"] * 15, X, Y, HEIGHT)
