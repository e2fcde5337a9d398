"""Many networks at once are each what it is alone: losses, gradients, outputs, updates."""

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.engine.optimizers import OPTIMIZERS
from core.engine.stack import Stack, arranged, side_by_side, with_ones

SIZES = ((2, 1), (2, 4, 1), (3, 4, 3, 2), (2, 9, 9, 1))


def outputs_of(loss):
    return tuple(ACTIVATIONS) if loss.link is None else (loss.link,)


def assert_each_alone(network, loss, runs, rows, delta_rule, own_data):
    rng = np.random.RandomState(0)
    theta = rng.normal(size=(runs, network.n_params))
    x = rng.normal(size=(runs, rows, network.sizes[0])) if own_data else rng.normal(size=(rows, network.sizes[0]))
    y = rng.uniform(size=(*x.shape[:-1], network.sizes[-1]))
    laid = arranged(theta, side_by_side(network, runs))
    stack = Stack(network, loss, laid, rows, delta_rule=delta_rule)
    losses = stack(with_ones(x), y)
    assert losses.shape == (runs,) and stack.gradient.shape == theta.shape
    for r in range(0, runs, 7):
        one = Backprop(network, loss, theta[r], rows, delta_rule=delta_rule)
        value = one(x[r], y[r]) if own_data else one(x, y)
        assert losses[r] == pytest.approx(value, rel=1e-11)
        np.testing.assert_allclose(stack.gradient[r], one.gradient, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(stack.outputs()[r], one.outputs(), rtol=1e-11, atol=1e-13)
    np.testing.assert_allclose(stack.evaluate(with_ones(x), y), losses, rtol=1e-12)


@pytest.mark.parametrize("delta_rule", [False, True])
@pytest.mark.parametrize("name", LOSSES)
def test_each_network_is_as_it_is_alone(name, delta_rule):
    loss = LOSSES[name]
    for sizes in SIZES:
        for output in outputs_of(loss):
            for hidden in ACTIVATIONS:
                network = Network(sizes, hidden, output)
                assert_each_alone(network, loss, 8, 5, delta_rule, own_data=sizes == (2, 4, 1))


@pytest.mark.parametrize("own_data", [False, True])
@pytest.mark.parametrize("name", LOSSES)
def test_so_are_many_side_by_side_in_memory(name, own_data):
    for sizes in SIZES[:3]:
        network = Network(sizes, "tanh", outputs_of(LOSSES[name])[0])
        assert side_by_side(network, 150)
        assert_each_alone(network, LOSSES[name], 150, 5, False, own_data)


def test_arrays_lie_side_by_side_only_where_networks_are_many_and_small():
    small, large = Network((2, 4, 1)), Network((2, 16, 16, 1))
    assert side_by_side(small, 500)
    assert not side_by_side(small, 5) and not side_by_side(large, 500)
    assert arranged(np.zeros((5, 3)), True).strides == (8, 40)


def test_softmax_wants_a_loss_of_logits():
    with pytest.raises(ValueError, match="allowed: softmax_ce"):
        Stack(Network((2, 3, 2), output="softmax"), LOSSES["mse"], np.zeros((4, 17)), 5)


@pytest.mark.parametrize("side", [False, True])
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_update_with_columns_is_each_run_s_own(name, side):
    optimizer, rng, runs, n = OPTIMIZERS[name], np.random.RandomState(1), 6, 4
    theta = rng.normal(size=(runs, n))
    hyper = {"lr": 0.1 * rng.uniform(size=runs)}
    # Among the runs one whose ε is 0, and a parameter that never has a gradient.
    hyper |= {key: np.where(np.arange(runs) == 2, 0.0, rng.uniform(0.1, 0.9, runs)) for key in optimizer.hyper}
    together, state = arranged(theta, side), optimizer.init(runs, n)
    alone, states = theta.copy(), [optimizer.init(n) for _ in range(runs)]
    for t in range(1, 6):
        g = rng.normal(size=(runs, n))
        g[:, 0] = 0.0
        optimizer.update(together, arranged(g, side), state, t, {key: v[:, None] for key, v in hyper.items()})
        for r in range(runs):
            optimizer.update(alone[r], g[r].copy(), states[r], t, {key: float(v[r]) for key, v in hyper.items()})
    np.testing.assert_allclose(together, alone, rtol=1e-12)
    assert np.isfinite(together).all()


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_of_many_networks_is_one_number_each(name):
    loss, rng = LOSSES[name], np.random.RandomState(2)
    p, y = rng.normal(size=(5, 4, 3)), rng.uniform(size=(4, 3))
    out = np.empty_like(p)
    losses = loss.value_and_gradient(p, y, out)
    for r in range(5):
        one = np.empty((4, 3))
        assert losses[r] == pytest.approx(loss.value_and_gradient(p[r], y, one), rel=1e-13)
        assert loss.value(p, y)[r] == pytest.approx(losses[r], rel=1e-13)
        np.testing.assert_allclose(out[r], one, rtol=1e-13)
