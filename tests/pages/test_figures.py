"""Pictures of the gates: Plotly accepts every figure, and what they bind to is there."""

import json

import numpy as np
import pytest

from core.data.clouds import DATA, DRAWN
from core.data.gates import GATES
from core.experiment.link import from_pairs
from core.learning.probes import drawn_parameters, path_indices
from core.learning.training import Trainer
from core.tasks.gates.experiment import GateExperiment
from core.tasks.registry import read_link
from core.wire.scene import plain
from pages.figures.gates import gates_scene
from pages.figures.home import home_scene
from pages.figures.network import draw, parameter_names
from pages.words import WORDS, translator
from tests.core.wire.test_scene import as_written
from tests.pages.scenes import draw_figures, flaws, sent

LINKS = {
    **{f"data {data}": f"data={data}&epochs=3" + ("&points=12" if data in DRAWN else "") for data in DATA},
    "one neuron": "hidden=0&epochs=3",
    "one linear neuron": "hidden=0&out=linear&gate=and&epochs=3",
    "one gelu neuron": "hidden=0&out=gelu&gate=and&epochs=3",
    "one neuron, clouds": "hidden=0&data=clouds&points=5&epochs=3",
    "widest and deepest": "hidden=64-64-64-64-64-64&epochs=2",
    "wide on clouds": "hidden=30&data=clouds&points=5&epochs=2",
    "just too wide for a list": "hidden=11&epochs=2",
    "softmax": "loss=softmax_ce&epochs=3",
    "softmax, one layer": "loss=softmax_ce&hidden=0&epochs=3",
    "perceptron": "rule=perceptron&hidden=0&gate=and&opt=gd&epochs=3",
    "long": "epochs=6000",
    "long, one neuron": "epochs=20000&hidden=0",
    "long, wide, held out": "epochs=1000&hidden=30&data=circle&points=20&batch=4",
    "long on clouds": "epochs=2000&hidden=5&data=clouds&points=5&batch=4",
    "no held-out points": "data=gauss&points=10&test=0&epochs=3",
    "two points": "data=xor&points=1&test=0&epochs=3",
    "diverging": "gate=and&hidden=0&out=linear&opt=gd&lr=50&epochs=240",
}
SCENES = (gates_scene, home_scene)
_CASES = [pytest.param(link, scene, id=f"{name}, {scene.__name__}") for name, link in LINKS.items() for scene in SCENES]


def experiment(link):
    e, problems = read_link(link)
    assert not problems
    return e


def built(link, scene=gates_scene, language="en"):
    e = experiment(link)
    return e, plain(scene(e, e.load(), translator(language)))


@pytest.mark.parametrize(("link", "scene"), _CASES)
def test_plotly_draws_every_figure_and_nothing_leads_nowhere(link, scene):
    e = experiment(link)
    made = scene(e, e.load(), translator("en"))
    assert flaws(made, sent(e)) == []
    draw_figures(made)


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_plain_json_with_words_everywhere(language, scene):
    for link in ("hidden=0&epochs=3", "data=circle&epochs=3", "hidden=64-64&epochs=3"):
        _, whole = built(link, scene, language)
        again = json.loads(json.dumps(whole, allow_nan=False, default=as_written))
        for panel in again["panels"]:
            assert panel["title"].strip()
        assert all(text.strip() for text in again["labels"].values())


@pytest.mark.parametrize("gate", GATES)
def test_a_click_on_a_target_changes_just_that_one(gate):
    _, scene = built(f"gate={gate}&epochs=1")
    (table,) = [panel for panel in scene["panels"] if panel["kind"] == "table" and panel["area"] == "table"]
    actions = [next(cell for cell in row if "action" in cell) for row in table["rows"]]
    assert [int(cell["text"]) for cell in actions] == list(GATES[gate])
    for k, cell in enumerate(actions):
        e, problems = from_pairs([tuple(cell["action"].split("="))], kind=GateExperiment)
        assert not problems
        assert [i for i in range(4) if GATES[e.gate][i] != GATES[gate][i]] == [k]


def test_the_truth_table_shows_each_corners_own_numbers():
    e, scene = built("gate=lt&epochs=1")
    (table,) = [panel for panel in scene["panels"] if panel["kind"] == "table" and panel["area"] == "table"]
    arrays = sent(e)
    for k, (row, corner) in enumerate(zip(table["rows"], ("00", "01", "10", "11"), strict=True)):
        assert row[0]["text"] + row[1]["text"] == corner
        assert [(cell["array"], cell["index"]) for cell in row if "array" in cell] == [
            ("outputs", [k]), ("error", [k]), ("decision", [k]),
        ]  # fmt: skip
        decision = next(cell for cell in row if cell.get("array") == "decision")
        for code, (text, tone) in enumerate(zip(decision["choices"], decision["tones"], strict=True)):
            assert text.startswith(str(code % 2)) and tone == ("good" if code >= 2 else "bad")
        assert len({text[1:] for text in decision["choices"]}) == 2, "right and wrong differ beyond the colour"
        assert arrays["decision"].values.max() < len(decision["choices"])


@pytest.mark.parametrize("data", DATA)
def test_classes_differ_by_symbol_and_every_point_is_drawn(data):
    e, scene = built(LINKS[f"data {data}"])
    loaded = e.load()
    field = next(panel for panel in scene["panels"] if panel["area"] == "field")
    drawn = {}
    for trace in field["figure"]["data"]:
        if trace.get("mode") == "markers":
            drawn[trace["marker"]["symbol"]] = {*zip(trace["x"], trace["y"], strict=True)}
    expected = [
        {tuple(p) for p in x[y == label].tolist()}
        for x, y in ((loaded.x, loaded.y), (loaded.x_test, loaded.y_test))
        for label in (0.0, 1.0)
    ]
    assert sorted(map(sorted, drawn.values())) == sorted(sorted(points) for points in expected if points)


@pytest.mark.parametrize(
    "link",
    ["hidden=4", "hidden=0", "hidden=3-2", "hidden=64-64-64-64-64-64", "hidden=20&loss=softmax_ce", "hidden=12-3"],
)
def test_the_drawn_network_shows_the_right_parameters(link):
    """Each edge's number is the weight that its name says; nodes show their own bias."""
    network = experiment(link).network
    drawing, names = draw(network), parameter_names(network)
    assert len(names) == network.n_params == len(set(names))
    parameters = drawn_parameters(network) if drawing.array == "drawn" else range(network.n_params)
    for *_, place, name in drawing.edges:
        assert names[parameters[place]] == name
    for *_, place, label, name in drawing.nodes:
        if place is not None:
            assert names[parameters[place]] == name == f"b({label})"
    assert [(label, name) for *_, place, label, name in drawing.nodes if place is None] == [("x₀", None), ("x₁", None)]
    where = {label: (x, y) for x, y, _, label, _ in drawing.nodes}
    for x0, y0, x1, y1, _, name in drawing.edges:
        start, end = name.split("→")
        assert (where[start], where[end]) == ((x0, y0), (x1, y1))
    positions = np.array(list(where.values()))
    assert positions.min() >= 0.0 and positions.max() <= 1.0


def test_parameter_names_follow_the_flat_vector():
    network = experiment("hidden=2").network
    assert parameter_names(network) == ["x₀→h₁", "x₀→h₂", "x₁→h₁", "x₁→h₂", "b(h₁)", "b(h₂)", "h₁→y", "h₂→y", "b(y)"]


@pytest.mark.parametrize("link", ["hidden=4", "hidden=0", "hidden=8", "hidden=12-8", "hidden=64-64"])
def test_each_path_is_called_what_it_shows(link):
    e, scene = built(f"{link}&epochs=2")
    panel = next(panel for panel in scene["panels"] if panel["area"] == "paths")
    names, indices, arrays = parameter_names(e.network), path_indices(e), sent(e)
    start = Trainer(e).theta
    assert [panel["figure"]["data"][binding["trace"]]["name"] for binding in panel["bindings"]] == [
        names[i] for i in indices
    ]
    for binding in panel["bindings"]:
        name = panel["figure"]["data"][binding["trace"]]["name"]
        shown = arrays[binding["array"]].values[0, binding["index"][0]]
        assert shown == pytest.approx(start[names.index(name)], rel=6e-8), "more digits than the pointer is told"
    looks = {json.dumps(trace["line"]) for trace in panel["figure"]["data"]}
    if len(indices) <= 18:
        assert len(looks) == len(indices), "paths differ by colour or dash"
