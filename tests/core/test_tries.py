"""What a lesson says to try is worth trying: the answers that it leaves open."""

from dataclasses import replace

import numpy as np

from tests.core.test_lessons import beside, experiment, learned_at, played


def test_one_neuron_and_its_rate():
    assert learned_at(replace(experiment("and"), lr=5.0)) == 5
    assert learned_at(replace(experiment("or"), gate="nor")) == 42 > learned_at(experiment("or"))
    assert played(replace(experiment("rate-too-small"), epochs=600))[0][-1] < 0.064
    below, above = (played(replace(experiment("rate-too-large"), lr=lr))[0] for lr in (0.62, 0.63))
    assert (np.diff(below) < 0).all() and (np.diff(above)[10:] > 0).all()


def test_another_loss_another_optimiser():
    exact = replace(experiment("delta-rule"), rule="exact", loss="bce")
    assert np.allclose(played(exact)[2].theta, played(experiment("delta-rule"))[2].theta)
    assert learned_at(replace(experiment("plateau"), opt="adam")) == 14
    assert learned_at(replace(beside("three-rates")[-1], lr=10.0)) == 27
    assert learned_at(replace(experiment("adam"), lr=0.5)) == 13
    assert played(replace(experiment("adam"), lr=2.0))[1][-1] == 3


def test_more_units_other_starts():
    assert learned_at(replace(experiment("xor-hidden-layer"), hidden=(3,))) == 16
    assert learned_at(replace(experiment("wrong-valley"), hidden=(3,))) == 34
    ends = [played(replace(experiment("a-slice-hides"), seed=seed))[0][-1] for seed in (2, 5, 6)]
    assert [end > 0.12 for end in ends] == [True, False, False]
    assert learned_at(replace(experiment("all-zero-start"), init="normal", scale=0.01)) == 64
    leaky = played(replace(experiment("dead-unit"), act="leaky_relu"))[1]
    assert leaky[-1] == 2
