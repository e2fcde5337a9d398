"""Matrices as tinted cells, with the signs between them: an equation to look at, each cell explained on hover."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go

from core.blocks.records import SoftmaxNet
from core.record.say import Say
from pages.figures.blocks import Look, hover, text

Array = np.ndarray

# Clear in the middle, so that both themes can use it: negative purple, positive green, as weights are.
_DIVERGING = ((0.0, "rgba(204,100,160,0.75)"), (0.5, "rgba(128,128,128,0.1)"), (1.0, "rgba(0,158,115,0.75)"))

ROW_HEIGHT, FEWEST = 44, 11  # pixels, cells


@dataclass(frozen=True)
class Matrix:
    """A matrix to draw: `values` (r, c) with `name` above and `shape` below; `hints` (r, c) are shown on hover.

    `rows` name its lines.
    """

    name: str
    values: Array
    shape: str
    hints: Sequence[Sequence[str]] | None = None
    rows: Sequence[str] = ()
    form: str = ".4f"


def matrices_figure(parts: Sequence[Matrix | str], look: Look) -> go.Figure:
    """Matrices and the signs between them, in one line from left to right; lengths are in cells.

    An equation of less than FEWEST cells is not stretched to the full width.
    """
    tallest = max(len(part.values) for part in parts if isinstance(part, Matrix))
    fig, at = go.Figure(), 0.0
    for part in parts:
        at = _sign(fig, part, at, look) if isinstance(part, str) else _matrix(fig, part, at, look)
    low, high = -tallest / 2 - 0.8, tallest / 2 + 0.9
    wide = max(at, FEWEST) / 2
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    return fig.update_layout(
        height=int((high - low) * ROW_HEIGHT), margin={"l": 0, "r": 0, "t": 0, "b": 0}, font=text(look), dragmode=False,
        paper_bgcolor=look.paper, plot_bgcolor="rgba(0,0,0,0)", hoverlabel=hover(look), showlegend=False,
        xaxis=hidden | {"range": [at / 2 - wide, at / 2 + wide]}, yaxis=hidden | {"range": [low, high]},
    )  # fmt: skip


def _sign(fig, sign, at, look):
    width = 0.32 + 0.13 * len(sign)
    _write(fig, at + width / 2, 0.0, sign, look)
    return at + width


def _write(fig, x, y, words, look):
    fig.add_annotation(x=x, y=y, text=words, showarrow=False, font=text(look))


def _matrix(fig, m, at, look):
    rows, columns = m.values.shape
    margin = 0.5 if m.rows else 0.0
    x = at + margin + np.arange(columns) + 0.5
    y = rows / 2 - 0.5 - np.arange(rows)
    size = float(np.abs(m.values).max()) or 1.0
    hints = m.hints or [[format(value, ".9g") for value in row] for row in m.values]
    fig.add_heatmap(
        x=np.append(x - 0.5, x[-1] + 0.5), y=np.append(y + 0.5, y[-1] - 0.5), z=m.values,
        zmin=-size, zmax=size, colorscale=_DIVERGING, showscale=False, xgap=3, ygap=3, text=hints,
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    grid = [(a, b) for b in y for a in x]
    fig.add_scatter(
        x=[a for a, _ in grid], y=[b for _, b in grid], text=[_short(value, m.form) for value in m.values.ravel()],
        mode="text", textfont=text(look), hoverinfo="skip",
    )  # fmt: skip
    for label, b in zip(m.rows, y, strict=False):
        _write(fig, at + margin / 2, b, label, look)
    middle = at + margin + columns / 2
    _write(fig, middle, rows / 2 + 0.42, f"<b>{m.name}</b>", look)
    _write(fig, middle, -rows / 2 - 0.4, m.shape, look)
    return at + margin + columns


def _short(value, form):
    """No longer than a cell is wide."""
    written = format(value, form)
    return written if len(written) <= 7 else format(value, ".4g")


def shape_text(array: Array) -> str:
    """As NumPy writes it: (4, 2), (4,)."""
    return str(array.shape)


def forward_matrices(net: SoftmaxNet, say: Say) -> list[Matrix | str]:
    """z = xW and what softmax makes of it, above the target."""
    classes = range(3)
    p_hints = [[f"p[{j}] = e^z[{j}] / Σₖ e^z[k] = {net.p[j]:.9g}" for j in classes]]
    t_hints = [[f"t[{j}] = {net.t[j]:g}" for j in classes]]
    z_hints = [[f"z[{j}] = {_sum_of_products(net.x, net.W[:, j])} = {net.z[j]:.9g}" for j in classes]]
    return [
        Matrix("x", net.x[None], "(1, 2)", _named("x", net.x), form=".3g"), "·",
        Matrix("W", net.W, "(2, 3)", _named("W", net.W), form=".3f"), "=",
        Matrix("z", net.z[None], "(1, 3)", z_hints, form=".3f"), "softmax →",
        Matrix(say("blk_p_and_t"), np.stack([net.p, net.t]), "", p_hints + t_hints, rows=("p", "t"), form=".3f"),
    ]  # fmt: skip


def gradient_matrices(net: SoftmaxNet, say: Say) -> list[Matrix | str]:
    """xᵀ(p − t), the exact gradient cell by cell, beside the numerical one."""
    inputs, classes = range(2), range(3)
    d = net.p - net.t
    d_hints = [[f"p[{j}] − t[{j}] = {net.p[j]:.9g} − {net.t[j]:g} = {d[j]:.9g}" for j in classes]]
    exact = [
        [
            f"∂L/∂W[{i},{j}] = x[{i}] (p[{j}] − t[{j}])<br>= {net.x[i]:.6g} × {_signed(d[j])} = {net.exact[i, j]:.9g}"
            for j in classes
        ]
        for i in inputs
    ]
    numeric = [
        [
            f"(L(W[{i},{j}] + h) − L(W[{i},{j}] − h)) / 2h<br>= {net.numeric[i, j]:.9g}<br>"
            + say("blk_minus_exact", gap=f"{net.numeric[i, j] - net.exact[i, j]:.3g}")
            for j in classes
        ]
        for i in inputs
    ]
    return [
        Matrix("xᵀ", net.x[:, None], "(2, 1)", [[hint] for hint in _named("x", net.x)[0]], form=".3g"), "·",
        Matrix("p − t", d[None], "(1, 3)", d_hints, form=".3f"), "=",
        Matrix("∂L/∂W", net.exact, say("blk_exact"), exact, form=".4f"), "≈",
        Matrix("ΔL/ΔW", net.numeric, say("blk_numeric"), numeric, form=".4f"),
    ]  # fmt: skip


def _named(name, values):
    """One line for each cell: its name with its indices, and its value."""
    grid = np.atleast_2d(values)
    vector = values.ndim == 1
    return [
        [f"{name}[{j if vector else f'{i},{j}'}] = {value:.9g}" for j, value in enumerate(row)]
        for i, row in enumerate(grid)
    ]


def _sum_of_products(x, column):
    return " + ".join(f"{a:.6g} × {_signed(w)}" for a, w in zip(x, column, strict=True))


def _signed(value):
    """Brackets around what has a sign of its own."""
    return f"({value:.6g})" if value < 0 else f"{value:.6g}"
