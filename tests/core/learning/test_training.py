"""Training: each rule worked by hand, each loss that of its parameters, the same bits every time."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.command import report
from core.data.gates import CORNERS
from core.engine.activations import ACTIVATIONS
from core.engine.optimizers import OPTIMIZERS
from core.learning.training import Trainer, start_parameters
from core.tasks.gates.experiment import DEFAULT, GateExperiment
from core.tasks.registry import read_link
from tests.core.learning.runs import experiment, run


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


BITS = (
    "",
    "opt=adamw&l1=0.001&l2=0.01&epochs=50",
    "data=spiral&hidden=8-8&act=gelu&batch=10&epochs=5&loss=softmax_ce",
    "data=clouds&gate=and&rule=online&hidden=3&points=5&epochs=5",
)


@pytest.mark.parametrize("link", BITS)
def test_the_same_experiment_gives_the_same_bits(link):
    first, second = run(experiment(link)), run(experiment(link))
    assert first[0].tobytes() == second[0].tobytes()
    assert first[1].tobytes() == second[1].tobytes()
    other = run(experiment(link + "&seed=8"))
    assert other[0].tobytes() != first[0].tobytes()


@pytest.mark.parametrize("opt", OPTIMIZERS)
@pytest.mark.parametrize("batch", [0, 4])
def test_a_run_goes_on_from_a_snapshot_with_the_same_bits(opt, batch):
    e = experiment(f"data=circle&points=10&opt={opt}&batch={batch}&epochs=6")
    whole, _, _ = run(e)
    trainer = Trainer(e)
    for k in range(1, e.total + 1):
        trainer.measure()
        trainer.update()
        trainer = Trainer(e, trainer.snapshot())
        assert trainer.theta.tobytes() == whole[k].tobytes(), f"step {k}"


LOSS_LINKS = {
    "mse": "hidden=4&loss=mse",
    "half_mse": "hidden=4&loss=half_mse",
    "sse": "hidden=4&loss=sse",
    "bce": "hidden=4&loss=bce",
    "softmax_ce": "hidden=4&loss=softmax_ce",
    "mini-batches": "hidden=4&loss=mse&data=circle&points=10&batch=3",
    "online": "hidden=4&loss=mse&rule=online",
    "penalties": "hidden=4&loss=mse&l1=0.1&l2=0.1",
}


@pytest.mark.parametrize("link", LOSS_LINKS.values(), ids=LOSS_LINKS)
def test_the_loss_at_a_step_is_that_of_the_parameters_at_that_step(link):
    """Written out from the definitions, over all training samples, without penalties."""
    e = experiment(link + "&epochs=8")
    data = e.load()
    thetas, losses, _ = run(e)
    assert len(losses) == e.total + 1
    for theta, loss in zip(thetas, losses, strict=True):
        W1, b1 = theta[:8].reshape(2, 4), theta[8:12]
        k = 2 if e.loss == "softmax_ce" else 1
        W2, b2 = theta[12 : 12 + 4 * k].reshape(4, k), theta[12 + 4 * k :]
        z = np.tanh(data.x @ W1 + b1) @ W2 + b2
        n, y, p = len(z), data.y, sigmoid(z[:, 0])
        right_class = z[range(n), y.astype(int) * (k - 1)]
        expected = {
            "mse": np.sum((p - y) ** 2) / n,
            "half_mse": np.sum((p - y) ** 2) / (2 * n),
            "sse": np.sum((p - y) ** 2),
            "bce": -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)) / n,
            "softmax_ce": np.sum(np.log(np.exp(z).sum(axis=1)) - right_class) / n,
        }[e.loss]
        assert loss == pytest.approx(expected, rel=1e-12)


def test_mini_batches_against_a_plain_loop():
    """Five samples in batches of 3 and 2: each batch's own mean, nothing left over for the next epoch."""
    e = experiment("data=circle&points=3&test=30&hidden=0&opt=gd&lr=0.3&batch=3&epochs=4&seed=5")
    assert (e.n_train, e.updates_per_epoch, e.total) == (5, 2, 8)
    x, y = e.load().x, e.load().y
    w, b = start_parameters(e)[:2].copy(), start_parameters(e)[2]
    expected = [[*w, b]]
    for epoch in range(4):
        order = np.random.RandomState([5, epoch]).permutation(5)
        assert sorted(order) == [0, 1, 2, 3, 4]
        for rows in (order[:3], order[3:]):
            gw, gb = np.zeros(2), 0.0
            for i in rows:
                a = sigmoid(w @ x[i] + b)
                error = 2.0 * (a - y[i]) * a * (1.0 - a) / len(rows)
                gw, gb = gw + error * x[i], gb + error
            w, b = w - 0.3 * gw, b - 0.3 * gb
            expected.append([*w, b])
    thetas, _, _ = run(e)
    np.testing.assert_allclose(thetas, expected, rtol=1e-12)


def test_a_batch_as_large_as_the_data_or_larger_is_the_full_batch():
    link = "data=circle&points=10&test=30&epochs=10"
    full = run(experiment(link))[0].tobytes()
    for batch in (14, 15, 10_000):
        assert run(experiment(f"{link}&batch={batch}"))[0].tobytes() == full
    assert run(experiment(f"{link}&batch=13"))[0].tobytes() != full


def test_the_online_rule_by_hand():
    """w ← w + η (t - a) x, b ← b + η (t - a), sample by sample, for AND from w = (0.5, 0.5), b = 0, η = 0.5."""
    thetas, losses, stop = run(
        experiment("gate=and&hidden=0&out=linear&rule=online&opt=gd&lr=0.5&init=given&w=0.5,0.5,0&epochs=1")
    )
    # (0,0): a = 0; (0,1): a = 0.5, error -0.5; (1,0): a = 0.25, error -0.25; (1,1): a = 0.25, error 0.75
    assert thetas.tolist() == [
        [0.5, 0.5, 0.0], [0.5, 0.5, 0.0], [0.5, 0.25, -0.25], [0.375, 0.25, -0.375], [0.75, 0.625, 0.0],
    ]  # fmt: skip
    assert losses[0] == (0.0 + 0.25 + 0.25 + 0.0) / 4
    assert (stop.reason, stop.step) == ("epochs", 4)


@pytest.mark.parametrize(("gate", "threshold"), [("and", 0.5), ("or", 0.5), ("nand", 0.5), ("and", 0.0), ("lt", -2.0)])
def test_rosenblatts_rule_learns_what_one_line_can_do_and_then_rests(gate, threshold):
    e = experiment(
        f"gate={gate}&hidden=0&rule=perceptron&opt=gd&lr=1&init=uniform&scale=5&epochs=60", threshold=threshold
    )
    thetas, losses, _ = run(e)
    learned = int(np.argmax(losses == 0.0))
    assert losses[learned] == 0.0 and learned > 0
    assert (thetas[learned:] == thetas[learned]).all()
    assert e.network.forward(thetas[-1], CORNERS)[:, 0].tolist() == e.load().y.tolist()


def test_rosenblatts_rule_never_rests_on_xor():
    _, losses, _ = run(experiment("gate=xor&hidden=0&rule=perceptron&opt=gd&lr=1&epochs=50"))
    assert (losses > 0.0).all()


@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.7), (0.3, 0.0), (0.3, 0.7)])
def test_the_step_of_plain_descent_is_the_numerical_gradient_of_loss_and_penalty(l1, l2):
    e = experiment("hidden=3&opt=gd&lr=0.001&init=normal", l1=l1, l2=l2)
    trainer = Trainer(e)

    def objective(theta):
        np.copyto(trainer.theta, theta)
        return trainer.measure() + trainer.penalty()

    theta, h = start_parameters(e), 1e-6
    each = np.eye(len(theta)) * h
    numerical = [(objective(theta + d) - objective(theta - d)) / (2 * h) for d in each]
    objective(theta)
    trainer.update()
    np.testing.assert_allclose((theta - trainer.theta) / e.lr, numerical, rtol=1e-6, atol=1e-8)
    weights, biases = np.r_[0:6, 9:12], np.r_[6:9, 12]
    plain = Trainer(replace(e, l1=0.0, l2=0.0))
    plain.measure()
    plain.update()
    assert (trainer.theta[biases] == plain.theta[biases]).all(), "biases go free"
    assert (trainer.theta[weights] != plain.theta[weights]).all()


@pytest.mark.parametrize("act", ACTIVATIONS)
@pytest.mark.parametrize("more", ["out=linear", "out=softplus", "loss=bce", "loss=softmax_ce", "out=gelu&rule=delta"])
def test_however_wild_a_run_nothing_warns_and_what_is_kept_is_finite(act, more):
    """Warnings are errors here; the command's `report` is what users run."""
    for opt in ("gd", "nesterov", "adam&eps=0"):
        e, _ = read_link(f"hidden=3-3&act={act}&opt={opt}&lr=100&init=normal&scale=100&epochs=150&l2=0.1&{more}")
        result = report(e)
        assert len(result["loss"]) == result["stop"]["step"] + 1
        assert np.isfinite(result["loss"]).all()
        assert np.isfinite(result["parameters"]).all()
        json.dumps(result, allow_nan=False)


def test_targets_are_columns_or_one_hot():
    y = np.array([0.0, 1.0])
    assert DEFAULT.targets(y).tolist() == [[0.0], [1.0]]
    assert GateExperiment(loss="softmax_ce").targets(y).tolist() == [[1.0, 0.0], [0.0, 1.0]]
