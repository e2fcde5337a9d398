"""The linear task: notebook 004's numbers, the factor of an update, the valley along a weight, the player's steps."""

import math
from dataclasses import replace

import numpy as np
import pytest

from core.experiment.link import from_query, to_query
from core.experiment.values import default_of
from core.record.link import START
from core.record.timeline import Timeline
from core.replay.linear import lin32
from core.tape.tape import detail
from core.tape.tape import record as chunk_of
from core.tasks.linear.experiment import ALONG, STAGES, LinearExperiment
from core.tasks.linear.model import curvature, factor, manner, rates_to_compare, run, run_at, valley, zoom
from core.tasks.linear.record import record

DEFAULT = default_of(LinearExperiment)
NOTEBOOK = replace(DEFAULT, lr=0.0001, steps=100)
ROUNDING = 1e-14  # a dozen products and sums, each off by at most 1.1e-16 of sums that cancel to a tenth at most


def loss_of(e, W, b):
    return float(np.sum((W @ e.x + b - e.target) ** 2))


def test_one_update_by_hand():
    r = run(DEFAULT)
    np.testing.assert_allclose(r.u[0], [0.6 - 5.6 + 1.2, 5 - 2.4 + 3.5 + 3.4])
    np.testing.assert_allclose(r.G[0], [[-48, -19.2, -67.2], [95, 38, 133]])
    np.testing.assert_allclose(r.W[1], [[0.48, 0.492, -0.128], [0.05, -1.58, -0.83]])
    assert r.loss[0] == pytest.approx(113.29, rel=ROUNDING)
    assert r.loss[1] == pytest.approx(35.527744, abs=1e-9)
    assert not r.G_b.any() and (r.b == DEFAULT.b).all()


@pytest.mark.parametrize("bias", [False, True])
def test_a_hundred_updates_are_the_notebooks_bit_for_bit(bias):
    theirs = lin32({"steps": 100, "lr": 0.0001, "train_bias": bias})
    r = run(replace(NOTEBOOK, bias=bias))
    np.testing.assert_array_equal(r.loss[:100:10], theirs["loss_every_10"])
    np.testing.assert_array_equal(r.W[100], theirs["w"])
    np.testing.assert_array_equal(r.error[100], theirs["residual"])
    assert r.loss[100] == theirs["final"]


def test_the_printed_digits_of_the_notebook():
    assert run(NOTEBOOK).loss[99] == pytest.approx(5.036970100482456, abs=1e-12)
    assert run(NOTEBOOK).loss[100] == pytest.approx(4.881042430391057, abs=1e-12)
    assert run(replace(NOTEBOOK, bias=True)).loss[100] == pytest.approx(4.686662894459913, abs=1e-12)


@pytest.mark.parametrize("bias", [False, True])
def test_the_gradient_is_the_numerical_one(bias):
    e, h = replace(DEFAULT, bias=bias), 1e-5
    r = run(e)
    for i, j in np.ndindex(2, 3):
        bump = np.zeros((2, 3))
        bump[i, j] = h
        central = (loss_of(e, r.W[3] + bump, r.b[3]) - loss_of(e, r.W[3] - bump, r.b[3])) / (2 * h)
        assert r.G[3, i, j] == pytest.approx(central, rel=1e-6)
    np.testing.assert_allclose(r.G_b[3], 2 * r.error[3] * bias)


@pytest.mark.parametrize(
    ("rate", "name", "value"),
    [
        (0.0001, "creep", 0.9844), (0.01, "overshoot", -0.56), (1 / 156, "exact", 0.0),
        (0.00641025641025641, "exact", 0.0), (1 / 78, "swing", -1.0), (0.02, "growing", -2.12),
        (1e-10, "creep", 1 - 156e-10),
    ],
)  # fmt: skip
def test_an_update_multiplies_the_residual_by_one_factor(rate, name, value):
    r = run_at(DEFAULT, rate)
    assert curvature(DEFAULT) == 156
    assert factor(DEFAULT, rate) == pytest.approx(value, abs=1e-12)
    assert manner(factor(DEFAULT, rate)) == name
    np.testing.assert_allclose(r.error[1], value * r.error[0], atol=1e-12)


def test_a_trained_bias_counts_as_an_input_of_one():
    e = replace(DEFAULT, bias=True)
    r = run(e)
    assert curvature(e) == 158
    np.testing.assert_allclose(r.error[1:20], factor(e, e.lr) * r.error[:19])


def test_nothing_moves_without_input():
    e = replace(DEFAULT, x=(0.0, 0.0, 0.0))
    assert manner(factor(e, 0.01)) == "still"
    assert (run(e).loss == run(e).loss[0]).all()
    assert rates_to_compare(e) == [0.0001, 0.001, 0.01]


@pytest.mark.parametrize("along", ALONG)
def test_the_valley_is_the_loss_with_the_others_held_still(along):
    e = replace(DEFAULT, bias=True, along=along)
    r, v = run(e), valley(e)
    for k, w in ((0, -2.0), (1, 0.3), (4, 5.0)):
        W, b = r.W[k].copy(), r.b[k].copy()
        if along[0] == "b":
            b[int(along[1])] = w
        else:
            W[int(along[1]), int(along[2])] = w
        assert v.loss(np.full((len(r.loss), 1), w))[k, 0] == pytest.approx(loss_of(e, W, b))


def test_slopes_on_either_side_have_opposite_signs_and_lead_towards_the_minimum():
    steps = record(replace(DEFAULT, lr=0.001)).steps
    assert (steps["right_slope"] > 0).all() and (steps["left_slope"] < 0).all()
    assert (steps["right_step"][:, 0, 1] < steps["right"][:, 0]).all()
    assert (steps["left_step"][:, 0, 1] > steps["left"][:, 0]).all()
    assert steps["right_slope"][0] == pytest.approx(95)
    assert steps["now"][0] == pytest.approx([1.0, 113.29], rel=ROUNDING)
    rise = np.diff(steps["right_tangent"][:, 1])[:, 0] / np.diff(steps["right_tangent"][:, 0])[:, 0]
    np.testing.assert_allclose(rise, steps["right_slope"])


def test_an_overshooting_run_changes_sides_at_every_update():
    v, r = valley(DEFAULT), run(DEFAULT)
    side = np.sign(v.now - v.least)
    assert (side[1:] == -side[:-1]).all()
    shares = v.away / zoom(v)
    assert len(r.loss) == 22 and (shares > 0.49).all() and (shares <= 1.0 + 1e-9).all()


def test_six_player_steps_for_a_staged_update_one_for_another():
    chunk = record(DEFAULT)
    assert chunk.last == DEFAULT.total == 2 * STAGES + 18
    assert chunk.steps["stage"][:14].tolist() == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 0, 0]
    assert chunk.steps["done"][:14].tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3]
    np.testing.assert_array_equal(chunk.steps["loss"], run(DEFAULT).loss[chunk.steps["done"]])
    assert [event.code for event in chunk.events][:7] == [*(f"stage{j}" for j in range(1, 7)), "stage1"]
    assert [event.code for event in chunk.events][-2:] == ["overshoot", "end"]


def test_at_most_as_many_steps_as_a_sweep_may_have():
    most, problems = from_query("steps=200&slow=10", kind=LinearExperiment)
    assert not problems and most.total == 250 == record(most).last
    assert Timeline(most.total).stride == 1


def test_the_board_shows_the_update_under_way_and_the_next_weights():
    steps = record(DEFAULT).steps
    for name, rows in (("W", run(DEFAULT).W), ("G", run(DEFAULT).G)):
        np.testing.assert_array_equal(steps[name], rows[steps["update"]].reshape(-1, 6))
    np.testing.assert_array_equal(steps["new_W"][:-1], run(DEFAULT).W[steps["update"] + 1].reshape(-1, 6)[:-1])
    np.testing.assert_array_equal(steps["losses"][5], run(DEFAULT).loss[:2])


def test_a_diverging_run_ends_at_its_last_finite_loss():
    e = replace(DEFAULT, lr=0.5, steps=200)
    chunk = record(e)
    assert chunk.stop.reason == "diverged" and chunk.last < e.total
    assert chunk.stop.facts["limit"] == pytest.approx(1 / 78)
    assert np.isfinite(chunk.steps["loss"]).all()
    assert math.isfinite(run(e).loss[-1]) and len(run(e).loss) < e.steps
    assert chunk.events[-1].code == "diverged" and chunk.events[-1].at == chunk.last


def test_chunks_and_details_are_the_run_cut():
    e = replace(DEFAULT, lr=0.5, steps=200)
    whole, number, last = record(e), 0, -1
    while last < whole.last:
        chunk, _ = chunk_of(e, START, number)
        assert chunk.first == last + 1
        np.testing.assert_array_equal(chunk.steps["loss"], whole.steps["loss"][chunk.first : chunk.last + 1])
        last, number = chunk.last, number + 1
    assert chunk.stop == whole.stop
    part = detail(e, START, 3, 9)
    np.testing.assert_array_equal(part.steps["W"], whole.steps["W"][3:10])


@pytest.mark.parametrize(
    "query", ["x=5,2", "x=5,2,7,1", "target=1", "w0=a,b,c", "b=1e4,0", "steps=0", "along=w22", "x="]
)
def test_bad_values_are_named_and_fall_back(query):
    e, problems = from_query(query, kind=LinearExperiment)
    assert e == DEFAULT
    assert [p.code for p in problems] == ["value"] and problems[0].key == query.split("=")[0]


def test_a_bias_that_does_not_learn_has_no_valley():
    e, problems = from_query("along=b0", kind=LinearExperiment)
    assert e == DEFAULT and problems[0].code == "conflict"
    assert from_query("along=b0&bias=1", kind=LinearExperiment)[1] == []


def test_a_link_leads_back_to_its_experiment():
    e = LinearExperiment(x=(1.0, 0.5, -2.0), target=(3.0, 0.1), lr=1 / 156, steps=7, slow=0, bias=True, along="b1")
    assert from_query(to_query(e), kind=LinearExperiment) == (e, [])


@pytest.mark.parametrize("rate", [2 / 156, 0.0128205128205128])
def test_a_rate_that_is_offered_has_fifteen_digits_and_stands_once_beside_the_same_typed(rate):
    offered = rates_to_compare(DEFAULT)
    assert [f"{r:.15g}" for r in offered] == [f"{r!r}".removesuffix(".0") for r in offered]
    near = [r for r in rates_to_compare(replace(DEFAULT, lr=rate)) if r == pytest.approx(2 / 156)]
    assert near == [rate]
