"""A run of many is the run alone."""

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.sweep.alone import train_alone
from core.sweep.outcome import MOMENTS
from core.sweep.training import train
from core.tasks.registry import read_link

# A short run's sums round otherwise than alone, in the last bits; chaotic runs are not among these.
NEAR = {"rel": 1e-9, "abs": 1e-13}
STEPS = 30


def runs_of(*links):
    found = [read_link(link) for link in links]
    assert not [problem for _, problems in found for problem in problems if problem.is_error]
    return [e for e, _ in found]


def assert_equal_alone(runs):
    for outcome, e in zip(train(runs), runs, strict=True):
        alone = train_by_trainer(e)
        assert outcome.e == e
        assert (outcome.stop.reason, outcome.stop.step) == (alone.stop.reason, alone.stop.step), e
        assert outcome.loss == pytest.approx(alone.loss, **NEAR), e
        assert outcome.curve_steps.tolist() == alone.curve_steps.tolist()
        assert outcome.curve == pytest.approx(alone.curve, **NEAR), e
        assert (outcome.steps_to_learn, outcome.learned) == (alone.steps_to_learn, alone.learned), e
        assert outcome.test_loss == (None if alone.test_loss is None else pytest.approx(alone.test_loss, **NEAR))


def train_by_trainer(e):
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        return train_alone(e, MOMENTS, lambda done: None)


@pytest.mark.parametrize("act", ACTIVATIONS)
def test_every_optimiser_and_rate_in_one_batch(act):
    rates = {"gd": (0.1, 1.0), "momentum": (0.03, 0.3), "nesterov": (0.03, 0.3)}
    links = [
        f"act={act}&opt={opt}&lr={lr}&seed={seed}&epochs={STEPS}&hidden=3"
        for opt in OPTIMIZERS
        for lr in rates.get(opt, (0.01, 0.05))
        for seed in (3, 8)
    ]
    assert_equal_alone(runs_of(*links))


@pytest.mark.parametrize("rule", ["exact", "delta"])
@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_and_rule(loss, rule):
    links = [f"loss={loss}&rule={rule}&hidden=4-3&seed={seed}&epochs={STEPS}&lr=0.03&l2={l2}&l1={l1}"
             for seed in (1, 2) for l2, l1 in ((0, 0), (0.01, 0), (0, 0.001))]  # fmt: skip
    assert_equal_alone(runs_of(*links))


@pytest.mark.parametrize(
    "settings",
    [
        "rule=online&opt=gd&lr=0.1", "rule=perceptron&opt=gd&lr=0.3&gate=and&hidden=0",
        "data=clouds&points=9&batch=5&test=40", "data=clouds&points=9&batch=5&test=0&gate=or&hidden=0",
        "data=spiral&points=20&batch=16&hidden=5-4", "task=sine&epochs=40",
        "task=sine&batch=7&val=30&rule=exact&opt=adam&lr=0.01&epochs=6", "task=sine&rule=online&epochs=1",
        "task=digits&size=7&hidden=8&epochs=1&batch=300",
        "task=digits&size=7&hidden=0&epochs=1&batch=250&draw=replacement",
    ],
)  # fmt: skip
def test_batches_are_drawn_as_alone(settings):
    epochs = "" if "epochs" in settings else f"&epochs={STEPS // 3}"
    assert_equal_alone(runs_of(*(f"{settings}{epochs}&seed={seed}" for seed in (5, 6, 7))))


def test_runs_with_other_data_stand_in_one_batch():
    links = [f"data=clouds&points=10&noise=0.1&spread={spread}&dseed={dseed}&batch={batch}&epochs=10"
             for spread in (0.1, 0.3) for dseed in (0, 4) for batch in (0, 7)]  # fmt: skip
    assert_equal_alone(runs_of(*links))
    assert_equal_alone(runs_of(*(f"task=sine&noise={noise}&epochs=20" for noise in (0, 0.05, 0.5))))


def test_runs_of_other_shapes_and_lengths_keep_their_places():
    links = [f"hidden={hidden}&epochs={epochs}&seed={seed}"
             for hidden in ("2", "0", "3-3") for epochs in (7, 30) for seed in (1, 2)]  # fmt: skip
    assert_equal_alone(runs_of(*links))


def test_each_stops_alone():
    """At its target, on its plateau, at its end, or where it diverges; the last finite loss stays."""
    links = ["lr=0.1&target=0.05", "lr=0.1&plateau=3&act=step&hidden=2", "lr=0.1", "out=linear&hidden=0&opt=gd&lr=50",
             "out=linear&opt=gd&lr=90&act=relu"]  # fmt: skip
    runs = runs_of(*(f"{link}&epochs=200" for link in links))
    assert_equal_alone(runs)
    reasons = [outcome.stop.reason for outcome in train(runs)]
    assert reasons == ["target", "plateau", "epochs", "diverged", "diverged"]
    assert all(np.isfinite(outcome.loss) for outcome in train(runs))


def test_runs_that_a_hand_changes_are_among_them():
    assert_equal_alone(runs_of("edits=5:w2.1.1:3&epochs=20", "epochs=20", "edits=3:lr:0.5&epochs=20"))


def test_a_block_that_is_full_changes_nothing(monkeypatch):
    runs = runs_of(*(f"seed={seed}&epochs=20" for seed in range(20)))
    whole = [outcome.loss for outcome in train(runs)]
    monkeypatch.setattr("core.sweep.grouping.BLOCK_BYTES", 30_000)
    assert [outcome.loss for outcome in train(runs)] == pytest.approx(whole, **NEAR)


def test_whoever_hears_of_it_can_end_it():
    heard = []

    def enough(done, total):
        heard.append((done, total))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(runs_of("epochs=500"), heard=enough)
    assert len(heard) == 1 and heard[0][0] < heard[0][1] == 500
