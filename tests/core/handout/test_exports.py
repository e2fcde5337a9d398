"""What is handed out says what the tape says, to the last digit."""

import csv
import io
import json

import numpy as np
import pytest

from core.engine.losses import loss
from core.handout.exports import WIDEST, history_csv, parameters_json, row_json
from core.record.timeline import Timeline
from core.tape.cache import TapeStore
from core.tasks.registry import TASKS, read_link

LINK = 'https://example.org/logic_gates?gate=and&w=1,2&f="x"&at=3'


def whole(e):
    """Every chunk of a run, as it is recorded."""
    store = TapeStore(lambda chunk: chunk)
    chunks = []
    for number in range(Timeline(e.total).n_chunks):
        chunks.append(store.chunk(e, number))
        if chunks[-1].stop:
            break
    return store, chunks


@pytest.mark.parametrize(
    "query",
    [
        "epochs=60",
        "gate=and&hidden=0&rule=perceptron&epochs=5",
        "gate=and&hidden=0&out=linear&opt=gd&lr=30",  # diverges
        "task=sine&epochs=30&val=20",
        "task=descent&walkers=gd:0.1;adam:0.1",
        "task=linear",
    ],
)
def test_the_history_reads_back_as_the_tapes_numbers(query):
    e, problems = read_link(query)
    assert not problems
    _, chunks = whole(e)
    told = [name for name in chunks[0].steps if e.column_names(name) != []]
    steps = {name: np.concatenate([chunk.steps[name] for chunk in chunks]) for name in told}
    rows = list(csv.reader(io.StringIO(history_csv(e, steps, LINK))))
    head, body = rows[0], rows[1:]
    assert len(set(head)) == len(head)
    assert [row[0] for row in body] == [str(step) for step in range(chunks[-1].last + 1)]
    flat = [a.reshape(len(a), -1) for a in steps.values() if a[0].size <= WIDEST]
    numbers = np.array([[float(cell or "nan") for cell in row[1:-1]] for row in body])
    assert np.array_equal(numbers, np.where(np.isfinite(f := np.hstack(flat)), f, np.nan), equal_nan=True)
    assert [row[-1] for row in body] == [LINK] + [""] * (len(body) - 1)


def test_columns_are_named_after_what_they_hold():
    e, _ = read_link("hidden=2&epochs=3")
    _, chunks = whole(e)
    head = history_csv(e, chunks[0].steps, LINK).splitlines()[0]
    assert head == (
        "step,loss,right,W1_0_0,W1_0_1,W1_1_0,W1_1_1,b1_0,b1_1,W2_0_0,W2_1_0,b2_0,"
        "outputs_0,outputs_1,outputs_2,outputs_3,error_0,error_1,error_2,error_3,link"
    ), "the player's code for a decision says nothing that outputs and targets do not"


def test_a_single_float_has_the_digits_that_tell_it_from_its_neighbours():
    e, _ = read_link("epochs=3")
    sizes = np.array([0.3, 1e-10, np.inf], np.float32)
    lines = history_csv(e, {"sizes": sizes, "loss": sizes.astype(float)}, LINK).splitlines()[1:]
    assert [line.split(",")[1] for line in lines] == ["0.3", "1e-10", ""]
    assert lines[0].split(",")[2] == "0.30000001192092896"


@pytest.mark.parametrize(
    ("query", "step"),
    [
        ("epochs=80", 57),
        ("hidden=16-16&epochs=80", 80),  # a tape that does not carry all parameters
        ("task=sine&epochs=60", 33),
        ("gate=and&hidden=0&out=linear&opt=gd&lr=30&epochs=5000", 10**6),  # ends before that
    ],
)
def test_the_parameters_give_the_loss_of_their_step(query, step):
    e, _ = read_link(query)
    store, chunks = whole(e)
    trainer = store.trainer(e, min(step, e.total))
    with np.errstate(over="ignore"):
        text = parameters_json(e, trainer.theta, trainer.step, trainer.measure(), chunks[-1].stop, LINK)
    said = json.loads(text)
    assert said["link"] == LINK
    assert said["end"] == {"step": chunks[-1].stop.step, "reason": chunks[-1].stop.reason}
    assert said["step"] == min(step, chunks[-1].last)
    theta = np.concatenate([np.concatenate([np.ravel(layer["W"]), layer["b"]]) for layer in said["layers"]])
    assert [tuple(layer["shape"]) for layer in said["layers"]] == list(e.network.shapes)
    data = e.load()
    there = loss(e.loss).value(e.network.forward(theta, data.x), e.targets(data.y))
    recorded = np.concatenate([chunk.steps["loss"] for chunk in chunks])[said["step"]]
    assert there == pytest.approx(recorded, rel=1e-12)
    assert said["loss"] == recorded


def test_a_standardised_curve_says_how():
    e, _ = read_link("task=sine&epochs=3")
    store, chunks = whole(e)
    said = json.loads(parameters_json(e, store.trainer(e, 3).theta, 3, 1.0, chunks[-1].stop, LINK))
    assert said["scales"]["y"] == {"shift": e.load().y_scale.shift, "size": e.load().y_scale.size}
    assert said["scales"]["x"] == {"shift": 0.0, "size": 1.0}


def test_a_sweep_gives_its_row():
    e, _ = read_link("task=descent&walkers=gd:0.1;adam:0.1&surface=monkey")
    chunk = TASKS[e.task].run.record(e)
    said = json.loads(row_json(e, {name: a[7] for name, a in chunk.steps.items()}, 7, chunk.stop, LINK))
    assert said["values"]["path"] == chunk.steps["path"][7].tolist()
    assert said["values"]["distance"] == [None, None]  # the monkey saddle has no lowest point
    assert said["settings"]["walkers"] == "gd:0.1;adam:0.1"


def test_lists_of_numbers_stand_in_one_line():
    e, _ = read_link("hidden=3&epochs=1")
    store, chunks = whole(e)
    text = parameters_json(e, store.trainer(e, 0).theta, 0, 1.0, chunks[-1].stop, LINK)
    assert '"shape": [2, 3]' in text
    assert len(text.splitlines()) < 75
