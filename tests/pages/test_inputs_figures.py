"""Hidden space and the output's surface: for which networks there are such panels, and what they are told."""

import numpy as np
import pytest

from core.tasks.registry import read_link
from core.wire.panels import Hidden, Surface
from pages.figures.gates import gates_scene
from pages.figures.inputs import GROUND, MOST_SAMPLES, decides, samples
from pages.words import translator


def scene_of(link, language="en"):
    e, _ = read_link(link)
    return e, gates_scene(e, e.load(), translator(language))


@pytest.mark.parametrize(
    ("link", "panels"),
    [
        ("hidden=2", {"hidden", "surface"}),
        ("hidden=1", {"surface"}),
        ("hidden=0", {"surface"}),
        ("hidden=1-3&data=spiral", {"hidden", "surface"}),
        ("hidden=11", {"surface"}),  # not drawn whole
        ("hidden=64-64", set()),  # pictures are recorded
    ],
)
def test_there_are_panels_for_what_the_browser_computes(link, panels):
    _, scene = scene_of(link)
    found = {panel.area: panel for panel in scene.panels if isinstance(panel, Hidden | Surface)}
    assert found.keys() == panels
    for layout in scene.layouts:
        assert panels <= {area for row in layout.areas for area in row.split()}
    linked = {panel.ground for panel in [*found.values(), scene.panels[0]]}
    assert linked == {GROUND}, "a place pointed at in one is marked in the others"


def test_only_layers_with_two_units_make_a_plane():
    _, scene = scene_of("hidden=1-3-2")
    (panel,) = (p for p in scene.panels if isinstance(p, Hidden))
    assert [(layer.layer, list(layer.units)) for layer in panel.layers] == [
        (2, ["h₂₋₁", "h₂₋₂", "h₂₋₃"]), (3, ["h₃₋₁", "h₃₋₂"]),
    ]  # fmt: skip


def test_samples_tell_class_and_whether_they_are_held_out():
    e, _ = read_link("data=xor&points=20&test=30")
    data = e.load()
    rows = samples(data).values
    assert rows.shape == (40, 4) and rows[:, 3].sum() == len(data.x_test) == 12
    np.testing.assert_allclose(rows[:28, :2], data.x, rtol=1e-6)
    assert rows[:28, 2].tolist() == data.y.tolist()


def test_of_very_many_samples_some_are_drawn_and_the_hint_says_so():
    e, scene = scene_of("data=xor&points=2500&epochs=1&batch=100")
    n = len(samples(e.load()).values)
    assert MOST_SAMPLES / 2 < n <= MOST_SAMPLES
    for panel in scene.panels:
        if isinstance(panel, Hidden | Surface):
            assert f"{n} of {e.n_samples} samples are drawn" in panel.hint


@pytest.mark.parametrize("link", ["", "out=tanh", "out=linear", "out=relu", "loss=softmax_ce", "out=softplus"])
@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.8])
def test_at_the_sum_where_it_decides_the_output_is_the_threshold(link, threshold):
    e, _ = read_link(f"hidden=&threshold={threshold}&{link}")
    at = decides(e)
    assert at is not None
    theta = np.zeros(e.network.n_params)
    theta[-1] = at  # the (second) output's bias, all else zero
    assert e.network.forward(theta, np.zeros((1, 2)))[0, -1] == pytest.approx(threshold, rel=1e-12)


@pytest.mark.parametrize("link", ["out=gelu", "threshold=2", "loss=softmax_ce&threshold=1"])
def test_where_no_sum_decides_no_line_is_drawn(link):
    assert decides(read_link(link)[0]) is None
