"""Names of a network's parts: x0, h1.2, y for nodes, w2.3.1 and b1.2 for parameters.

Inputs count from 0, layers and hidden units from 1. A lone output is y; of several, y0 is the first. In
w<layer>.<from>.<to> and b<layer>.<unit> a node has the number of its own name; a lone output counts as 1: w2.3.1 leads
from h1.3 to y.
"""

import re
from dataclasses import dataclass

from core.engine.network import Network

_INPUT = re.compile(r"x(\d{1,4})", re.ASCII)
_HIDDEN = re.compile(r"h(\d{1,2})\.(\d{1,4})", re.ASCII)
_OUTPUT = re.compile(r"y(\d{1,4})?", re.ASCII)
_WEIGHT = re.compile(r"w(\d{1,2})\.(\d{1,4})\.(\d{1,4})", re.ASCII)
_BIAS = re.compile(r"b(\d{1,2})\.(\d{1,4})", re.ASCII)


@dataclass(frozen=True)
class Node:
    """Node `unit` (from 0) of layer `layer`; layer 0 are the inputs."""

    layer: int
    unit: int


@dataclass(frozen=True)
class Parameter:
    """A weight into `unit` of layer `layer` (1 or more) from node `source` of the one before; the bias without it."""

    layer: int
    unit: int
    source: int | None = None

    def index(self, network: Network) -> int:
        """Where in θ it stands."""
        if self.source is None:
            return network.index_of_bias(self.layer, self.unit)
        return network.index_of_weight(self.layer - 1, self.source, self.unit)


Part = Node | Parameter


def part_named(name: str, network: Network) -> Part:
    """The part of this name. Raises ValueError, naming it and what there is, for one that the network has not."""
    found = _node(name, network) or _parameter(name, network)
    if found is None:
        network_text = "-".join(map(str, network.sizes))
        raise ValueError(f"{name!r} is no part of a network {network_text}; allowed: names such as {examples(network)}")
    return found


def name_of(part: Part, network: Network) -> str:
    """The part's name."""
    if isinstance(part, Node):
        return _node_name(part, network)
    to = _number(network, part.layer, part.unit)
    if part.source is None:
        return f"b{part.layer}.{to}"
    return f"w{part.layer}.{_number(network, part.layer - 1, part.source)}.{to}"


def parameter_at(index: int, network: Network) -> Parameter:
    """The parameter at this place of θ. Raises ValueError for a place that it has not."""
    rest = index
    for layer, (fan_in, fan_out) in enumerate(network.shapes, 1):
        if 0 <= rest < fan_in * fan_out:
            return Parameter(layer, rest % fan_out, rest // fan_out)
        rest -= fan_in * fan_out
        if 0 <= rest < fan_out:
            return Parameter(layer, rest)
        rest -= fan_out
    raise ValueError(f"place {index} is not in θ of {network.n_params} numbers")


def examples(network: Network) -> str:
    """Names of a node of each layer, of a weight and of a bias, for messages."""
    last = len(network.sizes) - 1
    nodes = [_node_name(Node(layer, 0), network) for layer in range(last + 1)]
    parameters = [name_of(parameter_at(0, network), network), name_of(Parameter(last, 0), network)]
    return ", ".join([*nodes, *parameters])


def _first(network, layer):
    """The number of a layer's first node."""
    if layer == 0:
        return 0
    return 1 if layer < len(network.sizes) - 1 or network.sizes[-1] == 1 else 0


def _number(network, layer, unit):
    return unit + _first(network, layer)


def _node_name(node, network):
    last = len(network.sizes) - 1
    if node.layer == 0:
        return f"x{node.unit}"
    if node.layer < last:
        return f"h{node.layer}.{node.unit + 1}"
    return "y" if network.sizes[last] == 1 else f"y{node.unit}"


def _node(name, network):
    last = len(network.sizes) - 1
    if found := _INPUT.fullmatch(name):
        return _there(network, 0, int(found[1]))
    if found := _HIDDEN.fullmatch(name):
        return _there(network, int(found[1]), int(found[2])) if 0 < int(found[1]) < last else None
    if found := _OUTPUT.fullmatch(name):
        alone = network.sizes[last] == 1
        return None if alone != (found[1] is None) else _there(network, last, int(found[1] or 1))
    return None


def _parameter(name, network):
    if found := _WEIGHT.fullmatch(name):
        layer, source, to = map(int, found.groups())
    elif found := _BIAS.fullmatch(name):
        (layer, to), source = map(int, found.groups()), None
    else:
        return None
    if not 0 < layer < len(network.sizes):
        return None
    end = _there(network, layer, to)
    start = None if source is None else _there(network, layer - 1, source)
    if end is None or (source is not None and start is None):
        return None
    return Parameter(layer, end.unit, start.unit if start else None)


def _there(network, layer, number):
    """The node of this number in a layer, if there is one."""
    unit = number - _first(network, layer)
    return Node(layer, unit) if 0 <= unit < network.sizes[layer] else None
