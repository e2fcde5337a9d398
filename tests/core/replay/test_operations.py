"""The runs behind the notebooks' numbers, for any settings, against loops as plain as the notebooks'."""

import math

import numpy as np
import pytest

from core.engine.gradients import check_gradient, numerical_gradient
from core.engine.losses import LOSSES
from core.engine.network import Backprop
from core.replay.numeric import in_place_gradient, polynomial, sum_of_squares
from core.replay.operations import OPERATIONS, run_config
from core.replay.sine import SineNetwork, data, start
from tests.core.replay.cases import CASES, got

X = [(0, 0), (0, 1), (1, 0), (1, 1)]


def plain_online(state, task, lr, epochs, activation):
    """Python numbers only: errors of each epoch, each taken before its own update."""
    w0, w1, b = state
    trace = []
    for _ in range(epochs):
        errors = []
        for (x0, x1), t in zip(X, task, strict=True):
            z = w0 * x0 + w1 * x1 + b
            e = t - {"linear": z, "step": float(z >= 0.5), "sigmoid": 1 / (1 + math.exp(-z))}[activation]
            w0, w1, b = w0 + lr * e * x0, w1 + lr * e * x1, b + lr * e
            errors.append(e)
        trace.append(errors)
    return (w0, w1, b), trace


@pytest.mark.parametrize("activation", ["linear", "step", "sigmoid"])
@pytest.mark.parametrize(("task", "targets"), [("AND", (0, 0, 0, 1)), ("OR", (0, 1, 1, 1)), ("XOR", (0, 1, 1, 0))])
@pytest.mark.parametrize("lr", [0.003, 0.5, 1.0])
def test_online_is_the_plain_loop(activation, task, targets, lr):
    first, second = {"task": "AND", "lr": 0.2, "epochs": 3}, {"task": task, "lr": lr, "epochs": 25}
    second["activation"] = activation
    state, _ = plain_online((0.3, -2.0, 1.5), (0, 0, 0, 1), 0.2, 3, "linear")
    state, trace = plain_online(state, targets, lr, 25, activation)
    ours = got("online", init=[0.3, -2.0, 1.5], stages=[first, second], loss_from=4, loss_count=7)
    assert ours["state"] == pytest.approx(state, rel=1e-12, abs=1e-12)
    assert ours["loss"] == pytest.approx([e[3] ** 2 / 4 for e in trace[4:11]], rel=1e-11)
    assert ours["true_mse"] == pytest.approx([sum(v * v for v in e) / 4 for e in trace[4:11]], rel=1e-11)
    if activation == "step":
        assert ours["errors_per_epoch"] == [sum(v != 0 for v in e) for e in trace[4:11]]


@pytest.mark.parametrize("activation", ["linear", "sigmoid", "tanh"])
@pytest.mark.parametrize("gradient", ["seed", "x2", "true", "true_half"])
@pytest.mark.parametrize("task", ["AND", "OR"])
def test_batch_is_the_plain_formula(activation, gradient, task):
    x, t = np.array(X, dtype=float), np.array({"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1]}[task])
    rng = np.random.RandomState(5)
    w, b = rng.uniform(-5, 5, 2), rng.uniform(-5, 5, 1)
    losses = []
    for _ in range(40):
        z = x @ w + b
        a = {"linear": z, "sigmoid": 1 / (1 + np.exp(-z)), "tanh": np.tanh(z)}[activation]
        slope = {"linear": 1.0, "sigmoid": a * (1 - a), "tanh": 1 - a * a}[activation]
        e = (t - a) * {"seed": 1.0, "x2": 2.0, "true": 2.0 * slope, "true_half": slope}[gradient]
        losses.append(np.mean((t - a) ** 2))
        w, b = w - 0.1 * np.mean(-x * e[:, None], axis=0), b - 0.1 * np.mean(-e)
    stage = {"task": task, "activation": activation, "lr": 0.1, "epochs": 40, "gradient": gradient}
    ours = got("batch", seed=5, stages=[stage], epochs=[0, 7, 39])
    assert ours["loss"] == pytest.approx(losses, rel=1e-12)
    assert ours["loss_at"] == [ours["loss"][i] for i in (0, 7, 39)]
    assert ours["weights"] + ours["bias"] == pytest.approx([*w, *b], rel=1e-12)


def test_batch_gradient_table_worked_by_hand():
    ours = got("batch", seed=12345)
    e = [0 - p for p in ours["pred"][:3]] + [1 - ours["pred"][3]]
    table = [[-x0 * error, -x1 * error] for (x0, x1), error in zip(X, e, strict=True)]
    assert ours["minus_x_err"] == table
    assert ours["grad_w"] == pytest.approx([sum(column) / 4 for column in zip(*table, strict=True)])
    assert ours["grad_b"] == pytest.approx(-sum(e) / 4)
    assert ours["half_mse"] == pytest.approx(4.892920805930979, rel=1e-13)


@pytest.mark.parametrize("lr", [0.01, 0.3, 0.9, 1.0, 1.4, 3.0])
def test_the_map_of_one_epoch_moves_any_state_as_online_does(lr):
    ours = got("online_map", lr=lr, task="OR")
    if ours["fixed_point"]:
        state = got("online", init=ours["fixed_point"], stages=[{"task": "OR", "lr": lr, "epochs": 1}])["state"]
        assert state == pytest.approx(ours["fixed_point"], rel=1e-9)
    size = [math.hypot(*z) if isinstance(z, list) else abs(z) for z in ours["eigenvalues_sorted"]]
    assert len(size) == 3
    assert math.prod(size) == pytest.approx(abs((1 - lr) * (1 - 2 * lr) ** 2 * (1 - 3 * lr)), abs=1e-9)


@pytest.mark.parametrize(
    ("text", "x", "value", "slope"),
    [
        ("x0^2+16", 3.0, 25.0, 6.0), ("9+x1^2", 4.0, 25.0, 8.0), ("0.01*x^2+0.1*x", 5.0, 0.75, 0.2),
        ("2x^3 - x", 2.0, 14.0, 23.0), ("-x**2+1e-3", 1.0, -0.999, -2.0), ("7", 1.0, 7.0, 0.0),
    ],
)  # fmt: skip
def test_polynomials(text, x, value, slope):
    assert polynomial(text)(x) == pytest.approx(value)
    assert got("numdiff", f=text, x=x, scheme="central", h=1e-5)["value"] == pytest.approx(slope, abs=1e-8)
    assert got("numdiff", f=text, x=x, scheme="forward", h=1e-7)["value"] == pytest.approx(slope, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    ["", "x0^2+x1^2", "sin(x)", "__import__('os')", "x^x", "x^-1", "x+", "3**9**9", "x0^", "3*", "x*", "2x3x", "2^3"],
)
def test_what_is_no_polynomial_is_named(text):
    with pytest.raises(ValueError, match="polynomial"):
        polynomial(text)


def test_in_place_gradient_agrees_with_the_engine_on_floats_and_keeps_x():
    x = np.array([0.3, -7.1])
    assert in_place_gradient(sum_of_squares, x).tolist() == numerical_gradient(sum_of_squares, x, 1e-4).tolist()
    assert x.tolist() == [0.3, -7.1]


def test_gd2_reports_gradient_before_and_position_after():
    ours = got("gd2", x=[2.0, -1.0], lr=0.25, steps=3, report=[1, 3], gradient="exact")
    assert ours["grads"] == [[4.0, -2.0], [1.0, -0.5]]
    assert ours["params"] == [[1.0, -0.5], [0.25, -0.125]]
    assert ours["final"] == [0.25, -0.125]


def test_simplenet_exact_gradient_beside_the_numeric_one():
    ours = got("simplenet", W=[[0.1, -0.4], [0.7, 0.2]], x=[1.0, -2.0], t=[1, 0], lr=0.5)
    assert np.allclose(ours["grad_numeric"], ours["grad_exact"], atol=1e-6)
    assert ours["loss_after_step"] < ours["loss"]


def test_cross_entropy_with_and_without_delta():
    assert got("ce", t=[0, 1], y=[0.5, 0.5], delta=0.0)["value"] == pytest.approx(math.log(2), rel=1e-15)
    assert got("ce", t=[0, 1], y=[1.0, 0.0])["value"] == pytest.approx(-math.log(1e-7))
    assert got("ce", t=[1, 0], y=[1.0, 0.0], delta=0.0)["value"] is None  # 0 log 0


@pytest.mark.parametrize("optimizer", ["GD", "Adam"])
@pytest.mark.parametrize("activation", ["sigmoid", "sigmoid_stable", "relu"])
@pytest.mark.parametrize("init", ["N01", "He", "V0"])
def test_mlp_is_the_plain_loop(optimizer, activation, init):
    """The notebook's formulas, sample by sample sums written out, Adam with both corrections written out."""
    rng = np.random.RandomState(1234)
    x = np.linspace(0, 0.5, 40)
    y = np.sin(2 * np.pi * x) + rng.normal(scale=0.05, size=40)
    ny = (y - y.mean()) / y.std()
    rng = np.random.RandomState(1234)
    if init == "He":
        W, V, bs, b0 = rng.normal(0, np.sqrt(2), 8), rng.normal(0, 0.5, 8), np.zeros(8), 0.0
    else:
        W, V, bs, b0 = (*(rng.normal(0, 1, 8) for _ in range(3)), rng.normal(0, 1))
        V = V * (init != "V0")
    p = [W, V, bs, np.array(b0)]
    m, v = [0.0] * 4, [0.0] * 4
    losses = []
    for k in range(30):
        W, V, bs, b0 = p
        z = np.outer(x, W) + bs
        a = np.maximum(z, 0) if activation == "relu" else 1 / (1 + np.exp(-z))
        slope = (z > 0) * 1.0 if activation == "relu" else a * (1 - a)
        r = 2 * (a @ V + b0 - ny)
        losses.append(np.sum(r * r) / 4)
        g = [x @ (r[:, None] * slope) * V, r @ a, r @ slope * V, r.sum()]
        for i in range(4):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g[i], 0.999 * v[i] + 0.001 * g[i] ** 2
            fast = m[i] / (1 - 0.9 ** (k + 1)) / (np.sqrt(v[i] / (1 - 0.999 ** (k + 1))) + 1e-6)
            p[i] = p[i] - (0.003 * g[i] if optimizer == "GD" else 0.02 * fast)
    rate = 0.003 if optimizer == "GD" else 0.02
    config = {"optimizer": optimizer, "eta": rate, "epochs": 29, "activation": activation, "init": init}
    ours = got("mlp", **config, report=[0, 28])
    assert [ours["loss0"], *ours["loss"]] == pytest.approx(losses, rel=1e-9)
    assert ours["loss_at"] == [ours["loss"][0], ours["final"]]


@pytest.mark.parametrize("hidden", ["sigmoid", "relu"])
def test_the_sine_network_has_the_gradient_of_its_loss(hidden):
    d, theta = data(), start("N01")
    backprop = Backprop(SineNetwork(hidden=hidden), LOSSES["sse"], theta, 40)
    backprop(d.x, d.ny)
    f = lambda point: LOSSES["sse"].value(SineNetwork(hidden=hidden).forward(point, d.x), d.ny)  # noqa: E731
    assert check_gradient(f, backprop.gradient, theta).relative_error < 1e-7


def test_lin32_by_matrices():
    w, x, b, d = np.array([[0, 0.3, -0.8], [1, -1.2, 0.5]]), np.array([5.0, 2, 7]), np.array([1.2, 3.4]), [1, 0]
    losses = []
    for _ in range(31):
        u = w @ x + b
        losses.append(float(np.sum((u - d) ** 2)))
        w, b = w - 0.002 * np.outer(2 * (u - d), x), b - 0.002 * 2 * (u - d)
    ours = got("lin32", steps=30, lr=0.002, train_bias=True)
    assert ours["loss_every_10"] == pytest.approx(losses[0:30:10], rel=1e-12)
    assert [ours["loss_last_printed"], ours["final"]] == pytest.approx(losses[29:], rel=1e-12)
    assert got("lin32", steps=30, lr=0.002)["b"] == [1.2, 3.4]
    assert got("lin32", steps=1, lr=0.01)["residual"] == pytest.approx([-0.56 * -4.8, -0.56 * 9.5])


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"op": "fly"}, "'fly' is unknown; allowed: reconstruct"),
        ({"op": "ce", "t": [1]}, "needs 'y'"),
        ({"op": "lsq", "taks": "AND"}, "'taks' is unknown; allowed: task"),
        ({"op": "lsq", "task": "MAYBE"}, "'MAYBE' is unknown"),
        ({"op": "online", "init": [0, 0, 0], "stages": [{"rate": 1}]}, "'rate' is unknown; allowed: task, lr"),
        ({"op": "batch", "seed": 1, "stages": [{"epochs": 2, "gradient": "half"}]}, "'half' is unknown"),
        ({"op": "batch", "seed": 1, "stages": [{"epochs": 2}], "epochs": [2]}, "epoch 2 is not in this run"),
        ({"op": "mlp", "optimizer": "SGD"}, "'SGD' is unknown; allowed: GD, Adam"),
        ({"op": "mlp", "init": "ones"}, "'ones' is unknown"),
        ({"op": "mlp", "activation": "sin"}, "'sin' is unknown"),
        ({"op": "numdiff", "f": "x", "x": 1.0, "scheme": "best"}, "'best' is unknown"),
        ({"op": "gd2", "x": [1.0, 1.0], "lr": 0.1, "steps": 2, "report": [0]}, "steps 1 to 2"),
    ],
)
def test_what_is_not_allowed_is_named(config, message):
    with pytest.raises(ValueError, match=message):
        run_config(config)


def test_every_operation_is_used():
    assert {case["config"]["op"] for case in CASES} == set(OPERATIONS)
