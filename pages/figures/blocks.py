"""Pictures of the building blocks page. They do not move: Streamlit draws them, and colours text and axes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from core.blocks.records import SEEN, ActivationFacts, Draw, Prediction, SoftmaxNet, coverage, loss_curves
from core.record.say import Say
from pages.figures.curve_names import places
from pages.figures.palette import CYCLE, DASHES, GREEN, INK, PURPLE, RIGHT, SKY, VERMILLION, WRONG, YELLOW

Array = np.ndarray

FONT = 18
NAMED_HEIGHT = 190.0  # of the axes of the activations, in pixels
# As in static/player/shared/theme.js.
_ON_LIGHT = {VERMILLION: "#CC4A0E", PURPLE: "#AA4B95", SKY: "#3B9FD8", YELLOW: "#B58900"}
_ON_DARK = {PURPLE: "#D07FBC", GREEN: "#2FC79A", VERMILLION: "#FF7350", SKY: "#8FD0F5", INK: "#FAFAFA"}
_GREY = "rgba(128,128,128,0.6)"


@dataclass(frozen=True)
class Look:
    """The theme's paper, light or dark, and its colours.

    A saved picture has them. On the page the style sheet rules, so that text follows a theme that changes meanwhile.
    """

    dark: bool
    text: str
    paper: str


def hue(colour: str, look: Look) -> str:
    """A palette colour as it is drawn on light or dark paper."""
    return (_ON_DARK if look.dark else _ON_LIGHT).get(colour, colour)


def text(look: Look) -> dict:
    """What any text is set in."""
    return {"size": FONT, "color": look.text}


def hover(look: Look) -> dict:
    """How labels on hover look."""
    return {"font": text(look), "bgcolor": look.paper, "bordercolor": look.text}


def figure(traces: list, look: Look, *, x: str, y: str, height: int, **layout) -> go.Figure:
    """A figure with text that the last row can read, without room for anything else."""
    fig = go.Figure(data=traces)
    fig.update_layout(
        height=height, margin={"l": 84, "r": 16, "t": 34, "b": 54}, font=text(look), paper_bgcolor=look.paper,
        plot_bgcolor="rgba(0,0,0,0)", hoverlabel=hover(look), hovermode="closest", dragmode="pan",
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "font": text(look), "title_text": ""},
    )  # fmt: skip
    axis = {"tickfont": text(look), "title_font": text(look), "automargin": False, "title_standoff": 14}
    fig.update_xaxes(title_text=x, **axis)
    fig.update_yaxes(title_text=y, **axis)
    return fig.update_layout(**layout)


def enlarged(fig: go.Figure, factor: float) -> go.Figure:
    """The figure for lecture mode: letters, lines, markers, margins and height grow by one factor."""
    return go.Figure(_grown(fig.to_plotly_json(), factor, "")) if factor > 1 else fig


_GROWING = {("line", "width"), ("layout", "height"), ("title", "standoff")}
_SIZED = ("font", "tickfont", "textfont", "marker")


def _grown(part, factor, name):
    if isinstance(part, dict):
        return {
            key: _times(value, factor) if _grows(name, key) else _grown(value, factor, key)
            for key, value in part.items()
        }
    return [_grown(item, factor, name[:-1]) for item in part] if isinstance(part, list | tuple) else part


def _grows(name, key):
    in_pixels = key in ("ax", "ay", "arrowwidth") and name == "annotation"
    return name == "margin" or in_pixels or (name, key) in _GROWING or (key == "size" and name in _SIZED)


def _times(value, factor):
    return [_times(item, factor) for item in value] if isinstance(value, list | tuple) else value * factor


def _line(i, look):
    """The i-th line's colour and dash: lines are told apart without colours too."""
    return {"color": hue(CYCLE[i % len(CYCLE)], look), "width": 3, "dash": DASHES[(i + i // len(CYCLE)) % len(DASHES)]}


def activation_figure(facts: Sequence[ActivationFacts], slopes: bool, say: Say, look: Look) -> go.Figure:
    """The activations, or their derivatives, over z."""
    mark = "f′" if slopes else "f"
    traces = [
        go.Scatter(
            x=f.z, y=f.slope if slopes else f.value, name=say(f"act_{f.name}"), mode="lines", line=_line(i, look),
            hovertemplate=f"{say(f'act_{f.name}')}<br>z = %{{x:.3f}}<br>{mark}(z) = %{{y:.6f}}<extra></extra>",
        )
        for i, f in enumerate(facts)
    ]  # fmt: skip
    span = [-0.2, 1.3] if slopes else _span(facts)
    curves = [(f.z, f.slope if slopes else f.value) for f in facts]
    names = [say(f"act_{f.name}") for f in facts]
    spots = places(curves, names, (-SEEN, SEEN), span, NAMED_HEIGHT)
    named = None not in spots
    height = 285 if len(facts) <= 3 else 260 + 27 * -(-len(facts) // 2)  # a legend needs more lines
    fig = figure(traces, look, x="z", y=f"{mark}(z)", height=height, xaxis_range=[-SEEN, SEEN], yaxis_range=span,
                 showlegend=not named)  # fmt: skip
    for k, (name, spot) in enumerate(zip(names, spots, strict=True)):
        if named and spot:
            words = f'<b><span style="color:{_line(k, look)["color"]}">{name}</span></b>'
            fig.add_annotation(x=spot[0], y=spot[1], text=words, showarrow=False, font=text(look))
    if slopes and any(f.name == "sigmoid" for f in facts):
        fig.add_annotation(
            x=0.0, y=0.25, text="0.25", ax=70, ay=-30, arrowwidth=2, arrowcolor=look.text, font=text(look)
        )
    return fig


def _span(facts):
    """What curves bounded by 1 need, or more for those that are not, so that no kink shrinks to nothing."""
    lowest = min(float(np.nanmin(f.value)) for f in facts)
    return [max(lowest, -2.0) - 0.1, 1.3 if all(np.nanmax(f.value) <= 1.0 for f in facts) else 3.0]


def prediction_figure(good: Prediction, bad: Prediction, right: int, say: Say, look: Look) -> go.Figure:
    """Both predictions class by class; the right class is framed."""
    classes = np.arange(len(good.y))
    traces = [
        go.Bar(
            x=classes, y=p.y, name=say(f"blk_{name}"), marker_color=hue(colour, look), marker_pattern_shape=pattern,
            hovertemplate=f"{say(f'blk_{name}')}<br>y[%{{x}}] = %{{y}}<extra></extra>",
        )
        for p, name, colour, pattern in ((good, "good", RIGHT, ""), (bad, "bad", WRONG, "/"))
    ]  # fmt: skip
    fig = figure(traces, look, x=say("blk_class"), y="y", height=330, xaxis_dtick=1, yaxis_range=[0, 1.25])
    fig.add_vrect(x0=right - 0.5, x1=right + 0.5, line={"width": 2.5, "dash": "dot", "color": _GREY}, fillcolor=_GREY,
                  opacity=0.35, layer="below")  # fmt: skip
    fig.add_annotation(x=right, y=1.14, text="t = 1", showarrow=False, font=text(look))
    return fig


def cost_figure(good: Prediction, bad: Prediction, delta: float, say: Say, look: Look) -> go.Figure:
    """What the right class' probability costs: -log(y + δ), and (1 - y)² for comparison; both predictions on it."""
    y, log_cost, square = loss_curves(delta)
    traces = [
        go.Scatter(x=y, y=log_cost, name="−log(y + δ)", mode="lines", line=_line(2, look) | {"dash": "solid"},
                   hovertemplate="y = %{x:.4g}<br>−log(y + δ) = %{y:.6g}<extra></extra>"),
        go.Scatter(x=y, y=square, name="(1 − y)²", mode="lines", line=_line(3, look) | {"dash": "dash"},
                   hovertemplate="y = %{x:.4g}<br>(1 − y)² = %{y:.6g}<extra></extra>"),
    ]  # fmt: skip
    for p, name, colour, symbol in ((good, "good", RIGHT, "circle"), (bad, "bad", WRONG, "diamond")):
        if np.isfinite(p.with_delta):
            traces.append(go.Scatter(
                x=[p.right], y=[p.with_delta], mode="markers", name=say(f"blk_{name}"), showlegend=False,
                cliponaxis=False,
                marker={"size": 16, "symbol": symbol, "color": hue(colour, look)},
                hovertemplate=f"{say(f'blk_{name}')}<br>y = %{{x:.6g}}<br>L = %{{y:.9g}}<extra></extra>",
            ))  # fmt: skip
    highest = max([3.0] + [p.with_delta for p in (good, bad) if np.isfinite(p.with_delta)])
    return figure(traces, look, x=say("blk_right_y"), y="L", height=330, xaxis_range=[-0.03, 1.03],
                  yaxis_range=[-0.04 * highest, 1.1 * highest])  # fmt: skip


def rates_figure(net: SoftmaxNet, lr: float, say: Say, look: Look) -> go.Figure:
    """The loss after one step, against the rate of that step; the rate in use is marked."""
    traces = [
        go.Scatter(x=net.rates, y=net.losses, mode="lines", line=_line(0, look), showlegend=False,
                   hovertemplate="η = %{x:.4g}<br>L = %{y:.6g}<extra></extra>"),
        go.Scatter(x=[0.0, lr], y=[net.loss, net.after], mode="markers", showlegend=False,
                   marker={"size": 15, "symbol": ["circle", "diamond"], "color": hue(VERMILLION, look)},
                   hovertemplate="η = %{x:.4g}<br>L = %{y:.9g}<extra></extra>"),
    ]  # fmt: skip
    return figure(traces, look, x="η", y=say("blk_after_step"), height=212, margin={"l": 84, "r": 16, "t": 8, "b": 54},
                  yaxis_rangemode="tozero", yaxis_exponentformat="power")  # fmt: skip


def draw_figure(draw: Draw, say: Say, look: Look) -> go.Figure:
    """The indices in the order drawn; one that came before is marked by another shape."""
    order = np.arange(1, len(draw.indices) + 1)
    traces = [
        go.Scatter(
            x=order[chosen], y=draw.indices[chosen], mode="markers", name=say(f"blk_{name}"),
            marker={"size": 13 if len(order) <= 60 else 7, "symbol": symbol, "color": hue(colour, look)},
            hovertemplate=say("blk_drawn_hover") + "<extra></extra>",
        )
        for name, colour, symbol, chosen in (
            ("first_time", GREEN, "circle", ~draw.again), ("again", VERMILLION, "x", draw.again),
        )
    ]  # fmt: skip
    margin = {"l": 104, "r": 16, "t": 34, "b": 54}
    return figure(traces, look, x=say("blk_draw_number"), y=say("blk_index"), height=330, margin=margin,
                  yaxis_range=[-0.04 * draw.total, 1.04 * draw.total], yaxis_tickformat="d")  # fmt: skip


def coverage_figure(draw: Draw, say: Say, look: Look) -> go.Figure:
    """Which share of all samples has been met after so many draws, up to one epoch's worth."""
    n = len(draw.indices)
    k = np.unique(np.concatenate([np.linspace(0, max(draw.total, n), 161), [float(n)]]))
    traces = [
        go.Scatter(x=k, y=share, mode="lines", name=say(f"blk_{name}"), line=_line(i, look),
                   hovertemplate="%{x:.0f}: %{y:.2%}<extra>" + say(f"blk_{name}") + "</extra>")
        for i, (name, share) in enumerate(zip(("with", "without"), coverage(draw.total, k), strict=True))
    ]  # fmt: skip
    traces.append(go.Scatter(
        x=[n], y=[draw.distinct / draw.total], mode="markers", showlegend=False,
        marker={"size": 15, "symbol": "diamond", "color": hue(GREEN, look)},
        hovertemplate=say("blk_this_draw") + ": %{y:.4%}<extra></extra>",
    ))  # fmt: skip
    return figure(traces, look, x=say("blk_draws"), y=say("blk_met"), height=330, yaxis_tickformat=".0%",
                  yaxis_range=[-0.04, 1.06], margin={"l": 98, "r": 24, "t": 34, "b": 54})  # fmt: skip


def people_figure(points: Array, x: str, y: str, look: Look, *, scaled: bool) -> go.Figure:
    """People as points (m, 2), the same length for one unit on both axes: what a network sees."""
    marker = {"size": 13, "symbol": "diamond" if scaled else "circle", "color": hue(GREEN if scaled else PURPLE, look)}
    trace = go.Scatter(
        x=points[:, 0], y=points[:, 1], mode="markers", marker=marker, customdata=np.arange(1, len(points) + 1),
        hovertemplate=f"#%{{customdata}}<br>{x}: %{{x:.6g}}<br>{y}: %{{y:.6g}}<extra></extra>", showlegend=False,
    )  # fmt: skip
    fig = figure([trace], look, x=x, y=y, height=285, margin={"l": 90, "r": 16, "t": 8, "b": 54})
    return fig.update_yaxes(scaleanchor="x", scaleratio=1)
