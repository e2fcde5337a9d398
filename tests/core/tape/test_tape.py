"""The tape: chunks are the run, cut; each can be made again alone; every reading belongs to its step."""

from dataclasses import replace

import numpy as np
import pytest

from core.command import report
from core.data.gates import CORNERS
from core.learning.recorder import trainer_at
from core.learning.training import Trainer
from core.record.link import START
from core.tape.tape import detail, record
from core.tasks.registry import read_link
from core.tasks.sine.probes import adam_moments
from tests.core.tapes import whole_tape as tape

RUNS = {
    "default": "epochs=90",
    "mini-batches": "data=circle&points=15&batch=4&hidden=3&epochs=12&opt=nesterov",
    "adam with a short last batch": "data=clouds&points=4&batch=5&opt=adamw&l2=0.01&epochs=15",
    "keyframes ten apart": "hidden=0&epochs=2222&opt=gd&lr=0.5&gate=and",
    "online": "hidden=2&rule=online&epochs=30",
    "softmax": "loss=softmax_ce&hidden=5&epochs=300&data=gauss&points=10",
    "middling": "hidden=20-20&epochs=30",
    "wide": "hidden=40-40&epochs=30",
    "early target": "gate=and&target=0.1&epochs=400",
    "early plateau": "init=zeros&plateau=33&epochs=400",
    "diverging": "gate=and&hidden=0&out=linear&opt=gd&lr=6&epochs=240",
    "diverging, long": "gate=and&hidden=0&out=linear&opt=gd&lr=3.1&epochs=6000",
}
# Last finite steps 98 | 99 and 100 | 119 and 120, beside the borders of chunks of 20 steps.
AT_A_BORDER = {98: 11.75, 99: 11.5, 100: 11.0, 119: 6.5, 120: 6.25}


def experiment(link):
    e, problems = read_link(link)
    assert not problems
    return e


def joined(chunks, part, name):
    return np.concatenate([getattr(chunk, part)[name] for chunk in chunks])


def same(a, b):
    assert (a.first, a.last, a.stop, a.events) == (b.first, b.last, b.stop, b.events)
    for part in ("steps", "keys"):
        mine, theirs = getattr(a, part), getattr(b, part)
        assert mine.keys() == theirs.keys()
        for name in mine:
            assert mine[name].tobytes() == theirs[name].tobytes(), name


def keyframes(chunk):
    """The steps of a chunk's keyframes: every multiple of the stride, and the step where the run ends."""
    steps = [s for s in range(chunk.first, chunk.last + 1) if s % chunk.stride == 0]
    return steps if not chunk.stop or chunk.last % chunk.stride == 0 else [*steps, chunk.last]


@pytest.mark.parametrize("link", RUNS.values(), ids=RUNS)
def test_the_chunks_together_are_one_uninterrupted_run(link):
    e = experiment(link)
    whole = report(e)
    chunks, _ = tape(e)
    losses = joined(chunks, "steps", "loss")
    assert losses.tolist() == whole["loss"], "bit for bit"
    assert chunks[-1].stop.step == whole["stop"]["step"] == len(losses) - 1
    assert chunks[-1].stop.reason == whole["stop"]["reason"]
    assert all(chunk.stop is None for chunk in chunks[:-1])
    assert [c.first for c in chunks] == [0, *(c.last + 1 for c in chunks[:-1])], "no gap, no overlap"
    part = "steps" if "params" in chunks[0].steps else "keys"
    if "params" in getattr(chunks[0], part):
        assert joined(chunks, part, "params")[-1].tolist() == whole["parameters"]


@pytest.mark.parametrize("link", RUNS.values(), ids=RUNS)
def test_any_chunk_made_again_alone_is_the_same(link):
    e = experiment(link)
    chunks, links = tape(e)
    for number in reversed(range(len(chunks))):
        same(record(e, links[number], number)[0], chunks[number])


@pytest.mark.parametrize("link", RUNS.values(), ids=RUNS)
def test_every_reading_is_that_of_its_step(link):
    """Recomputed from the parameters recorded at the same step."""
    e = experiment(link)
    data = e.load()
    for chunk in tape(e)[0]:
        steps = {name: dict(zip(range(chunk.first, chunk.last + 1), v, strict=True)) for name, v in chunk.steps.items()}
        keys = {name: dict(zip(keyframes(chunk), v, strict=True)) for name, v in chunk.keys.items()}
        for step, theta in (steps | keys).get("params", {}).items():
            with np.errstate(over="ignore"):
                decided = e.network.forward(theta, data.x)[:, -1] >= 0.5
                corners = e.network.forward(theta, CORNERS)[:, -1]
            assert steps["right"][step] == np.count_nonzero(decided == (data.y > 0.5))
            if e.data in ("corners", "clouds"):
                np.testing.assert_allclose((steps | keys)["outputs"][step], corners, rtol=1e-12, atol=1e-15)


def test_a_large_networks_field_is_that_of_its_step():
    """Those of smaller ones are computed where they are seen, from their parameters."""
    e = experiment("hidden=40-40&epochs=60&data=circle")
    (first, *_), _ = tape(e)
    data, theta = e.load(), trainer_at(e, None, first.last).theta
    grid = np.linspace(data.low, data.high, 60)
    at = np.array([[grid[7], grid[41]]])
    np.testing.assert_allclose(first.keys["field"][-1][41, 7], e.network.forward(theta, at)[0, -1], rtol=1e-12)
    for link, name in {"hidden=4&epochs=60": "params", "hidden=8-8&epochs=60&data=circle": "theta"}.items():
        e = experiment(link)
        (first, *_), _ = tape(e)
        assert "field" not in first.keys
        found = {**first.steps, **first.keys}[name][-1]
        np.testing.assert_array_equal(found, trainer_at(e, None, first.last).theta)


@pytest.mark.parametrize("link", RUNS.values(), ids=RUNS)
def test_a_detail_shows_the_chunks_own_rows(link):
    e = experiment(link)
    chunks, links = tape(e)
    for chunk, begun in zip(chunks, links, strict=True):
        first = min(chunk.first + 3, chunk.last)
        last = min(first + 40, chunk.last)
        close = detail(e, begun, first, last)
        assert (close.first, close.last, close.stride) == (first, last, 1)
        for name, values in close.steps.items():
            assert values.tobytes() == chunk.steps[name][first - chunk.first : last - chunk.first + 1].tobytes(), name
        at = keyframes(chunk)
        for name, values in close.keys.items():
            assert len(values) == last - first + 1, name
            for row, step in enumerate(at):
                if first <= step <= last:
                    assert values[step - first].tobytes() == chunk.keys[name][row].tobytes(), (name, step)


def test_a_detail_stops_where_the_run_stops():
    """A plateau is judged by the best loss of the whole run, also of the steps that the detail skips over."""
    e = experiment("gate=and&hidden=0&opt=momentum&mom=0.99&lr=0.05&plateau=100&epochs=2000")
    chunks, links = tape(e)
    end = chunks[-1].stop.step
    assert chunks[-1].stop.reason == "plateau"
    for chunk, begun in zip(chunks, links, strict=True):
        for first in range(chunk.first, chunk.last + 1, 7):
            last = min(first + 20, end, chunk.last)
            assert detail(e, begun, first, last).last == last


@pytest.mark.parametrize("name", ["early target", "early plateau", "diverging", "default"])
def test_a_detail_beyond_the_end_is_the_last_step(name):
    e = experiment(RUNS[name])
    chunks, links = tape(e)
    end = chunks[-1].stop.step
    for first, last in ((end, end), (end, end + 9), (end + 1, end + 1), (end + 2, end + 9)):
        close = detail(e, links[-1], first, last)
        assert (close.first, close.last) == (end, end)
        assert close.steps["loss"].tolist() == chunks[-1].steps["loss"][-1:].tolist()
        for name, values in close.keys.items():
            assert values.tobytes() == chunks[-1].keys[name][-1:].tobytes()


@pytest.mark.parametrize(
    "link", [*RUNS.values(), "epochs=1", "epochs=20", "epochs=250", "epochs=251", "epochs=2501&hidden=0"]
)
def test_each_keyframe_array_has_a_row_for_each_keyframe(link):
    chunks, _ = tape(experiment(link))
    for chunk in chunks:
        assert {len(v) for v in chunk.steps.values()} == {chunk.last - chunk.first + 1}
        assert {len(v) for v in chunk.keys.values()} <= {len(keyframes(chunk))}
    assert keyframes(chunks[-1])[-1] == chunks[-1].stop.step, "the final step is a keyframe"
    assert sum(len(keyframes(chunk)) for chunk in chunks) <= 252


def test_a_run_of_one_step():
    (chunk,), _ = tape(experiment("epochs=1"))
    assert (chunk.first, chunk.last, chunk.stop.reason, chunk.stop.step) == (0, 1, "epochs", 1)
    assert len(chunk.steps["loss"]) == 2


@pytest.mark.parametrize(("last_finite", "lr"), AT_A_BORDER.items())
def test_divergence_at_a_chunks_border_leaves_no_empty_chunk(last_finite, lr):
    e = experiment(f"gate=and&hidden=0&out=linear&opt=gd&lr={lr}&epochs=200")
    chunks, _ = tape(e)
    assert chunks[-1].stop.reason == "diverged"
    assert chunks[-1].stop.step == chunks[-1].last == last_finite
    assert len(chunks) == last_finite // 20 + 1
    assert all(np.isfinite(chunk.steps["loss"]).all() and len(chunk.steps["loss"]) for chunk in chunks)
    assert np.isfinite(chunks[-1].steps["params"][-1]).all()


def test_the_last_picture_of_a_diverged_run_is_that_of_its_last_finite_step():
    """Also in a long run, whose outputs are read at keyframes only."""
    for link in ("epochs=6000&lr=3.1", "epochs=6000&lr=11.5", "epochs=200&lr=11.5"):
        e = experiment(f"gate=and&hidden=0&out=linear&opt=gd&{link}")
        last = tape(e)[0][-1]
        assert last.stop.reason == "diverged"
        readings = last.steps | last.keys
        outputs = e.network.forward(readings["params"][-1], CORNERS)[:, 0]
        assert np.isfinite(outputs).all()
        assert readings["outputs"][-1].tolist() == outputs.tolist()


@pytest.mark.parametrize("epochs", [6000, 1000])
def test_the_last_moments_of_a_diverged_run_are_those_of_its_last_finite_step(epochs):
    """Stepping back from the first overflow takes the optimiser's state along."""
    e, _ = read_link(f"task=sine&opt=adamw&lr=0.5&wd=10&epochs={epochs}&act=tanh")
    last = tape(e)[0][-1]
    assert last.stop.reason == "diverged"
    trainer = Trainer(e)
    with np.errstate(over="ignore"):
        for _ in range(last.stop.step):
            trainer.measure()
            trainer.update()
    moments = (last.steps | last.keys)["moments"][-1]
    assert moments.tobytes() == adam_moments(trainer).tobytes()


def test_threshold_zero_decides_a_step_by_what_it_fires():
    """A step's outputs are 0 and 1 whatever its threshold: at threshold 0 a 0 is still a 0."""
    e = experiment("gate=and&hidden=0&rule=perceptron&opt=gd&lr=1&threshold=0&init=given&w=1,1,-1.5&epochs=3")
    chunks, _ = tape(e)
    assert chunks[0].steps["outputs"][0].tolist() == [0, 0, 0, 1]
    assert (chunks[0].steps["right"] == 4).all()


def test_equal_softmax_outputs_count_as_class_1_where_argmax_takes_the_first():
    (chunk, *_), _ = tape(experiment("gate=and&loss=softmax_ce&init=zeros&hidden=2&epochs=1"))
    assert chunk.steps["outputs"][0].tolist() == [0.5] * 4
    assert chunk.steps["right"][0] == 1, "AND has one corner of class 1"


@pytest.mark.parametrize("out", ["linear", "step", "sigmoid", "tanh", "relu", "leaky_relu", "softplus"])
def test_the_line_is_where_the_output_crosses_the_threshold(out):
    e = replace(experiment(f"gate=and&hidden=0&opt=gd&init=given&w=1,2,-1.2&epochs=1&out={out}"), threshold=0.3)
    (chunk,), _ = tape(e)
    (x0a, x0b), (x1a, x1b) = chunk.keys["line"][0]
    (foot0, tip0), (foot1, tip1) = chunk.keys["normal"][0]
    theta = chunk.steps["params"][0]
    points = np.array([[x0a, x1a], [x0b, x1b], [foot0, foot1]])
    normal = np.array([tip0 - foot0, tip1 - foot1])
    above, below = (e.network.forward(theta, points + side * 1e-6 * normal)[:, 0] for side in (1, -1))
    assert (above >= 0.3).all() and (below < 0.3).all()
    assert normal @ (x0b - x0a, x1b - x1a) == pytest.approx(0.0, abs=1e-9)


def test_a_recording_trains_no_further_than_it_must():
    """The look at the next step is not a step more: the link goes on exactly after the chunk."""
    e = experiment("epochs=90")
    _, link = record(e, START, 0)
    assert link.snapshot.step == 20
    trainer = Trainer(e)
    for _ in range(20):
        trainer.measure()
        trainer.update()
    assert link.snapshot.theta.tobytes() == trainer.theta.tobytes()
