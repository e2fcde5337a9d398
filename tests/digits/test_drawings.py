"""Drawings of our own: brought into MNIST's form, read by a network that learned from MNIST, and added to a run."""

from collections import Counter

import numpy as np
import pytest

from core.data.digits.subset import LEVELS, SIDE, SIDES, load
from core.tasks.digits.experiment import DigitExperiment
from tests.digits.reading import digits, drawings, forms, shares


def ink(images):
    """(pixels of ink in all, pixels that are nothing but ink), of a mean image."""
    return images.sum(axis=1).mean(), (images > 0.95).sum(axis=1).mean()


def test_there_are_three_of_each_digit_and_no_two_alike():
    assert Counter(digits().tolist()) == dict.fromkeys(range(10), 3)
    assert len({(drawing["digit"], drawing["kind"]) for drawing in drawings()}) == 30


def test_a_network_that_learned_from_mnist_reads_them():
    assert np.mean(shares(DigitExperiment()).argmax(axis=1) == digits()) >= 0.8


def test_their_strokes_are_as_bold_as_mnists():
    ours, theirs = ink(np.array([form["centred"] for form in forms(SIDE)])), ink(load(SIDE)[0].x)
    np.testing.assert_allclose(ours, theirs, rtol=0.1)


@pytest.mark.parametrize("side", SIDES)
def test_what_the_network_sees_is_what_an_edit_adds(side):
    e = DigitExperiment(size=str(side))
    for form, digit in zip(forms(side), digits(), strict=True):
        seen, label = e.sample_of(f"{digit}.{form['code']}")
        assert label == digit
        np.testing.assert_array_equal(np.rint(LEVELS * seen), np.rint(LEVELS * np.array(form["seen"])))
