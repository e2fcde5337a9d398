"""A sentence stands under the picture until the next one: each of its numbers must hold at every step till then, as
the readouts beside it show them, or name the step that it was true of."""

import re

import pytest

from core.tasks.descent.record import record
from core.tasks.registry import read_link
from pages.words import translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape

GATES = [
    "data=spiral&hidden=8-8&epochs=300&batch=10&lr=0.01", "data=spiral&hidden=0&epochs=60", "data=circle&hidden=3",
    "data=clouds&gate=xor&hidden=2&opt=gd&lr=0.5&spread=0.3&epochs=300", "hidden=2&opt=gd&lr=0.5&epochs=2000",
    "gate=and&hidden=0&out=linear&opt=gd&lr=0.7&epochs=400", "gate=or&hidden=0&rule=perceptron&opt=gd&lr=1&epochs=9",
    "gate=and&hidden=0&rule=online&opt=gd&lr=3&out=linear&epochs=60", "init=zeros&epochs=100&hidden=2",
    "hidden=4&opt=adam&lr=1.5&act=relu&epochs=400&seed=3", "data=gauss&noise=0.5&hidden=1&opt=gd&lr=30&epochs=200",
    "data=circle&points=20&hidden=3&lr=0.3&epochs=80&seed=20",
]  # fmt: skip
SINE = [
    "", "opt=gd&lr=0.01", "opt=gd&lr=0.05", "opt=gd&lr=0.1", "lr=0.5&act=relu", "act=relu&lr=2&opt=gd", "lr=1&act=tanh",
    "curve=step&hidden=3&epochs=900", "loss=mse&opt=momentum&lr=1", "rule=online&opt=gd&lr=0.3&epochs=30", "hidden=0",
    "batch=4&opt=gd&lr=0.05&epochs=60&val=20", "opt=rmsprop&lr=0.3&epochs=400", "loss=half_mse&lr=0.003",
]  # fmt: skip


def told(link):
    """(sentence, its step, step, {name: the readout's number}) for every step of a run."""
    e, problems = read_link(link)
    assert not problems
    chunks, caption = whole_tape(e)[0], captioner(e, translator("en"))
    sentences = [(event.at, caption(event).text) for chunk in chunks for event in chunk.events]
    for chunk in chunks:
        for k, step in enumerate(range(chunk.first, chunk.last + 1)):
            at, sentence = [pair for pair in sentences if pair[0] <= step][-1]
            yield e, sentence, at, step, {name: values[k] for name, values in chunk.steps.items() if values.ndim == 1}


def holds(e, sentence, step, now, first):
    for right, n in re.findall(r"(\d+) of (\d+) right", sentence):
        assert (int(right), int(n)) == (now["right"], e.n_train), (step, sentence)
    for low, high in re.findall(r"(\d+)–(\d+) % of the training points right", sentence):
        assert float(low) <= 100.0 * now["right"] / e.n_train < float(high), (step, sentence)
    for times in re.findall(r"(?:is|over) (\S+) times what it was at the start", sentence):
        assert "over" in sentence and now["loss"] > float(times) * first["loss"], (step, sentence)
    for loss in re.findall(r"(?<!the )[Ll]oss(?: now)? ([\d.e+-]*\d)", sentence):
        assert loss == f"{now['loss']:.4g}", (step, sentence)
    for per_point in re.findall(r"per point ([\d.e+-]*\d)", sentence):
        per = {"sse": e.n_train, "mse": 1.0, "half_mse": 0.5}[e.loss]
        assert per_point == f"{now['loss'] / per:.4g}", (step, sentence)


@pytest.mark.parametrize("link", [*GATES, *(f"task=sine&{link}" for link in SINE)])
def test_every_number_holds_as_long_as_the_sentence_stands(link):
    first, jumps, losses = None, {}, []
    for e, sentence, _, step, now in told(link):
        first = first or now
        losses.append(now["loss"])
        holds(e, sentence, step, now, first)
        for at, growth in re.findall(r"step (\d+) made the loss (\S+) times as large", sentence):
            jumps[int(at)] = growth
        for since, share in re.findall(r"since step (\d+): the loss has fallen by less than (\S+) %", sentence):
            assert min(losses[int(since) :]) >= (1.0 - float(share) / 100.0) * losses[int(since)], (step, sentence)
    assert all(growth == f"{losses[at] / losses[at - 1]:.4g}" for at, growth in jumps.items())


def test_some_run_says_each_of_these():
    said = " ".join({sentence for link in GATES for _, sentence, *_ in told(link)})
    said += " ".join({sentence for link in SINE for _, sentence, *_ in told(f"task=sine&{link}")})
    for part in ("training points right", " of 4 right", "times what", "since step", "made the loss", "lost again"):
        assert part in said, part


@pytest.mark.parametrize(
    "link", ["walkers=gd:1.5", "surface=saddle&walkers=gd:0.3&x0=1&x1=1", "walkers=momentum:2:0.5"]
)
def test_a_walker_that_leaves_is_told_with_the_step_that_the_numbers_are_of(link):
    e, _ = read_link(f"task=descent&{link}&steps=60")
    chunk, caption = record(e), captioner(e, translator("en"))
    left = [event for event in chunk.events if event.code in ("growing", "falling")]
    assert left
    for event in left:
        step, value = re.search(r"at step (\d+), f = (\S+) there", caption(event).text).groups()
        assert (int(step), value) == (event.at, f"{chunk.steps['value'][event.at, 0]:.4g}")
