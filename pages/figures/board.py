"""The blackboard of the linear page: six stages from top to bottom, their matrices filled with live numbers."""

import numpy as np
import plotly.graph_objects as go

from core.readable import readable
from core.record.say import Say
from core.tasks.linear.experiment import STAGES, LinearExperiment
from core.tasks.linear.model import run
from core.wire.panels import Plot
from pages.figures import parts
from pages.figures.network import subscript
from pages.figures.palette import INK, MUTED, WHITE

# Across the board x runs from 0 to 100, and stage j spans y = j to j + 1, downwards. Numbers stand in columns.
_LEFT = 27.0
_STEP = 11.5
_LINE = 0.3


def board_panel(e: LinearExperiment, say: Say) -> Plot:
    """Six rows; a frame shows the present stage, and what is still to come is pale."""
    writer = _Writer(*_digits(e))
    _input(writer, e)
    _weighted_sum(writer)
    _loss(writer)
    _gradient(writer, e)
    _update(writer, e)
    _again(writer)
    cover = go.Scatter(x=[_LEFT, 100, 100, _LEFT, _LEFT], y=[None] * 5, mode="lines", fill="toself", fillcolor=WHITE,
                       opacity=0.72, line={"width": 0, "color": WHITE}, hoverinfo="skip")  # fmt: skip
    tint = go.Scatter(x=[0, 100, 100, 0, 0], y=[None] * 5, mode="lines", fill="toself", fillcolor=MUTED, opacity=0.2,
                      line={"width": 0, "color": MUTED}, hoverinfo="skip")  # fmt: skip
    outline = go.Scatter(x=[0, 100, 100, 0, 0], y=[None] * 5, mode="lines", line={"width": 3, "color": INK},
                         hoverinfo="skip")  # fmt: skip
    traces = [tint, *writer.traces(), cover, outline, *_names(e, say)]
    bindings = [
        parts.show(0, "y", "band"),
        *writer.bindings(1),
        parts.show(len(traces) - 3, "y", "ahead"),
        parts.show(len(traces) - 2, "y", "band"),
    ]
    fig = parts.figure(traces, margin={"l": 2, "r": 2, "t": 2, "b": 2})
    fig.update_xaxes(range=[-0.3, 100.3], visible=False, fixedrange=True)
    fig.update_yaxes(range=[STAGES + 1.02, 0.98], visible=False, fixedrange=True)
    return parts.plot("board", say("pic_linear_board"), say("pic_linear_board_hint"), fig, bindings=bindings)


def _digits(e):
    """How numbers are written so that they fit their column, and how large; None: as all text."""
    largest = float(np.abs(run(e).G).max())
    if largest < 1e3:
        return ":.3~f", None
    return (":.5~g", None) if largest < 1e5 else (":.2~g", 15)


def _names(e, say: Say):
    rate = readable(e.lr) if len(readable(e.lr)) <= 6 else "η"
    formulas = (
        "x, d", "u = Wx + b", "L = Σ(u − d)²", "G = 2(u − d)xᵀ", f"W′ = W − {rate} G", "W ← W′",
    )  # fmt: skip
    rows = range(1, STAGES + 1)
    text = [f"<b>{j} {say(f'linear_stage{j}')}</b><br>{formulas[j - 1]}" for j in rows]
    return [
        go.Scatter(x=[1.5] * STAGES, y=[j + 0.5 for j in rows], mode="text", text=text, textposition="middle right",
                   hoverinfo="skip"),
    ]  # fmt: skip


class _Writer:
    """Collects static signs, bracket lines and live numbers at places of the board."""

    def __init__(self, tidy: str, size: int | None):
        self.tidy, self.size = tidy, size
        self.signs: list[tuple[float, float, str]] = []
        self.lines_x: list[float | None] = []
        self.lines_y: list[float | None] = []
        self.numbers: list[tuple[str, str, list[tuple[float, float, str]]]] = []

    def sign(self, x, y, text):
        self.signs.append((x, y, text))

    def live(self, array, places, tidy=""):
        """One live number of the array for each (x, y, name)."""
        self.numbers.append((array, tidy or self.tidy, places))

    def bracket(self, left, right, y, lines):
        """A pair of square brackets around so many lines."""
        half, lip = lines * _LINE / 2 + 0.02, 1.0
        for edge, inwards in ((left, lip), (right, -lip)):
            self.lines_x += [edge + inwards, edge, edge, edge + inwards, None]
            self.lines_y += [y - half, y - half, y + half, y + half, None]

    def traces(self):
        frames = go.Scatter(x=self.lines_x, y=self.lines_y, mode="lines", line={"width": 2, "color": MUTED},
                            hoverinfo="skip")  # fmt: skip
        x, y, text = zip(*self.signs, strict=True)
        signs = go.Scatter(x=x, y=y, mode="text", text=text, hoverinfo="skip")
        return [frames, signs, *(self._numbers(*group) for group in self.numbers)]

    def _numbers(self, _array, tidy, places):
        x, y, names = zip(*places, strict=True)
        return go.Scatter(
            x=x, y=y, text=names, customdata=[None] * len(x), mode="text", textfont={"size": self.size},
            texttemplate=f"%{{customdata{tidy}}}", hovertemplate="%{text} = %{customdata}<extra></extra>",
        )  # fmt: skip

    def bindings(self, first):
        return [parts.show(first + 2 + k, "customdata", array) for k, (array, _, _) in enumerate(self.numbers)]


def _column(x, y, name, count=2):
    """Places of a column of numbers, centred at y."""
    return [(x, y + (i - (count - 1) / 2) * _LINE, name + subscript(i)) for i in range(count)]


def _matrix(x, y, name):
    """Places of a 2 × 3 matrix whose first column stands at x, row by row."""
    return [
        (x + j * _STEP, y + (i - 0.5) * _LINE, name + subscript(f"{i}{j}")) for i in range(2) for j in range(3)
    ]  # fmt: skip


def _static(w, places, values):
    for (x, y, _), value in zip(places, values, strict=True):
        w.sign(x, y, f"{value:.4g}")


def _input(w, e):
    w.sign(30, 1.5, "x =")
    w.bracket(33, 61, 1.5, 1)
    _static(w, [(37 + 10 * j, 1.5, "") for j in range(3)], e.x)
    w.sign(62.5, 1.5, "ᵀ")
    w.sign(70, 1.5, "d =")
    w.bracket(73, 91, 1.5, 1)
    _static(w, [(77 + 10 * j, 1.5, "") for j in range(2)], e.target)
    w.sign(92.5, 1.5, "ᵀ")


def _weighted_sum(w):
    w.live("W", _matrix(34, 2.5, "w"))
    w.bracket(28.5, 62.5, 2.5, 2)
    w.live("x", _column(67, 2.5, "x", 3), ":.4~g")
    w.bracket(63.3, 70.7, 2.5, 3)
    w.sign(72, 2.5, "+")
    w.live("b", _column(77, 2.5, "b"))
    w.bracket(73.5, 80.5, 2.5, 2)
    w.sign(82.5, 2.5, "=")
    w.live("u", _column(91, 2.5, "u"))
    w.bracket(84.5, 97.5, 2.5, 2)


def _loss(w):
    w.sign(33.5, 3.5, "u − d =")
    w.live("off", _column(45.5, 3.5, "u−d"))
    w.bracket(39.5, 51.5, 3.5, 2)
    w.sign(61, 3.5, "L =")
    w.live("losses", [(73, 3.5, "L")], ":.6~g")


def _gradient(w, e):
    w.sign(29.5, 4.5, "2")
    w.live("off", _column(36.5, 4.5, "u−d"))
    w.bracket(31, 42, 4.5, 2)
    if max(len(f"{value:.4g}") for value in e.x) <= 2:
        _static(w, [(46.5 + 5 * j, 4.5, "") for j in range(3)], e.x)
        w.bracket(43.5, 59.5, 4.5, 1)
    else:  # no room side by side
        w.live("x", _column(50, 4.5, "x", 3), ":.4~g")
        w.bracket(44.5, 55.5, 4.5, 3)
        w.sign(57.5, 4.5, "ᵀ")
    w.sign(61.5, 4.5, "=")
    w.live("G", _matrix(69.5, 4.5, "G"))
    w.bracket(63.5, 99, 4.5, 2)


def _update(w, e):
    w.sign(31.5, 5.5, "W′ =")
    w.live("new_W", _matrix(41.5, 5.5, "w′"))
    w.bracket(35.5, 70.5, 5.5, 2)
    if e.bias:
        w.sign(76.5, 5.5, "b′ =")
        w.live("new_b", _column(87, 5.5, "b′"))
        w.bracket(81, 93, 5.5, 2)


def _again(w):
    w.sign(30.5, 6.5, "L:")
    w.live("losses", [(43, 6.5, "L"), (70, 6.5, "L′")], ":.6~g")
    w.sign(56, 6.5, "→")
