"""The network: every gradient against differences, every block size the same, one step worked by hand."""

from itertools import product

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS, activation
from core.engine.gradients import check_gradient
from core.engine.initializers import draw_parameters
from core.engine.losses import LOSSES, loss
from core.engine.network import BLOCK_ROWS, Backprop, Network

MANY = 5100  # rows: more than fit one block
CLEAR = 1e-3  # no weighted sum lies this close to a kink


def outputs_of(name, k):
    """The output activations that a loss goes with."""
    link = LOSSES[name].link
    if link == "softmax":
        return ("softmax",) if k > 1 else ()
    return tuple(ACTIVATIONS) if link is None else (link,)


def shapes():
    """(hidden, output, loss, sizes) of every combination; without hidden layers `hidden` does not matter."""
    for name, depth, k in product(LOSSES, range(4), (1, 2)):
        for output, hidden in product(outputs_of(name, k), ACTIVATIONS if depth else ["tanh"]):
            yield pytest.param(
                hidden, output, name, (2, *(4, 3, 3)[:depth], k), id=f"{hidden}-{output}-{name}-{depth}-{k}"
            )


def weighted_sums(network, theta, x):
    """z of each layer, in the plainest way."""
    a, sums = x, []
    for (W, b), f in zip(network.layers(theta), network.activations, strict=True):
        sums.append(a @ W + b)
        a = sums[-1] if f is None else f(sums[-1])
    return sums


def is_clear(network, theta, x):
    """No kink near, and the output neither saturated nor dead, so that there is a gradient to compare."""
    sums = weighted_sums(network, theta, x)
    return (
        np.abs(sums[-1]).max() < 2.0
        and sums[-1].max() > 0.1
        and all(
            np.abs(z - kink).min() > CLEAR
            for z, f in zip(sums, network.activations, strict=True)
            for kink in (f.kinks if f else ())
        )
    )


def clear_case(network, rows=5):
    """theta, x, y that are clear as above; y are probabilities, which fit any loss."""
    for seed in range(500):
        rng = np.random.RandomState(seed)
        theta = draw_parameters("normal", network.sizes, rng=rng, scale=0.8)
        x, y = rng.normal(size=(rows, network.sizes[0])), rng.uniform(0.1, 1.0, (rows, network.sizes[-1]))
        if is_clear(network, theta, x):
            return theta, x, y / y.sum(axis=1, keepdims=True) if y.shape[1] > 1 else y
    raise AssertionError("no clear case found")


def random_case(sizes, rows, seed=0):
    rng = np.random.RandomState(seed)
    theta = draw_parameters("xavier", sizes, rng=rng)
    y = rng.uniform(0.1, 1.0, (rows, sizes[-1]))
    return theta, rng.normal(size=(rows, sizes[0])), y / y.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(("hidden", "output", "loss_name", "sizes"), list(shapes()))
def test_gradient_is_the_derivative_of_the_loss(hidden, output, loss_name, sizes):
    network = Network(sizes, hidden, output)
    theta, x, y = clear_case(network)
    backprop = Backprop(network, loss(loss_name), theta, len(x))
    value = backprop(x, y)

    def f(point):
        return Backprop(network, loss(loss_name), point, len(x)).evaluate(x, y)

    assert check_gradient(f, backprop.gradient, theta).relative_error <= 1e-6
    assert backprop.gradient.any() == (output != "step")
    assert value == f(theta)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_no_gradient_passes_through_a_step(depth):
    network = Network((2, *(4, 3, 3)[:depth], 1), "step", "sigmoid")
    theta, x, y = clear_case(network)
    backprop = Backprop(network, loss("bce"), theta, len(x))
    backprop(x, y)
    *below, (_, gb) = network.layers(backprop.gradient)
    assert gb.any()
    assert not any(part.any() for layer in below for part in layer)


def test_step_output_gives_no_gradient_at_all():
    network = Network((2, 3, 1), "tanh", "step")
    theta, x, y = clear_case(network)
    backprop = Backprop(network, loss("mse"), theta, len(x))
    assert backprop(x, y) > 0
    assert not backprop.gradient.any()


def test_forward_and_gradient_by_hand():
    """2-2-1 with relu and one sample: z = (1, -1), a = (1, 0), out = 2·1 + 3·0 + 0.5 = 2.5, error 1.5."""
    network = Network((2, 2, 1), "relu", "linear")
    theta = np.array([1.0, -1.0, 0.0, -0.5, 0.0, 1.0, 2.0, 3.0, 0.5])  # W₁ = [[1, -1], [0, -½]], b₁, W₂, b₂
    x, y = np.array([[1.0, 2.0]]), np.array([[1.0]])
    backprop = Backprop(network, loss("half_mse"), theta, 1)
    assert backprop(x, y) == 0.5 * 1.5**2
    np.testing.assert_array_equal(network.forward(theta, x), [[2.5]])
    np.testing.assert_array_equal(backprop.outputs(), [[2.5]])
    np.testing.assert_array_equal(backprop.gradient, [3.0, 0.0, 6.0, 0.0, 3.0, 0.0, 1.5, 0.0, 1.5])


def test_delta_rule_step_by_hand():
    """One perceptron, weights 0.5, -0.5, bias 0: on (1, 0) -> 1 it says step(0.5) = 1, on (1, 1) -> 1 step(0) = 0."""
    network = Network((2, 1), output="step")
    theta = np.array([0.5, -0.5, 0.0])
    x, y = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([[1.0], [1.0]])
    backprop = Backprop(network, loss("half_mse"), theta, 2, delta_rule=True)
    assert backprop(x, y) == 0.25  # errors 0 and -1
    np.testing.assert_array_equal(backprop.gradient, [-0.5, -0.5, -0.5])


@pytest.mark.parametrize("rows", [7, MANY])
@pytest.mark.parametrize("name", ["mse", "half_mse", "sse", "bce"])
def test_delta_rule_is_the_gradient_of_bce_for_one_sigmoid_output(name, rows):
    network = Network((2, 3, 1), "tanh", "sigmoid")
    theta, x, y = random_case(network.sizes, rows)
    rule = Backprop(network, loss(name), theta, rows, delta_rule=True)
    exact = Backprop(network, loss("bce"), theta, rows)
    assert rule(x, y) == exact_value(network, name, theta, x, y)
    exact(x, y)
    np.testing.assert_allclose(rule.gradient, exact.gradient, rtol=1e-9, atol=1e-15)


def exact_value(network, name, theta, x, y):
    return Backprop(network, loss(name), theta, len(x)).evaluate(x, y)


@pytest.mark.parametrize("sizes", [(2, 2), (2, 5, 2), (2, 64, 64, 2)])
@pytest.mark.parametrize("delta_rule", [False, True])
@pytest.mark.parametrize("name", LOSSES)
def test_many_rows_are_the_mean_of_few(name, delta_rule, sizes):
    """Seventeen slices of 300 rows, each by itself, against all 5100 at once: blocks must not show."""
    network = Network(sizes, "tanh", LOSSES[name].link or "sigmoid")
    theta, x, y = random_case(sizes, MANY)
    whole, slice_ = (Backprop(network, loss(name), theta, rows, delta_rule=delta_rule) for rows in (MANY, 300))
    value, parts = whole(x, y), []
    for start in range(0, MANY, 300):
        parts.append((slice_(x[start : start + 300], y[start : start + 300]), slice_.gradient.copy()))
    values, gradients = zip(*parts, strict=True)
    adds_up = name == "sse"
    assert value == pytest.approx(np.sum(values) if adds_up else np.mean(values), rel=1e-12)
    expected = np.sum(gradients, axis=0) if adds_up and not delta_rule else np.mean(gradients, axis=0)
    np.testing.assert_allclose(whole.gradient, expected, rtol=1e-9, atol=1e-12 * np.abs(expected).max())
    assert whole.evaluate(x, y) == value


def test_many_rows_pass_the_gradient_check():
    network = Network((2, 3, 1), "tanh", "sigmoid")
    theta, x, y = random_case(network.sizes, MANY)
    backprop = Backprop(network, loss("bce"), theta, MANY)
    backprop(x, y)
    check = check_gradient(lambda point: exact_value(network, "bce", point, x, y), backprop.gradient, theta)
    assert check.relative_error <= 1e-6


@pytest.mark.parametrize("output", [*ACTIVATIONS, "softmax"])
@pytest.mark.parametrize("rows", [1, 6, MANY])
def test_forward_and_backprop_give_the_same_outputs(output, rows):
    network = Network((2, 3, 2), "tanh", output)
    theta, x, y = random_case(network.sizes, rows)
    backprop = Backprop(network, loss("mse"), theta, rows, delta_rule=True)
    backprop(x, y)
    assert network.forward(theta, x).shape == (rows, 2)
    np.testing.assert_allclose(network.forward(theta, x), backprop.outputs(), rtol=1e-12)


@pytest.mark.parametrize("delta_rule", [False, True])
@pytest.mark.parametrize("name", ["mse", "sse"])
@pytest.mark.parametrize("rows", [5, BLOCK_ROWS + 3])
def test_passes_are_what_the_gradient_is_made_of(rows, name, delta_rule):
    """aᵀ of the layer below times δ, and δ added up, over all blocks."""
    rng, network = np.random.default_rng(3), Network((2, 3, 1))
    theta, x = rng.normal(size=network.n_params), rng.normal(size=(rows, 2))
    backprop = Backprop(network, loss(name), theta, rows, delta_rule=delta_rule)
    backprop(x, rng.normal(size=(rows, 1)))
    passes = backprop.passes()
    for (gW, gb), below, layer in zip(network.layers(backprop.gradient), [x, passes[0].a], passes, strict=True):
        np.testing.assert_allclose(below.T @ layer.delta, gW, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(layer.delta.sum(axis=0), gb, rtol=1e-9, atol=1e-12)
        np.testing.assert_array_equal(np.tanh(layer.z) if layer is passes[0] else layer.a, layer.a)
    np.testing.assert_array_equal(passes[-1].a, backprop.outputs())


def test_softmax_outputs_are_probabilities():
    network = Network((2, 3, 4), "tanh", "softmax")
    theta, x, _ = random_case(network.sizes, 6)
    outputs = network.forward(theta, x)
    assert (outputs > 0).all()
    np.testing.assert_allclose(outputs.sum(axis=1), 1.0, rtol=1e-14)


def test_softmax_outputs_under_another_loss_are_refused():
    network = Network((2, 3, 2), "tanh", "softmax")
    with pytest.raises(ValueError, match="'mse'.*softmax.*softmax_ce"):
        Backprop(network, loss("mse"), np.zeros(network.n_params), 4)


def test_backprop_follows_theta_as_it_changes_in_place():
    network = Network((2, 3, 1))
    theta, x, y = random_case(network.sizes, 6)
    other, _, _ = random_case(network.sizes, 6, seed=1)
    backprop = Backprop(network, loss("mse"), theta, 6)
    first = backprop(x, y)
    theta[:] = other
    assert backprop(x, y) == exact_value(network, "mse", other, x, y) != first


@pytest.mark.parametrize("rows", [6, MANY])
def test_calls_leave_no_trace(rows):
    """Nothing is left over from one batch to the next, and neither theta nor the data change."""
    network = Network((2, 3, 1))
    theta, x, y = random_case(network.sizes, rows)
    before = [array.copy() for array in (theta, x, y)]
    backprop = Backprop(network, loss("bce"), theta, rows)
    value, gradient = backprop(x, y), backprop.gradient.copy()
    backprop(x[::-1] * 3.0, y[::-1])
    assert backprop(x, y) == value
    np.testing.assert_array_equal(backprop.gradient, gradient)
    for now, then in zip((theta, x, y), before, strict=True):
        np.testing.assert_array_equal(now, then)


def test_evaluating_leaves_the_gradient_alone():
    network = Network((2, 3, 1))
    theta, x, y = random_case(network.sizes, 6)
    backprop = Backprop(network, loss("bce"), theta, 6)
    backprop(x, y)
    gradient = backprop.gradient.copy()
    backprop.evaluate(x * 2.0, y)
    np.testing.assert_array_equal(backprop.gradient, gradient)


def test_layers_are_views_in_the_order_of_the_formula():
    network = Network((2, 3, 1))
    theta = np.arange(13.0)
    (W1, b1), (W2, b2) = network.layers(theta)
    assert (W1.tolist(), b1.tolist()) == ([[0, 1, 2], [3, 4, 5]], [6, 7, 8])
    assert (W2.tolist(), b2.tolist()) == ([[9], [10], [11]], [12])
    W2[0] = 99.0
    assert theta[9] == 99.0


def test_weights_are_told_from_biases():
    np.testing.assert_array_equal(Network((2, 3, 1)).is_weight, [1] * 6 + [0] * 3 + [1] * 3 + [0])


@pytest.mark.parametrize("sizes", [(1, 1), (2, 4, 3), (5, 4, 3, 2, 1)])
def test_number_of_parameters(sizes):
    assert Network(sizes).n_params == draw_parameters("zeros", sizes, rng=np.random.RandomState(0)).size


def test_wrong_number_of_parameters_is_named():
    with pytest.raises(ValueError, match="12 parameters given.*13"):
        Network((2, 3, 1)).layers(np.zeros(12))


def test_networks_of_the_same_shape_are_equal_and_hash_alike():
    assert Network((2, 3, 1)) == Network((2, 3, 1))
    assert len({Network((2, 3, 1)), Network((2, 3, 1)), Network((2, 3, 1), "relu")}) == 2


@pytest.mark.parametrize("hidden", ["step", "tanh"])
def test_threshold_moves_where_step_units_fire(hidden):
    theta, x = np.array([1.0, 0.0]), np.array([[0.2], [0.4]])
    np.testing.assert_array_equal(Network((1, 1), hidden, "step", threshold=0.3).forward(theta, x), [[0.0], [1.0]])
    assert activation("step").kinks == (0.5,)


@pytest.mark.parametrize(("hidden", "output"), [("swish", "linear"), ("tanh", "swish")])
def test_unknown_activation_is_named(hidden, output):
    with pytest.raises(ValueError, match="'swish'"):
        Network((2, 3, 1), hidden, output).forward(np.zeros(13), np.zeros((1, 2)))


@pytest.mark.parametrize("sizes", [(1, 1), (2, 16, 16, 1), (2, 64, 64, 1), (128, 128, 2), (2, 1000, 1000, 1)])
def test_blocks_are_too_small_to_wake_openblas_threads(sizes):
    """OpenBLAS takes a second thread from 2¹⁹ multiplications on, and its threads spin while they wait."""
    network = Network(sizes)
    largest = max(network.block_rows * fan_in * fan_out for fan_in, fan_out in network.shapes)
    assert network.block_rows >= 1
    assert largest < 2**19 or network.block_rows == 1
