"""What is recorded of a sine run and drawn: curve, parts, gradient sizes, residuals, moments, each of its step."""

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.gradients import numerical_gradient
from core.engine.losses import LOSSES
from core.learning.probes import LONGEST_DENSE_RUN
from core.learning.training import Trainer
from core.record.link import START
from core.tape.tape import detail, record
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.probes import CURVE_POINTS, MOST_UNITS, adam_moments, contributions, curve_axis, drawn_points
from tests.core.tasks.sine.runs import curve, experiment, joined, tape

SMALL = {
    "1-8-1": "epochs=12",
    "deeper, standardised": "hidden=5-3&act=tanh&stdx=1&epochs=12&noise=0.3",
    "one neuron": "hidden=0&epochs=12",
    "mini-batches": "batch=7&points=20&epochs=5",
    "mini-batches, not standardised": "batch=8&points=20&epochs=5&stdy=0&l2=0.1&loss=mse",
    "online": "rule=online&points=9&epochs=4&lr=0.01",
    "blocks of rows": "points=2000&epochs=3&hidden=4",
    "half mean": "loss=half_mse&l1=0.01&epochs=12&val=30",
}


def thetas(chunks):
    return joined(chunks, "params") if "params" in chunks[0].steps else None


@pytest.mark.parametrize("link", SMALL.values(), ids=SMALL)
def test_parts_and_bias_sum_to_the_curve_and_the_curve_is_the_network_in_original_units(link):
    chunks, _ = tape(link)
    e = experiment(link)
    data, x = e.load(), curve_axis(e.load().low, e.load().high)
    for step in (0, e.total):
        fit = curve(link, chunks, step)
        out = e.network.forward(thetas(chunks)[step], data.x_scale(x)[:, None])[:, 0]
        assert fit == pytest.approx(data.y_scale.back(out), abs=1e-12)
        if e.hidden:
            parts = curve(link, chunks, step, contributions)
            assert parts.shape == (e.hidden[-1] + 1, CURVE_POINTS)
            assert np.abs(parts.sum(axis=0) - fit).max() < 1e-12 * max(1.0, np.abs(parts).max())


@pytest.mark.parametrize(
    "link",
    [
        *SMALL.values(),
        "rule=online&points=9&epochs=4&lr=0.1&act=tanh&out=tanh&loss=mse",
        "rule=online&points=2&val=50&stdy=0&epochs=4&lr=0.01",
    ],
)
def test_gradient_sizes_are_norms_of_the_numerical_gradient_at_that_step(link):
    chunks, _ = tape(link)
    e = experiment(link)
    data, sizes = e.load(), joined(chunks, "gradients")
    assert len(sizes) == e.total + 1

    def loss(theta):
        return LOSSES[e.loss].value(e.network.forward(theta, data.x), e.targets(data.y))

    for step in (0, 1, e.total // 2, e.total):
        numeric = numerical_gradient(loss, thetas(chunks)[step], 1e-5)
        norms = [np.linalg.norm(part) for pair in e.network.layers(numeric) for part in pair]
        assert sizes[step] == pytest.approx(norms, rel=1e-5, abs=1e-6)


@pytest.mark.parametrize("link", SMALL.values(), ids=SMALL)
def test_residuals_and_losses_are_those_of_the_parameters_shown(link):
    chunks, _ = tape(link)
    e = experiment(link)
    data, stride = e.load(), chunks[0].stride
    for k in (0, len(joined(chunks, "residuals")) - 1):
        step = min(k * stride, e.total)
        theta = thetas(chunks)[step]
        error = data.y - e.network.forward(theta, data.x)[:, 0]
        drawn = error[drawn_points(len(error))]
        assert joined(chunks, "residuals")[k] == pytest.approx(drawn * data.y_scale.size, abs=1e-12)
        assert joined(chunks, "per_point")[step] == pytest.approx(np.mean(error**2), rel=1e-9)
        times = {"sse": e.n_train, "mse": 1.0, "half_mse": 0.5}[e.loss]
        assert joined(chunks, "loss")[step] == pytest.approx(times * np.mean(error**2), rel=1e-9)
        if e.n_test:
            error = data.y_test - e.network.forward(theta, data.x_test)[:, 0]
            assert joined(chunks, "test_per_point")[step] == pytest.approx(np.mean(error**2), rel=1e-9)
            assert joined(chunks, "test_loss")[step] == pytest.approx(0.5 * np.mean(error**2), rel=1e-9)


@pytest.mark.parametrize("link", [*SMALL.values(), "rule=online&points=10&epochs=30"])
def test_a_detail_has_the_bits_of_its_chunk(link):
    """Nothing that is recorded may depend on where training was taken up again."""
    chunks, links = tape(link)
    e = experiment(link)
    for chunk, start in zip(chunks, links, strict=True):
        middle = (chunk.first + chunk.last) // 2
        window = detail(e, start, middle, chunk.last)
        for name, values in chunk.steps.items():
            assert window.steps[name].tobytes() == values[middle - chunk.first :].tobytes(), name


def test_a_long_run_sends_numbers_at_keyframes():
    e = experiment("points=5&rule=online&epochs=1100&hidden=20")
    assert e.total > LONGEST_DENSE_RUN
    chunk, _ = record(e, START, 0)
    assert set(chunk.steps) == {"loss", "flat", "dead"}
    assert {"gradients", "per_point", "params", "residuals"} <= set(chunk.keys)


def test_curves_are_recorded_only_of_a_network_that_is_too_large_to_be_computed_where_it_is_seen():
    """Of a wide one the first units'; of others the parameters, as numbers or, of larger ones, for pictures alone."""
    drawn = {"fit", "parts", "paths", "drawn"}
    links = (f"hidden={hidden}&epochs=3" for hidden in ("8", "16-16", "64-64"))
    small, middling, large = (record(experiment(link), START, 0)[0] for link in links)
    assert drawn.isdisjoint({*small.steps, *small.keys, *middling.steps, *middling.keys})
    assert "params" in small.steps and middling.keys["theta"].shape[1] == 321
    assert drawn <= set(large.keys) and "theta" not in large.keys
    assert large.keys["parts"].shape[1:] == (MOST_UNITS + 1, CURVE_POINTS)


@pytest.mark.parametrize("act", ACTIVATIONS)
@pytest.mark.parametrize("out", ["linear", "tanh"])
def test_every_activation_runs(act, out):
    chunks, _ = tape(f"act={act}&out={out}&epochs=6&hidden=3-2")
    assert np.isfinite(joined(chunks, "loss")).all()


def test_adams_moments_are_those_of_a_plain_loop():
    """m, v and their corrections after three updates, from the gradients themselves."""
    trainer, gradients = Trainer(SineExperiment()), []
    assert adam_moments(trainer).tolist() == [0.0, 0.0, 0.0, 0.0]
    for _ in range(3):
        trainer.measure()
        gradients.append(trainer.full.gradient.copy())
        trainer.update()
    m = sum(0.1 * 0.9 ** (2 - k) * g for k, g in enumerate(gradients))
    v = sum(0.001 * 0.999 ** (2 - k) * g * g for k, g in enumerate(gradients))
    expected = [
        np.linalg.norm(m), np.linalg.norm(m / (1 - 0.9**3)),
        np.linalg.norm(np.sqrt(v)), np.linalg.norm(np.sqrt(v / (1 - 0.999**3))),
    ]  # fmt: skip
    assert adam_moments(trainer) == pytest.approx(expected, rel=1e-12)
