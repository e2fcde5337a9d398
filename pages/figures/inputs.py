"""What the gates' network makes of its inputs, drawn by the player itself: its output as a surface, hidden space."""

import math
from typing import Any

import numpy as np

from core.data.clouds import Dataset
from core.learning.probes import computed_from, seen_whole
from core.record.say import Say
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gates.probes import crossing
from core.wire.packet import Array
from core.wire.panels import Hidden, HiddenLayer, Panel, Surface
from pages.figures import parts
from pages.figures.network import net, node_name

GROUND = "inputs"
MOST_SAMPLES = 400  # drawn anew in each frame


def inputs_panels(e: GateExperiment, data: Dataset, coloured: list[float], say: Say) -> list[Panel]:
    """The panels that there are for this network; `coloured`: the outputs that get the full colours."""
    panels: list[Panel] = []
    if hidden_layers(e):
        panels.append(_hidden(e, data, coloured, say))
    if computed_from(e.network):
        panels.append(_surface(e, data, coloured, say))
    return panels


def rows(e: GateExperiment, columns: int) -> dict[str, str]:
    """Where they stand in a layout of so many columns: in one row, or one under the other."""
    areas = (["hidden"] if hidden_layers(e) else []) + (["surface"] if computed_from(e.network) else [])
    if columns == 1 or not areas:
        return dict.fromkeys(areas, parts.PHONE_PICTURE)
    return {" ".join([areas[0], *[areas[-1]] * (columns - 1)]): "26rem"}


def hidden_layers(e: GateExperiment) -> list[int]:
    """The layers, counted from 1, of which two units make a plane."""
    return [layer for layer, n in enumerate(e.hidden, 1) if n >= 2] if seen_whole(e.network) else []


def _surface(e, data, coloured, say):
    bounded = e.network.output in ("sigmoid", "softmax", "step")
    return Surface(
        id="surface", area="surface", title=say("pic_surface"), hint=_hint("pic_surface_hint", data, say),
        heights=[0.0, 1.0] if bounded else None, contour=e.decides_at,
        words={"target": say("target"), "held": say("test_set")}, **_of_inputs(e, data, coloured, say),
    )  # fmt: skip


def _hidden(e, data, coloured, say):
    layers = hidden_layers(e)
    words = {key: say(f"hidden_{key}") for key in ("layer", "across", "up", "deep", "none")}
    return Hidden(
        id="hidden", area="hidden", title=say("pic_hidden"), hint=_hint("pic_hidden_hint", data, say),
        layers=[
            HiddenLayer(
                layer=layer, label=say("hidden_nth", n=layer),
                units=[node_name(e.network, layer, unit) for unit in range(e.network.sizes[layer])],
            )
            for layer in layers
        ],
        decides=decides(e), words={**words, "target": say("target"), "held": say("test_set")},
        **_of_inputs(e, data, coloured, say),
    )  # fmt: skip


def _of_inputs(e, data, coloured, say) -> dict[str, Any]:
    array = computed_from(e.network)
    assert array is not None
    square = [data.low, data.high]
    return {
        "of": net(e.network, array), "x": square, "y": square, "range": coloured, "colors": "diverging",
        "label": say("output"), "names": ["x₀", "x₁"], "data": samples(data), "ground": GROUND,
    }  # fmt: skip


def samples(data: Dataset) -> Array:
    """(n, 4): x₀, x₁, the class, 1 where it is held out; of very many samples some, evenly chosen."""
    shown = [
        np.column_stack([x, y, np.full(len(x), held)])
        for x, y, held in ((data.x, data.y, 0.0), (data.x_test, data.y_test, 1.0))
    ]
    return parts.still(np.vstack(shown)[:: _every(data)])


def _every(data):
    return -(-_count(data) // MOST_SAMPLES)


def _count(data):
    return len(data.x) + len(data.x_test)


def _hint(key, data, say):
    if _every(data) == 1:
        return say(key)
    return " ".join([say(key), say("some_samples", shown=-(-_count(data) // _every(data)), n=_count(data))])


def decides(e: GateExperiment) -> float | None:
    """The output's weighted sum from which on it decides for class 1; of softmax, the second's less the first's."""
    if e.network.output != "softmax":
        return crossing(e)
    t = e.threshold
    return math.log(t / (1.0 - t)) if 0.0 < t < 1.0 else None
