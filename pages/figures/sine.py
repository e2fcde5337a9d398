"""The scene of the sine page: points, curve and fit; loss; what each unit adds; gradient sizes; residuals; numbers."""

from dataclasses import replace

import plotly.graph_objects as go

from core.data.curves import CURVES
from core.learning.probes import computed_from
from core.record.say import Say
from core.tasks.sine.experiment import Samples, SineExperiment
from core.tasks.sine.probes import CURVE_POINTS, MOST_UNITS, curve_axis, drawn_points
from core.wire.panels import Binding, Curve, Fit, Panel, Plot, Toggle
from core.wire.scene import Layout, Readout, Scene
from pages.figures import parts
from pages.figures.edited import mark_edits
from pages.figures.landscape import beside, lecture_beside, with_landscape
from pages.figures.learner import MOST_LISTED, numbers_table, paths_panel, readouts
from pages.figures.microscope import lecture_with_microscope, microscopes, with_microscope
from pages.figures.network import net, net_of_nodes, parameter_names, part_names, subscript
from pages.figures.palette import CYCLE, HELD_OUT, MUTED, RUN, SKY, VERMILLION, WHITE, line_of
from pages.figures.tiles import network_view


def sine_scene(e: SineExperiment, data: Samples, say: Say) -> Scene:
    """Everything that the player shows of a regression run."""
    names = parameter_names(e.network)
    panels: list[Panel] = [
        fit_panel(e, data, say),
        network_view(e.network, say, inputs=_inputs(data)),
        loss_panel(e, say),
        *([parts_panel(e, data, say)] if e.hidden else []),
        gradients_panel(e, say),
        residuals_panel(data, say),
        paths_panel(e, names, say),
    ]
    if e.has_moments:
        panels.append(moments_panel(e, say))
    if len(names) <= MOST_LISTED:
        panels.append(numbers_table(e.network, names, say))
    panels += microscopes(e.network, say)
    shown = [*readouts(e, say), Readout(label=say("per_point"), array="per_point", format=".4g")]
    scene = Scene(
        labels=parts.labels(say, by_hand=True), readouts=shown, layouts=layouts(e), lecture=_lecture(e), panels=panels,
        parts=part_names(e.network), by_hand=True,
    )  # fmt: skip
    return with_landscape(scene, e.network, say)


def _across(columns, row):
    """A panel of its own height over all columns."""
    return {" ".join([area] * columns): height for area, height in row.items()}


def _lecture(e):
    more = [lecture_beside("fit"), *lecture_with_microscope(e.network, "1fr 1.4fr", "fit micro", "network micro")]
    if e.hidden:
        return parts.lecture(
            "1.2fr 1fr", "fit network", "fit loss", side=("network", "loss"), rows=parts.NETWORK_OVER_LOSS,
            variants=more,
        )  # fmt: skip
    return parts.lecture("1.7fr 1fr", "fit loss", side=("loss",), variants=more)


def layouts(e: SineExperiment) -> list[Layout]:
    """Where panels stand on a wide screen, beside the open side bar, on a phone."""
    upper, lower = parts.shares(0.5, 0.5)
    tall, low = parts.shares(0.58, 0.42)
    units = "parts" if e.hidden else "gradients"
    moments = {"moments": "18rem"} if e.has_moments else {}
    wide = {
        "fit network loss": upper, f"fit network {units}": lower, "caption caption caption": "auto",
        "transport transport transport": "auto",
        "gradients residuals paths" if e.hidden else "residuals residuals paths": "24rem",
        **_across(3, moments), "numbers numbers numbers": "auto",
    }  # fmt: skip
    narrow = {
        "fit network": tall, "fit loss": low, "caption caption": "auto", "transport transport": "auto",
        f"{units} gradients": "22rem", "residuals paths": "22rem", **_across(2, moments), "numbers numbers": "auto",
    }  # fmt: skip
    wide_micro = {
        "fit network micro": tall, "loss network micro": low, "caption caption caption": "auto",
        "transport transport transport": "auto",
        "parts residuals gradients" if e.hidden else "residuals residuals gradients": "22rem",
        "paths paths paths": "18rem", **_across(3, moments), "numbers numbers numbers": "auto",
    }  # fmt: skip
    narrow_micro = {
        "fit micro": upper, "network micro": lower, "caption caption": "auto", "transport transport": "auto",
        "loss gradients": "22rem", "parts residuals" if e.hidden else "residuals residuals": "22rem",
        "paths paths": "22rem", **_across(2, moments), "numbers numbers": "auto",
    }  # fmt: skip
    curve = "16rem"
    phone = {
        "fit": parts.PHONE_PICTURE, "transport": "auto", "caption": "auto", "network": "18rem", "micro": "auto",
        "loss": curve, "parts": curve, "gradients": curve, "residuals": curve, "paths": "18rem",
        **moments, "numbers": "auto",
    }  # fmt: skip
    return [
        parts.layout(1350, "1.5fr 1.2fr 1fr", wide, beside("1.25fr 1.6fr 1fr", wide),
                     *with_microscope(e.network, "1.3fr 1.1fr 1.5fr", wide_micro)),
        parts.layout(700, "1.25fr 1fr", narrow, beside("1fr 1.35fr", narrow),
                     *with_microscope(e.network, "1fr 1.25fr", narrow_micro)),
        parts.layout(0, "minmax(0, 1fr)", phone, beside("minmax(0, 1fr)", phone)),
    ]  # fmt: skip


def _dots(x, y, label, *, hollow):
    marker = {
        "symbol": "circle-open" if hollow else "circle", "size": 11, "color": MUTED,
        "line": {"width": 2, "color": MUTED} if hollow else {"width": 1, "color": WHITE},
    }  # fmt: skip
    hover = "x = %{x:.5g}<br>y = %{y:.5g}<br>" + label + "<extra></extra>"
    return go.Scatter(x=x.tolist(), y=y.tolist(), mode="markers", marker=marker, name=label, hovertemplate=hover)


def _drawn(x, y):
    drawn = drawn_points(len(x))
    return x[drawn], y[drawn]


def fit_of(e: SineExperiment, data: Samples) -> Fit | None:
    """The network's curve as the player computes it; None where the tape has the curve itself."""
    array = computed_from(e.network)
    if array is None:
        return None
    y, axis = data.y_scale, curve_axis(data.low, data.high)[[0, -1]].tolist()
    return Fit(of=net(e.network, array), x=_inputs(data), axis=axis, points=CURVE_POINTS, size=y.size, shift=y.shift)


def _inputs(data) -> list[float]:
    """The ends of the curve in the network's own units."""
    return data.x_scale(curve_axis(data.low, data.high)[[0, -1]]).tolist()


def _curve(fit: Fit | None, trace: int) -> Binding:
    return Curve(trace=trace) if fit else parts.show(trace, "y", "fit")


def _part(fit: Fit | None, k: int, units: int) -> Binding:
    """What unit k adds, or behind the `units` shown the bias, as trace k."""
    if fit is None:
        return parts.show(k, "y", "parts", k)
    return Curve(trace=k, part="bias" if k == units else k)


def fit_panel(e: SineExperiment, data: Samples, say: Say) -> Plot:
    """The points, the curve they come from, and the network's curve. While its switch is on, a click adds a point or
    takes one away: a stray one must not put somebody's own points in the place of the curve."""
    axis = curve_axis(data.low, data.high)
    hover = "x = %{x:.4g}<br>y = %{y:.6g}<br>"
    points = [(data.x, data.y, "training_set", False), (data.x_test, data.y_test, "validation_set", True)]
    points = [(*_drawn(x[:, 0], y), name, hollow) for x, y, name, hollow in points if len(x)]
    traces = [
        _dots(data.x_scale.back(x), data.y_scale.back(y), say(name), hollow=hollow) for x, y, name, hollow in points
    ]
    if e.curve in CURVES:
        truth = {"width": 2.5, "color": MUTED, "dash": "dash"}
        traces.append(
            go.Scatter(x=axis.tolist(), y=CURVES[e.curve](axis).tolist(), mode="lines", name=say("truth"), line=truth,
                       hovertemplate=hover + say("truth") + "<extra></extra>")
        )  # fmt: skip
    traces.append(
        go.Scatter(x=axis.tolist(), y=[None] * len(axis), mode="lines", name=say("fit"),
                   line={"width": 4, "color": RUN}, hovertemplate=hover + say("fit") + "<extra></extra>")
    )  # fmt: skip
    traces[0].showlegend = bool(e.n_test)  # one kind of points needs no name
    fig = parts.figure(traces, x="x", y="y", showlegend=True)
    # The points are always in sight; where the curve leaves them, the axis follows it, so that it is seen to leave.
    fig.update_yaxes(automargin=True, autorange=True, autorangeoptions={"include": _padded(data.y_scale.back(data.y))})
    shown, total = sum(len(x) for x, *_ in points), e.n_samples
    title = say("pic_fit") if shown == total else say("pic_fit_part", shown=shown, n=f"{total:,}")
    fit = fit_of(e, data)
    if fit is not None:
        fit = replace(fit, of=net_of_nodes(e.network, fit.of.array))
    edit = Toggle(label=say("edit_points"), key="edit_points")
    return parts.plot(
        "fit", title, say("pic_fit_hint"), fig, bindings=[_curve(fit, len(traces) - 1)], fit=fit, toggles=[edit],
        click="click", click_toggle=edit.key,
    )  # fmt: skip


def _padded(y):
    low, high = float(y.min()), float(y.max())
    room = 0.15 * (high - low) or 0.5
    return [low - room, high + room]


def loss_panel(e: SineExperiment, say: Say) -> Plot:
    """Loss against step, summed as it is trained or per point, with the run before as a ghost."""
    traces, visible = [], {}
    bindings: list[Binding] = []
    for per_point, array, test in ((False, "loss", "test_loss"), (True, "per_point", "test_per_point")):
        label = say("per_point") if per_point else say("loss")
        hover = f"{say('step')} %{{x}}<br>{label} %{{y:.8g}}<extra></extra>"
        first = len(traces)
        traces += [
            _line(MUTED, f"{say('previous_run')}<br>{hover}", name=say("previous_run"), width=2, opacity=0.55),
            _line(RUN, hover, name=say("training_set")),
            go.Scatter(x=[], y=[], mode="markers", marker={"size": 12, "color": RUN}, hovertemplate=hover,
                       showlegend=False),
        ]  # fmt: skip
        bindings += [parts.history(first + 1, array, ghost=first), parts.point(first + 2, array)]
        if e.n_test:
            traces.append(_line(HELD_OUT, hover, name=say("validation_set"), dash="dash"))
            bindings.append(parts.history(first + 3, test))
        for trace in range(first, len(traces)):
            visible[trace] = [not per_point, per_point]
            traces[trace].visible = not per_point
        traces[first + 1].showlegend = bool(e.n_test)
    toggles = [Toggle(label=say("per_point"), key="per_point", visible=visible), parts.linear_toggle(say)]
    fig = parts.figure(traces, x=say("step"), showlegend=True)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(rangemode="tozero")
    mark_edits(fig, e, say)
    return parts.plot("loss", say("pic_loss"), say("pic_loss_hint"), fig, bindings=bindings, toggles=toggles)


def _line(colour, hover, *, width: float = 3, dash="solid", name="", opacity=1.0):
    line = {"width": width, "color": colour, "dash": dash}
    return go.Scatter(x=[], y=[], mode="lines", line=line, name=name, opacity=opacity, hovertemplate=hover)


def parts_panel(e: SineExperiment, data: Samples, say: Say) -> Plot:
    """What each unit of the last hidden layer adds: they and the output bias sum to the curve."""
    axis, units = curve_axis(data.low, data.high).tolist(), min(e.hidden[-1], MOST_UNITS)
    traces = []
    for k in range(units + 1):
        name = say("bias_part") if k == units else "h" + subscript(k + 1)
        line = {"width": 2.5} | ({"color": MUTED, "dash": "dot"} if k == units else line_of(k))
        hover = f"{name} = %{{y:.5g}}<br>x = %{{x:.4g}}<extra></extra>"
        traces.append(go.Scatter(x=axis, y=[None] * len(axis), mode="lines", line=line, hovertemplate=hover, name=name))
    traces.append(
        go.Scatter(x=axis, y=[None] * len(axis), mode="lines", line={"width": 4, "color": RUN}, name=say("fit"),
                   hovertemplate=f"{say('fit')} = %{{y:.5g}}<extra></extra>")
    )  # fmt: skip
    fit = fit_of(e, data)
    bindings = [*(_part(fit, k, units) for k in range(units + 1)), _curve(fit, units + 1)]
    fig = parts.figure(traces, x="x")
    shown, total = units, e.hidden[-1]
    title = say("pic_parts") if shown == total else say("pic_parts_part", shown=shown, n=total)
    return parts.plot("parts", title, say("pic_parts_hint"), fig, bindings=bindings, fit=fit)


def gradients_panel(e: SineExperiment, say: Say) -> Plot:
    """The size of the gradient of every W and b: a plateau and a vanishing gradient are seen here."""
    traces = []
    bindings: list[Binding] = []
    layers = len(e.network.shapes)
    for k in range(2 * layers):
        layer, is_bias = divmod(k, 2)
        name = ("b" if is_bias else "W") + subscript(layer + 1)
        hover = f"‖∂L/∂{name}‖ = %{{y:.5g}}<br>{say('step')} %{{x}}<extra></extra>"
        line = _line((*CYCLE, MUTED, RUN)[layer], hover, width=2.5, dash="dot" if is_bias else "solid", name=name)
        line.showlegend = layers <= 2 or not is_bias  # a deep network's would cover the picture
        traces.append(line)
        bindings.append(parts.history(k, "gradients", k))
    fig = parts.figure(traces, x=say("step"), showlegend=True)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(type="log", exponentformat="power", nticks=4)
    return parts.plot("gradients", say("pic_gradients"), say("pic_gradients_hint"), fig, bindings=bindings)


def moments_panel(e: SineExperiment, say: Say) -> Plot:
    """Adam's moments, raw (dotted) and with the bias of their start at zero corrected."""
    traces = []
    for name, colour, dash in (("‖m‖", SKY, "dot"), ("‖m̂‖", SKY, "solid"), ("‖√v‖", VERMILLION, "dot"),
                               ("‖√v̂‖", VERMILLION, "solid")):  # fmt: skip
        hover = f"{name} = %{{y:.5g}}<br>{say('step')} %{{x}}<extra></extra>"
        traces.append(_line(colour, hover, width=2.5, dash=dash, name=name))
    fig = parts.figure(traces, x=say("step"), showlegend=True)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(type="log", exponentformat="power", nticks=4)
    bindings = [parts.history(k, "moments", k) for k in range(4)]
    return parts.plot("moments", say("pic_moments"), say("pic_moments_hint"), fig, bindings=bindings)


def residuals_panel(data: Samples, say: Say) -> Plot:
    """Point minus curve, for each training point."""
    x = _drawn(data.x_scale.back(data.x[:, 0]), data.y)[0].tolist()
    room = 0.05 * (data.high - data.low)
    # Plotly would make every bar as narrow as the two nearest points are close.
    width = (data.high - data.low) / min(max(1.5 * len(x), 20), 200)
    hover = "x = %{x:.4g}<br>%{y:.6g}<extra></extra>"
    trace = go.Bar(x=x, y=[None] * len(x), width=width, marker={"color": MUTED}, hovertemplate=hover)
    fig = parts.figure([trace], x="x")
    fig.update_xaxes(range=[data.low - room, data.high + room])
    bindings = [parts.show(0, "y", "residuals")]
    return parts.plot("residuals", say("pic_residuals"), say("pic_residuals_hint"), fig, bindings=bindings)
