"""The scene of the linear page: six stages with their matrices, loss along one weight, rates compared, the network."""

import math

import numpy as np
import plotly.graph_objects as go

from core.experiment.setting import number_text
from core.readable import readable
from core.record.say import Say
from core.tasks.linear.experiment import LinearExperiment
from core.tasks.linear.model import EXACT, NETWORK, curvature, factor, manner, rates_to_compare, run, run_at
from core.tasks.linear.record import CURVE_POINTS
from core.wire.layers import Node
from core.wire.panels import Cell, Panel, Plot, Table
from core.wire.scene import Readout, Scene
from pages.figures import parts
from pages.figures.board import board_panel
from pages.figures.network import Drawing, draw, network_panel, subscript
from pages.figures.palette import MUTED, NEGATIVE, POSITIVE, RUN, VERMILLION, line_of

_UPPER, _LOWER = parts.shares(0.5, 0.5)
_VALLEY, _LOSS = parts.shares(0.6, 0.4)
LAYOUTS = [
    parts.layout(1350, "1.5fr 1fr 1fr", {
        "board valley loss": _UPPER, "board rates compare": _LOWER, "caption caption caption": "auto",
        "transport transport transport": "auto", "network ratetable ratetable": "24rem",
        "stages stages losses": "auto",
    }),
    parts.layout(800, "1.6fr 1fr", {
        "board valley": _VALLEY, "board loss": _LOSS, "caption caption": "auto", "transport transport": "auto",
        "rates compare": "22rem", "ratetable network": "auto", "stages losses": "auto",
    }),
    parts.layout(0, "minmax(0, 1fr)", {
        "stages": "auto", "transport": "auto", "caption": "auto", "valley": "20rem", "loss": "16rem", "rates": "18rem",
        "compare": "16rem", "ratetable": "auto", "network": "18rem", "losses": "auto",
    }),
]  # fmt: skip
LOSS = ".6g"


def linear_scene(e: LinearExperiment, _data, say: Say) -> Scene:
    """Everything that the player shows of a linear run."""
    panels: list[Panel] = [board_panel(e, say), valley_panel(e, say), loss_panel(e, say)]
    if curvature(e):
        panels.append(rates_panel(e, say))
    panels += [compare_panel(e, say), _network(say), rate_table(e, say), stage_table(e, say), loss_table(e, say)]
    shown = [
        Readout(label=say("linear_update"), array="done", format="d"),
        Readout(label=say("loss"), array="loss", format=LOSS),
    ]
    # A phone has no room for the board.
    few = parts.lecture("2fr 1fr", "board valley", side=("valley",), narrow="stages")
    return Scene(labels=parts.labels(say), readouts=shown, layouts=LAYOUTS, lecture=few, panels=panels)


def symbol(along: str) -> str:
    """w₁₀ for "w10"."""
    return along[0] + subscript(along[1:])


def valley_panel(e: LinearExperiment, say: Say) -> Plot:
    """The loss against one weight; right of the minimum the slope is positive, left of it negative."""
    name = symbol(e.along)
    hover = f"{name} = %{{x:.6g}}<br>{say('loss')} = %{{y:.6g}}<extra></extra>"
    curve = go.Scatter(
        x=[None] * CURVE_POINTS, y=[None] * CURVE_POINTS, mode="lines", line={"width": 3, "color": MUTED},
        hovertemplate=hover,
    )  # fmt: skip
    traces, bindings = [curve], [parts.show(0, "x", "valley_x"), parts.show(0, "y", "valley")]
    for side, colour, shape, dash in (("right", POSITIVE, "circle", "solid"), ("left", NEGATIVE, "square", "dash")):
        first = len(traces)
        traces += _side(e, side, (colour, shape, dash), say)
        for offset, array in enumerate((f"{side}_tangent", f"{side}_step")):
            bindings += parts.show_both(first + offset, array)
        bindings += parts.show_both(first + 2, side)
        bindings.append(parts.show(first + 2, "customdata", f"{side}_slope"))
    ring = {"symbol": "circle-open", "size": 24, "color": VERMILLION, "line": {"width": 3}}
    now = f"{say('linear_now')}<br>{hover}"
    traces.append(go.Scatter(x=[None], y=[None], mode="markers", marker=ring, hovertemplate=now))
    bindings += parts.show_both(len(traces) - 1, "now")
    fig = parts.figure(traces, x=name, margin=_margin(e))
    fig.update_xaxes(nticks=3, tickangle=0)  # close to the minimum labels are long
    title = say("pic_linear_valley", name=name)
    return parts.plot("valley", title, say("pic_linear_valley_hint", name=name), fig, bindings=bindings)


def _margin(e):
    """Room for the axis labels of a loss that grows for ever: 1.5e+13."""
    return {"l": 98} if manner(factor(e, e.lr)) == "growing" else {}


def _side(e, side, look, say: Say):
    """Tangent, step and point on one side of the minimum."""
    (colour, shape, dash), name = look, symbol(e.along)
    growing = manner(factor(e, e.lr)) == "growing"
    slope = f"%{{customdata:{'+.0e' if growing else '+.2~f'}}}"
    label = f"{slope}\u2002" if side == "left" else f"\u2002{slope}"  # clear of the ring
    outside = f"middle {side}"
    step = say("linear_step", name=name)
    point = (
        f"{say('linear_' + side)}<br>{name} = %{{x:.6g}}<br>{say('linear_slope')} %{{customdata:.6g}}<extra></extra>"
    )
    return [
        go.Scatter(x=[None], y=[None], mode="lines", line={"width": 3, "color": colour, "dash": dash},
                   hoverinfo="skip"),
        go.Scatter(x=[None], y=[None], mode="lines+markers", line={"width": 2.5, "color": colour},
                   marker={"symbol": ["circle", "arrow"], "size": [3, 14], "color": colour, "angleref": "previous"},
                   hovertemplate=f"{step}: %{{x:.6g}}<extra></extra>"),
        go.Scatter(x=[None], y=[None], mode="markers+text", marker={"symbol": shape, "size": 14, "color": colour},
                   texttemplate=label, textposition=outside, customdata=[None], cliponaxis=False,
                   hovertemplate=point),
    ]  # fmt: skip


def loss_panel(e: LinearExperiment, say: Say) -> Plot:
    """The loss after each update so far."""
    hover = f"{say('linear_update')} %{{x}}<br>{say('loss')} %{{y:.8g}}<extra></extra>"
    steps = list(range(e.steps + 1))
    traces = [
        go.Scatter(x=steps, y=[None] * len(steps), mode="lines+markers" if e.steps <= 40 else "lines",
                   line={"width": 3, "color": RUN},
                   marker={"size": 7, "color": RUN}, hovertemplate=hover),
        go.Scatter(x=[None], y=[None], mode="markers", marker={"size": 14, "color": RUN}, hovertemplate=hover),
    ]  # fmt: skip
    bindings = [parts.show(0, "y", "so_far"), parts.show(1, "x", "done"), parts.show(1, "y", "loss")]
    fig = parts.figure(traces, x=say("linear_update"), margin=_margin(e))
    fig.update_xaxes(range=[-0.02 * e.steps, 1.02 * e.steps])
    fig.update_yaxes(rangemode="tozero")
    toggles = [parts.log_toggle(say)]
    return parts.plot("loss", say("pic_loss"), say("pic_linear_loss_hint"), fig, bindings=bindings, toggles=toggles)


def rates_panel(e: LinearExperiment, say: Say) -> Plot:
    """The factor of one update against the rate: straight down from 1, through 0 at 1/c, past −1 at 2/c."""
    c = curvature(e)
    right = 2.6 / c
    eta = np.linspace(0.0, right, 53)
    hover = "η = %{x:.4g}<br>1 − cη = %{y:.4g}<extra></extra>"
    marked = [rate for rate in rates_to_compare(e) if rate <= right]
    traces = [
        go.Scatter(x=eta.tolist(), y=(1.0 - c * eta).tolist(), mode="lines", line={"width": 3, "color": RUN},
                   hovertemplate=hover),
        go.Scatter(x=marked, y=[factor(e, rate) for rate in marked], mode="markers",
                   marker={"size": 10, "color": RUN}, hovertemplate=hover),
    ]  # fmt: skip
    if e.lr <= right:
        ring = {"symbol": "circle-open", "size": 22, "color": VERMILLION, "line": {"width": 3}}
        traces.append(go.Scatter(x=[e.lr], y=[factor(e, e.lr)], mode="markers", marker=ring, hoverinfo="skip"))
    traces.append(
        go.Scatter(x=[0.5 / c, 1.5 / c, 2.3 / c], y=[1.3] * 3, mode="text", hoverinfo="skip",
                   text=[say(f"linear_{name}") for name in ("creep", "overshoot", "growing")])
    )  # fmt: skip
    fig = parts.figure(traces, x="η", y="1 − cη")
    for height in (-1.0, 0.0, 1.0):
        fig.add_shape(type="line", x0=0.0, x1=right, y0=height, y1=height, line={"color": MUTED, "width": 1})
    for border in (1.0 / c, 2.0 / c):
        fig.add_shape(
            type="line", x0=border, x1=border, y0=-1.7, y1=1.6, line={"color": MUTED, "width": 2, "dash": "dash"}
        )
    fig.update_xaxes(range=[0.0, right], tickvals=[0.0, 1.0 / c, 2.0 / c], ticktext=["0", f"1/{c:.6g}", f"2/{c:.6g}"])
    fig.update_yaxes(range=[-1.7, 1.6], tickvals=[-1, 0, 1])
    return parts.plot("rates", say("pic_linear_rates"), say("pic_linear_rates_hint"), fig)


def compare_panel(e: LinearExperiment, say: Say) -> Plot:
    """The whole loss curve at several rates, on a logarithmic axis."""
    traces = []
    for k, rate in enumerate(rates_to_compare(e)):
        loss = np.maximum(run_at(e, rate).loss[: e.steps + 1], 1e-300).tolist()  # 0 has no place on this axis
        name = readable(float(f"{rate:.4g}"))
        present = rate == e.lr
        traces.append(
            go.Scatter(
                x=list(range(len(loss))), y=loss, mode="lines", name=f"{name} ●" if present else name,
                line={"width": 2.5, **line_of(k)} | ({"width": 5, "color": RUN, "dash": "solid"} if present else {}),
                hovertemplate=f"η = {name}<br>{say('linear_update')} %{{x}}<br>{say('loss')} %{{y:.6g}}<extra></extra>",
            )
        )  # fmt: skip
    fig = parts.figure(traces, x=say("linear_update"), showlegend=True)
    fig.update_layout(margin={"l": 88})
    start = math.log10(max(float(run(e).loss[0]), 1e-3))
    fig.update_xaxes(range=[0, e.steps])
    fig.update_yaxes(type="log", range=[start - 10, start + 4])
    return parts.plot("compare", say("pic_linear_compare"), say("pic_linear_compare_hint"), fig)


def _network(say: Say) -> Plot:
    """The network, everything in it called as on the board: outputs u, weights w₁₀ (from x₀ to u₁), biases b."""
    inputs, outputs = NETWORK.sizes
    names = [f"w{j}{i}" for i in range(inputs) for j in range(outputs)] + [f"b{j}" for j in range(outputs)]
    drawn = draw(NETWORK)
    edges = [(x0, y0, x1, y1, place, symbol(names[place])) for x0, y0, x1, y1, place, _ in drawn.edges]
    nodes: list[Node] = [
        (x, y, place, label, name) if place is None else (x, y, place, label.replace("y", "u"), symbol(names[place]))
        for x, y, place, label, name in drawn.nodes
    ]
    return network_panel(NETWORK, say, Drawing(edges, nodes, drawn.array))


def rate_table(e: LinearExperiment, say: Say) -> Table:
    """Each rate with its factor and where it leads; a click takes it."""
    rows: list[list[Cell]] = []
    for rate in rates_to_compare(e):
        value, loss = factor(e, rate), run_at(e, rate).loss
        end = loss[e.steps] if e.steps < len(loss) else math.inf
        name = f"▶ {_rate_name(e, rate)}" if rate == e.lr else _rate_name(e, rate)
        button = Cell(text=name, action=f"lr={number_text(rate)}", hint=say("linear_take"))
        words = [f"{value:.4g}", f"{loss[1]:.6g}", f"{end:.4g}" if end < math.inf else "∞"]
        words.insert(1, say(f"linear_{manner(value)}"))
        rows.append([button, *map(parts.text, words)])
    heads = ["η", "1 − cη", "", say("linear_after", n=1), say("linear_after", n=e.steps)]
    formula = "2(‖x‖² + 1)" if e.bias else "2‖x‖²"
    title = say("pic_linear_ratetable", formula=formula, c=f"{curvature(e):.6g}")
    return parts.table("ratetable", title, say("pic_linear_ratetable_hint"), heads, rows)


def _rate_name(e, rate):
    c = curvature(e)
    for top in (1.0, 2.0, 2.2):
        if c and math.isclose(rate, top / c, rel_tol=EXACT):
            return f"{top:g}/{c:.6g}"
    return readable(rate)


def stage_table(e: LinearExperiment, say: Say) -> Table:
    """The six stages as rows of numbers, to more digits than the board; the present one is marked."""
    blank = parts.text("")
    formulas = (
        (("x", [parts.text(readable(v)) for v in e.x]), ("d", [parts.text(readable(v)) for v in e.target])),
        (("u = Wx + b", _cells("u", 0, 2)),),
        (("L = Σ(u − d)²", [parts.number("losses", LOSS, 0)]),),
        (("G₀ = 2(u₀ − d₀)xᵀ", _cells("G", 0, 3)), ("G₁ = 2(u₁ − d₁)xᵀ", _cells("G", 3, 3))),
        (("w₀′ = w₀ − ηG₀", _cells("new_W", 0, 3)), ("w₁′ = w₁ − ηG₁", _cells("new_W", 3, 3)))
        + ((("b′ = b − 2η(u − d)", _cells("new_b", 0, 2)),) if e.bias else ()),
        (("L′", [parts.number("losses", LOSS, 1)]),),
    )
    rows: list[list[Cell]] = []
    for stage, lines in enumerate(formulas, 1):
        mark = Cell(array="marks", index=[stage - 1], choices=[str(stage), f"▶ {stage}"], tones=["", "good"])
        for k, (name, cells) in enumerate(lines):
            rows.append([mark if k == 0 else blank, parts.text(name), *cells, *[blank] * (3 - len(cells))])
    heads = [say("linear_stage"), "", "0", "1", "2"]
    return parts.table("stages", say("pic_linear_stages"), say("pic_linear_stages_hint"), heads, rows)


def _cells(array, first, count):
    return [parts.number(array, LOSS, first + k) for k in range(count)]


def loss_table(e: LinearExperiment, say: Say) -> Table:
    """The loss every ten updates, or at every one of a short run, to all digits."""
    every = 10 if e.steps > 20 else 1
    loss = run(e).loss[: e.steps + 1]
    shown = sorted({*range(0, len(loss), every), len(loss) - 1})
    rows = [[parts.text(str(k)), parts.text(readable(loss[k]))] for k in shown]
    return parts.table(
        "losses", say("pic_linear_losses"), say("pic_linear_losses_hint"), [say("linear_update"), say("loss")], rows
    )
