"""The lessons that look inside the network: what each says it shows is true."""

import numpy as np
import pytest

from core.data.gates import CORNERS
from core.experiment.link import from_query, to_query
from core.learning.training import Trainer
from tests.core.test_lessons import LESSONS, experiment, learned_at, played


def trainer_at(e, step):
    trainer = Trainer(e)
    while True:
        trainer.measure()
        if trainer.step == step:
            return trainer
        trainer.update()


def corners_at_the_end(name):
    """What both hidden units give at (0, 0), (0, 1), (1, 0), (1, 1)."""
    trainer = trainer_at(experiment(name), 150)
    return trainer.experiment.network.hidden_outputs(trainer.theta, CORNERS)


def edited(name, edits):
    e = experiment(name)
    changed, problems = from_query(f"{to_query(e)}&edits={edits}", kind=type(e))
    assert problems == []
    return changed


def test_they_open_as_their_links_say():
    openings = {name: dict(lesson.opening) for name, lesson in LESSONS.items() if lesson.opening}
    assert openings == {
        "what-a-unit-sees": {"at": "150", "sel": "h1.1", "view": "unit_lines"},
        "who-is-to-blame": {"at": "20", "sel": "h1.1"},
        "dead-unit": {"at": "50", "sel": "h1.2"},
        "your-own-digit": {"at": "1200"},
        "rate-too-large": {"view": "loss_log"},
        "over-fitting": {"view": "per_point"},
        "regularisation": {"view": "per_point"},
        "momentum": {"view": "ahead,value_log,distance_log"},
        **{key: {"view": "ahead"} for key in ["over-the-limit", "saddle", "start-decides"]},  # not the way to come
        "numerical-gradient": {"view": "errors_ahead"},
        "wrong-valley": {"view": "landscape"},
        "a-slice-hides": {"at": "300", "view": "landscape,landscape_relief"},
    }


def test_a_weights_gradient_by_hand():
    trainer = trainer_at(experiment("gradient-by-hand"), 0)
    y, t, x0 = trainer.full.outputs()[:, 0], trainer.data.y, trainer.x[:, 0]
    each = 2.0 / 4.0 * (y - t) * y * (1.0 - y) * x0
    assert each.tolist() == pytest.approx([0.0, 0.0, 0.0642, -0.0264], abs=5e-5)
    assert each.sum() == pytest.approx(trainer.full.gradient[0], rel=1e-12) == pytest.approx(0.0377, abs=5e-5)
    before = trainer.theta[0]
    trainer.update()
    assert (before, trainer.theta[0]) == pytest.approx((1.3803, 1.3426), abs=5e-5)


def test_each_hidden_unit_picks_out_one_corner():
    h = corners_at_the_end("what-a-unit-sees")
    assert h[1, 0] == pytest.approx(-0.94, abs=5e-3) and h[[0, 2, 3], 0].min() >= 0.88
    assert h[2, 1] == pytest.approx(-0.91, abs=5e-3) and h[[0, 1, 3], 1].min() >= 0.91


def test_in_hidden_space_one_line_is_enough():
    assert experiment("hidden-space") == experiment("xor-hidden-layer")
    assert learned_at(experiment("hidden-space")) == 26
    h = corners_at_the_end("hidden-space")
    assert np.round(h[[0, 3, 1, 2]], 2).tolist() == [[0.89, 0.92], [0.95, 0.93], [-0.94, 1.0], [1.0, -0.91]]


def test_who_is_to_blame():
    trainer = trainer_at(experiment("who-is-to-blame"), 20)
    (W, b), (V, _) = trainer.experiment.network.layers(trainer.theta)
    h, y = np.tanh(CORNERS[2] @ W + b), trainer.full.outputs()[2, 0]
    slopes, delta = 1.0 - h**2, 2.0 / 4.0 * (y - 1.0) * y * (1.0 - y)
    assert (y, delta) == pytest.approx((0.56, -0.055), abs=5e-3)
    assert [*V[:, 0], *slopes] == pytest.approx([-0.56, -0.95, 0.10, 0.92], abs=5e-3)
    blame = delta * V[:, 0] * slopes
    assert blame == pytest.approx([0.003, 0.048], abs=5e-4)
    assert round(blame[1] / blame[0]) == 15


def test_the_dead_unit_wakes_by_hand():
    e = experiment("dead-unit")
    assert trainer_at(e, 50).experiment.network.hidden_outputs(trainer_at(e, 50).theta, CORNERS)[:, 1].max() == 0.0
    losses, right, _ = played(e)
    assert losses[-1] == pytest.approx(0.167, abs=5e-4) and right[-1] == 3
    woken = edited("dead-unit", "50:b1.2:0.5")
    assert learned_at(woken) == 68
    assert played(woken)[0][-1] < 1e-3


def test_the_rate_turned_down():
    e = experiment("turn-the-rate-down")
    rattling, calm = played(e)[0], played(edited("turn-the-rate-down", "500:lr:0.02"))[0]
    assert np.array_equal(rattling[:501], calm[:501])
    spans = [(part.min(), part.max()) for part in (rattling[450:500], calm[-50:], rattling[-50:])]
    assert np.round(spans, 2).tolist() == [[1.28, 4.1], [1.12, 1.16], [1.01, 2.07]]
