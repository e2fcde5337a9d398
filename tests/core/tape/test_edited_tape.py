"""Tapes of edited runs: cut they are the run, and what lies before an edit is the other run's, not trained again."""

import numpy as np
import pytest
from hypothesis import given, settings

from core.command import report
from core.learning.recorder import trainer_at
from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.tape.tape import detail, record
from core.tasks.registry import read_link
from tests.core.learning.drawn_edits import EDITED
from tests.core.tapes import whole_tape

PLAIN = "epochs=230&hidden=2"


def experiment(link):
    e, problems = read_link(link)
    assert not problems
    return e


def new_store(**bounds):
    return TapeStore(lambda chunk: chunk, **bounds)


def arrays(chunk):
    return {name: values.tobytes() for part in (chunk.steps, chunk.keys) for name, values in part.items()}


def same(a, b):
    assert (a.first, a.last, a.stop, a.events) == (b.first, b.last, b.stop, b.events)
    assert arrays(a) == arrays(b)


@settings(max_examples=40)
@given(EDITED)
def test_the_parts_together_are_the_run_in_one_go(e):
    chunks, links = whole_tape(e)
    whole = report(e)
    losses = np.concatenate([chunk.steps["loss"] for chunk in chunks])
    assert losses.tolist() == whole["loss"]
    assert (chunks[-1].stop.reason, chunks[-1].stop.step) == (whole["stop"]["reason"], whole["stop"]["step"])
    for number, link in enumerate(links[: len(chunks)]):
        same(record(e, link, number)[0], chunks[number])
    assert {frozenset(chunk.steps) for chunk in chunks} == {frozenset(chunks[0].steps)}, "one shape from end to end"
    for name, values in chunks[0].steps.items():
        assert {chunk.steps[name].shape[1:] for chunk in chunks} == {values.shape[1:]}, name


@settings(max_examples=40)
@given(EDITED)
def test_a_window_close_up_shows_the_parts_own_rows(e):
    chunks, links = whole_tape(e)
    for chunk, link in zip(chunks, links, strict=False):
        first = min(chunk.first + 3, chunk.last)
        close = detail(e, link, first, chunk.last)
        for name, values in close.steps.items():
            assert values.tobytes() == chunk.steps[name][first - chunk.first :].tobytes(), name


@settings(max_examples=40)
@given(EDITED)
def test_a_store_gives_the_same_whoever_came_before(e):
    """First those runs from which this one branches off, at every edit."""
    store, chunks = new_store(), whole_tape(e)[0]
    last = Timeline(e.total).n_chunks - 1
    for at in sorted({edit.step for edit in e.edits}):
        store.chunk(e.until(at - 1), last)
    for number in (last, 0, *range(len(chunks))):
        same(store.chunk(e, number), chunks[min(number, len(chunks) - 1)])
    end = chunks[-1].last
    assert store.detail(e, end, end).steps["loss"].tobytes() == chunks[-1].steps["loss"][-1:].tobytes()
    assert store.trainer(e, end).theta.tobytes() == trainer_at(e, None, end).theta.tobytes()


def test_the_trunks_parts_are_not_trained_again():
    store, trunk = new_store(), experiment(PLAIN)
    assert store.chunk(trunk, 11).last == 230
    assert store.trained == 12
    for step, more in ((141, 5), (140, 6), (139, 6), (221, 1), (150, 5)):
        before = store.trained
        edited = experiment(f"{PLAIN}&edits={step}:w2.1.1:{step / 100}")
        for number in range(12):
            mine, theirs = store.chunk(edited, number), store.chunk(trunk, number)
            assert (mine is theirs) == (mine.last + 1 < step), "the very same packed part"
        assert store.trained == before + more, step


def test_a_branch_of_a_branch_shares_its_trunk_too_and_a_part_only_looks_one_step_ahead():
    store = new_store()
    first = experiment(f"{PLAIN}&edits=60:lr:0.1")
    second = experiment(f"{PLAIN}&edits=60:lr:0.1;180:h1.1:off")
    store.chunk(second, 11)
    assert store.trained == 12
    store.chunk(first, 11)
    assert store.trained == 12 + 12 - 8, "parts 0 to 7 end at step 159; part 8 looks at 180"
    for number in range(8):
        assert store.chunk(first, number) is store.chunk(second, number)
    store.chunk(experiment(PLAIN), 2)
    assert store.trained == 16 + 1, "steps 40 to 59 look at 60"


@pytest.mark.parametrize(
    "link", ["gate=and&target=0.03&epochs=240", "gate=and&hidden=0&out=linear&opt=gd&lr=11.5&epochs=240"]
)
def test_an_edit_beyond_an_early_end_changes_nothing(link):
    store, e = new_store(), experiment(link)
    last = store.chunk(e, 11)
    trained, later = store.trained, experiment(f"{link}&edits=239:b1.1:1")
    assert store.chunk(later, 11) is last
    assert store.trained == trained
    sooner = experiment(f"{link}&edits={last.stop.step - 30}:lr:0.001")
    assert store.chunk(sooner, 11).last == 240 or store.chunk(sooner, 11).stop.step != last.stop.step
    assert store.chunk(e, 11) is last


def test_a_detail_before_an_edit_is_the_trunks():
    store = new_store()
    trunk, edited = experiment(PLAIN), experiment(f"{PLAIN}&edits=50:lr:0.1")
    assert store.detail(edited, 40, 48) is store.detail(trunk, 40, 48)
    assert store.detail(edited, 40, 49) is not store.detail(trunk, 40, 49)


def test_moments_are_gaps_where_another_optimiser_has_taken_over():
    e = experiment("task=sine&epochs=60&edits=20:opt:gd;40:opt:adam")
    moments = np.concatenate([chunk.steps["moments"] for chunk in whole_tape(e)[0]])
    plain = np.concatenate([chunk.steps["moments"] for chunk in whole_tape(experiment("task=sine&epochs=60"))[0]])
    assert moments[:20].tobytes() == plain[:20].tobytes()
    assert np.isnan(moments[20:40]).all()
    assert not moments[40].any()
    assert (moments[41:] > 0.0).all()


def test_the_next_update_of_a_neuron_is_the_next_one_under_the_settings_that_count():
    e = experiment("gate=and&hidden=0&rule=online&opt=gd&lr=0.3&epochs=10&edits=8:lr:1;14:w1.0.1:frozen;30:opt:adam")
    steps = whole_tape(e)[0][0].steps | {}
    for k in range(19):
        if k + 1 not in e.course.edits:
            np.testing.assert_allclose(steps["params"][k + 1], steps["update"][k, 9:12], rtol=1e-12, atol=1e-15)
    later = np.concatenate([chunk.steps["update"] for chunk in whole_tape(e)[0]])[30:]
    assert np.isnan(later[:, 7:9]).all()
