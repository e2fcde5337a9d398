"""The scene of the digits page: what the network learned to read, what it gets wrong, and a pad to draw on."""

import numpy as np
import plotly.graph_objects as go

from core.data.digits.subset import first_of_each
from core.engine.naming import Node, name_of, parameter_at
from core.record.say import Say
from core.tasks.digits.experiment import DigitData, DigitExperiment
from core.tasks.digits.probes import PLANE_POINTS
from core.wire.imaging import BatchView, Confusion, Images, Pad, Plane, UnitView, Weights, Worst
from core.wire.packet import Array
from core.wire.panels import Binding, NetworkNode, Panel, Plot
from core.wire.panels import Parameter as Shown
from core.wire.scene import Layout, Scene
from pages.figures import parts
from pages.figures.edited import mark_edits
from pages.figures.learner import readouts
from pages.figures.network import net, node_name
from pages.figures.palette import BLUE, MUTED, ORANGE, VERMILLION


def digits_scene(e: DigitExperiment, data: DigitData, say: Say) -> Scene:
    """Everything that the player shows of a digits run, in the language that `say` speaks."""
    panels: list[Panel] = [
        _pad(e, say),
        _weights(e, say),
        loss_panel(e, say),
        accuracy_panel(e, say),
        _confusion(e, say),
        _batch(e, say),
        _worst(e, say),
        _plane(e, data, say),
        _unit(e, say),
    ]
    return Scene(
        labels=parts.labels(say, by_hand=True), readouts=readouts(e, say), layouts=layouts(e), lecture=_lecture(),
        panels=panels, by_hand=True, images=_images(e, data),
    )  # fmt: skip


def layouts(e: DigitExperiment) -> list[Layout]:
    """Where panels stand on a wide screen, on a laptop or a projector beside the open side bar, on a phone."""
    upper, lower = parts.shares(0.55, 0.45)
    wide = {
        "pad weights loss": upper, "confusion plane accuracy": lower, "caption caption caption": "auto",
        "transport transport transport": "auto", "batch batch unit": "minmax(14rem, auto)",
        "worst worst unit": "minmax(14rem, auto)",
    }  # fmt: skip
    narrow = {
        "pad weights": upper, "loss accuracy": lower, "caption caption": "auto", "transport transport": "auto",
        "confusion plane": "24rem", "batch batch": "minmax(12rem, auto)", "worst worst": "minmax(12rem, auto)",
        "unit unit": "minmax(16rem, auto)",
    }  # fmt: skip
    phone = {
        "pad": parts.PHONE_PICTURE, "transport": "auto", "caption": "auto", "weights": "auto", "loss": "16rem",
        "accuracy": "16rem", "confusion": "24rem", "batch": "auto", "worst": "auto", "plane": "22rem", "unit": "auto",
    }  # fmt: skip
    return [
        parts.layout(1350, "1fr 1.2fr 1fr", wide),
        parts.layout(700, "1fr 1fr", narrow),
        parts.layout(0, "minmax(0, 1fr)", phone),
    ]


def _lecture():
    return parts.lecture("1fr 1fr", "pad weights", "pad loss", rows="1.3fr 1fr")


def _images(e, data):
    levels = np.rint(255.0 * data.x_test).astype(np.uint8)
    return Images(data=Array(levels, "step"), labels=data.y_test.tolist(), side=e.side)


def _words(say: Say, *keys: str) -> dict[str, str]:
    return {key: say(f"img_{key}") for key in keys}


def _node(network, layer, unit) -> NetworkNode:
    index = network.index_of_bias(layer, unit)
    bias = Shown(
        place=index, name=name_of(parameter_at(index, network), network), label=f"b({node_name(network, layer, unit)})"
    )
    return NetworkNode(
        layer=layer, name=name_of(Node(layer, unit), network), label=node_name(network, layer, unit), bias=bias
    )


def _pad(e, say):
    return Pad(
        id="pad",
        area="pad",
        title=say("pic_pad"),
        hint=say("pic_pad_hint"),
        of=net(e.network, "theta"),
        side=e.side,
        words=_words(say),
    )


def _weights(e, say):
    units = [_node(e.network, 1, unit) for unit in range(e.network.sizes[1])]
    return Weights(
        id="weights", area="weights", title=say("pic_weights"), hint=say("pic_weights_hint"),
        of=net(e.network, "theta"), side=e.side, units=units, words=_words(say),
    )  # fmt: skip


def _unit(e, say):
    network = e.network
    nodes = [
        _node(network, layer, unit) for layer in range(1, len(network.sizes)) for unit in range(network.sizes[layer])
    ]
    return UnitView(
        id="unit", area="unit", title=say("pic_unit"), hint=say("pic_unit_hint"), of=net(network, "theta"),
        side=e.side, nodes=nodes, words=_words(say),
    )  # fmt: skip


def _confusion(e, say):
    return Confusion(
        id="confusion", area="confusion", title=say("pic_confusion"), hint=say("pic_confusion_hint"), side=e.side,
        array="confusion", answers="answers", words=_words(say),
    )  # fmt: skip


def _batch(e, say):
    return BatchView(
        id="batch", area="batch", title=say("pic_batch"), hint=say("pic_batch_hint"), side=e.side, array="batch",
        sure="batch_sure", images="batch_images", words=_words(say),
    )  # fmt: skip


def _worst(e, say):
    return Worst(
        id="worst", area="worst", title=say("pic_worst"), hint=say("pic_worst_hint"), side=e.side, array="worst",
        sure="worst_sure", answers="answers", words=_words(say),
    )  # fmt: skip


def _plane(e, data, say):
    return Plane(
        id="plane", area="plane", title=say("pic_directions"), hint=say("pic_directions_hint"), side=e.side, array="plane",
        share="plane_share", rows=first_of_each(data.y_test, PLANE_POINTS).tolist(), words=_words(say),
    )  # fmt: skip


def loss_panel(e: DigitExperiment, say: Say) -> Plot:
    """The loss of the watched images, with the run before as a ghost; each batch's own, pale; the test images'."""
    lines = [("loss", "watched_set", BLUE, None, 3), ("test_loss", "test_set", VERMILLION, "dash", 3),
             ("batch_loss", "batch_own", ORANGE, None, 1)]  # fmt: skip
    return _lines("loss", lines, e, say)


def accuracy_panel(e: DigitExperiment, say: Say) -> Plot:
    """How many of the watched and of the test images are right."""
    lines = [("accuracy", "watched_set", BLUE, None, 3), ("test_accuracy", "test_set", VERMILLION, "dash", 3)]
    return _lines("accuracy", lines, e, say)


def _lines(area, lines, e, say):
    """Lines against the step: (array, name, colour, dash, width). The first has a ghost and a point at its end."""
    first = lines[0]
    hover = f"{say('step')} %{{x}}<br>{say(area)} %{{y:.6g}}<extra></extra>"
    traces = [
        go.Scatter(x=[], y=[], mode="lines", line={"width": 2, "color": MUTED}, opacity=0.55, showlegend=False,
                   hovertemplate=f"{say('previous_run')}<br>{hover}"),
        *[go.Scatter(x=[], y=[], mode="lines", line={"width": width, "color": colour, "dash": dash}, name=say(name),
                     hovertemplate=f"{say(name)}<br>{hover}") for _, name, colour, dash, width in reversed(lines)],
        go.Scatter(x=[], y=[], mode="markers", marker={"size": 12, "color": first[2]}, showlegend=False,
                   hovertemplate=hover),
    ]  # fmt: skip
    arrays = [array for array, *_ in reversed(lines)]
    bindings: list[Binding] = [
        parts.history(k, array, ghost=0 if array == first[0] else None) for k, array in enumerate(arrays, 1)
    ]
    bindings.append(parts.point(len(traces) - 1, first[0]))
    low = area == "accuracy"  # where the curves leave room
    legend = {"x": 1, "y": 0.02 if low else 1, "xanchor": "right", "yanchor": "bottom" if low else "top",
              "bgcolor": "rgba(0,0,0,0)", "traceorder": "reversed"}  # fmt: skip
    fig = parts.figure(traces, x=say("step"), showlegend=True, legend=legend)
    fig.update_xaxes(range=[0, e.total])
    fig.update_yaxes(rangemode="tozero")
    if low:
        fig.update_yaxes(range=[0.0, 1.0], tickformat=".0%")
    mark_edits(fig, e, say)
    toggles = [] if low else [parts.log_toggle(say)]
    return parts.plot(area, say(f"pic_{area}"), say(f"pic_{area}_hint"), fig, bindings=bindings, toggles=toggles)
