"""Updates told by hand: the numbers of a small one, what makes a gradient small, and where a run ends."""

import numpy as np
import pytest

from core.engine.naming import Node, name_of, parameter_at
from core.engine.optimizers import OPTIMIZERS
from core.explaining import symbols
from core.explaining.chosen import MOST_SAMPLES
from core.explaining.explanation import explanation
from core.explaining.optimizing import STATE
from core.tasks.registry import read_link
from pages.figures.network import node_name, parameter_names
from pages.words import WORDS, translator
from tests.core.explaining.drawn import look, printed
from tests.core.tasks.digits.drawings import drawing

NEURON = "gate=and&hidden=0&opt=gd&lr=0.5&init=given&w=0.1,-0.2,0.3&loss=sse"


def told(link, sel, step=0, sample=None, language="en"):
    e, problems = read_link(link)
    assert not [problem for problem in problems if problem.is_error], problems
    return explanation(look(e, step), sel, sample, translator(language))


def section(told, key):
    (found,) = (section for section in told["sections"] if section["key"] == key)
    return found


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def test_one_neuron_by_hand():
    """Sum of squares over AND's corners: δ = 2 (y - t) y (1 - y), gradient Σ x₁ δ, and half of it taken off."""
    y = sigmoid(np.array([0.3, 0.1, 0.4, 0.2]))
    delta = 2.0 * (y - [0, 0, 0, 1]) * y * (1.0 - y)
    gradient = delta[1] + delta[3]
    found = told(NEURON, "w1.1.1")
    assert (found["old"], found["sample"], found["end"]) == (-0.2, "all", False)
    assert found["new"] == pytest.approx(-0.2 - 0.5 * gradient, rel=1e-12)
    assert float(section(found, "gradient")["prints"][-1]) == pytest.approx(gradient, rel=1e-12)
    assert float(section(found, "loss")["prints"][-1]) == pytest.approx(((y - [0, 0, 0, 1]) ** 2).sum(), rel=1e-12)
    one = told(NEURON, "w1.1.1", sample=3)
    assert float(section(one, "delta")["prints"][-1]) == pytest.approx(delta[3], rel=1e-12)
    assert float(section(one, "gradient")["prints"][0]) == pytest.approx(delta[3], rel=1e-12)
    assert one["new"] == found["new"], "whichever sample is looked at, the update is the batch's"


def test_samples_have_names_and_their_rows():
    assert told("", None)["samples"] == [
        {"name": f"({a}, {b}) → {a ^ b}", "row": 2 * a + b} for a in (0, 1) for b in (0, 1)
    ]
    assert told("rule=online&hidden=0", None, step=6)["samples"] == [{"name": "(1, 0) → 1", "row": 2}]
    shuffled = told("batch=3", None, step=0)["samples"]
    assert len(shuffled) == 3 and len(told("batch=3", None, step=1)["samples"]) == 1
    assert len(told("data=spiral&points=200&test=0&epochs=2", None)["samples"]) == MOST_SAMPLES


@pytest.mark.parametrize(("step", "drawn"), [(0, 0), (3, 0), (4, 1), (6, 1)])
def test_a_drawing_is_a_sample_from_its_step_on_also_where_all_images_are_one_batch(step, drawn):
    samples = told(f"task=digits&size=7&points=2&batch=20&edits=4:add:{drawing(3, 7)}", None, step=step)["samples"]
    assert len(samples) == 20 + drawn
    assert [sample["name"] for sample in samples].count("your 3") == drawn


def test_stages_go_forward_to_the_loss_and_back_and_have_every_name():
    found = told("hidden=3-2", "y", sample=1)
    kinds = [(stage["kind"], stage["layer"]) for stage in found["stages"]]
    layers = [1, 2, 3]
    assert kinds == [
        *(("forward", k) for k in layers), ("loss", None), *(("backward", k) for k in reversed(layers)),
        ("update", None),
    ]  # fmt: skip
    e, _ = read_link("hidden=3-2")
    seen = look(e, 0)
    values = {kind: found["stages"][i]["values"] for i, kind in enumerate(kinds)}
    assert values["forward", 2] == {"h2.1": seen.passes[1].a[1, 0], "h2.2": seen.passes[1].a[1, 1]}
    assert values["backward", 3]["y"] == seen.passes[2].delta[1, 0]
    assert values["backward", 1]["w1.1.2"] == seen.x[1, 1] * seen.passes[0].delta[1, 1]
    names = {name_of(parameter_at(k, e.network), e.network): value for k, value in enumerate(seen.after)}
    assert values["update", None] == names
    lit = found["stages"][1]["lit"]
    assert {"h1.1", "w2.3.1", "b2.2", "h2.1"} <= set(lit) and "w1.0.1" not in lit


def test_of_all_samples_stages_have_means_and_the_gradient():
    e, _ = read_link("")
    seen, found = look(e, 5), told("", None, step=5)
    forward, back = found["stages"][0], found["stages"][-2]
    assert forward["values"]["h1.2"] == pytest.approx(seen.passes[0].a[:, 1].mean(), rel=1e-14)
    assert back["values"]["w1.0.1"] == seen.gradient[0]
    assert back["values"]["h1.1"] == pytest.approx(seen.gradient[e.network.index_of_bias(1, 0)], rel=1e-14)


def test_what_is_said_of_a_stage_says_what_its_numbers_are():
    """δ is not called by its unit's name, and a mean is not told as if it were one sample's."""

    def texts(link, sample=None):
        stages = {(it["kind"], it["layer"]): it["text"] for it in told(link, None, sample=sample)["stages"]}
        return stages["forward", 1], stages["backward", 2]

    forward, back = texts("")
    assert forward.startswith("Forward, layer 1: on average h₁ = ")
    assert back.startswith("Backward, layer 2: summed over the batch, δ(y) = ")
    for forward, back in (texts("", sample=1), texts("batch=1")):
        assert forward.startswith("Forward, layer 1: h₁ = ") and back.startswith("Backward, layer 2: δ(y) = ")


def test_a_network_that_is_not_drawn_whole_has_no_stages_but_a_microscope():
    found = told("hidden=40-40", "w2.3.1")
    assert found["stages"] == [] and section(found, "update")


@pytest.mark.parametrize(("sel", "keys"), [
    ("x1", ["sample"]),
    ("h1.2", ["sample", "forward", "loss", "delta"]),
    ("b1.2", ["sample", "forward", "loss", "delta", "gradient", "check", "update"]),
    ("w2.2.1", ["sample", "forward", "loss", "delta", "gradient", "check", "penalty", "update"]),
])  # fmt: skip
def test_a_part_has_the_sections_that_it_needs(sel, keys):
    found = told("l1=0.01&l2=0.02", sel)
    assert [section["key"] for section in found["sections"]] == keys
    assert ("old" in found) == (sel[0] in "bw")


@pytest.mark.parametrize("link", ["epochs=3", "target=0.26", "opt=gd&lr=100&out=linear&hidden=0&epochs=900"])
def test_where_the_run_ends_the_state_is_told_and_no_update(link):
    e, _ = read_link(link)
    found = told(link, "b1.1", step=e.total)
    assert found["end"] and found["new"] is None
    assert [stage["kind"] for stage in found["stages"]][-1] == "backward"
    assert found["sections"][-1]["key"] == "end" and f"step {found['step']}" in found["sections"][-1]["note"]


@pytest.mark.parametrize(("link", "sel", "sample", "key"), [
    ("act=relu&init=given&w=1,1,1,1,1,1,1,1,-9,-9,-9,-9,1,1,1,1,0", "w1.1.1", None, "ex_fade_dead"),
    ("act=relu&init=given&w=1,1,1,1,1,1,1,1,-1,-1,-1,-1,1,1,1,1,0", "w1.1.1", 1, "ex_fade_off"),
    ("act=step", "w1.1.1", None, "ex_fade_step"),
    ("init=given&w=1,1,1,1,1,1,1,1,9,9,9,9,1,1,1,1,0", "w1.1.1", None, "ex_fade_saturated"),
    ("act=sigmoid&hidden=2-2-2-2-2", "w1.1.1", None, "ex_fade_product"),
    ("", "w1.1.1", 2, "ex_fade_zero"),
    ("init=zeros", "b1.1", None, "ex_fade_weights"),
    ("gate=true&init=given&hidden=0&w=0,0,9&loss=bce", "w1.1.1", None, "ex_fade_error"),
])  # fmt: skip
def test_a_small_gradient_names_the_factor_that_is_small(link, sel, sample, key):
    for language in WORDS:
        found = section(told(link, sel, sample=sample, language=language), "gradient")
        assert found["tone"] == "warn"
        before, _, after = WORDS[language][key].partition("{")
        assert found["note"].startswith(before) and found["note"].endswith(after.rpartition("}")[2])


def test_a_gradient_that_is_not_small_is_not_called_so():
    assert section(told("", "w2.1.1"), "gradient")["tone"] == "info"


@pytest.mark.parametrize(("link", "crossed", "warned"), [
    ("hidden=0&rule=delta", True, True),
    ("hidden=0&rule=perceptron&opt=gd", True, True),
    ("hidden=0&rule=delta&loss=bce", False, False),
    ("hidden=0&rule=delta&out=linear&loss=half_mse", False, False),
    ("hidden=0", False, False),
])  # fmt: skip
def test_what_a_rule_leaves_out_is_crossed_out(link, crossed, warned):
    found = told(link, "w1.1.1")
    assert any(r"\cancel{" in line for line in section(found, "delta")["tex"]) == crossed
    assert (section(found, "check")["tone"] == "warn") == warned


@pytest.mark.parametrize("opt", OPTIMIZERS)
def test_every_optimiser_shows_its_state_before_and_after(opt):
    e, _ = read_link(f"opt={opt}&epochs=9")
    seen, found = look(e, 4), told(f"opt={opt}&epochs=9", "w2.1.1", step=4)
    index = e.network.index_of_weight(1, 0, 0)
    update = section(found, "update")
    for row, name in enumerate(STATE[opt]):
        assert f"{name} = {float(seen.state[row, index])!r}" in update["code"].splitlines()
        assert str(seen.state_after[row, index]) in update["prints"]
    assert len(STATE[opt]) == OPTIMIZERS[opt].slots
    assert update["prints"][-1] == repr(found["new"])


@pytest.mark.parametrize("act", ["tanh", "gelu"])
def test_many_samples_are_told_by_formulas_and_one_of_them_by_lines(act):
    link = f"data=spiral&points=1100&test=0&hidden=8&act={act}&epochs=2&opt=gd"
    whole, one = told(link, "w1.1.3"), told(link, "w1.1.3", sample=7)
    assert section(whole, "forward")["code"] == "" and section(whole, "forward")["tex"]
    assert printed(section(one, "delta")["code"]) == section(one, "delta")["prints"] != []
    for found in (whole, one):
        numeric, difference = map(float, section(found, "check")["prints"])
        assert abs(difference) <= 1e-6 * abs(numeric) + 1e-9
        assert float(section(found, "update")["prints"][-1]) == found["new"]


@pytest.mark.parametrize("sizes", ["", "hidden=3-2", "loss=softmax_ce"])
def test_formulas_have_the_names_of_the_networks_picture(sizes):
    network = read_link(sizes)[0].network
    digits = str.maketrans("₀₁₂₃₄₅₆₇₈₉₋", "0123456789-")
    for layer, size in enumerate(network.sizes):
        for unit in range(size):
            tex = symbols.node(network, layer, unit)
            plain = tex.replace(r"\text{-}", "-").replace("_{", "").replace("}", "")
            assert plain == node_name(network, layer, unit).translate(digits)
            assert symbols.plain(network, Node(layer, unit)) == node_name(network, layer, unit)
    parts = [parameter_at(k, network) for k in range(network.n_params)]
    assert [symbols.plain(network, it) for it in parts] == parameter_names(network)


@pytest.mark.parametrize(("value", "tex"), [
    (0.0, "0"), (-0.0, "0"), (-1.25, "-1.25"), (1.5e-7, r"1.5\times 10^{-7}"), (np.inf, r"\infty"),
    (-np.inf, r"-\infty"), (np.nan, r"\text{nan}"), (123456.0, r"1.235\times 10^{5}"),
])  # fmt: skip
def test_numbers_in_formulas(value, tex):
    assert symbols.number(value) == tex
