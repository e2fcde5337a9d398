"""A button under a sentence must help: its run is better in what the sentence complains about."""

from dataclasses import replace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from core.engine.optimizers import OPTIMIZERS
from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.record import record
from core.tasks.linear.model import factor
from core.tasks.registry import TASKS, read_link
from pages.words import translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape

LEAVING = {"growing", "diverged"}
RATES = (1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100)
LEARNERS = [
    "task=sine&opt=gd", "task=sine", "task=sine&opt=momentum", "task=sine&act=relu&opt=gd", "task=sine&act=tanh&opt=gd",
    "task=sine&loss=mse&opt=gd", "task=sine&hidden=0&opt=gd", "task=sine&rule=online&opt=gd", "opt=gd", "hidden=4",
    "gate=and&hidden=0&out=linear&opt=gd", "gate=and&hidden=0&out=linear&opt=momentum",
    "gate=and&hidden=0&out=linear&opt=gd&l2=2", "gate=and&hidden=0&out=linear&opt=gd&rule=online",
    "hidden=4&act=relu&out=linear&opt=gd", "gate=and&out=linear&opt=momentum&seed=37", "hidden=0&out=linear&opt=gd",
    *(f"gate={gate}&act=relu&out=linear&opt=momentum&seed={seed}" for gate in ("xor", "nand") for seed in (1, 3)),
]  # fmt: skip


def experiment(link):
    e, problems = read_link(link)
    assert not problems, problems
    return e


def applied(e, action):
    """The experiment that the button leads to."""
    pairs = parse_qsl(action.value, strict_parsing=True)
    return replace(e, **{key: e.settings[key].parse(value) for key, value in pairs})


def story(e):
    """(events, the whole tape's losses)."""
    chunks = [TASKS[e.task].run.record(e)] if TASKS[e.task].run.at_once else whole_tape(e)[0]
    losses = np.concatenate([chunk.steps["loss"] for chunk in chunks]) if "loss" in chunks[0].steps else None
    return [event for chunk in chunks for event in chunk.events], losses


def offers(e):
    """(event, its button) for every button that a run's sentences have."""
    caption = captioner(e, translator("en"))
    return [(event, action) for event in story(e)[0] for action in caption(event).actions]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("link", LEARNERS)
def test_another_rate_ends_what_is_complained_of(link, rate):
    """Leaving runs leave no more; stuck ones get lower. No run that only overshoots is slowed down."""
    e = experiment(f"{link}&lr={rate}&epochs={30 if 'online' in link else 200}")
    for event, action in offers(e):
        if not action.value.startswith("lr="):
            continue
        events, losses = story(applied(e, action))
        if action.label.startswith("Divide"):
            assert event.code in LEAVING or event.facts["mood"] == "growing", event
            assert not LEAVING & {later.code for later in events}, (event, action)
        else:
            assert losses[-1] < story(e)[1][-1], (event, action)


@pytest.mark.parametrize("task", ["gate=and&hidden=0&out=linear&opt=gd&lr=0.1", "task=sine&opt=gd&lr=0.01"])
def test_where_the_rate_was_set_by_hand_that_edit_is_changed(task):
    e = experiment(f"{task}&epochs=300&edits=20:w1.0.1:1;50:lr:30;290:lr:0.5")
    event, action = next((event, action) for event, action in offers(e) if action.label.startswith("Divide"))
    better = applied(e, action)
    assert event.at >= 50 and event.code in LEAVING
    assert better.lr == e.lr and [edit.what for edit in better.edits][:2] == ["w1.0.1", "lr"]
    assert float(better.edits[1].value) < 30
    assert not LEAVING & {later.code for later in story(better)[0]}


@pytest.mark.parametrize("rate", [*np.geomspace(1e-4, 90, 60).tolist(), 0.01, 1 / 156, 2 / 156, 0.0115, 0.0127])
@pytest.mark.parametrize("bias", [0, 1])
def test_the_linear_model_converges_faster_with_what_is_offered(rate, bias):
    e = experiment(f"task=linear&bias={bias}&lr={rate!r}&steps=60")
    caption = captioner(e, translator("en"))
    for event in story(e)[0]:
        told = caption(event)
        for action in told.actions:
            assert abs(factor(e, applied(e, action).lr)) < min(1.0, abs(factor(e, e.lr)))
        if told.tone in ("warn", "bad"):
            assert told.actions, "what is wrong has a remedy"


def test_the_default_linear_model_overshoots_and_is_left_alone():
    e = experiment("task=linear")
    told = [captioner(e, translator("en"))(event) for event in story(e)[0] if event.code == "overshoot"]
    assert [(caption.tone, caption.actions) for caption in told] == [("info", [])]


@pytest.mark.parametrize("opt", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_walkers_are_helped(surface, opt):
    """Out of the picture: they stay, or get lower. To and fro: the hop shrinks. Standing: they end lower."""
    for rate in (1e-10, 1e-3, 0.01, 0.1, 0.3, 1, 3, 10):
        e = experiment(f"task=descent&surface={surface}&walkers={opt}:{rate}&steps=200")
        for event, action in offers(e):
            if event.code == "finished":
                continue
            before, after = record(e).steps, record(applied(e, action)).steps
            if event.code == "bounces":
                hops = [np.hypot(*np.diff(steps["path"][-2:, 0], axis=0).T)[0] for steps in (before, after)]
                assert hops[1] < 0.2 * hops[0], (rate, action)
            elif event.code == "still":
                moved = [np.hypot(*(steps["path"][-1, 0] - steps["path"][0, 0])) for steps in (before, after)]
                assert moved[1] > 1e3 * moved[0], (rate, action)
            else:
                assert after["value"][-1, 0] < before["value"][-1, 0], (rate, event, action)


def test_no_seed_is_offered_where_no_weight_is_drawn():
    for init in ("zeros", "given&w=" + ",".join(["0"] * 17)):
        values = {action.value for _, action in offers(experiment(f"init={init}&epochs=100"))}
        assert "init=xavier" in values and not any(value.startswith("seed") for value in values)


def test_going_on_from_where_it_stands_is_offered_only_as_far_as_a_link_can_say():
    near = experiment("gate=and&hidden=0&rule=online&opt=gd&lr=3&out=linear&epochs=4")
    far = experiment("gate=and&hidden=0&rule=online&opt=gd&lr=3&out=linear&epochs=400")
    goes_on = [[action for _, action in offers(e) if action.value.startswith("init=given")] for e in (near, far)]
    assert goes_on[0] and not goes_on[1]
    assert applied(near, goes_on[0][-1]).lr == 0.03
