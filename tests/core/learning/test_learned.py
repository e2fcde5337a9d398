"""When a run counts as having learned, task by task."""

import numpy as np
import pytest

from core.learning.learner import Learner
from core.tasks.registry import read_link


def learner(link):
    e = read_link(link)[0]
    assert isinstance(e, Learner)
    return e


def test_a_gate_is_learned_once_all_samples_are_right():
    e = learner("gate=xor")
    assert e.learned(np.array([0.3, 0.2, 0.1, 0.2]), np.array([2, 3, 4, 3])).tolist() == [False, False, True, False]


def test_digits_are_learned_once_nine_in_ten_of_the_watched_are_right():
    e = learner("task=digits")
    assert e.n_watched == 300
    assert e.learned(np.ones(3), np.array([269, 270, 300])).tolist() == [False, True, True]


@pytest.mark.parametrize("loss", ["sse", "mse", "half_mse"])
def test_a_curve_is_learned_once_a_tenth_of_what_the_mean_leaves_is_left(loss):
    e = learner(f"task=sine&loss={loss}&noise=0.1&stdy=0")
    y = e.load().y
    leaves = ((y - y.mean()) ** 2).sum() * {"sse": 1.0, "mse": 1 / 40, "half_mse": 0.5 / 40}[loss]
    assert e.learned(np.array([1.0, 0.11, 0.09, 0.0]) * leaves, None).tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    "link", ["gate=xor", "gate=xor&loss=softmax_ce", "gate=xor&out=step&threshold=2", "task=digits"]
)
def test_right_ones_are_counted_of_many_networks_as_of_one(link):
    e = learner(link)
    rng, k = np.random.RandomState(0), e.network.sizes[-1]
    outputs = rng.uniform(size=(3, 20, k))
    targets = np.eye(k)[rng.randint(0, k, 20)] if k > 1 else rng.randint(0, 2, (20, 1)).astype(float)
    counts = e.count_right(outputs, targets)
    assert counts is not None and counts.tolist() == [e.count_right(each, targets) for each in outputs]
    assert counts.min() > 0 and counts.max() < 20


def test_nothing_is_counted_of_a_curve():
    assert learner("task=sine").count_right(np.zeros((5, 1)), np.zeros((5, 1))) is None
