"""Every reason to stop: the last epoch, a target, a plateau, numbers that are no longer finite."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.command import report
from tests.core.learning.runs import experiment, run


def test_stops_at_the_last_epoch():
    _, losses, stop = run(experiment("data=circle&points=10&batch=5&epochs=7"))
    assert (stop.reason, stop.step, len(losses)) == ("epochs", 21, 22)


def test_stops_at_the_first_step_that_reaches_the_target():
    e = experiment("gate=and&epochs=300")
    _, free, _ = run(e)
    assert (np.diff(free) < 0).sum() > 100
    _, losses, stop = run(replace(e, target=0.03))
    assert stop.reason == "target"
    assert stop.step == int(np.argmax(free <= 0.03)) == len(losses) - 1
    assert losses.tobytes() == free[: stop.step + 1].tobytes()


@pytest.mark.parametrize(
    "link", ["init=zeros&opt=gd&lr=0.5", "init=zeros&opt=gd&lr=0.5&data=clouds&spread=0&points=2&test=0&batch=8"]
)
def test_stops_on_a_plateau_after_so_many_epochs(link):
    """XOR from zeros stands still: every gradient is zero or a rounding error."""
    _, losses, stop = run(experiment(f"{link}&plateau=25"))
    assert (stop.reason, stop.step, stop.facts) == ("plateau", 25, {"since": 0})
    assert losses == pytest.approx([0.25] * 26)


def test_a_plateau_counts_epochs_from_the_last_gain():
    e = experiment("gate=and&hidden=0&out=linear&opt=gd&lr=0.2&epochs=2000&plateau=40")
    _, losses, stop = run(e)
    best, since = math.inf, 0
    for step, loss in enumerate(losses):
        if loss < best * (1 - 1e-4):
            best, since = loss, step
    assert (stop.reason, stop.facts["since"], stop.step) == ("plateau", since, since + 40)


def test_a_diverging_run_keeps_the_last_finite_step_and_says_why():
    e = experiment("gate=and&hidden=0&out=linear&opt=gd&lr=3&epochs=2000")
    thetas, losses, stop = run(e)
    assert stop.reason == "diverged"
    assert stop.step == len(losses) - 2
    assert np.isfinite(losses[:-1]).all() and not np.isfinite(losses[-1])
    hessian = 2 / 4 * np.array([[2, 1, 2], [1, 2, 2], [2, 2, 4]])
    steepest = np.linalg.eigvalsh(hessian)[-1]
    assert stop.facts["limit"] == pytest.approx(2 / steepest)
    assert stop.facts["limit"] == pytest.approx(0.6277186767309859)
    assert stop.facts["growth"] == pytest.approx((1 - 3 * steepest) ** 2)
    result = report(e)
    assert result["parameters"] == thetas[stop.step].tolist()
