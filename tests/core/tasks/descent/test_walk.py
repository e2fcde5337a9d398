"""A walk: steps by hand, every surface with every optimiser, three kinds of gradient, its chunks its own rows."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.engine.optimizers import OPTIMIZERS
from core.experiment.values import settle
from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import detail
from core.tape.tape import record as chunk_of
from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.experiment import DescentExperiment, surface_of
from core.tasks.descent.record import record
from core.tasks.descent.walk import central_differences
from core.tasks.descent.walkers import Walker, walker
from tests.core.tasks.descent.walks import walk

LAST_BITS = {"rtol": 1e-9, "atol": 1e-12}  # after thirty steps of a few roundings each, none of them much amplified


def test_by_hand():
    """x ← x - 0.1 * 2x = 0.8 x; then momentum: v = -0.1 * 2x + 0.5 v."""
    _, chunk = walk("walkers=gd:0.1;momentum:0.1:0.5&x0=1&x1=-2&steps=2")
    path = chunk.steps["path"]
    np.testing.assert_allclose(path[:, 0], [[1.0, -2.0], [0.8, -1.6], [0.64, -1.28]], rtol=1e-15)
    np.testing.assert_allclose(path[:, 1], [[1.0, -2.0], [0.8, -1.6], [0.54, -1.08]], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["value"][:, 0], [5.0, 3.2, 2.048], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["gradient"][1, 0], [1.6, -3.2], rtol=1e-15)
    np.testing.assert_allclose(chunk.steps["distance"][0], [math.sqrt(5.0)] * 2, rtol=1e-15)


@pytest.mark.parametrize("opt", OPTIMIZERS)
@pytest.mark.parametrize("surface", [*SURFACES, "own"])
def test_conformance(surface, opt):
    """Goes down at a small rate; shapes; no walker knows of the others; each goes as the optimiser by itself.

    NumPy may take three numbers at once and a single one by itself, with another last bit of a sine.
    """
    found = SURFACES.get(surface, SURFACES["bowl"])
    x0, x1 = found.start
    steep = max(map(abs, found.hessian(np.float64(x0), np.float64(x1))))
    lr = float(0.01 / steep) if opt in ("gd", "momentum", "nesterov") else 0.003
    one = walker(opt, lr)
    e = DescentExperiment(surface=surface, x0=x0, x1=x1, steps=30, walkers=(one, Walker("gd", 10.0), one))
    e, problems = settle(e)
    assert problems == []
    steps = record(e).steps
    assert {name: a.shape for name, a in steps.items()} == {
        "path": (31, 3, 2), "value": (31, 3), "gradient": (31, 3, 2), "distance": (31, 3)
    }  # fmt: skip
    assert steps["value"][30, 0] < steps["value"][0, 0]
    np.testing.assert_allclose(steps["path"][:, 2], steps["path"][:, 0], **LAST_BITS)
    np.testing.assert_allclose(record(replace(e, walkers=(one,))).steps["path"][:, 0], steps["path"][:, 0], **LAST_BITS)
    theta, state = np.array([x0, x1]), OPTIMIZERS[opt].init(2)
    for step in range(31):
        np.testing.assert_allclose(steps["path"][step, 0], theta, **LAST_BITS)
        g = np.array(surface_of(e).gradient(theta[:1], theta[1:])).ravel()
        np.testing.assert_allclose(steps["gradient"][step, 0], g, **LAST_BITS)
        OPTIMIZERS[opt].update(theta, g, state, step + 1, one.rates)
    if found.minima:
        assert np.isfinite(steps["distance"][:, 0]).all()
    else:
        assert np.isnan(steps["distance"][:, 0]).all()


def test_own_start():
    _, chunk = walk("walkers=gd:0.1;gd:0.1@1,-2.5")
    assert chunk.steps["path"][0].tolist() == [[-3.0, 4.0], [1.0, -2.5]]


def test_noise_is_that_of_the_seed_and_each_walkers_own():
    e, chunk = walk("grad=noisy&sigma=0.5&seed=3&walkers=gd:0.1;gd:0.1;gd:0.1&steps=50")
    for k in range(3):
        noise = np.random.RandomState(3 + k).normal(0.0, 0.5, (51, 2))
        np.testing.assert_allclose(
            chunk.steps["gradient"][:, k] - 2.0 * chunk.steps["path"][:, k], noise, rtol=0.0, atol=1e-13
        )
    longer = record(replace(e, steps=80))
    assert longer.steps["path"][:51].tolist() == chunk.steps["path"].tolist()
    quiet = record(replace(e, sigma=0.0)).steps["path"]
    np.testing.assert_allclose(quiet, record(settle(replace(e, grad="exact"))[0]).steps["path"], rtol=1e-15)


def test_numeric_gradients_with_the_h_chosen():
    e, chunk = walk("grad=numeric&h=0.5&surface=himmelblau&x0=1&x1=1&walkers=gd:0.001")
    f = surface_of(e).value
    expected = [(f(1.5, 1.0) - f(0.5, 1.0)) / 1.0, (f(1.0, 1.5) - f(1.0, 0.5)) / 1.0]
    assert chunk.steps["gradient"][0, 0].tolist() == expected
    assert np.array(central_differences(f, np.ones(1), np.ones(1), 0.5)[1:]).ravel().tolist() == expected
    lost = record(replace(e, h=1e-49))
    assert (lost.steps["gradient"] == 0.0).all()  # x + h is x


@pytest.mark.parametrize("steps", [1, 19, 100, 250, 300, 2000])
def test_chunks_and_details_join_to_the_whole(steps):
    e, whole = walk(f"walkers=gd:0.01;adam:0.01&steps={steps}")
    timeline = Timeline(e.total)
    chunks = [chunk_of(e, START, number)[0] for number in range(timeline.n_chunks)]
    for name, values in whole.steps.items():
        np.testing.assert_array_equal(np.concatenate([chunk.steps[name] for chunk in chunks]), values)
    assert [chunk.stop is not None for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [event for chunk in chunks for event in chunk.events] == list(whole.events)
    part = detail(e, START, steps // 2, steps)
    np.testing.assert_array_equal(part.steps["path"], whole.steps["path"][steps // 2 :])


def test_chunks_of_a_run_that_ends_early():
    e, whole = walk("walkers=gd:10&steps=1000")
    number = Timeline(e.total).chunk_of(whole.last)
    chunk = chunk_of(e, START, number)[0]
    assert chunk.last == whole.last and chunk.stop == whole.stop
