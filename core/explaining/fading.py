"""Which factor makes a gradient small: a unit off, inactive or saturated, many slopes, an input of 0, no error."""

from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np

from core.engine.naming import Node
from core.explaining import forms
from core.explaining.chosen import Chosen

_STEEPEST = {"sigmoid": 0.25}  # of the others some 1
_SATURATED = 0.05  # of the steepest slope
_FADED = 0.02  # what is left of δ after several slopes, such as three sigmoids at their steepest
_SMALL_ERROR = 0.01


@dataclass(frozen=True)
class Fade:
    """What is to be said of it: the key of its words, and their facts."""

    key: str
    facts: dict[str, Any] = field(default_factory=dict)


def why(it: Chosen) -> Fade | None:
    """The factor that is small for all that are shown; the one nearest to the parameter if there are several."""
    if it.source and not _most(it, it.activation(it.source)):
        return Fade("ex_fade_zero", {"node": it.plain(it.source)})
    return slopes(it) or _error(it)


def slopes(it: Chosen) -> Fade | None:
    """The same of the slopes on the way from the unit to the output, and of the weights between."""
    if it.unit in it.seen.stage.off:
        return Fade("ex_fade_hand", {"node": it.plain(it.unit)})
    found = [(node, _most(it, _slope(it, node))) for node in it.way if _counts(it, node)]
    for node, slope in found:
        if fade := _flat(it, node, slope):
            return fade
    left = prod(slope for _, slope in found)
    if len(found) > 1 and left < _FADED:
        return Fade("ex_fade_product", {"n": len(found), "left": f"{left:.3g}"})
    return None


def _most(it, values):
    """The largest size among the samples that are shown."""
    return float(np.abs(it.shown.of(values)).max())


def _slope(it, node):
    """f'(z) of a unit, (n,), from the engine."""
    activation = it.seen.network.activations[node.layer - 1]
    return activation.slope(it.seen.passes[node.layer - 1].z[:, node.unit])


def _counts(it: Chosen, node: Node) -> bool:
    """Whether the unit's slope is a factor of δ: a hidden unit's always, the output's by the loss and the rule."""
    return node.layer < len(it.seen.network.shapes) or not forms.without_slope(it.seen)


def _flat(it, node, slope):
    name = forms.activation_of(it.seen, node.layer)
    facts = {"node": it.plain(node), "slope": f"{slope:.3g}"}
    if name == "step":
        return Fade("ex_fade_step", facts)
    if name == "relu" and not slope:
        return Fade("ex_fade_off" if it.shown.sample is not None else "ex_fade_dead", facts)
    if slope < _SATURATED * _STEEPEST.get(name, 1.0):
        return Fade("ex_fade_saturated", facts)
    return None


def _error(it):
    """The outputs are on their targets, or no weight leads there."""
    seen = it.seen
    error = float(np.abs(it.shown.of(seen.passes[-1].a - seen.y)).max())
    if error < _SMALL_ERROR:
        return Fade("ex_fade_error", {"error": f"{error:.3g}"})
    delta = _most(it, it.delta(it.unit))
    return Fade("ex_fade_weights", {"node": it.plain(it.unit)}) if not delta else None
