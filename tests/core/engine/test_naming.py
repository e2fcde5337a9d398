"""Names of a network's parts lead back to the parts, and to nothing else."""

import pytest

from core.engine.naming import Node, Parameter, name_of, parameter_at, part_named
from core.engine.network import Network

NETWORKS = [Network((2, 1)), Network((2, 4, 1)), Network((1, 3, 2, 1)), Network((2, 3, 2), output="softmax")]


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: "-".join(map(str, network.sizes)))
def test_every_part_has_a_name_of_its_own_that_leads_back_to_it(network):
    parts = [parameter_at(i, network) for i in range(network.n_params)]
    assert [part.index(network) for part in parts] == list(range(network.n_params))
    parts += [Node(layer, unit) for layer, size in enumerate(network.sizes) for unit in range(size)]
    names = [name_of(part, network) for part in parts]
    assert len(set(names)) == len(parts)
    assert [part_named(name, network) for name in names] == parts


def test_numbers_in_a_parameters_name_are_those_of_its_nodes():
    network = Network((2, 4, 1))
    assert part_named("w2.3.1", network) == Parameter(2, 0, 2)
    assert part_named("w1.0.4", network) == Parameter(1, 3, 0)
    assert part_named("b1.2", network) == Parameter(1, 1)
    assert part_named("y", network) == Node(2, 0)
    assert part_named("w2.3.1", Network((2, 3, 2), output="softmax")) == Parameter(2, 1, 2)


NODES = ["", "x2", "h0.1", "h1.0", "h1.5", "h2.1", "h1", "y0", "y1", "θ", "x٣"]
PARAMETERS = ["w1.2.1", "w3.1.1", "w2.0.1", "w2.3", "b0.1", "b2.2", "w2.3.1 ", "x" * 99]


@pytest.mark.parametrize("name", NODES + PARAMETERS)
def test_what_the_network_has_not_is_refused_by_name(name):
    with pytest.raises(ValueError, match="is no part of a network 2-4-1; allowed"):
        part_named(name, Network((2, 4, 1)))
