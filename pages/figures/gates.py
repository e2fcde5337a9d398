"""The scene of the gates page: decision field, loss, truth table or score, network, paths, all parameters."""

from dataclasses import replace

import plotly.graph_objects as go

from core.data.clouds import Dataset
from core.data.gates import CORNERS, GATE_OF_TARGETS, GATES
from core.learning.probes import computed_from
from core.record.say import Say
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.handles import held_points
from core.tasks.gates.probes import crossing
from core.wire.layers import FieldLayer, Layer, Movable
from core.wire.panels import Binding, Cell, Drag, Panel, Plot, Table, Toggle
from core.wire.scene import Layout, Scene
from pages.figures import parts
from pages.figures.edited import mark_edits
from pages.figures.inputs import GROUND, inputs_panels, rows
from pages.figures.landscape import beside, lecture_beside, with_landscape
from pages.figures.learner import MOST_LISTED, numbers_table, paths_panel, readouts
from pages.figures.microscope import lecture_with_microscope, microscopes, with_microscope
from pages.figures.network import net_of_nodes, parameter_names, part_names
from pages.figures.palette import HELD_OUT, HIGH, LOW, MUTED, RUN, VERMILLION, WHITE
from pages.figures.tiles import network_view, unit_lines

LINES = "unit_lines"  # the switch that shows them
EDIT = "edit_points"
_LOWER = f"max({parts.FREE} * 0.54, 14.9rem)"  # a truth table is so high
_UPPER, _LOWER_ROW = f"minmax(0, calc({parts.FREE} - {_LOWER}))", f"calc({_LOWER})"
FEW = 20  # parameters beside a picture
_NETWORK, _LOSS = parts.shares(0.58, 0.42)


def layouts(e: GateExperiment) -> list[Layout]:
    """Where panels stand on a wide screen, on a laptop or a projector beside the open side bar, on a phone.

    Field, network and loss are in sight everywhere, on a wide screen the table or an update worked by hand as well.
    While a part is selected, the microscope stands beside field and network.
    """
    by_hand = e.by_hand or e.by_mean
    wide = {
        "field network loss": _UPPER, f"field {'numbers' if by_hand else 'network'} table": _LOWER_ROW,
        "caption caption caption": "auto", "transport transport transport": "auto", "paths paths paths": "18rem",
        **rows(e, 3), **({} if by_hand else {"numbers numbers numbers": "auto"}),
    }  # fmt: skip
    narrow = {
        "field network": _NETWORK, "field loss": _LOSS, "caption caption": "auto", "transport transport": "auto",
        **({"table numbers": "auto", "paths paths": "18rem", **rows(e, 2)} if by_hand else
            _table_and_paths(e) | rows(e, 2) | _numbers(e)),
    }  # fmt: skip
    upper, lower = parts.shares(0.54, 0.46)
    wide_micro = {
        "field network micro": _NETWORK, "loss network micro": _LOSS, "caption caption caption": "auto",
        "transport transport transport": "auto", "table paths paths": "minmax(18rem, auto)",
        **rows(e, 3), "numbers numbers numbers": "auto",
    }  # fmt: skip
    narrow_micro = {
        "field micro": upper, "network micro": lower, "caption caption": "auto", "transport transport": "auto",
        "loss table": "minmax(16rem, auto)", **rows(e, 2), "paths numbers": "minmax(18rem, auto)",
    }  # fmt: skip
    phone = _phone(by_hand) | rows(e, 1)
    return [
        parts.layout(1350, "1.8fr 1.2fr 1fr", wide, beside("1.25fr 1.6fr 1fr", wide),
                     *with_microscope(e.network, "1.3fr 1.1fr 1.5fr", wide_micro)),
        parts.layout(700, "1.12fr 1fr", narrow, beside("1fr 1.5fr", narrow),
                     *with_microscope(e.network, "1fr 1.25fr", narrow_micro)),
        parts.layout(0, "minmax(0, 1fr)", phone, beside("minmax(0, 1fr)", phone)),
    ]  # fmt: skip


def _table_and_paths(e):
    """The paths are as high as the table and the numbers under it, if these are few enough for half of the width."""
    return {"table paths": "minmax(18rem, auto)"} | ({"numbers paths": "auto"} if _few(e) else {})


def _numbers(e):
    return {} if _few(e) else {"numbers numbers": "auto"}


def _few(e):
    return e.network.n_params <= FEW


def _phone(by_hand):
    numbers = {"numbers": "auto"}
    return {
        "field": parts.PHONE_PICTURE, "transport": "auto", "caption": "auto", "network": "18rem", "micro": "auto",
        **(numbers if by_hand else {}), "loss": "16rem", "table": "auto", "paths": "18rem",
        **({} if by_hand else numbers),
    }  # fmt: skip


def gates_scene(e: GateExperiment, data: Dataset, say: Say) -> Scene:
    """Everything that the player shows of a gates run, in the language that `say` speaks."""
    names, over = parameter_names(e.network), square(data)
    lines = unit_lines(e.network, over, LINES)
    stage = network_view(e.network, say, inputs=over, outputs=colour_range(e), lines=lines)
    panels: list[Panel] = [
        _edited_by_clicks(field_panel(e, data, say), say),
        stage,
        loss_panel(e, data, say),
        truth_table(e, say) if e.data in ("corners", "clouds") else score_table(e, data, say),
        paths_panel(e, names, say),
    ]
    if e.by_hand:
        panels.append(update_table(say))
    elif e.by_mean:
        panels.append(gradient_table(say))
    elif len(names) <= MOST_LISTED:
        panels.append(numbers_table(e.network, names, say))
    panels += [*inputs_panels(e, data, colour_range(e), say), *microscopes(e.network, say)]
    scene = Scene(
        labels=parts.labels(say, by_hand=True), readouts=readouts(e, say), layouts=layouts(e), lecture=_lecture(e),
        panels=panels, parts=part_names(e.network), by_hand=True,
    )  # fmt: skip
    return with_landscape(scene, e.network, say)


def _lecture(e):
    """What hidden nodes do is seen in the network; without them the table says more."""
    more = [lecture_beside("field"), *lecture_with_microscope(e.network, "1fr 1.4fr", "field micro", "network micro")]
    if e.hidden:
        return parts.lecture(
            "1.2fr 1fr", "field network", "field loss", side=("network", "loss"), rows=parts.NETWORK_OVER_LOSS,
            variants=more,
        )  # fmt: skip
    return parts.lecture(
        "1.1fr 1fr", "field loss", "field table", side=("loss", "table"), asked=("network", "loss"),
        rows="minmax(0, 1fr) auto", variants=more,
    )  # fmt: skip


def field_panel(e: GateExperiment, data: Dataset, say: Say) -> Plot:
    """The output over the square of inputs, with the data on top."""
    traces = _points(data, say)
    bindings: list[Binding] = []
    straight = e.one_line and e.network.output not in ("softmax", "gelu")
    if straight:
        bindings += _line_bindings(len(traces))
        traces += _line_traces(e, say)
    fig = parts.figure(traces, x="x₀", y="x₁")
    fig.update_xaxes(range=[data.low, data.high], zeroline=False)
    fig.update_yaxes(range=[data.low, data.high], zeroline=False)
    computed, over = computed_from(e.network), square(data)
    field = FieldLayer(
        array=None if computed else "field", of=net_of_nodes(e.network, computed) if computed else None,
        x=over, y=over, range=colour_range(e), colors="diverging", label=say("output"),
        contour=None if straight else e.decides_at,
    )  # fmt: skip
    lines = unit_lines(e.network, over, LINES)
    layers: list[Layer] = [field, lines] if lines else [field]
    movable = held_points(e, data)
    if movable:
        layers.append(Movable(points=movable))
    return parts.plot(
        "field", say("pic_field"), say("pic_field_hint"), fig, square=True, bindings=bindings,
        layers=layers, toggles=[Toggle(label=say("unit_lines"), key=LINES)] if lines else [],
        drag=Drag(moving="points", moved="moved") if movable else None, ground=GROUND,
    )  # fmt: skip


def _edited_by_clicks(field: Plot, say: Say) -> Plot:
    """Where points can be held: while the switch is on, a click adds one, or changes the one that it hits."""
    if field.drag is None:
        return field
    toggles = [*field.toggles, Toggle(label=say("edit_points"), key=EDIT)]
    return replace(field, toggles=toggles, click="click", click_toggle=EDIT)


def square(data: Dataset) -> list[float]:
    """Either input's range in every picture."""
    return [data.low, data.high]


def colour_range(e: GateExperiment) -> list[float]:
    """The outputs that get the full colours: 0 to 1 for probabilities, else one either side of the threshold."""
    if e.network.output in ("sigmoid", "softmax", "step"):
        return [0.0, 1.0]
    return [e.threshold - 1.0, e.threshold + 1.0]


def _points(data, say: Say):
    """Class 1 as circles, class 0 as squares; held-out points hollow."""
    many = len(data.x) > 8
    traces = []
    for x, y, hollow, group in ((data.x, data.y, False, "training_set"), (data.x_test, data.y_test, True, "test_set")):
        for label, symbol, colour in ((1, "circle", HIGH), (0, "square", LOW)):
            chosen = x[y == label]
            if not len(chosen):
                continue
            outline = {"width": 2, "color": colour} if hollow else {"width": 1 if many else 3, "color": WHITE}
            traces.append(
                go.Scatter(
                    x=chosen[:, 0].tolist(),
                    y=chosen[:, 1].tolist(),
                    mode="markers",
                    marker={
                        "symbol": symbol + ("-open" if hollow else ""), "size": 9 if many else 22, "color": colour,
                        "line": outline,
                    },
                    hovertemplate=f"x₀ = %{{x:.4g}}<br>x₁ = %{{y:.4g}}<br>{say('target')} = {label}"
                    + (f"<br>{say(group)}" if many else "")
                    + "<extra></extra>",
                )
            )  # fmt: skip
    return traces


def _line_traces(e, say: Say):
    z = crossing(e)
    name = say("line", at="–" if z is None else f"{z:.4g}")
    return [
        go.Scatter(x=[None], y=[None], mode="lines", line={"width": 3, "color": VERMILLION, "dash": "dash"},
                   hovertemplate=f"{name}<extra></extra>"),
        go.Scatter(x=[None], y=[None], mode="lines+markers", line={"width": 3, "color": VERMILLION},
                   marker={"symbol": ["circle", "arrow"], "size": [7, 18], "color": VERMILLION, "angleref": "previous"},
                   hovertemplate=f"{say('normal')}<extra></extra>"),
    ]  # fmt: skip


def _line_bindings(first):
    return [*parts.show_both(first, "line"), *parts.show_both(first + 1, "normal")]


def loss_panel(e: GateExperiment, data: Dataset, say: Say) -> Plot:
    """Loss against step, with the run before as a ghost, and the held-out loss if there is one."""
    hover = f"{say('step')} %{{x}}<br>{say('loss')} %{{y:.8g}}<extra></extra>"
    ghost_hover = f"{say('previous_run')}<br>{hover}"
    traces = [
        go.Scatter(x=[], y=[], mode="lines", line={"width": 2, "color": MUTED}, opacity=0.55,
                   name=say("previous_run"), hovertemplate=ghost_hover),
        go.Scatter(x=[], y=[], mode="lines", line={"width": 3, "color": RUN}, hovertemplate=hover,
                   name=say("training_set")),
        go.Scatter(x=[], y=[], mode="markers", marker={"size": 12, "color": RUN}, hovertemplate=hover,
                   showlegend=False),
    ]  # fmt: skip
    bindings: list[Binding] = [parts.history(1, "loss", ghost=0), parts.point(2, "loss")]
    if e.by_hand:
        printed = f"{say('step')} %{{x}}<br>{say('printed_loss')} %{{y:.8g}}<extra></extra>"
        dotted = {"width": 2.5, "color": VERMILLION, "dash": "dot"}
        bindings.append(parts.history(len(traces), "printed"))
        traces.append(
            go.Scatter(x=[], y=[], mode="lines", line=dotted, name=say("printed_loss"), connectgaps=True,
                       hovertemplate=printed)
        )  # fmt: skip
    if len(data.x_test):
        test_hover = hover.replace(say("loss"), say("test_loss"))
        traces.append(
            go.Scatter(x=[], y=[], mode="lines", line={"width": 3, "color": HELD_OUT, "dash": "dash"},
                       name=say("test_set"), hovertemplate=test_hover)
        )  # fmt: skip
        bindings.append(parts.history(len(traces) - 1, "test_loss"))
    traces[1].showlegend = e.by_hand or bool(len(data.x_test))  # one line needs no name
    traces[1].name = say("training_set") if len(data.x_test) else say("true_loss")
    fig = parts.figure(traces, x=say("step"), showlegend=True)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(rangemode="tozero")
    mark_edits(fig, e, say)
    toggles = [parts.log_toggle(say)]
    return parts.plot("loss", say("pic_loss"), say("pic_loss_hint"), fig, bindings=bindings, toggles=toggles)


def truth_table(e: GateExperiment, say: Say) -> Table:
    """The four corners; a click on a target gives the gate that differs just there."""
    targets = GATES[e.gate]
    rows: list[list[Cell]] = []
    for k, (x0, x1) in enumerate(CORNERS.astype(int).tolist()):
        flipped = tuple(1 - t if i == k else t for i, t in enumerate(targets))
        switch = Cell(text=str(targets[k]), action=f"gate={GATE_OF_TARGETS[flipped]}", hint=say("flip"))
        # 0 and 1 wrong, 0 and 1 right: the mark tells as much as the colour
        decision = Cell(
            array="decision", index=[k], choices=["0 ✗", "1 ✗", "0 ✓", "1 ✓"], tones=["bad", "bad", "good", "good"]
        )
        rows.append(
            [
                parts.text(str(x0)), parts.text(str(x1)), switch, parts.number("outputs", ".6f", k),
                parts.number("error", ".6f", k), decision,
            ]
        )  # fmt: skip
    columns = ["x₀", "x₁", say("target"), say("output"), say("error"), say("decision")]
    return parts.table("table", say("pic_table"), say("pic_table_hint"), columns, rows)


def score_table(e: GateExperiment, data: Dataset, say: Say) -> Table:
    """Loss and points on the right side, for training and held-out points."""

    def row(group, loss, right, n):
        return [parts.text(say(group)), parts.number(loss, ".6g"), parts.number(right, "d"), parts.text(say("of", n=n))]

    rows = [row("training_set", "loss", "right", len(data.x))]
    if len(data.x_test):
        rows.append(row("test_set", "test_loss", "test_right", len(data.x_test)))
    return parts.table("table", say("pic_score"), "", ["", say("loss"), say("points_right"), ""], rows)


def update_table(say: Say) -> Table:
    """What the next sample will do: e = target - output, then w + ηex for each weight and w + ηe for the bias."""

    def cell(index, spec=".6f"):
        return parts.number("update", spec, index)

    sample = [parts.text(say("next_sample")), cell(1, "d"), cell(2, "d"), parts.text("")]
    error = [parts.text(say("error_is")), cell(3, "d"), cell(4), cell(5)]
    weights = [
        [parts.text(f"{name} + {rule}"), parts.number("params", ".6f", i), cell(6 + i), cell(9 + i)]
        for i, (name, rule) in enumerate((("w₀", "ηex₀"), ("w₁", "ηex₁"), ("b", "ηe")))
    ]
    heads = [
        [parts.text(""), parts.text(say("target")), parts.text(say("output")), parts.text(say("error"))],
        [parts.text(""), parts.text(say("now")), parts.text(say("change")), parts.text(say("after"))],
    ]
    rows = [sample, heads[0], error, heads[1], *weights]
    return parts.table("numbers", say("pic_update"), say("pic_update_hint"), ["", "x₀", "x₁", ""], rows)


def gradient_table(say: Say) -> Table:
    """The delta rule's gradient from -xe of every sample, and its mean; with the weights that it moves."""

    def row(head, k):
        return [parts.text(head)] + [parts.number("terms", ".4f", k, i) for i in range(4)]

    samples = [row(f"({x0}, {x1})", k) for k, (x0, x1) in enumerate(CORNERS.astype(int).tolist())]
    mean = row(say("mean_is_gradient"), 4)
    weights = [parts.text(say("weights_now")), parts.text("")] + [parts.number("params", ".4f", i) for i in range(3)]
    heads = [say("sample"), "e", "−x₀e", "−x₁e", "−e"]
    return parts.table("numbers", say("pic_terms"), say("pic_terms_hint"), heads, [*samples, mean, weights])
