"""The sine notebook's numbers, through links and the tape."""

import numpy as np
import pytest

from core.learning.training import Trainer
from core.replay import all_cases
from core.tasks.sine.probes import curve_axis
from tests.core.tasks.sine.runs import GD, curve, events, experiment, joined, tape

NOTEBOOK = all_cases()


def close(case, key, got):
    case = NOTEBOOK[case]
    assert got == pytest.approx(case["expected"][key], abs=case["tolerance"]["abs"], rel=case["tolerance"]["rel"])


def curve_at(fit, *x, low=0.0, high=0.5):
    return np.interp(x, curve_axis(low, high), fit)


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
    last, start = (curve_at(curve("", chunks, step), 0, 0.125, 0.25, 0.375, 0.5) for step in (-1, 0))
    close("003.d.adam.curve", "curve", last)
    close("003.d.init.curve", "curve_init_with_b0", start)


def test_a_rate_of_a_tenth_diverges_and_keeps_the_last_finite_curve():
    chunks, _ = tape("opt=gd&lr=0.1")
    loss, stop = joined(chunks, "loss"), chunks[-1].stop
    assert loss[1:4] == pytest.approx(NOTEBOOK["003.d.gd.eta01"]["expected"]["loss"][:3], rel=1e-9)
    assert (stop.reason, stop.step) == ("diverged", 180)  # there the notebook's own sigmoid had long overflowed
    assert len(loss) == 181 and np.isfinite(loss).all()
    assert len(joined(chunks, "params")) == 181 and np.isfinite(curve("opt=gd&lr=0.1", chunks, -1)).all()
    assert len(joined(chunks, "residuals")) == len(range(0, 180, 10)) + 1
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
    link = f"act=relu&{GD}"
    chunks, _ = tape(link)
    close("003.d.relu.N01.GD", "final", joined(chunks, "loss")[-1])
    assert joined(chunks, "dead")[-1] == 8
    assert "dead" in [code for _, code in events(chunks)]
    last = chunks[-1].events[-1]
    assert (last.code, last.facts["mood"], last.facts["n"]) == ("finished", "dead", 8)
    assert np.ptp(curve(link, chunks, -1)) == 0.0
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
