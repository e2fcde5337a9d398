"""What travels to the browser: the very numbers of the tape, and pictures as exact as can be seen."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.gates import CORNERS, GATES
from core.experiment.link import from_pairs
from core.record.chunk import Chunk
from core.record.link import START
from core.tape.cache import TapeStore
from core.tape.tape import record
from core.tasks.gates.experiment import SETTINGS, GateExperiment
from core.tasks.registry import read_link
from core.wire import resource
from core.wire.packet import unpack
from core.wire.pieces import make_piece, run_id
from pages.words import translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape

RUNS = {
    "default": "epochs=240",
    "online": "gate=or&hidden=0&rule=online&opt=gd&epochs=40",
    "long": "gate=and&hidden=0&epochs=6000&opt=gd",
    "held out": "data=spiral&points=20&batch=7&hidden=3&epochs=30",
    "early end": "gate=and&target=0.03&epochs=240",
    "diverged": "gate=and&hidden=0&out=linear&opt=gd&lr=11.5&epochs=240",
    "softmax": "loss=softmax_ce&epochs=60",
    "middling": "hidden=20-20&epochs=60",
    "wide": "hidden=40-40&epochs=60",
}


def experiment(link):
    e, problems = read_link(link)
    assert not problems
    return e


def chunk_sent(e, number, store=None):
    """Part `number` as it travels."""
    piece = (store or TapeStore(make_piece)).chunk(e, number)
    return unpack(resource.part(e, piece, "chunk", captioner(e, translator("en"))))


def window_sent(e, first, last):
    piece = TapeStore(make_piece).detail(e, first, last)
    return unpack(resource.part(e, piece, "detail", captioner(e, translator("en"))))


def truth(e):
    return whole_tape(e)[0]


def same_numbers(piece, chunk):
    """Every array of the tape is there, exact but for what is only drawn, with a row for each step or keyframe."""
    for each, part in (("step", chunk.steps), ("key", chunk.keys)):
        for name, values in part.items():
            sent = piece["arrays"][name]
            assert sent.each == each
            assert sent.values.shape == values.shape
            if name == "field":
                shown = field_of(sent)
                assert np.abs(shown - values).max() <= error_of(sent, values)
            elif name in chunk.singles:
                np.testing.assert_allclose(sent.values, values, rtol=6e-8)
            else:
                np.testing.assert_array_equal(sent.values, values)


def field_of(sent):
    if sent.scale is None:
        return sent.values.astype(float)
    low, high = sent.scale
    return low + (high - low) * sent.values / 65535.0


def error_of(sent, values):
    """Half of one of 65535 levels, or that of float32."""
    if sent.scale is None:
        return np.abs(values).max() * 6e-8
    return (sent.scale[1] - sent.scale[0]) / 131070 * (1 + 1e-9)


@pytest.mark.parametrize("link", RUNS.values(), ids=RUNS)
def test_every_part_has_the_tapes_own_numbers(link):
    e, store = experiment(link), TapeStore(make_piece)
    chunks = truth(e)
    for number in {0, len(chunks) // 2, len(chunks) - 1}:
        sent, chunk = chunk_sent(e, number, store), chunks[number]
        (piece,) = sent["pieces"]
        assert (piece["kind"], piece["number"]) == ("chunk", number)
        assert (piece["first"], piece["last"]) == (chunk.first, chunk.last)
        same_numbers(piece, chunk)
        assert [c["at"] for c in piece["captions"]] == [event.at for event in chunk.events]
        assert (sent["run"], sent["total"]) == (run_id(e), e.total)
        assert sent["end"] == (chunks[-1].stop.step if number == len(chunks) - 1 else None)


@pytest.mark.parametrize("name", ["early end", "diverged"])
def test_a_number_past_an_early_end_gives_the_last_part(name):
    e = experiment(RUNS[name])
    last = truth(e)[-1]
    for number in (9, 11, 400):
        sent = chunk_sent(e, number)
        assert [(p["first"], p["last"]) for p in sent["pieces"]] == [(last.first, last.last)]
        assert sent["end"] == last.stop.step


def test_a_window_has_every_array_at_every_step():
    e = experiment(RUNS["long"])
    (piece,) = window_sent(e, 990, 1010)["pieces"]
    assert (piece["kind"], piece["first"], piece["last"], piece["stride"]) == ("detail", 990, 999, 1)
    assert {len(a.values) for a in piece["arrays"].values()} == {10}
    np.testing.assert_array_equal(piece["arrays"]["loss"].values, truth(e)[0].steps["loss"][990:1000])


@pytest.mark.parametrize(
    "link", ["gate=nand&hidden=2&epochs=60", "gate=and&hidden=0&rule=perceptron&opt=gd&lr=1&threshold=0&epochs=9"]
)
def test_the_truth_tables_verdicts(link):
    """error = target - output; decision = decided + 2 if right."""
    e = experiment(link)
    (chunk,) = [record(e, START, 0)[0]]
    arrays = make_piece(chunk).arrays
    for row, theta in enumerate(chunk.steps["params"]):
        outputs = e.network.forward(theta, CORNERS)[:, 0]
        fired = outputs >= (0.5 if e.network.output == "step" else e.threshold)
        for k, target in enumerate(GATES[e.gate]):
            assert arrays["error"].values[row, k] == pytest.approx(target - outputs[k], abs=1e-15)
            assert arrays["decision"].values[row, k] == int(fired[k]) + 2 * (fired[k] == bool(target))


def test_a_fields_early_pictures_survive_what_the_run_comes_to():
    """Beside keyframes of 10⁹ the first one must still show where the output passes from 0 to 1."""
    e = experiment("gate=and&hidden=40-40&act=relu&out=linear&opt=gd&lr=2&epochs=240")
    chunk = truth(e)[0]
    assert np.abs(chunk.keys["field"][-1]).max() > 1e9
    shown = field_of(make_piece(chunk).arrays["field"])
    assert np.abs(shown[0] - chunk.keys["field"][0]).max() < 0.02


@pytest.mark.parametrize("size", [0.0, -3.0, 1e9, 1e150])
def test_a_constant_field_of_any_size_can_be_sent(size):
    """Dead hidden nodes and a bias that diverges: one number everywhere."""
    field = np.full((2, 60, 60), size)
    piece = make_piece(Chunk(0, 1, 1, {}, {"field": field}, pictures=frozenset({"field"})))
    np.testing.assert_allclose(field_of(piece.arrays["field"]), field, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("size", [0.0, 3.0, 1e30, 1e-30, 1e150, 1e-150, np.nan, np.inf])
def test_what_is_drawn_keeps_seven_digits_of_any_size(size):
    lines = np.array([[size, -1.23456789], [0.0, 1.23456789e-8]])
    piece = make_piece(Chunk(0, 1, 1, {}, {"lines": lines}, singles=frozenset({"lines"})))
    np.testing.assert_allclose(piece.arrays["lines"].values, lines, rtol=6e-8)


def test_equal_experiments_have_one_name():
    assert run_id(experiment("threshold=-0")) == run_id(experiment("threshold=0"))
    assert run_id(experiment("seed=1")) != run_id(experiment("seed=2"))


def test_what_is_kept_is_counted():
    e = experiment(RUNS["long"])
    store = TapeStore(make_piece)
    pieces = [store.chunk(e, number) for number in range(3)]
    for piece in pieces:
        assert piece.nbytes == sum(a.values.nbytes for a in piece.arrays.values()) > 0
    assert store.nbytes >= sum(piece.nbytes for piece in pieces)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32))
def test_any_part_and_any_window_of_any_run_can_be_sent(seed):
    rng = random.Random(seed)
    pairs = [(k, rng.choice(s.choices)) for k, s in SETTINGS.items() if s.choices and rng.random() < 0.5]
    pairs += [("points", "3"), ("hidden", rng.choice(("0", "2", "2-2")))]
    pairs += [("epochs", rng.choice(("1", "7", "60", "300"))), ("lr", rng.choice(("0.01", "1", "100")))]
    e, _ = from_pairs(pairs, kind=GateExperiment)
    first, last = rng.choice(([0, 3], [e.total, e.total + 5], [e.total // 2, e.total], [17, 23]))
    for sent in (chunk_sent(e, rng.randrange(20)), window_sent(e, first, last)):
        for piece in sent["pieces"]:
            assert 0 <= piece["first"] <= piece["last"] <= e.total
            for array in piece["arrays"].values():
                assert array.each == "key" or len(array.values) == piece["last"] - piece["first"] + 1
