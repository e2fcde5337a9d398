"""The network as the stage: each node a tile that shows what it computes, weights and biases in sight."""

from collections.abc import Sequence

from core.engine.naming import Node, name_of, parameter_at
from core.engine.network import Network
from core.learning.probes import computed_from, drawn_nodes, drawn_parameters, seen_whole
from core.record.say import Say
from core.wire.layers import Net, Range, UnitLine, UnitLines
from core.wire.panels import NetworkEdge, NetworkNode, NetworkView, Parameter
from pages.figures.network import net, node_name, parameter_names
from pages.figures.palette import TOKENS, line_of


def network_view(
    network: Network, say: Say, *, inputs: Range, outputs: Range | None = None, lines: UnitLines | None = None
) -> NetworkView:
    """The network over these inputs; plain circles for some of the nodes of one that is not drawn whole."""
    whole = seen_whole(network)
    nodes, edges = _nodes(network), _edges(network)
    title = say("pic_network") if whole else say("pic_network_part", shown=len(nodes), nodes=sum(network.sizes))
    return NetworkView(
        id="network", area="network", title=title, hint=say("pic_network_hint" if not whole else "pic_tiles_hint"),
        array=_array(network), nodes=nodes, edges=edges, of=_net(network) if whole else None,
        inputs=inputs if whole else None, range=outputs if whole else None, lines=lines if whole else None,
    )  # fmt: skip


def unit_lines(network: Network, square: Range, toggle: str) -> UnitLines | None:
    """The lines of the first hidden layer's units, each in its own mark; None where there is none to draw."""
    if not seen_whole(network) or len(network.sizes) < 3:
        return None
    lines = [
        UnitLine(
            color=TOKENS[line_of(k)["color"]], dash=line_of(k)["dash"], mark=str(k + 1), label=node_name(network, 1, k),
        )
        for k in range(network.sizes[1])
    ]  # fmt: skip
    return UnitLines(of=_net(network), x=square, y=square, lines=lines, toggle=toggle)


def _net(network) -> Net:
    return net(network, _array(network))


def _array(network) -> str:
    return computed_from(network) or "drawn"


def _drawn(network) -> list[tuple[int, int]]:
    return [(layer, unit) for layer, size in enumerate(network.sizes) for unit in drawn_nodes(size)]


def _parameters(network) -> dict[int, Parameter]:
    """By place in the vector of all parameters, those of which the tape's array has the numbers."""
    known: Sequence[int] = range(network.n_params) if computed_from(network) else drawn_parameters(network)
    labels = parameter_names(network)
    return {
        index: Parameter(place=place, name=name_of(parameter_at(index, network), network), label=labels[index])
        for place, index in enumerate(known)
    }


def _nodes(network) -> list[NetworkNode]:
    parameters = _parameters(network)
    return [
        NetworkNode(
            layer=layer, name=name_of(Node(layer, unit), network), label=node_name(network, layer, unit),
            bias=parameters[network.index_of_bias(layer, unit)] if layer else None,
        )
        for layer, unit in _drawn(network)
    ]  # fmt: skip


def _edges(network) -> list[NetworkEdge]:
    parameters, drawn = _parameters(network), _drawn(network)
    return [
        NetworkEdge(source=k, to=to, weight=parameters[network.index_of_weight(layer - 1, source, unit)])
        for to, (layer, unit) in enumerate(drawn)
        for k, (before, source) in enumerate(drawn)
        if before == layer - 1
    ]
