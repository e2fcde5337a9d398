"""The panels of images: what is drawn of digits, and what a hand draws."""

import numpy as np

from core.data.digits.subset import first_of_each
from core.engine.naming import Node, name_of, parameter_at
from core.record.say import Say
from core.tasks.digits.experiment import DigitData, DigitExperiment
from core.tasks.digits.probes import PLANE_POINTS
from core.wire.imaging import BatchView, Confusion, Images, Pad, Plane, UnitView, Weights, Worst
from core.wire.packet import Array
from core.wire.panels import NetworkNode, Parameter
from pages.figures.network import net, node_name

_UNIT_WORDS = (
    "unit_choose", "unit_back", "unit_forward", "unit_weights", "unit_image", "unit_product", "unit_nothing",
    "unit_pixel", "unit_inputs", "unit_inputs_weights", "unit_rest", "unit_digits", "unit_next", "unit_most",
    "unit_least", "unit_digit",
)  # fmt: skip


def images(e: DigitExperiment, data: DigitData) -> Images:
    """The test images."""
    levels = np.rint(255.0 * data.x_test).astype(np.uint8)
    return Images(data=Array(levels, "step"), labels=data.y_test.tolist(), side=e.side)


def _words(say: Say, *keys: str) -> dict[str, str]:
    return {key: say(f"img_{key}") for key in keys}


def _node(network, layer, unit) -> NetworkNode:
    index = network.index_of_bias(layer, unit)
    label = node_name(network, layer, unit)
    bias = Parameter(place=index, name=name_of(parameter_at(index, network), network), label=f"b({label})")
    return NetworkNode(layer=layer, name=name_of(Node(layer, unit), network), label=label, bias=bias)


def pad_panel(e: DigitExperiment, say: Say) -> Pad:
    return Pad(
        id="pad", area="pad", title=say("pic_pad"), hint=say("pic_pad_hint"), of=net(e.network, "theta"), side=e.side,
        words=_words(say),
    )  # fmt: skip


def weights_panel(e: DigitExperiment, say: Say) -> Weights:
    units = [_node(e.network, 1, unit) for unit in range(e.network.sizes[1])]
    return Weights(
        id="weights", area="weights", title=say("pic_weights"), hint=say("pic_weights_hint"),
        of=net(e.network, "theta"), side=e.side, units=units,
        words=_words(say, "weights_full", "weights_pixel", "weights_selected"),
    )  # fmt: skip


def unit_panel(e: DigitExperiment, say: Say) -> UnitView:
    network = e.network
    layers = enumerate(network.sizes[1:], 1)
    nodes = [_node(network, layer, unit) for layer, size in layers for unit in range(size)]
    return UnitView(
        id="unit", area="unit", title=say("pic_unit"), hint=say("pic_unit_hint"), of=net(network, "theta"),
        side=e.side, nodes=nodes, words=_words(say, *_UNIT_WORDS),
    )  # fmt: skip


def confusion_panel(e: DigitExperiment, say: Say) -> Confusion:
    return Confusion(
        id="confusion", area="confusion", title=say("pic_confusion"), hint=say("pic_confusion_hint"), side=e.side,
        array="confusion", answers="answers", words=_words(say),
    )  # fmt: skip


def batch_panel(e: DigitExperiment, say: Say) -> BatchView:
    return BatchView(
        id="batch", area="batch", title=say("pic_batch"), hint=say("pic_batch_hint"), side=e.side, array="batch",
        sure="batch_sure", images="batch_images", words=_words(say),
    )  # fmt: skip


def worst_panel(e: DigitExperiment, say: Say) -> Worst:
    return Worst(
        id="worst", area="worst", title=say("pic_worst"), hint=say("pic_worst_hint"), side=e.side, array="worst",
        sure="worst_sure", answers="answers", words=_words(say),
    )  # fmt: skip


def plane_panel(e: DigitExperiment, data: DigitData, say: Say) -> Plane:
    return Plane(
        id="plane", area="plane", title=say("pic_directions"), hint=say("pic_directions_hint"), side=e.side,
        array="plane", share="plane_share", rows=first_of_each(data.y_test, PLANE_POINTS).tolist(), words=_words(say),
    )  # fmt: skip
