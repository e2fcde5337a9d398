"""The sine task: the notebook's numbers through links and the tape, what is recorded, and what is said of it."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.curves import MOST_ROWS
from core.engine.activations import ACTIVATIONS
from core.engine.gradients import numerical_gradient
from core.engine.losses import LOSSES
from core.experiment.link import from_query, to_query
from core.experiment.values import settings_of, settle
from core.learning.probes import LONGEST_DENSE_RUN
from core.learning.training import Trainer
from core.record.link import START
from core.replay import all_cases
from core.tape.tape import detail, record
from core.tasks.registry import read_link
from core.tasks.sine.experiment import SineExperiment
from core.tasks.sine.probes import CURVE_POINTS, MOST_UNITS, adam_moments, curve_axis, drawn_points
from tests.core.tapes import whole_tape

NOTEBOOK = all_cases()
GD = "opt=gd&lr=0.01"


def experiment(link):
    e, problems = from_query(link, kind=SineExperiment)
    assert not problems
    return e


def tape(link):
    """(chunks, the link that each began from) of a link's whole run."""
    return whole_tape(experiment(link))


def joined(chunks, name):
    part = "steps" if name in chunks[0].steps else "keys"
    return np.concatenate([getattr(chunk, part)[name] for chunk in chunks])


def events(chunks):
    return [(event.at, event.code) for chunk in chunks for event in chunk.events]


def close(case, key, got):
    case = NOTEBOOK[case]
    assert got == pytest.approx(case["expected"][key], abs=case["tolerance"]["abs"], rel=case["tolerance"]["rel"])


def curve_at(fit, *x, low=0.0, high=0.5):
    return np.interp(x, curve_axis(low, high), fit)


# ---- the notebook's numbers


def test_the_default_is_the_notebooks_data_and_start():
    e = experiment("")
    data, trainer = e.load(), Trainer(e)
    expected = NOTEBOOK["003.d.data"]["expected"]
    y = data.y_scale.back(data.y)
    assert (data.y_scale.shift, data.y_scale.size) == pytest.approx((expected["ymean"], expected["ystd"]), rel=1e-14)
    assert data.x[:5, 0] == pytest.approx(expected["x_head"], rel=1e-15)
    assert y[:5] == pytest.approx(expected["y_head"], abs=1e-14)
    (W, b), (V, b0) = e.network.layers(trainer.theta)
    start = NOTEBOOK["003.d.init"]["expected"]
    drawn = [*start["W"], *start["bs"], *start["V"], start["b0"]]
    assert [*W[0], *b, *V[:, 0], *b0] == pytest.approx(drawn, rel=1e-15)  # a normal draw takes a logarithm
    close("003.loss0", "loss0", trainer.measure())


def test_gradient_descent_of_the_notebook():
    chunks, _ = tape(GD)
    loss = joined(chunks, "loss")
    assert loss[0] == pytest.approx(61.29358546868393, abs=1e-11)
    close("003.gd.trace.0_5", "loss", loss[1:7])
    assert loss[1:21] == pytest.approx(plain_descent(0.01, 20), rel=1e-9)
    close("003.gd.2000", "final", loss[2000])
    sizes = joined(chunks, "gradients")
    W, b, V, b0 = sizes[20]
    close("003.d.plateau_gradients", "grad_norm_W_V_bs_b0_after", [W, V, b, b0])
    said = events(chunks)
    assert [code for _, code in said][:3] == ["start", "overshoot", "mean"]
    assert said[-1] == (2000, "finished")


def plain_descent(eta, epochs):
    """The notebook's formulas, written out."""
    rng = np.random.RandomState(1234)
    x = np.linspace(0, 0.5, 40)
    y = np.sin(2 * np.pi * x) + rng.normal(scale=0.05, size=40)
    d = (y - y.mean()) / y.std()
    rng = np.random.RandomState(1234)
    W, V, bs, b0 = (*(rng.normal(0, 1, 8) for _ in range(3)), rng.normal(0, 1))
    losses = []
    for _ in range(epochs):
        a = 1 / (1 + np.exp(-(np.outer(x, W) + bs)))
        r = 2 * (a @ V + b0 - d)
        g = r[:, None] * a * (1 - a) * V
        W, V, bs, b0 = W - eta * (x @ g), V - eta * (r @ a), bs - eta * g.sum(0), b0 - eta * r.sum()
        a = 1 / (1 + np.exp(-(np.outer(x, W) + bs)))
        losses.append(np.sum((a @ V + b0 - d) ** 2))
    return losses


def test_adam_of_the_notebook():
    chunks, _ = tape("")
    close("003.adam.2000", "final", joined(chunks, "loss")[-1])
    assert joined(chunks, "per_point")[-1] == joined(chunks, "loss")[-1] / 40
    fit = joined(chunks, "fit")
    close("003.d.adam.curve", "curve", curve_at(fit[-1], 0, 0.125, 0.25, 0.375, 0.5))
    close("003.d.init.curve", "curve_init_with_b0", curve_at(fit[0], 0, 0.125, 0.25, 0.375, 0.5))


def test_a_rate_of_a_tenth_diverges_and_keeps_the_last_finite_curve():
    chunks, _ = tape("opt=gd&lr=0.1")
    loss, stop = joined(chunks, "loss"), chunks[-1].stop
    assert loss[1:4] == pytest.approx(NOTEBOOK["003.d.gd.eta01"]["expected"]["loss"][:3], rel=1e-9)
    assert (stop.reason, stop.step) == ("diverged", 180)  # there the notebook's own sigmoid had long overflowed
    assert len(loss) == 181 and np.isfinite(loss).all() and np.isfinite(joined(chunks, "fit")).all()
    assert len(joined(chunks, "fit")) == len(range(0, 180, 10)) + 1
    assert stop.facts["growth"] == pytest.approx(49.0, rel=0.02)
    assert loss[100] / loss[99] == pytest.approx(49.0, rel=1e-6)
    assert [code for _, code in events(chunks)][-2:] == ["growing", "diverged"]


def test_a_rate_just_too_large_sticks_to_the_mean():
    chunks, _ = tape("opt=gd&lr=0.02")
    loss = joined(chunks, "loss")
    close("003.d.gd.eta0.02", "final", loss[-1])
    close("003.d.gd.eta0.02", "max_loss", loss.max())
    last = chunks[-1].events[-1]
    assert (last.code, last.facts["mood"]) == ("finished", "mean")


def test_half_the_rate_ends_bouncing_and_says_what_can_be_said():
    """Where in the bounce it ends is another place on each processor; the mean of the last 200 losses is not."""
    chunks, _ = tape("opt=gd&lr=0.005")
    tail = joined(chunks, "loss")[-200:]
    close("003.d.gd.eta0.005.band", "mean_last_200", tail.mean())
    facts = chunks[-1].events[-1].facts
    assert (facts["mood"], facts["last"]) == ("bouncing", 200)
    assert (facts["low"], facts["high"]) == (tail.min(), tail.max())
    assert facts["mean"] == pytest.approx(tail.mean())


@pytest.mark.parametrize(
    "link",
    [
        "opt=gd&lr=0.01",  # falls by 9 % in the last 200 steps, but only falls
        "",  # hardly moves any more
        "opt=gd&lr=0.005&epochs=199",  # too short: there are no 200 losses
        "opt=gd&lr=0.02",  # keeps to the mean
    ],
)
def test_what_does_not_bounce_is_not_said_to(link):
    chunks, _ = tape(link)
    last = chunks[-1].events[-1]
    assert last.code == "finished" and last.facts["mood"] != "bouncing" and "mean" not in last.facts


def test_relu_from_a_normal_start_ends_with_all_units_dead_and_says_so():
    chunks, _ = tape(f"act=relu&{GD}")
    close("003.d.relu.N01.GD", "final", joined(chunks, "loss")[-1])
    assert joined(chunks, "dead")[-1] == 8
    assert "dead" in [code for _, code in events(chunks)]
    last = chunks[-1].events[-1]
    assert (last.code, last.facts["mood"], last.facts["n"]) == ("finished", "dead", 8)
    assert np.ptp(joined(chunks, "fit")[-1]) == 0.0
    assert joined(chunks, "gradients")[-1][:2].tolist() == [0.0, 0.0]


def test_he_initialisation_and_adam_save_relu():
    chunks, _ = tape("act=relu&init=he")
    close("003.d.relu.He.Adam", "mean_last_200", joined(chunks, "loss")[-200:].mean())
    assert joined(chunks, "dead")[-1] < 8


def test_output_weights_of_zero_hold_the_hidden_layer_for_one_step_only():
    (W, b), (_, b0) = experiment("").network.layers(Trainer(experiment("")).theta)
    given_weights = ",".join(map(str, [*W[0].tolist(), *b.tolist(), *[0] * 8, *b0.tolist()]))
    chunks, _ = tape(f"init=given&w={given_weights}&{GD}")
    sizes, params = joined(chunks, "gradients"), joined(chunks, "params")
    assert sizes[0][:2].tolist() == [0.0, 0.0] and (sizes[1] > 0.0).all()
    assert params[1][:16].tolist() == params[0][:16].tolist() and (params[2] != params[1]).all()
    close("003.d.V0.2000", "final", joined(chunks, "loss")[-1])


# ---- data: standardised or not, split, given


@pytest.mark.parametrize("stdx", [0, 1])
@pytest.mark.parametrize("stdy", [0, 1])
@pytest.mark.parametrize("val", [0, 25])
def test_standardisation_reads_the_training_points_only(stdx, stdy, val):
    e = experiment(f"stdx={stdx}&stdy={stdy}&val={val}&points=30&curve=xsin&low=-2&high=9&noise=0.3")
    data = e.load()
    raw_x, raw_y = e.raw_points()
    n_test = 30 * val // 100
    assert (len(data.x), len(data.x_test), e.n_train, e.n_test) == (30 - n_test, n_test, 30 - n_test, n_test)
    for on, scale, u in ((stdx, data.x_scale, data.x[:, 0]), (stdy, data.y_scale, data.y)):
        if on:
            assert (u.mean(), u.std()) == pytest.approx((0.0, 1.0), abs=1e-12)
        else:
            assert (scale.shift, scale.size) == (0.0, 1.0)
    back_x = data.x_scale.back(np.concatenate([data.x, data.x_test])[:, 0])
    back_y = data.y_scale.back(np.concatenate([data.y, data.y_test]))
    pairs = sorted(zip(back_x.tolist(), back_y.tolist(), strict=True))
    assert pairs == [(pytest.approx(x), pytest.approx(y)) for x, y in zip(raw_x, raw_y, strict=True)]
    assert (data.low, data.high) == (-2.0, 9.0)


def test_the_split_belongs_to_the_seed_of_the_data():
    first, again, other = (experiment(f"val=30&{rest}").load() for rest in ("", "seed=5", "dseed=5"))
    assert first.x_test.tolist() == again.x_test.tolist() != other.x_test.tolist()
    assert set(first.x_test[:, 0]).isdisjoint(first.x[:, 0])


@pytest.mark.parametrize(("n", "val", "held_out"), [(2, 90, 1), (2, 10, 0), (3, 50, 1), (40, 90, 36)])
def test_sizes_of_the_split(n, val, held_out):
    e = experiment(f"points={n}&val={val}")
    assert (e.n_test, len(e.load().x_test)) == (held_out, held_out)


def test_points_of_ones_own_come_back_unchanged():
    e = experiment("curve=points&pts=3,1e100,-2,0.1,7,-5")
    x, y = e.raw_points()
    assert (x.tolist(), y.tolist()) == ([3.0, -2.0, 7.0], [1e100, 0.1, -5.0])
    assert (e.load().low, e.load().high) == (-2.0, 7.0)


def test_points_above_each_other_still_have_an_axis():
    data = experiment("curve=points&pts=3,1,3,2").load()
    assert (data.low, data.high) == (2.5, 3.5)


@pytest.mark.parametrize("stdx", [0, 1])
@pytest.mark.parametrize("pts", ["0,0.1,1,0.1,2,0.1", "0.1,0,0.1,1,0.1,2", "1e100,-1e100,-1e100,1e100", "0,5e-324,1,0"])
def test_odd_points_can_be_fitted(pts, stdx):
    chunks, _ = tape(f"curve=points&pts={pts}&stdx={stdx}&stdy=1&epochs=40")
    assert np.isfinite(joined(chunks, "loss")).all()
    if "0.1,1,0.1" in pts and pts.startswith("0,"):
        assert joined(chunks, "fit")[-1] == pytest.approx(0.1, abs=2.0)


@pytest.mark.parametrize("pts", ["", "1,2", "1,2,3", "1,2,3,4,5"])
def test_too_few_points_or_half_a_pair_fall_back_and_are_named(pts):
    e, (problem,) = from_query(f"curve=points&pts={pts}&lr=0.2", kind=SineExperiment)
    assert (e.curve, e.pts, e.lr) == ("sine", (), 0.2)
    assert (problem.key, problem.used, problem.is_error) == ("pts", "curve=sine", True)


@pytest.mark.parametrize(
    ("link", "used"),
    [
        ("low=1", [("low", "1", "0")]), ("high=-1", [("high", "-1", "0.5")]),
        ("low=3&high=2", [("low", "3", "0"), ("high", "2", "0.5")]),
    ],
)  # fmt: skip
def test_an_empty_range_falls_back_and_is_named(link, used):
    e, problems = from_query(link, kind=SineExperiment)
    assert (e.low, e.high) == (0.0, 0.5)
    assert [(p.key, p.value, p.used) for p in problems] == used


# ---- what is recorded


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
    data, fit = e.load(), joined(chunks, "fit")
    if e.hidden:
        parts = joined(chunks, "parts")
        assert parts.shape[1:] == (e.hidden[-1] + 1, CURVE_POINTS)
        assert np.abs(parts.sum(axis=1) - fit).max() < 1e-12 * max(1.0, np.abs(parts).max())
    x = curve_axis(data.low, data.high)
    for k in (0, len(fit) - 1):
        theta = thetas(chunks)[k * chunks[0].stride]
        out = e.network.forward(theta, data.x_scale(x)[:, None])[:, 0]
        assert fit[k] == pytest.approx(data.y_scale.back(out), abs=1e-12)


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
    for k in (0, len(joined(chunks, "fit")) - 1):
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


def test_a_long_run_sends_numbers_at_keyframes_and_a_wide_one_its_first_units():
    e = experiment("points=5&rule=online&epochs=1100&hidden=20")
    assert e.total > LONGEST_DENSE_RUN
    chunk, _ = record(e, START, 0)
    assert set(chunk.steps) == {"loss", "flat", "dead"}
    assert {"gradients", "per_point", "paths", "fit", "residuals"} <= set(chunk.keys)
    assert chunk.keys["parts"].shape[1] == MOST_UNITS + 1


# ---- what is said


def codes(link):
    return [code for _, code in events(tape(link)[0])]


def test_a_good_run_is_told_from_start_to_end():
    said = codes("epochs=1500")
    assert said[0] == "start" and "fitting" in said and said[-1] == "finished"
    assert not {"dead", "growing"} & set(said)


def test_targets_and_plateaus_end_a_run():
    assert codes("target=5")[-1] == "target"
    assert codes(f"{GD}&plateau=60&init=zeros&act=tanh")[-1] == "plateau"


@pytest.mark.parametrize(
    "link", ["points=2&val=90&epochs=30", "curve=points&pts=0,1,1,1&epochs=30", "init=zeros&epochs=60"]
)
def test_units_are_not_called_dead_where_they_only_look_so(link):
    """One training point, and zeros as start weights under a sigmoid, which learns from the second step on."""
    assert "dead" not in codes(link)


@pytest.mark.parametrize(("act", "code"), [("tanh", "mean"), ("relu", "dead")])
def test_zeros_never_leave_where_they_are_and_that_is_said(act, code):
    assert codes(f"init=zeros&act={act}&epochs=30")[-2:] == [code, "finished"]


def test_a_network_whose_first_layer_is_dead_is_dead():
    weights = "1,1,-9,-9," + "1,1,1,1,1,1," + "1,1,0"  # 1-2-2-1, ReLU: b₁ switches both units off
    chunks, _ = tape(f"hidden=2-2&act=relu&init=given&w={weights}&epochs=9")
    assert set(joined(chunks, "dead").tolist()) == {2}


def test_over_2_by_lambda_the_line_diverges_and_the_limit_is_named():
    chunks, _ = tape("hidden=0&opt=gd&lr=0.1&epochs=2000")
    x = experiment("").load().x
    inputs = np.column_stack([x, np.ones(40)])
    limit = 2.0 / np.linalg.eigvalsh(2.0 * inputs.T @ inputs)[-1]
    assert chunks[-1].stop.facts["limit"] == pytest.approx(limit)
    assert codes(f"hidden=0&opt=gd&lr={0.99 * limit}&epochs=60")[-1] == "finished"


# ---- links


VALID = {
    key: s.choices or (s.write(getattr(SineExperiment(), key)), "0", "1", "2", "0.5", "10000", "-3", "nan", "")
    for key, s in settings_of(SineExperiment).items()
} | {"hidden": ("0", "3", "4-2", "64-64"), "pts": ("0,0,1,1", "1,2,3", "1e100,2,3,4", "", "a"), "w": ("", "1,2,3,4")}


@settings(max_examples=10)
@given(st.integers(0, 2**62))
def test_any_link_gives_an_experiment_that_can_be_loaded_and_is_its_own_link(seed):
    rng = random.Random(seed)
    for _ in range(150):
        keys = rng.choices(sorted(VALID), k=rng.randrange(9))
        check_that_a_link_can_be_loaded("&".join(f"{key}={rng.choice(VALID[key])}" for key in keys))


def check_that_a_link_can_be_loaded(query):
    e, problems = from_query(query, kind=SineExperiment)
    assert from_query(to_query(e), kind=SineExperiment) == (e, [])
    assert settle(e) == (e, [])
    data = e.load()
    assert len(data.x) == e.n_train >= 1 and len(data.x_test) == e.n_test
    assert data.low < data.high and np.isfinite(data.y).all()
    for problem in problems:
        assert str(problem).isprintable()


@pytest.mark.parametrize(
    ("query", "task"),
    [("task=sine&lr=0.3", "sine"), ("lr=0.3", "gates"), ("task=gates&lr=0.3", "gates"), ("?lr=0.3&task=sine", "sine")],
)
def test_a_link_may_name_its_task(query, task):
    e, problems = read_link(query)
    assert (e.task, e.lr, problems) == (task, 0.3, [])


def test_an_unknown_task_is_named():
    e, (problem,) = read_link("task=cosine&lr=0.3")
    assert (e.task, e.lr, problem.key, problem.used) == ("gates", 0.3, "task", "gates")
    assert "sine" in problem.allowed


def many_points(n=MOST_ROWS):
    return tuple(float(v) for k in range(n) for v in (k / n, (k % 7) / 7))


@pytest.mark.parametrize(
    ("changes", "key", "used"),
    [({"rule": "online", "hidden": (16,) * 2}, "rule", "exact"), ({"batch": 1, "hidden": (16,) * 2}, "batch", "0")],
)
def test_given_points_stay_when_a_run_would_take_too_long(changes, key, used):
    wanted = replace(SineExperiment(curve="points", pts=many_points()), **changes)
    e, problems = settle(wanted)
    assert e.pts == wanted.pts and e.batch == 0 and e.rule == "exact"
    assert [(p.key, p.used) for p in problems if p.key == key] == [(key, used)]
    assert settle(e) == (e, [])


def test_sampled_points_are_cut_instead():
    e, problems = from_query("points=10000&rule=online&hidden=64-64-64", kind=SineExperiment)
    assert e.points < 10_000 and "points" in {p.key for p in problems}
    assert settle(e) == (e, [])


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
