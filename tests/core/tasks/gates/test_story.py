"""The story: what is said of a run is true of it, and everything that can be said has words."""

import random
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.experiment.link import from_pairs, to_pairs
from core.record.event import Event
from core.tasks.gates.experiment import SETTINGS, GateExperiment
from core.tasks.gates.story import tell
from core.tasks.registry import read_link
from pages.words import WORDS, translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape


def run(link):
    """(experiment, events of the whole run, losses, right, stop)."""
    e, problems = read_link(link)
    assert not problems
    return e, *told(e)


def told(e):
    chunks, _ = whole_tape(e)
    losses, right = (np.concatenate([chunk.steps[name] for chunk in chunks]).tolist() for name in ("loss", "right"))
    return [event for chunk in chunks for event in chunk.events], losses, right, chunks[-1].stop


def codes(events):
    return [event.code for event in events]


def captions(e, events):
    return [
        caption(event) for language in WORDS for caption in [captioner(e, translator(language))] for event in events
    ]


@pytest.mark.parametrize("gate", ["xor", "xnor"])
def test_one_neuron_is_told_that_no_line_can_do_it_once_the_run_has_shown_it(gate):
    e, events, _, right, _ = run(f"gate={gate}&hidden=0&opt=gd&lr=1&epochs=300")
    told = [event for event in events if event.code == "inseparable"]
    assert codes(events)[0] == "start" and codes(events)[-2:] == ["inseparable", "finished"]
    assert told[0].at >= 20 and len(told) == 1, "the loss has rested for a while"
    assert events[-1].facts["mood"] == "inseparable"
    assert max(right) < 4
    assert not captions(e, events[:1])[0].actions, "a button would give the answer away"
    for event in [told[0], events[-1]]:
        for caption in captions(e, [event]):
            (action,) = caption.actions
            assert action.value == "hidden=2", "a button adds hidden units"


def test_a_run_too_short_to_rest_tells_it_at_its_end():
    _, events, *_ = run("gate=xor&hidden=0&epochs=20")
    assert "inseparable" not in codes(events)
    assert (events[-1].code, events[-1].facts["mood"]) == ("finished", "inseparable")


@pytest.mark.parametrize("link", ["gate=and&hidden=0", "gate=xor&hidden=2", "data=circle"])
def test_what_a_line_can_do_or_hidden_nodes_can_is_not_called_inseparable(link):
    assert "inseparable" not in codes(run(link + "&epochs=30")[1])


def test_learned_is_the_first_step_with_all_right():
    _, events, _, right, _ = run("gate=xor&hidden=4&epochs=500")
    first = next(step for step, n in enumerate(right) if n == 4 and step > 0)
    learned = [event for event in events if event.code == "learned"]
    assert [event.at for event in learned] == [first]
    assert learned[0].facts["learned_at"] == events[-1].facts["learned_at"] == first
    assert (events[-1].code, events[-1].facts["mood"]) == ("finished", "learned")


def test_learned_and_lost_follow_the_count():
    """By hand: right 0 1 2 4 4 3 4 of 4; progress is told when the count changes."""
    e, _ = read_link("gate=and&hidden=0&epochs=500")
    steps = {"loss": np.array([0.6, 0.5, 0.4, 0.3, 0.2, 0.25, 0.1]), "right": np.array([0, 1, 2, 4, 4, 3, 4])}
    events, state = tell(e, SimpleNamespace(first=0, steps=steps), None, None)
    assert [(event.at, event.code, event.facts["right"]) for event in events] == [
        (0, "start", 0), (1, "progress", 1), (2, "progress", 2), (3, "learned", 4), (5, "lost", 3), (6, "learned", 4),
    ]  # fmt: skip
    assert events[4].facts["learned_at"] == 3
    for cut in range(1, 7):
        early, told = tell(e, SimpleNamespace(first=0, steps={k: v[:cut] for k, v in steps.items()}), None, None)
        late, after = tell(e, SimpleNamespace(first=cut, steps={k: v[cut:] for k, v in steps.items()}), None, told)
        assert early + late == events and after == state, "the same, cut anywhere"


def test_stuck_after_fifty_epochs_without_progress():
    _, events, _, _, _ = run("init=zeros&epochs=100")
    said = [(event.at, event.code) for event in events if event.code != "progress"]
    assert said == [(0, "start"), (50, "stuck"), (100, "finished")]
    assert events[-1].facts["mood"] == "stuck"
    _, events, _, _, _ = run("init=zeros&epochs=60&rule=online&lr=1e-10")
    assert [event.at for event in events if event.code == "stuck"] == [200], "in epochs, not in updates"


def test_growing_then_diverged_with_the_limit():
    e, events, losses, _, stop = run("gate=and&hidden=0&out=linear&opt=gd&lr=3&epochs=2000")
    growing = next(event for event in events if event.code == "growing")
    assert growing.at == next(k for k, loss in enumerate(losses) if loss > 1000 * losses[0])
    assert (events[-1].code, events[-1].at) == ("diverged", stop.step)
    for caption in captions(e, [growing, events[-1]]):
        assert caption.tone == "bad"
        assert [action.value for action in caption.actions] == ["lr=0.3"], "a tenth of the learning rate"
    for caption in captions(e, [events[-1]]):
        assert "0.6277" in caption.text and str(stop.step) in caption.text


def test_growth_from_a_perfect_start_is_not_called_diverging():
    """Decay pulls given, perfect weights away: the loss grows from 0, but to no more than an ordinary one."""
    link = "gate=and&hidden=0&rule=perceptron&opt=gd&lr=0.01&l2=5&init=given&w=1,1,-0.75&epochs=60"
    e, events, losses, _, _ = run(link)
    assert losses[0] == 0.0 < max(losses) <= 1.0
    assert "growing" not in codes(events)
    assert all(caption.text for caption in captions(e, events))


def test_every_code_has_words_in_both_languages():
    """Whatever facts an event may lack."""
    e, _ = read_link("")
    moods = ("", "start", "inseparable", "progress", "learned", "lost", "stuck", "growing")
    facts = {
        "right": 3,
        "n": 4,
        "step": 9,
        "since": 2,
        "learned_at": 5,
        "over": 1e3,
        "loss": 0.1,
        "epochs": 5,
        "lr": 0.1,
        "gate": "xor",
        "score": "count",
    }
    events = [Event(9, code, facts) for code in moods[1:]]
    for mood in moods:
        events += [Event(9, code, facts | {"mood": mood}) for code in ("finished", "target", "plateau", "diverged")]
        events += [Event(9, "diverged", facts | {"mood": mood, "growth": 1.5, **more}) for more in ({}, {"limit": 0.5})]
    for caption in captions(e, events):
        assert caption.at == 9 and caption.text and "{" not in caption.text
        assert caption.tone in ("good", "bad", "warn", "info")


def some_experiment(seed):
    """Any settings, but small and short."""
    rng = random.Random(seed)
    pairs = []
    for key, setting in SETTINGS.items():
        if rng.random() < 0.5:
            continue
        if setting.choices:
            pairs.append((key, rng.choice(setting.choices)))
        elif key == "edits":
            pairs.append((key, f"{rng.randint(0, 40)}:w1.0.1:{rng.choice((0, 3, -1e6))};9:lr:3;15:batch:2;30:h1.1:off"))
        elif key == "pts":
            pairs.append((key, f"0,0,0;{rng.random():.3f},1,1;1,{rng.random():.3f},{rng.randint(0, 1)}"))
        elif key not in ("w", "hidden", "points", "epochs"):
            low, high = setting.low, setting.high
            value = rng.choice((low, high, low + (high - low) * rng.random() ** 6))
            pairs.append((key, setting.write(int(value) if setting.allowed.startswith("a whole") else float(value))))
    pairs += [("hidden", rng.choice(("0", "0", "1", "3", "3-2"))), ("points", str(rng.randint(1, 6)))]
    pairs += [
        ("epochs", str(rng.choice((1, 5, 30, 60)))),
        ("w", ",".join(str(rng.choice((0, 1, -1, 9.5, 1e6))) for _ in range(3))),
    ]
    return from_pairs(pairs, kind=GateExperiment)[0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
@example(50)  # goes on from three weights
@example(3331)  # ends with weights near 1e152, from which no link can go on
def test_any_run_can_be_told(seed):
    e = some_experiment(seed)
    events, losses, right, stop = told(e)
    assert events[0].at == 0
    assert [event.at for event in events] == sorted(event.at for event in events)
    assert events[-1].at == stop.step == len(losses) - 1
    for caption in captions(e, events):
        assert caption.text.strip()
        for action in caption.actions:
            assert action.label.strip()
            changes = dict(pair.split("=", 1) for pair in action.value.split("&"))
            _, problems = from_pairs(list((dict(to_pairs(e)) | changes).items()), kind=GateExperiment)
            assert not [p for p in problems if p.key in changes and p.is_error], "a button's link is a good one"
    for event in events:
        if event.code in ("learned", "lost"):
            assert right[event.facts["learned_at"]] == e.n_train
