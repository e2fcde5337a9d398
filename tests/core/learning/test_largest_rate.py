"""The largest stable rate: under it a run descends, over it the run leaves; where none is known, none is claimed."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.data.gates import CORNERS
from core.learning.training import largest_stable_rate
from tests.core.learning.runs import experiment, run


@pytest.mark.parametrize(
    ("link", "limit"),
    [
        ("loss=mse", 0.6277186767309859),
        ("loss=half_mse", 1.2554373534619718),
        ("loss=sse", 0.6277186767309859 / 4),
        ("rule=delta", 1.2554373534619718),
    ],
)
def test_the_largest_stable_rate_parts_descent_from_divergence(link, limit):
    e = experiment(f"gate=or&hidden=0&out=linear&opt=gd&epochs=3000&{link}")
    assert largest_stable_rate(e, e.load().x) == pytest.approx(limit, rel=1e-12)
    _, below, stop = run(replace(e, lr=limit * 0.99))
    assert stop.reason == "epochs"
    assert below[-1] == pytest.approx(0.0625 * {"mse": 1, "half_mse": 0.5, "sse": 4}[e.loss])
    _, above, stop = run(replace(e, lr=limit * 1.01))
    assert (np.diff(above[-100:]) > 0).all() and above[-1] > 1e6
    _, _, stop = run(replace(e, lr=limit * 1.2))
    assert stop.reason == "diverged"


def grows(e, lr):
    """Whether the run leaves for ever: after a thousand steps the loss still multiplies itself."""
    _, losses, stop = run(replace(e, lr=lr, epochs=1000))
    return stop.reason == "diverged" or losses[-1] > 1e3 * losses[500]


def boundary(e, low, high):
    """The rate between these from which on runs leave, by bisection."""
    assert not grows(e, low) and grows(e, high)
    for _ in range(5):
        middle = math.sqrt(low * high)
        low, high = (low, middle) if grows(e, middle) else (middle, high)
    return math.sqrt(low * high)


@pytest.mark.parametrize("link", [f"gate=and&loss={loss}&rule={rule}&l2=3"
                                  for loss in ("mse", "half_mse", "sse") for rule in ("exact", "delta")]
                         + ["l2=0.2", "l2=10", "l1=0.3", "l2=1&l1=0.1", "gate=or&l2=0.5"])  # fmt: skip
def test_the_limit_counts_the_penaltys_curvature(link):
    """A penalty on weights bends their axes and not the bias's; runs leave within 1 % of the limit."""
    e = experiment(f"{link}&hidden=0&out=linear&opt=gd")
    limit = largest_stable_rate(e, e.load().x)
    assert boundary(e, 0.9 * limit, 1.1 * limit) == pytest.approx(limit, rel=0.01)


def test_a_run_over_the_limit_of_its_penalty_names_it():
    e = experiment("gate=and&hidden=0&out=linear&opt=gd&lr=0.5&l2=3&epochs=3000")
    stop = run(e)[2]
    hessian = 2 / 4 * np.array([[2, 1, 2], [1, 2, 2], [2, 2, 4]]) + 3 * np.diag([1, 1, 0])
    assert stop.reason == "diverged"
    assert stop.facts["limit"] == pytest.approx(2 / np.linalg.eigvalsh(hessian)[-1], rel=1e-12)
    assert stop.facts["limit"] == pytest.approx(0.3893, abs=5e-5)


@pytest.mark.parametrize("link", ["hidden=1", "hidden=0&opt=adam", "hidden=0&loss=bce", "hidden=0&out=tanh&opt=gd"])
def test_no_limit_is_claimed_where_none_is_known(link):
    e = experiment(link)
    assert largest_stable_rate(e, CORNERS) is None
