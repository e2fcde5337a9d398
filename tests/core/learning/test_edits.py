"""Edits by hand: what was before them keeps its bits, and what they say holds from their step on."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.naming import part_named
from core.engine.network import Backprop
from core.engine.optimizers import OPTIMIZERS
from core.learning.course import incoming, outgoing
from core.learning.training import Trainer
from core.tasks.registry import read_link
from tests.core.learning.drawn_edits import EDITED, RUNS
from tests.core.learning.runs import experiment, run


def trainers(e, last):
    """The trainer at each step up to `last`, measured; it goes on from where it is left."""
    trainer = Trainer(e)
    with np.errstate(over="ignore", invalid="ignore"):
        while trainer.step <= last:
            step = trainer.step
            trainer.measure()
            yield trainer
            if trainer.step == step:
                trainer.update()


@settings(max_examples=60)
@given(EDITED)
def test_what_was_before_an_edit_keeps_its_bits(e):
    """Of each edit in turn, the last first."""
    thetas, losses, _ = run(e)
    for at in sorted({edit.step for edit in e.edits}):
        before, losses_before, stop = run(e.until(at - 1))
        shared = min(at, len(losses), len(losses_before))
        assert thetas[:shared].tobytes() == before[:shared].tobytes()
        assert losses[:shared].tobytes() == losses_before[:shared].tobytes()
        if stop.step < at:
            assert (len(losses), run(e)[2]) == (len(losses_before), stop), "a run that has ended cannot be edited"


@settings(max_examples=60)
@given(EDITED)
def test_an_edited_run_goes_on_from_any_snapshot_with_the_same_bits(e):
    whole, _, stop = run(e)
    trainer = Trainer(e)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(1, min(stop.step, e.total) + 1):
            trainer.measure()
            trainer.update()
            trainer = Trainer(e, trainer.snapshot())
            assert trainer.theta.tobytes() == whole[k].tobytes(), f"step {k}"


@settings(max_examples=60)
@given(EDITED)
def test_what_is_frozen_keeps_its_value_and_its_state_over_every_update(e):
    for trainer in trainers(e, 41):
        frozen = trainer.stage.frozen
        before = trainer.theta[frozen].tobytes(), trainer.state[:-1, frozen].tobytes()
        trainer.update()
        if trainer.step not in e.course.edits:
            assert (trainer.theta[frozen].tobytes(), trainer.state[:-1, frozen].tobytes()) == before


def test_a_frozen_parameter_keeps_its_bits_under_every_optimiser():
    for opt in OPTIMIZERS:
        e = experiment(f"opt={opt}&lr=0.1&epochs=30&l2=0.01&edits=5:w2.1.1:frozen;5:b1.2:frozen;20:b1.2:free")
        thetas = run(e)[0]
        w, b = (part_named(name, e.network).index(e.network) for name in ("w2.1.1", "b1.2"))
        assert len(set(thetas[5:, w])) == 1 and len(set(thetas[5:21, b])) == 1, opt
        assert len(set(thetas[:6, w])) == 6 and len(set(thetas[20:, b])) == 11, opt
        free = next(trainer for trainer in trainers(e, 19) if trainer.step == 19)
        held = next(trainer for trainer in trainers(e, 5) if trainer.step == 5)
        assert free.state[:-1, b].tobytes() == held.state[:-1, b].tobytes(), "the last row is scratch"


def test_a_number_is_there_at_its_step_with_its_loss():
    e = experiment("epochs=30&edits=12:w2.3.1:0.5;12:b1.4:-2")
    thetas, losses, _ = run(e)
    plain = run(experiment("epochs=30"))[0]
    at = [part_named(name, e.network).index(e.network) for name in ("w2.3.1", "b1.4")]
    expected = plain[12].copy()
    expected[at] = (0.5, -2.0)
    assert thetas[12].tobytes() == expected.tobytes()
    data = e.load()
    error = e.network.forward(expected, data.x)[:, 0] - data.y
    assert losses[12] == pytest.approx(np.mean(error**2), rel=1e-12)


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("hidden=4", "h1.2"), ("hidden=4", "x0"), ("hidden=3-4&act=relu", "h1.3"), ("hidden=3-4&act=relu", "h2.1"),
        ("hidden=3&loss=softmax_ce", "x1"), ("hidden=3&loss=softmax_ce&batch=3", "h1.1"), ("hidden=0", "x1"),
        ("task=sine&hidden=5&batch=6&lr=0.01", "h1.5"), ("task=sine&hidden=2-3&lr=0.01&l2=0.1", "h1.1"),
    ],
)  # fmt: skip
def test_a_unit_that_is_off_is_a_network_without_it(link, name):
    """Its outputs, and the gradient by which the others learn; what belongs to the unit stands still."""
    e = experiment(f"{link}&opt=gd&epochs=24&edits=9:{name}:off")
    network, node = e.network, part_named(name, e.network)
    gone = sorted([*incoming(node, network), *outgoing(node, network)])
    left = np.delete(np.arange(network.n_params), gone)
    sizes = tuple(size - (layer == node.layer) for layer, size in enumerate(network.sizes))
    smaller = replace(network, sizes=sizes)
    still = set()
    for trainer in trainers(e, 24):
        if trainer.step >= 9:
            x = trainer.x if node.layer else np.delete(trainer.x, node.unit, axis=1)
            alone = Backprop(smaller, trainer.loss, trainer.theta[left], len(x))
            assert alone(x, trainer.y) == pytest.approx(trainer.measure(), rel=1e-12)
            np.testing.assert_allclose(alone.outputs(), trainer.full.outputs(), rtol=1e-12, atol=1e-15)
            np.testing.assert_allclose(alone.gradient, trainer.loss_gradient()[left], rtol=1e-9, atol=1e-12)
            still.add(trainer.theta[gone].tobytes())
    assert len(still) == 1


@settings(max_examples=40)
@given(st.sampled_from(RUNS), st.integers(0, 30), st.sampled_from(("x0", "h1.1", "h2.1")))
def test_off_and_on_at_the_same_step_changes_nothing(link, step, node):
    plain = read_link(link)[0]
    e, _ = read_link(f"{link}&edits={step}:{node}:off;{step}:{node}:on")
    assert e == plain


def test_what_led_from_a_unit_is_back_when_it_is_on_again():
    e = experiment("epochs=40&edits=8:h1.2:off;25:h1.2:on")
    thetas, plain = run(e)[0], run(experiment("epochs=40"))[0]
    node = part_named("h1.2", e.network)
    out, into = outgoing(node, e.network), incoming(node, e.network)
    assert not thetas[8:25, out].any()
    assert thetas[25, out].tobytes() == plain[8, out].tobytes()
    assert (thetas[8:26, into] == plain[8, into]).all()
    assert (thetas[26:, into] != plain[8, into]).all()


def test_two_units_that_share_a_weight_give_it_back_in_any_order():
    e = experiment("hidden=2-2&epochs=40&edits=5:h1.1:off;9:h2.1:off;14:h1.1:on;20:h2.1:on")
    thetas, plain = run(e)[0], run(experiment("hidden=2-2&epochs=40"))[0]
    shared = part_named("w2.1.1", e.network).index(e.network)
    assert not thetas[5:14, shared].any()
    assert set(thetas[14:21, shared]) == {plain[5, shared]}, "it leads to a unit that is still off"
    assert len(set(thetas[20:, shared])) == 21


def test_another_optimiser_begins_from_zeros_and_counts_anew():
    """As a run of its own does that begins with these weights."""
    first = experiment("epochs=60&edits=25:opt:rmsprop;25:rho:0.5;25:eps:0.001;40:opt:adam;40:b1:0.8;40:lr:0.1")
    thetas = run(first)[0]
    for at, rest in ((25, "opt=rmsprop&rho=0.5&eps=0.001&lr=0.02"), (40, "opt=adam&b1=0.8&eps=0.001&lr=0.1")):
        w = ",".join(map(repr, thetas[at].tolist()))
        anew = run(experiment(f"init=given&w={w}&{rest}&epochs=15"))[0]
        assert thetas[at : at + 16].tobytes() == anew.tobytes(), rest


def test_another_rate_or_penalty_counts_from_the_next_update_on():
    e = experiment("opt=gd&lr=0.5&epochs=20&edits=7:lr:0.125;11:l2:0.5")
    for trainer in trainers(e, 19):
        step, before = trainer.step, trainer.theta.copy()
        penalty = (0.5 if step >= 11 else 0.0) * e.network.is_weight * before
        change = -(0.125 if step >= 7 else 0.5) * (trainer.loss_gradient() + penalty)
        trainer.update()
        np.testing.assert_allclose(trainer.theta - before, change, rtol=1e-9, atol=1e-15)


def test_another_batch_begins_an_epoch_of_the_next_number():
    """Nine samples in batches of 4: step 7 lies inside of epoch 2, so epoch 3 begins there, with batches of 5."""
    e = experiment("data=circle&points=5&test=10&batch=4&hidden=2&epochs=6&edits=7:batch:5;9:batch:0;12:batch:3")
    assert (e.n_train, e.updates_per_epoch, e.total) == (9, 3, 18)
    rows, epochs = [], []
    for trainer in trainers(e, 17):
        rows.append(trainer.next_rows().tolist())
        epochs.append(trainer.stage.epoch_of(trainer.step)[0])
    order = [np.random.RandomState([e.seed, epoch]).permutation(9).tolist() for epoch in range(9)]
    assert epochs == [0, 0, 0, 1, 1, 1, 2, 3, 3, 4, 5, 6, 7, 7, 7, 8, 8, 8]
    assert rows[6:9] == [order[2][:4], order[3][:5], order[3][5:]]
    assert rows[9:12] == [order[4], order[5], order[6]]
    assert rows[12:15] == [order[7][:3], order[7][3:6], order[7][6:]]


def test_a_plateau_counts_anew_from_an_edit():
    e = experiment("init=zeros&opt=gd&lr=0.5&plateau=25&epochs=200&edits=20:lr:0.1")
    _, _, stop = run(e)
    assert (stop.reason, stop.step, stop.facts) == ("plateau", 45, {"since": 20})


def test_an_edit_can_diverge_and_the_last_finite_step_is_kept():
    _, losses, stop = run(experiment("gate=and&hidden=0&out=linear&opt=gd&lr=0.1&epochs=900&edits=50:lr:30"))
    assert (stop.reason, stop.step) == ("diverged", len(losses) - 2)
    assert stop.facts["limit"] == pytest.approx(0.6277186767309859)
    held = experiment("gate=and&hidden=0&opt=gd&out=linear&epochs=900&edits=5:lr:30;6:b1.1:frozen")
    assert "limit" not in run(held)[2].facts, "it is another one where something is frozen"
