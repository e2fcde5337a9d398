"""The lessons on digits: what each says it shows is true. Counts may differ by a few where a processor rounds otherwise
and an image lies on an edge; measured with starts changed in the last bit, they do not."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from core.learning.training import Trainer
from core.tasks.digits import probes
from tests.core.test_lessons import beside, experiment

FEW = 6  # images
BATCHES = {300: (10, 0, 1.90, 325), 10: (300, 52, 0.46, 507), 1: (3000, 1353, 0.33, 515)}


@cache
def played(e, tested_every=0):
    """(losses, right ones of the watched images) at every step, rows (step, test loss, right) at some and at the end,
    and the trainer there."""
    trainer, tests = Trainer(e), probes.Tested(e)
    losses, rights, rows = [], [], []
    while True:
        losses.append(trainer.measure())
        rights.append(probes.right(trainer))
        stop = trainer.judge(losses[-1])
        if stop or (tested_every and trainer.step % tested_every == 0):
            rows.append((trainer.step, tests.loss(trainer), tests.right(trainer)))
        if stop:
            return np.array(losses), np.array(rights), np.array(rows), trainer
        trainer.update()


def read_rightly(e):
    """How many test images are right at the end."""
    return played(e)[2][-1, 2]


def test_chance_and_the_first_hundred_updates():
    e = experiment("first-hundred-updates")
    losses, rights, _, trainer = played(e)
    assert (e.total, e.batch_size, e.n_train, e.n_watched) == (100, 30, 3000, 300)
    assert (rights[0], round(losses[0], 2), round(np.log(10), 3)) == (38, 2.35, 2.303)
    assert np.argmax(rights >= 150) == 14
    assert rights[-1] == pytest.approx(248, abs=FEW)
    assert trainer.stage.epoch_of(99) == (0, 99), "each image once"


def test_batches_of_one_of_ten_and_of_three_hundred():
    ten = experiment("batch-size")
    for batch, (updates, rises, loss, seen) in BATCHES.items():
        e = replace(ten, batch=batch)
        losses = played(e)[0]
        assert e.total == updates
        assert (np.diff(losses) > 0).sum() == pytest.approx(rises, abs=FEW if rises else 0)
        assert losses[-1] == pytest.approx(loss, abs=0.006)
        assert read_rightly(e) == pytest.approx(seen, abs=FEW)


def test_small_batches_learn_more_from_each_image_and_large_ones_from_each_update():
    small, large = beside("by-images-or-by-updates")
    ours, theirs = played(small)[0], played(large)[0]
    assert (small.total, small.batch_size, large.batch_size, small.n_train) == (300, 10, 300, 3000)
    assert (ours[-1], theirs[10]) == (pytest.approx(0.46, abs=0.006), pytest.approx(1.90, abs=0.006))
    assert np.argmax(theirs < ours[-1]) == pytest.approx(88, abs=1) and 88 * 300 == 26_400
    assert ours[88] == pytest.approx(0.98, abs=0.006)


def test_two_units_are_few():
    two = experiment("too-few-units")
    for hidden, seen in (((2,), 262), ((3,), 411), ((32,), 547)):
        assert read_rightly(replace(two, hidden=hidden)) == pytest.approx(seen, abs=FEW)


def test_wrong_labels_are_learned_by_heart():
    e = experiment("wrong-labels")
    losses, rights, rows, trainer = played(e, 5)
    assert np.count_nonzero(trainer.data.y != trainer.data.true) == 90 and e.n_watched == e.n_train == 300
    lowest = rows[rows[:, 1].argmin()]
    assert lowest[0] == pytest.approx(160, abs=5)
    assert (lowest[1], rows[-1, 1], losses[-1]) == pytest.approx((1.10, 1.38, 0.12), abs=0.006)
    assert (lowest[2], rows[-1, 2], rights[-1]) == pytest.approx((419, 349, 299), abs=FEW)
    assert read_rightly(replace(e, wrong=0)) == pytest.approx(473, abs=FEW)


def test_turned_images_fool_it_while_it_is_sure():
    e = experiment("your-own-digit")
    trainer = played(e)[3]
    assert trainer.step == 1200 and read_rightly(e) == pytest.approx(547, abs=FEW)
    images = trainer.data.x_test.reshape(-1, e.side, e.side)
    p = e.network.forward(trainer.theta, np.rot90(images, 1, (1, 2)).reshape(len(images), -1))
    wrong = p.argmax(axis=1) != trainer.data.y_test
    assert np.count_nonzero(~wrong) == pytest.approx(78, abs=FEW)
    assert np.count_nonzero(wrong & (p.max(axis=1) > 0.9)) == pytest.approx(144, abs=FEW)
    assert p.sum(axis=1) == pytest.approx(1.0)
