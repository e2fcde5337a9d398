"""One update in stages: forward layer by layer, the loss, backward layer by layer, the update."""

from typing import Any

import numpy as np

from core.engine.naming import Node, Parameter, name_of, parameter_at, part_named
from core.engine.network import Network
from core.explaining import forms, symbols
from core.explaining.observed import Observed
from core.explaining.shown import Shown
from core.learning.probes import seen_whole
from core.record.plain import finite
from core.record.say import Say

Stage = dict[str, Any]
MOST_SAID = 4  # numbers, or names, of a stage that are said: the formulas need the room


def stages(seen: Observed, shown: Shown, say: Say) -> list[Stage]:
    """None for a network that is not drawn whole; no update where the run ends.

    A stage: kind, layer (None for the update and the loss), title, tex, text, values by the names of parts, and the
    names that are lit.
    """
    if not seen_whole(seen.network):
        return []
    last = len(seen.network.shapes)
    found = [_forward(seen, shown, layer, say) for layer in range(1, last + 1)]
    found.append(_loss(seen, shown, say))
    found += [_backward(seen, shown, layer, say) for layer in range(last, 0, -1)]
    return found if seen.end else [*found, _update(seen, say)]


def _stage(kind, layer, title, tex, text, values, lit):
    plain = {name: finite(np.asarray(value)) for name, value in values.items()}
    return {"kind": kind, "layer": layer, "title": title, "tex": tex, "text": text, "values": plain, "lit": lit}


def _forward(seen, shown, layer, say):
    network = seen.network
    values = dict(zip(_units(network, layer), shown.mean(seen.passes[layer - 1].a), strict=True))
    lit = [*_units(network, layer - 1), *_parameters(network, layer), *_units(network, layer)]
    title, said = say("ex_forward_layer", layer=layer), _numbers(network, values)
    text = f"{title}: {say('ex_stage_mean', numbers=said) if _of_many(seen, shown) else said}"
    return _stage("forward", layer, title, forms.layer_forward(seen, layer), text, values, lit)


def _loss(seen, shown, say):
    network, last = seen.network, len(seen.network.shapes)
    values = dict(zip(_units(network, last), shown.mean(seen.passes[-1].a), strict=True))
    title = say("ex_loss")
    text = f"{title}: L = {seen.loss:.4g}"
    return _stage("loss", None, title, forms.loss(seen), text, values, _units(network, last))


def _backward(seen, shown, layer, say):
    network, delta = seen.network, seen.passes[layer - 1].delta
    deltas = dict(zip(_units(network, layer), shown.total(delta), strict=True))
    gradient = shown.gradient(seen, layer)
    values = deltas | dict(zip(_parameters(network, layer), gradient, strict=True))
    title, said = say("ex_backward_layer", layer=layer), _numbers(network, deltas, "δ({})")
    text = f"{title}: {say('ex_stage_sum', numbers=said) if _of_many(seen, shown) else said}"
    tex, lit = forms.layer_backward(seen, layer), [*deltas, *_parameters(network, layer)]
    return _stage("backward", layer, title, tex, text, values, lit)


def _update(seen, say):
    network = seen.network
    values = {name_of(parameter_at(k, network), network): value for k, value in enumerate(seen.after)}
    title = say("ex_update")
    text = "; ".join([f"{title}: {_numbers(network, values)}", *_by_hand(seen, say)])
    return _stage("update", None, title, forms.update(seen), text, values, [*values])


def _by_hand(seen, say):
    """Parameters whose value is not the optimiser's: they stay as they are, or the hand changes them after it."""
    told = {"ex_hand_held": seen.stage.frozen, "ex_hand_changed": np.flatnonzero(seen.moved != seen.after)}
    names = {key: [symbols.plain(seen.network, parameter_at(int(k), seen.network)) for k in told[key]] for key in told}
    return [say(key, names=_listed(found)) for key, found in names.items() if found]


def _units(network, layer) -> list[str]:
    return [name_of(Node(layer, unit), network) for unit in range(network.sizes[layer])]


def _parameters(network, layer) -> list[str]:
    """Those of one layer, in the order of θ."""
    fan_in, fan_out = network.shapes[layer - 1]
    weights = [Parameter(layer, unit, source) for source in range(fan_in) for unit in range(fan_out)]
    return [name_of(it, network) for it in (*weights, *(Parameter(layer, unit) for unit in range(fan_out)))]


def _of_many(seen: Observed, shown: Shown) -> bool:
    """Whether a stage's numbers are taken over several samples."""
    return shown.sample is None and len(seen.rows) > 1


def _numbers(network: Network, values: dict[str, Any], letter: str = "{}") -> str:
    """The first ones, under the names that the picture has."""
    names = [letter.format(symbols.plain(network, part_named(name, network))) for name in values]
    return _listed([f"{name} = {float(value):.4g}" for name, value in zip(names, values.values(), strict=True)])


def _listed(texts: list[str]) -> str:
    return ", ".join(texts[:MOST_SAID]) + (" …" if len(texts) > MOST_SAID else "")
