"""Gradients in the plane and in a network, by differences: the arrows of −∇f, partial derivatives, the check."""

import numpy as np
import plotly.graph_objects as go

from core.readable import DIGITS, readable
from core.record.say import Say
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.experiment import GRID, GradientExperiment
from core.tasks.gradient.network_check import CHECKED, SAFE, network_check
from core.wire.panels import Cell, Plot, Table
from pages.figures import parts
from pages.figures.network import parameter_names
from pages.figures.palette import INK, MUTED, VERMILLION

MARGIN = {"l": 70, "r": 12, "t": 30, "b": 58}


def plane_panel(e: GradientExperiment, say: Say) -> Plot:
    """Level lines of x₀² + x₁², −∇f on a grid, and at the point as the differences have it. A click moves the point."""
    reach = e.reach
    fine = np.linspace(-reach, reach, 61)
    level = go.Contour(
        x=fine.tolist(), y=fine.tolist(), z=(fine[:, None] ** 2 + fine**2).tolist(), showscale=False,
        contours={"coloring": "none"}, line={"width": 1.5, "color": MUTED}, hoverinfo="skip", ncontours=10,
    )  # fmt: skip
    traces = [level, *_arrows(e), *_descent(e, say)]
    fig = parts.figure(traces, x="x₀", y="x₁", margin=MARGIN | {"t": 8})
    fig.update_xaxes(range=[-reach, reach], zeroline=False)
    fig.update_yaxes(range=[-reach, reach], zeroline=False)
    hint, bindings = say("pic_gr_plane_hint"), parts.show_both(len(traces) - 1, "descent")
    return parts.plot("plane", say("pic_gr_plane"), hint, fig, square=True, bindings=bindings, click="plane")


def _descent(e, say: Say):
    """The point, and −∇f there by central differences at this h."""
    head = {"symbol": ["circle", "arrow"], "size": [0, 18], "opacity": 1.0, "color": VERMILLION, "angleref": "previous"}
    return [
        go.Scatter(
            x=[e.x0], y=[e.x1], mode="markers", marker={"size": 14, "color": VERMILLION},
            hovertemplate=_at_hover(e.x0, e.x1) + "<extra></extra>", name=say("gr_point"),
        ),
        go.Scatter(x=[None], y=[None], mode="lines+markers", line={"width": 4, "color": VERMILLION}, marker=head,
                   hovertemplate=f"−∇f: {say('gr_central')}<extra></extra>"),
    ]  # fmt: skip


def _at_hover(x0, x1):
    return f"({x0:.4g}, {x1:.4g})<br>f = {x0**2 + x1**2:.6g}<br>∂f/∂x₀ = {2 * x0:.6g}<br>∂f/∂x₁ = {2 * x1:.6g}"


def _arrows(e):
    """Shafts as one broken line, heads as markers."""
    side = e.reach * (1.0 - 1.0 / GRID)
    axis = np.linspace(-side, side, GRID)
    x0, x1 = (part.ravel() for part in np.meshgrid(axis, axis))
    steep = np.hypot(x0, x1)
    tips = (1.0 - 2.0 * e.arrow) * np.array([x0, x1])
    gap = np.full(x0.size, np.nan)
    shafts = [
        parts.drawable(np.column_stack(part).ravel().tolist()) for part in ((x0, tips[0], gap), (x1, tips[1], gap))
    ]
    hover = [
        f"{_at_hover(a, b)}<br>−∇f = ({0.0 - 2.0 * a:.6g}, {0.0 - 2.0 * b:.6g})" for a, b in zip(x0, x1, strict=True)
    ]
    heads = {
        "symbol": np.where(steep > 1e-9, "arrow", "circle").tolist(), "color": INK, "opacity": 1.0,
        "size": (7.0 + 7.0 * steep / steep.max()).tolist(), "angle": np.degrees(np.arctan2(-x0, -x1)).tolist(),
    }  # fmt: skip
    return [
        go.Scatter(x=shafts[0], y=shafts[1], mode="lines", line={"width": 2.5, "color": INK}, hoverinfo="skip"),
        go.Scatter(x=tips[0].tolist(), y=tips[1].tolist(), mode="markers", marker=heads, text=hover,
                   hovertemplate="%{text}<extra></extra>"),
    ]  # fmt: skip


def partials_table(e: GradientExperiment, say: Say) -> Table:
    """Both partial derivatives at the plane's point: exact, by central differences, and in an array of integers."""
    rows = [
        [parts.text(say("gr_exact")), parts.text(readable(2 * e.x0)), parts.text(readable(2 * e.x1))],
        [parts.text(say("gr_central")), *(parts.number("partial", DIGITS, k) for k in range(2))],
    ]
    if e.whole:
        rows.append([parts.text(say("gr_integers")), *(parts.number("trap", DIGITS, k) for k in range(2))])
    title = say("pic_gr_partials", x0=f"{e.x0:g}", x1=f"{e.x1:g}")
    return parts.table("partials", title, say("pic_gr_partials_hint"), ["", "∂f/∂x₀", "∂f/∂x₁"], rows)


def check_table(e: GradientExperiment, say: Say) -> Table:
    """What the check of the network's gradient says: at the h that suits it, and at this one."""
    checked, names = network_check(e.act, e.seed, e.broken), parameter_names(CHECKED)
    safe = checked.checks[SAFE]
    verdicts = [say(f"gr_{verdict}") for verdict in ("agrees", "disagrees", "unfit", "kink")]
    said = Cell(array="verdict", choices=verdicts, tones=["good", "bad", "", ""])
    rows = [
        [parts.text(say("gr_verdict")), parts.text(verdicts[checked.verdicts[SAFE]]), said],
        [parts.text(say("gr_worst")), parts.text(names[safe.worst]), Cell(array="worst", choices=names)],
        [
            parts.text(say("gr_relative")), parts.text(f"{safe.relative_error:.2e}"),
            parts.number("relative", ".2e"),
        ],
        [parts.text("h"), parts.text(f"{SIZES[SAFE]:.3g}"), parts.number("h", ".3g")],
    ]  # fmt: skip
    columns = ["", say("gr_safe"), say("gr_now")]
    return parts.table("check", say("pic_gr_check"), say("pic_gr_check_hint"), columns, rows)


def checked_table(e: GradientExperiment, say: Say) -> Table:
    """Every parameter's gradient twice."""
    checked = network_check(e.act, e.seed, e.broken)
    rows: list[list[Cell]] = []
    for k, name in enumerate(parameter_names(CHECKED)):
        mark = Cell(array="worst_here", index=[k], choices=["", "▶"], tones=["", "bad"])
        shown = parts.text(f"{name} ×2" if k == checked.broken else name)
        analytic, numeric = parts.text(f"{checked.analytic[k]:.7f}"), parts.number("numeric", ".7f", k)
        rows.append([mark, shown, analytic, numeric, parts.number("difference", ".1e", k)])
    columns = ["", say("parameter"), say("gr_backprop"), say("gradient_scheme_central"), say("gr_gap")]
    return parts.table("checked", say("pic_gr_checked"), say("pic_gr_checked_hint"), columns, rows)
