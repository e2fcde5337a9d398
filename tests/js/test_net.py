"""The player's forward pass gives what NumPy's does: every activation, softmax, every depth, every unit."""

import json
from itertools import product

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.network import Network
from core.learning.training import Trainer
from core.tasks.gates.probes import FIELD_SIZE, decision_field
from core.tasks.registry import read_link
from core.tasks.sine.probes import MOST_UNITS, contributions, fitted_curve
from core.wire.scene import plain
from pages.figures.network import net
from pages.figures.sine import fit_of
from tests.checkers import ROOT, run

OUTPUTS = (*ACTIVATIONS, "softmax")


def made(rng, hidden, output, depth):
    """A network with parameters and points, some of them far out."""
    sizes = (int(rng.integers(1, 4)), *rng.integers(1, 9, depth).tolist(), 2 if output == "softmax" else 1)
    network = Network(sizes, hidden, output, float(rng.normal()))
    theta = rng.normal(0.0, rng.choice([0.3, 1.0, 10.0]), network.n_params)
    return network, theta, rng.normal(0.0, rng.choice([1.0, 30.0]), (7, sizes[0]))


def units(network, theta, x):
    """Activations of every layer, inputs among them."""
    found = [x]
    for (W, b), f in zip(network.layers(theta), network.activations, strict=True):
        part = Network((W.shape[0], W.shape[1]), network.hidden, f.name if f else "softmax", network.threshold)
        found.append(part.forward(np.concatenate([W.ravel(), b]), found[-1]))
    return found


@pytest.fixture
def answers(node, tmp_path):
    """What the player's code says to some questions."""

    def told(questions):
        (tmp_path / "cases.json").write_text(json.dumps(questions), encoding="utf-8")
        done = run([node, ROOT / "tests/js/forward.js", tmp_path / "cases.json"], 60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return told


def trained(link):
    """A link's experiment, and its trainer after some updates."""
    e, problems = read_link(link)
    assert not problems
    trainer = Trainer(e)
    for _ in range(20):
        trainer.measure()
        trainer.update()
    return e, trainer


def written(network, theta):
    return {"net": plain(net(network, "params")), "params": theta.tolist()}


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 6])
def test_it_equals_numpys_at_every_unit(answers, depth):
    rng = np.random.default_rng(depth)
    cases = [made(rng, hidden, output, depth) for hidden, output in product(ACTIVATIONS, OUTPUTS)]
    told = answers([written(network, theta) | {"points": x.tolist()} for network, theta, x in cases])
    for (network, theta, x), layers in zip(cases, told, strict=True):
        for layer, (ours, theirs) in enumerate(zip(units(network, theta, x), layers, strict=True)):
            scale = np.abs(ours).max() + np.abs(theta).max() * np.abs(x).max()
            np.testing.assert_allclose(
                np.array(theirs).T, ours, rtol=1e-12, atol=1e-12 * scale, err_msg=f"{network} {layer}"
            )


@pytest.mark.parametrize("link", ["", "hidden=0", "data=spiral&hidden=5-4", "loss=softmax_ce", "act=gelu&out=linear"])
def test_a_drawn_field_is_numpys_at_the_same_points(answers, link):
    e, trainer = trained(link)
    square = [trainer.data.low, trainer.data.high]
    (told,) = answers([written(e.network, trainer.theta) | {"square": square, "side": FIELD_SIZE}])
    np.testing.assert_allclose(told, decision_field(trainer).ravel(), rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    "link",
    [
        "", "hidden=0", "hidden=5-3&act=tanh&stdx=1&curve=xsin", "hidden=32-32&act=gelu", "act=relu&out=softplus",
        "hidden=20&act=leaky_relu&stdy=0", "opt=gd&lr=0.1",
    ],
)  # fmt: skip
def test_drawn_curves_and_what_units_add_are_numpys(answers, link):
    e, trainer = trained(f"task=sine&{link}")
    units = min(e.hidden[-1], MOST_UNITS) if e.hidden else 0
    fit = fit_of(e, trainer.data)
    assert fit is not None
    asked = {"fit": plain(fit), "params": trainer.theta.tolist(), "parts": [*range(units), "bias"] if units else []}
    (told,) = answers([asked])
    ours = [fitted_curve(trainer), *(contributions(trainer) if units else [])]
    scale = max(np.abs(line).max() for line in ours)
    np.testing.assert_allclose(told, ours, rtol=1e-9, atol=1e-12 * scale)


def test_a_curve_that_takes_too_long_is_recorded():
    e, trainer = trained("task=sine&hidden=64-64")
    assert fit_of(e, trainer.data) is None
