"""Every run of a sweep is the run that it is alone."""

import os
import subprocess
import sys
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.learning.learner import ONE_BY_ONE, RULES
from core.sweep.grouping import company
from core.sweep.training import train
from tests.core.sweep.runs import alone, assert_alike, learner, sweep

ROOT = Path(__file__).parents[3]
# The data differ a little from XOR's corners: where all inputs are 0 or 1, a weighted sum may be a step's very
# threshold, and then its last bit decides.
CLOUDS = "data=clouds&points=3&test=25&epochs=2"


def kinds():
    """(loss, rule) of every run that there can be."""
    return [(loss, rule) for loss in LOSSES for rule in RULES if rule != "perceptron" or not LOSSES[loss].link]


def links(loss, rule):
    """One of each activation, output activation and batch."""
    if rule == "perceptron":
        return [f"{CLOUDS}&loss={loss}&rule={rule}&hidden=0"]
    batches = [""] if rule in ONE_BY_ONE else ["", "&batch=1", "&batch=4"]
    shapes = [f"&hidden=3&act={name}{batch}" for name in ACTIVATIONS for batch in batches]
    shapes += [] if LOSSES[loss].link else [f"&hidden=2-2&out={name}" for name in ACTIVATIONS]
    return [f"{CLOUDS}&loss={loss}&rule={rule}{shape}" for shape in shapes]


def assert_each_alike(found):
    runs = [replace(learner(f"{link}&lr=0.03"), seed=seed) for seed, link in enumerate(found)]
    assert all(company(e) for e in runs), "none is trained alone"
    for outcome in train(runs):
        assert_alike(outcome)


@pytest.mark.parametrize(("loss", "rule"), kinds())
def test_each_loss_and_rule_is_as_it_is_alone(loss, rule):
    """With each activation and batch; the optimisers take turns."""
    names = cycle(OPTIMIZERS)
    assert_each_alike(f"{link}&opt={next(names)}" for link in links(loss, rule))


@pytest.mark.long
@pytest.mark.parametrize("opt", OPTIMIZERS)
@pytest.mark.parametrize(("loss", "rule"), kinds())
def test_each_combination_is_as_it_is_alone(loss, rule, opt):
    assert_each_alike(f"{link}&opt={opt}" for link in links(loss, rule))


@pytest.mark.parametrize(
    "query",
    [
        "gate=xor&over=lr:0.001..1:6&over=opt:gd,adam&seeds=3&epochs=60",
        "over=gate:and,xor,or&over=opt:gd,rmsprop&rule=online&hidden=2&epochs=12&seeds=4",
        "data=clouds&points=4&over=dseed:1,2,3&over=batch:3,5&epochs=5&seeds=2",
        "data=circle&points=10&test=40&over=l2:0,0.01&over=l1:0,0.003&epochs=30&seeds=2",
        "data=clouds&points=4&test=25&loss=softmax_ce&rule=delta&over=spread:0.1,0.2&over=opt:gd,adam&epochs=4&seeds=1",
        "data=clouds&points=3&over=eps:0,1e-8&over=opt:adam,adagrad&act=relu&epochs=20&seeds=2",
        "over=wd:0,0.1,1&over=b2:0.9,0.999&opt=adamw&epochs=20&seeds=2",
        "over=init:uniform,normal,he&over=scale:0.5,2&epochs=20&seeds=3",
        "over=order:layers,weights&init=normal&epochs=20&seeds=1",
        "over=epochs:1,7,20&over=hidden:2,3-3&seeds=2",
        "task=sine&over=noise:0.05,0.2&over=opt:adam,gd&val=20&epochs=20&seeds=2&lr=0.002",
        "task=sine&over=curve:sine,abs&over=act:relu,gelu&epochs=15&seeds=2",
        "task=digits&points=6&hidden=5&over=draw:shuffled,replacement&over=batch:7,30&epochs=2&seeds=2",
    ],
)  # fmt: skip
def test_sweeps_are_as_their_runs_are_alone(query):
    found = sweep(query)
    runs = found.runs(0, found.n_runs)
    outcomes = train(runs)
    assert [outcome.e for outcome in outcomes] == runs
    for outcome in outcomes:
        assert_alike(outcome)


@pytest.mark.parametrize(("hidden", "seeds"), [("4", 200), ("4", 20), ("9-9", 20)])
def test_many_small_and_few_large_networks_alike(hidden, seeds):
    """Runs lie side by side in memory where they are many and small, each by itself where not; both give the same."""
    for outcome in train(sweep(f"hidden={hidden}&over=lr:0.01,0.1&epochs=10&seeds={seeds}").runs(0, 2 * seeds))[::9]:
        assert_alike(outcome)


def test_runs_stop_alone_and_the_others_go_on_as_if_nothing_were():
    links = [f"gate=and&hidden=0&out=linear&opt={opt}&lr={lr}&epochs=150&data=clouds&points=5&spread=0.1&{stop}"
             for opt, lr in (("gd", "5"), ("gd", "0.1"), ("adam", "0.05"), ("momentum", "3"))
             for stop in ("", "target=0.12", "plateau=10")]  # fmt: skip
    outcomes = train([learner(link) for link in links])
    assert {outcome.stop.reason for outcome in outcomes} == {"epochs", "target", "plateau", "diverged"}
    assert len({outcome.stop.step for outcome in outcomes}) > 5
    for outcome in outcomes:
        if outcome.stop.reason != "diverged":
            assert_alike(outcome)


def test_a_diverged_run_counts_with_its_last_finite_loss():
    """The step at which a number is first too large for a float may differ by one: sums go in another order."""
    diverged, fine = train([learner(f"gate=and&hidden=0&out=linear&opt=gd&data=circle&lr={lr}") for lr in (100, 0.01)])
    one = alone(diverged.e)
    assert diverged.stop.reason == one.stop.reason == "diverged" and fine.stop.reason == "epochs"
    assert abs(diverged.stop.step - one.stop.step) <= 1
    assert np.isfinite(diverged.curve).all() and diverged.loss == diverged.curve[-1] > 1e300
    assert diverged.test_loss is not None and diverged.test_loss > 1e200
    assert_alike(fine)


def test_edited_runs_are_trained_alone_and_alike():
    query = "edits=3:w2.1.1:0.5;5:h1.2:off;9:opt:gd&over=lr:0.01,0.1&epochs=20&seeds=2"
    runs = sweep(query).runs(0, 4)
    assert not any(company(e) for e in runs)
    for outcome in train(runs):
        assert_alike(outcome)


def test_large_networks_are_trained_alone_and_alike():
    (e,) = runs = [learner("task=digits&points=20&epochs=1")]
    assert company(e) is None
    assert_alike(train(runs)[0])


def test_runs_that_are_the_same_are_trained_once_and_told_each():
    e, other = learner("epochs=5"), learner("epochs=6")
    first, between, second = train([e, other, e])
    assert first is second and (first.e, between.e) == (e, other)


def test_no_runs_are_no_outcomes():
    assert train([]) == []


def test_a_curve_has_so_many_moments_at_most_and_both_ends():
    long, short = train([learner("epochs=1000"), learner("epochs=30")], moments=50)
    assert len(long.curve) <= 50 and len(short.curve) == 31
    assert (long.curve_steps[0], long.curve_steps[-1]) == (0, 1000)
    assert np.diff(long.curve_steps).min() > 0
    (stopped,) = train([learner("epochs=1000&target=0.1")], moments=50)
    assert stopped.curve_steps[-1] == stopped.stop.step < 1000 and stopped.curve[-1] == stopped.loss <= 0.1


def test_how_far_it_is_is_told_and_never_falls():
    runs = sweep("over=hidden:2,3&over=opt:gd,adam&epochs=200&seeds=3&target=0.2").runs(0, 12)
    runs.append(learner("epochs=300&edits=5:lr:0.1"))
    heard = []
    train(runs, heard=lambda done, total: heard.append((done, total)))
    done = [now for now, _ in heard]
    assert {total for _, total in heard} == {12 * 200 + 300}
    assert done == sorted(done) and done[0] == 0 and done[-1] == 2700 and len(done) > 8


@pytest.mark.parametrize("link", ["epochs=2000", "epochs=2000&edits=1:lr:0.1"])
def test_who_listens_can_cancel(link):
    class Enough(Exception):
        pass

    def stop(done, total):
        if done:
            raise Enough(done)

    with pytest.raises(Enough) as found:
        train([learner(link)], heard=stop)
    assert found.value.args[0] < 200, "soon"


def test_memory_is_bounded_however_many_runs():
    """A process of its own says how much more it took for forty times as many runs: outcomes, and no more arrays."""
    code = """
import resource
from tests.core.sweep.runs import sweep
from core.sweep.training import train
runs = sweep("data=spiral&points=60&hidden=8&epochs=2&over=lr:0.01,0.02&seeds=1000").runs(0, 2000)
train(runs[:50])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
train(runs)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert int(done.stdout) < 12_000, "kB"
