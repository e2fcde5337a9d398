"""The network's panel: which parameter each line and mark shows, what tiles are made over, where lines are drawn."""

import numpy as np
import pytest

from core.engine.naming import Node, Parameter, part_named
from core.learning.probes import drawn_parameters
from core.tasks.registry import read_link
from core.wire.panels import NetworkView, Plot, Table
from pages.words import translator
from tests.pages.scenes import built

LINKS = ["", "hidden=0", "hidden=3-2&loss=softmax_ce", "data=spiral&hidden=8-8", "task=sine", "hidden=30-30"]


def scene_of(link):
    e, problems = read_link(link)
    assert not problems
    return e, built(e, translator("en"))


def panel(scene, kind, name):
    (found,) = [panel for panel in scene.panels if isinstance(panel, kind) and panel.id == name]
    return found


@pytest.mark.parametrize("link", LINKS)
def test_every_line_and_mark_shows_the_parameter_that_its_name_says(link):
    e, scene = scene_of(link)
    view, network = panel(scene, NetworkView, "network"), e.network
    places = list(range(network.n_params)) if view.array != "drawn" else drawn_parameters(network)
    for edge in view.edges:
        part = part_named(edge.weight.name, network)
        ends = [part_named(view.nodes[k].name, network) for k in (edge.source, edge.to)]
        assert isinstance(part, Parameter) and places[edge.weight.place] == part.index(network)
        assert ends == [Node(part.layer - 1, part.source), Node(part.layer, part.unit)]
        assert edge.weight.label == "→".join(view.nodes[k].label for k in (edge.source, edge.to))
    for node in view.nodes:
        unit = part_named(node.name, network)
        assert isinstance(unit, Node) and unit.layer == node.layer
        if node.bias is None:
            assert node.layer == 0
        else:
            bias = part_named(node.bias.name, network)
            assert bias == Parameter(unit.layer, unit.unit) and places[node.bias.place] == bias.index(network)


def test_a_network_drawn_whole_has_tiles_and_its_parts_can_be_selected():
    _, scene = scene_of("")
    view = panel(scene, NetworkView, "network")
    assert view.of is not None and view.inputs == [-0.5, 1.5] and view.range == [0.0, 1.0]
    drawn = {node.name for node in view.nodes} | {edge.weight.name for edge in view.edges}
    drawn |= {node.bias.name for node in view.nodes if node.bias}
    assert drawn == set(scene.parts)
    listed = {cell.part for row in panel(scene, Table, "numbers").rows for cell in row if cell.part}
    assert listed == {name for name in scene.parts if name[0] in "wb"} == set(panel(scene, Plot, "paths").parts)


def test_a_larger_one_has_circles_and_nothing_to_select():
    _, scene = scene_of("hidden=30-30")
    view = panel(scene, NetworkView, "network")
    assert view.of is None and view.lines is None and not scene.parts
    assert panel(scene, Plot, "field").layers[0].of.nodes is None and not panel(scene, Plot, "paths").parts


@pytest.mark.parametrize(("link", "units"), [("", 4), ("hidden=10", 10), ("hidden=0", 0), ("hidden=11", 0)])
def test_each_unit_of_the_first_hidden_layer_has_a_line_in_a_look_of_its_own(link, units):
    _, scene = scene_of(link)
    field = panel(scene, Plot, "field")
    lines = [line for layer in field.layers if hasattr(layer, "lines") for line in layer.lines]
    assert len({(line.color, line.dash) for line in lines}) == len(lines) == units
    assert [toggle.key for toggle in field.toggles] == ["unit_lines"] * bool(units) + ["edit_points"]


def test_the_sine_pages_tiles_are_over_the_networks_own_inputs():
    e, scene = scene_of("task=sine&stdx=1")
    view, fit = panel(scene, NetworkView, "network"), panel(scene, Plot, "fit").fit
    assert view.inputs == fit.x
    assert fit.axis == pytest.approx(e.load().x_scale.back(np.array(fit.x)))
    assert fit.of.nodes["h1.8"] == "h₈" and fit.of.nodes["x0"] == "x₀"
