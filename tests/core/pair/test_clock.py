"""One clock for runs with batches of different sizes."""

import pytest

from core.pair.clock import CLOCKS, made, spans, step_at, value_at
from core.pair.pair import pair_of
from core.tasks.registry import read_link

LINKS = (
    "gate=xor",
    "data=clouds&points=25&batch=30",
    "data=clouds&points=25&batch=30&edits=20:batch:50;25:lr:0.1",
    "rule=online",
    "task=digits&batch=300&points=31",
    "task=digits&draw=replacement&batch=7",
)


def run(link):
    e, problems = read_link(link)
    assert not problems
    return e


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("link", LINKS)
def test_the_step_made_by_the_time_of_a_step_is_that_step(link, clock):
    own = spans(run(link), clock)
    assert [made(own, value_at(own, step), 10**6) for step in range(400)] == list(range(400))


@pytest.mark.parametrize("clock", CLOCKS)
@pytest.mark.parametrize("link", LINKS)
def test_the_clock_only_goes_forward(link, clock):
    own = spans(run(link), clock)
    values = [value_at(own, step / 4) for step in range(400)]
    assert values == sorted(values) and step_at(own, 0.0) == 0.0


def test_samples_seen_count_the_short_batch_at_an_epochs_end():
    own = spans(run("data=clouds&points=25&batch=30"), "samples")  # 70 for training: 30, 30, 10
    assert [value_at(own, step) for step in range(5)] == [0.0, 30.0, 60.0, 70.0, 100.0]


def test_an_epoch_is_an_epoch_whatever_its_batches():
    own = spans(run("data=clouds&points=25&batch=30"), "epoch")
    assert value_at(own, 3) == pytest.approx(1.0) and value_at(own, 6) == pytest.approx(2.0)


def test_batches_drawn_with_replacement_end_no_epoch():
    own = spans(run("task=digits&draw=replacement&batch=7"), "samples")
    assert [value_at(own, step) for step in (0, 1, 10)] == [0.0, 7.0, 70.0]


def test_where_no_epoch_ends_another_batch_size_begins_none():
    own = spans(run("task=digits&points=10&draw=replacement&batch=10&edits=5:batch:20"), "epoch")
    assert [value_at(own, step) for step in (5, 6, 10)] == pytest.approx([0.5, 0.7, 1.5])


def test_another_clock_is_refused_by_name():
    with pytest.raises(ValueError, match="'second'.*update, epoch, samples"):
        spans(run("gate=xor"), "second")


def test_by_samples_small_batches_make_more_steps_and_the_longer_run_ends_the_pair():
    stage = run("task=digits&batch=300&epochs=2")
    pair, problems = pair_of(stage, {"vs": "batch=30&epochs=3", "clock": "samples"})
    assert problems == []
    assert (stage.total, pair.total) == (20, 30)
    assert [pair.own_step(1, step, 10**6) for step in (0, 1, 20, 30)] == [0, 10, 200, 300]
    assert pair.value(30) == 9000.0
