"""The network drawn: where nodes and edges stand, what they are called, which parameter each one shows."""

from dataclasses import dataclass, replace

import plotly.graph_objects as go

from core.engine.naming import Node as Unit
from core.engine.naming import name_of, parameter_at
from core.engine.network import Network
from core.learning.probes import computed_from, drawn_nodes, drawn_parameters, seen_whole
from core.record.say import Say
from core.wire.layers import Edge, Graph, Net, Node
from core.wire.panels import Plot
from pages.figures import parts

MOST_LATER = 1500  # parameters by name
_SUBSCRIPT = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")


def subscript(number: object) -> str:
    return str(number).translate(_SUBSCRIPT)


def node_name(network: Network, layer: int, node: int) -> str:
    """x₀ x₁ for inputs, h₁ h₂ … for one hidden layer, h₁₋₁ … for several, y (or y₀ y₁) for outputs."""
    last = len(network.sizes) - 1
    if layer == 0:
        return "x" + subscript(node)
    if layer == last:
        return "y" + (subscript(node) if network.sizes[-1] > 1 else "")
    return "h" + subscript(node + 1 if last == 2 else f"{layer}-{node + 1}")


def parameter_names(network: Network) -> list[str]:
    """One name for each parameter in the flat vector's order: x₀→h₁ for a weight, b(h₁) for a bias."""
    names = []
    for layer, (fan_in, fan_out) in enumerate(network.shapes):
        ends = [node_name(network, layer + 1, j) for j in range(fan_out)]
        names += [f"{node_name(network, layer, i)}→{end}" for i in range(fan_in) for end in ends]
        names += [f"b({end})" for end in ends]
    return names


def part_names(network: Network) -> list[str]:
    """The names of all nodes and parameters, that a hand may select; none of a network that is not drawn whole."""
    return [*part_labels(network)]


def part_labels(network: Network) -> dict[str, str]:
    """What pictures call these, by their names: nodes before parameters."""
    return {**_node_labels(network), **_parameter_labels(network)} if seen_whole(network) else {}


def later_part_labels(network: Network) -> dict[str, str]:
    """The same of a network that is not drawn whole: its hidden units and outputs, and, unless they are too many, the
    parameters behind its first layer's weights."""
    inputs, fan_out = network.sizes[:2]
    nodes = [*_node_labels(network).items()][inputs:]
    first = inputs * fan_out
    many = network.n_params - first > MOST_LATER
    return dict(nodes if many else [*nodes, *[*_parameter_labels(network).items()][first:]])


def _node_labels(network):
    units = [Unit(layer, unit) for layer, size in enumerate(network.sizes) for unit in range(size)]
    return {name_of(unit, network): node_name(network, unit.layer, unit.unit) for unit in units}


def _parameter_labels(network):
    return {name_of(parameter_at(i, network), network): label for i, label in enumerate(parameter_names(network))}


@dataclass(frozen=True)
class Drawing:
    """`edges`: (x0, y0, x1, y1, parameter, name); `nodes`: (x, y, parameter, label, name); in axis coordinates.

    A parameter is given by its place in the tape's array `array`, and has a name: a node's is its bias. Inputs have
    None for both.
    """

    edges: list[Edge]
    nodes: list[Node]
    array: str


def draw(network: Network) -> Drawing:
    """Places the layers from left to right, each centred, inputs and outputs included."""
    names = parameter_names(network)
    whole = computed_from(network)
    place_in_array = range(network.n_params) if whole else {k: i for i, k in enumerate(drawn_parameters(network))}
    chosen = [drawn_nodes(size) for size in network.sizes]
    edges: list[Edge] = []
    nodes: list[Node] = []
    for layer, here in enumerate(chosen):
        for j in here:
            index = network.index_of_bias(layer, j) if layer else None
            bias = (None, None) if index is None else (place_in_array[index], names[index])
            nodes.append((*_place(chosen, layer, j), bias[0], node_name(network, layer, j), bias[1]))
            for i in chosen[layer - 1] if layer else ():
                index = network.index_of_weight(layer - 1, i, j)
                ends = _place(chosen, layer - 1, i) + _place(chosen, layer, j)
                edges.append((*ends, place_in_array[index], names[index]))
    return Drawing(edges, nodes, whole or "drawn")


def _place(chosen, layer, node):
    rank, count = chosen[layer].index(node), len(chosen[layer])
    return (layer / (len(chosen) - 1), 1.0 - (rank + 0.5) / count)


def net(network: Network, array: str) -> Net:
    """The network as the player computes it from the parameters that the tape has as `array`."""
    return Net(
        array=array, sizes=network.sizes, hidden=network.hidden, output=network.output, threshold=network.threshold
    )


def net_of_nodes(network: Network, array: str) -> Net:
    """The same, where the picture of a node may take the place of the network's, as far as nodes may be selected."""
    whole = seen_whole(network)
    return replace(net(network, array), nodes=_node_labels(network)) if whole else net(network, array)


def network_panel(network: Network, say: Say, drawing: Drawing | None = None) -> Plot:
    """The network with live weights and biases; `drawing` if it is to be called otherwise."""
    drawing = drawing or draw(network)
    shown, total = len(drawing.nodes), sum(network.sizes)
    title = say("pic_network") if shown == total else say("pic_network_part", shown=shown, nodes=total)
    fig = parts.figure([go.Scatter(x=[None], y=[None], hoverinfo="skip")], margin={"l": 8, "r": 8, "t": 8, "b": 8})
    fig.update_xaxes(range=[-0.12, 1.12], visible=False)
    fig.update_yaxes(range=[0.0, 1.0], visible=False)
    graph = Graph(array=drawing.array, edges=drawing.edges, nodes=drawing.nodes)
    return parts.plot("network", title, say("pic_network_hint"), fig, layers=[graph])
