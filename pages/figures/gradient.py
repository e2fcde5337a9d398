"""The scene of the gradient page: f with secant and tangent, the magnifier, the U of errors, the plane, the check."""

import math

import numpy as np
import plotly.graph_objects as go

from core.readable import DIGITS, readable
from core.record.say import Say
from core.tasks.gradient.differences import SCHEMES, SIZES, rounding, truncation
from core.tasks.gradient.experiment import BOWL, GradientExperiment
from core.tasks.gradient.record import LENS, LENS_POINTS, NEAREST, VIEW, floor_of, record
from core.wire.panels import Binding, Cell, History, Plot, Table, Toggle
from core.wire.scene import Readout, Scene
from pages.figures import parts
from pages.figures.gradient_plane import MARGIN, check_table, checked_table, partials_table, plane_panel
from pages.figures.network import subscript
from pages.figures.palette import GREEN, INK, MUTED, PURPLE, SKY, VERMILLION

_UPPER, _MIDDLE, _LOWER = parts.shares(0.5, 0.07, 0.43)
LAYOUTS = [
    parts.layout(700, "1fr 1.15fr", {
        "curve errors": _UPPER, "lens errors": _MIDDLE, "lens schemes": _LOWER, "caption caption": "auto",
        "transport transport": "auto", "plane partials": "minmax(0, 13rem)", "plane check": "minmax(0, 15rem)",
        "checked checked": "auto",
    }),
    parts.layout(0, "minmax(0, 1fr)", {
        "curve": "min(89cqi, 46dvh)", "transport": "auto", "caption": "auto", "errors": "20rem", "schemes": "auto",
        "lens": "16rem", "plane": parts.PHONE_PICTURE, "partials": "auto", "check": "auto", "checked": "auto",
    }),
]  # fmt: skip
STYLES = {
    "forward": (SKY, "circle", "solid"),
    "backward": (PURPLE, "square", "dash"),
    "central": (GREEN, "diamond", "solid"),
}
MARKS = {"forward": "●", "backward": "■", "central": "◆"}


def gradient_scene(e: GradientExperiment, _data, say: Say) -> Scene:
    """Everything that the player shows of a sweep over h."""
    panels = [
        curve_panel(e, say),
        lens_panel(e, say),
        errors_panel(e, say),
        schemes_table(e, say),
        plane_panel(e, say),
        partials_table(e, say),
        check_table(e, say),
        checked_table(e, say),
    ]
    readouts = [
        Readout(label="h", array="h", format=".3g"),
        *([] if math.isnan(e.exact) else [Readout(label=say("error"), array="gap", format=".2e")]),
    ]
    few = parts.lecture("1.25fr 1fr", "errors curve", side=("curve",))
    return Scene(labels=parts.labels(say), readouts=readouts, layouts=LAYOUTS, lecture=few, panels=panels)


def formula(e: GradientExperiment, say: Say) -> str:
    """f of one variable as it is written: sin x, or x₀² + 16 with the other variable held."""
    if e.f not in BOWL:
        return say(f"gradient_f_{e.f}")
    vary = BOWL[e.f]
    held = f"{(e.x1, e.x0)[vary] ** 2:g}"
    return f"x₀² + {held}" if vary == 0 else f"{held} + x₁²"


def _variable(e):
    return "x" + subscript(BOWL[e.f]) if e.f in BOWL else "x"


def _lines(x, y, name, colour, dash="solid", width=3, hover="x = %{x:.6g}<br>y = %{y:.6g}"):
    line = {"width": width, "color": colour, "dash": dash, "simplify": False}
    return go.Scatter(x=x, y=y, mode="lines", line=line, name=name, hovertemplate=f"{hover}<br>{name}<extra></extra>")


def _ends(name, hover="x = %{x:.6g}<br>y = %{y:.6g}"):
    marker = {"size": 12, "color": VERMILLION}
    return go.Scatter(x=[None], y=[None], mode="markers", marker=marker, name=name, showlegend=False,
                      hovertemplate=f"{hover}<extra></extra>")  # fmt: skip


def curve_panel(e: GradientExperiment, say: Say) -> Plot:
    """f around x, its tangent, and the secant through the two points of the difference. A click moves x."""
    f, x = e.function, e.at
    axis = np.linspace(x - VIEW, x + VIEW, 161).tolist()
    heights = [f.value(t) for t in axis]
    tangent = [f.value(x) + e.exact * (t - x) for t in (axis[0], axis[-1])]
    traces = [
        _lines(axis, heights, "f", INK, width=4),
        _lines([axis[0], axis[-1]], parts.drawable(tangent), say("gr_tangent"), MUTED, "dash"),
        _lines([None], [None], say("gr_secant"), VERMILLION),
        _ends(say("gr_secant")),
    ]
    room = 0.15 * (max(heights) - min(heights)) or 1.0
    fig = parts.figure(traces, x=_variable(e), showlegend=True, margin=MARGIN)
    fig.update_xaxes(range=[axis[0], axis[-1]])
    fig.update_yaxes(range=[min(heights) - room, max(heights) + room])
    title = say("pic_gr_curve", f=formula(e, say), x=_variable(e), at=f"{x:g}")
    bindings = [*parts.show_both(2, "secant"), *parts.show_both(3, "chord")]
    return parts.plot("curve", title, say("pic_gr_curve_hint"), fig, bindings=bindings, click="point")


def lens_panel(e: GradientExperiment, say: Say) -> Plot:
    """The same, magnified by 1/h: slopes stay what they are, and rounding becomes visible."""
    hover = "(t − x)/h = %{x:.3g}<br>(f(t) − f(x))/h = %{y:.6g}"
    u = np.linspace(-LENS, LENS, LENS_POINTS).tolist()
    tangent = parts.drawable([-LENS * e.exact, LENS * e.exact])
    traces = [
        _lines(u, [None] * len(u), "f", INK, width=4, hover=hover),
        _lines([-LENS, LENS], tangent, say("gr_tangent"), MUTED, "dash", hover=hover),
        _lines([None], [None], say("gr_secant"), VERMILLION, hover=hover),
        _ends(say("gr_secant"), hover),
    ]
    slope = 1.0 if math.isnan(e.exact) else abs(e.exact)
    reach = 1.2 * LENS * max(slope, 0.1 * abs(e.function.second(e.at))) or 0.5
    fig = parts.figure(traces, x="(t − x) / h", margin=MARGIN | {"t": 8})
    fig.update_xaxes(range=[-LENS, LENS], zeroline=False)
    fig.update_yaxes(range=[-reach, reach], zeroline=False)
    bindings = [parts.show(0, "y", "lens"), *parts.show_both(2, "lens_secant"), *parts.show_both(3, "lens_chord")]
    return parts.plot("lens", say("pic_gr_lens"), say("pic_gr_lens_hint"), fig, bindings=bindings)


def errors_panel(e: GradientExperiment, say: Say) -> Plot:
    """Error against h, both logarithmic: truncation falls with h, rounding grows as h falls."""
    sweep, kink = record(e), math.isnan(e.exact)
    error = sweep.steps["error"]
    seen = error[error > 0.0]
    low, most = floor_of(error), 10.0 * (seen.max() if seen.size else 1.0)
    high = most * (most / low) ** 0.12  # room for names above the arms
    traces = [
        _model(e, truncation, say("gr_truncation") + _TRUNCATED[e.scheme], "dot", low, most),
        _model(e, rounding, say("gr_rounding") + _ROUNDED[e.scheme], "dashdot", low, most),
    ]
    for k, scheme in enumerate(SCHEMES):
        traces.append(_error_line(sweep, k, scheme, say))
    colours, symbols = [STYLES[s][0] for s in SCHEMES], [STYLES[s][1] for s in SCHEMES]
    marker = {
        "size": [20, 15, 11],
        "opacity": 1.0,
        "color": colours,
        "symbol": symbols,
        "line": {"width": 1.5, "color": MUTED},
    }
    for on in (False, True):
        hover = f"h = %{{x:.4g}}<br>{say('error')} = %{{y:.4g}}<extra></extra>"
        traces.append(
            go.Scatter(x=[None], y=[None], mode="markers", marker=marker, showlegend=False, visible=not on,
                       hovertemplate=hover if on else f"{say('error')} = %{{y:.4g}}<extra></extra>")
        )  # fmt: skip
    bindings: list[Binding] = [
        parts.show(5, "x", "near"),
        parts.show(5, "y", "mark"),
        parts.show(6, "x", "place"),
        parts.show(6, "y", "mark"),
    ]
    hidden = len(traces)
    for k, scheme in enumerate(SCHEMES):
        line = {"width": 3, "color": STYLES[scheme][0], "dash": STYLES[scheme][2]}
        traces.append(
            go.Scatter(x=[], y=[], mode="lines", line=line, showlegend=False, hoverinfo="skip", visible=False)
        )
        bindings.append(History(trace=hidden + k, array="mark", index=[k], over="place"))
    fig = parts.figure(traces, x="h", showlegend=not kink, margin=MARGIN | {"t": 8, "r": 46})
    near, whole = [-0.6, math.log10(NEAREST) - 0.4], [-0.6, -49.8]
    fig.update_xaxes(type="log", range=near, **_powers(1e-19, 1e-1, 4, {NEAREST: "≤ 10⁻²⁰"}))
    fig.update_yaxes(
        type="log",
        range=[math.log10(low) - 0.4, math.log10(high)],
        **_powers(low * (high / low) ** 0.12, high, 4, {low: "0"}),
    )
    fig.update_layout(annotations=_no_derivative(say) if kink else [])
    wide = _powers(1e-49, 1e-1, 8, {})
    toggle = Toggle(
        label=say("gr_all_h"), key="all_h", visible={5: [True, False], 6: [False, True]},
        layout={"xaxis.range": [near, whole], "xaxis.tickvals": [fig.layout.xaxis.tickvals, wide["tickvals"]],
                "xaxis.ticktext": [fig.layout.xaxis.ticktext, wide["ticktext"]]},
    )  # fmt: skip
    shown = {trace: [False, True] for trace in range(hidden - 2)} | {
        hidden + k: [True, False] for k in range(len(SCHEMES))
    }
    ahead = Toggle(label=say("to_come"), key="errors_ahead", on=True, visible=shown)
    hint = say("pic_gr_errors_hint")
    return parts.plot("errors", say("pic_gr_errors"), hint, fig, bindings=bindings, toggles=[ahead, toggle])


_TRUNCATED = {"forward": " ≈ h|f″|/2", "backward": " ≈ h|f″|/2", "central": " ≈ h²|f‴|/6"}
_ROUNDED = {"forward": " ≈ ε(|f| + |xf′|)/h", "backward": " ≈ ε(|f| + |xf′|)/h", "central": " ≈ ε(|f| + |xf′|)/2h"}


def _model(e, arm, name, dash, low, high):
    """One arm of the U as the formula has it, where it is in the picture."""
    heights = [arm(e.function, e.at, h, e.scheme) for h in SIZES]
    shown = [v if low < v < high else None for v in heights]
    name += "" if any(heights) else " = 0"
    hover = f"{name}<br>h = %{{x:.3g}}<br>≈ %{{y:.3g}}<extra></extra>"
    line = {"width": 2.5, "color": MUTED, "dash": dash}
    return go.Scatter(x=list(SIZES), y=shown, mode="lines", line=line, name=name, hovertemplate=hover)


def _error_line(sweep, k, scheme, say: Say):
    colour, _, dash = STYLES[scheme]
    errors = sweep.steps["error"][:, k]
    name = f"{MARKS[scheme]} {say(f'gradient_scheme_{scheme}')}"
    hover = f"{name}<br>h = %{{x:.4g}}<br>{say('error')} = %{{customdata:.6g}}<extra></extra>"
    return go.Scatter(
        x=list(SIZES), y=parts.drawable(sweep.steps["mark"][:, k].tolist()), customdata=parts.drawable(errors.tolist()),
        mode="lines", line={"width": 3, "color": colour, "dash": dash}, name=name, hovertemplate=hover,
    )  # fmt: skip


def _powers(low, high, every, extra):
    """Ticks at powers of ten from high down to low, and the ones that have a name of their own."""
    first, last = round(math.log10(low)), math.floor(math.log10(high) + 1e-9)
    spread = max(every, -(-(last - first) // 8))
    powers = list(range(last, first - 1, -spread))
    values, texts = [10.0**p for p in powers], ["10" + _superscript(p) for p in powers]
    return {"tickmode": "array", "tickvals": [*values, *extra], "ticktext": [*texts, *extra.values()]}


def _superscript(number):
    return str(number).translate(str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻"))


def _no_derivative(say: Say):
    place = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    return [{"text": say("gr_no_derivative")} | place]


def schemes_table(e: GradientExperiment, say: Say) -> Table:
    """The three differences and how far off they are; a click on a name draws that secant."""
    rows: list[list[Cell]] = []
    kink = math.isnan(e.exact)
    for k, scheme in enumerate(SCHEMES):
        name = f"{MARKS[scheme]} {say(f'gradient_scheme_{scheme}')}"
        pick = Cell(text=name, action=f"scheme={scheme}", hint=say("gr_draw_secant"))
        error = parts.text("–") if kink else parts.number("error", ".2e", k)
        rows.append([pick, parts.number("value", DIGITS, k), error])
    exact = "–" if kink else readable(e.exact)
    columns = ["", say("gr_difference"), say("error")]
    return parts.table("schemes", say("pic_gr_schemes", exact=exact), say("pic_gr_schemes_hint"), columns, rows)
