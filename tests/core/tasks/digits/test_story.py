"""The story of a digits run: what is said is true, once, wherever the tape is cut, and the buttons help."""

import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from core.record.event import Event
from core.record.timeline import Timeline
from core.tasks.digits.story import GAIN, IN_A_ROW, RISEN, tell
from core.tasks.registry import read_link, write_link
from pages.words import WORDS, translator
from pages.words.told import captioner
from tests.core.tapes import whole_tape

SMALL = "task=digits&size=7&hidden=16"
OVER = "task=digits&size=7&hidden=24&points=10&wrong=30&batch=10&epochs=80&lr=0.01"
NUMBERS = ("step", "since", "at", "over", "units", "now", "best", "right", "n", "low", "lowest", "loss", "test_loss",
           "share", "epochs")  # fmt: skip
SAID = ("start", "chance", "learning", "half", "learned", "over_fitted", "stuck", "lost", "dead", "growing")
MOODS = ("learned", "slipped", "over_fitted", "stuck", "lost", "dead", "growing", "few", "learning")


def experiment(link):
    e, problems = read_link(link)
    assert not problems
    return e


def run(link):
    """(experiment, events, columns of every step, columns of every keyframe)."""
    e = experiment(link)
    chunks = whole_tape(e)[0]
    steps, keys = (
        {name: np.concatenate([getattr(chunk, part)[name] for chunk in chunks]) for name in getattr(chunks[0], part)}
        for part in ("steps", "keys")
    )
    return e, [event for chunk in chunks for event in chunk.events], steps, keys


def stride_of(e):
    return Timeline(e.total).stride


def codes(events):
    return [event.code for event in events]


def applied(e, action):
    """The experiment that a button leads to."""
    return replace(e, **{key: e.settings[key].parse(value) for key, value in parse_qsl(action.value)})


def said(e, event, language="en"):
    return captioner(e, translator(language))(event)


def test_each_milestone_is_the_first_step_that_reaches_it():
    e, events, steps, keys = run(SMALL)
    assert codes(events)[:2] == ["start", "chance"] and codes(events)[-1] == "finished"
    right = steps["right"]
    for code, share in (("learning", 0.2), ("half", 0.5)):
        (event,) = [event for event in events if event.code == code]
        first = int(np.argmax(right >= share * e.n_watched))
        assert (event.at, event.facts["at"], event.facts["right"]) == (first, first, right[first])
    ending = said(e, events[-1]).text
    share, loss, test_loss = re.search(r"([\d.]+) % of.*; loss ([\d.]+) in training, ([\d.]+) on", ending).groups()
    assert (loss, test_loss) == (f"{steps['loss'][-1]:.4g}", f"{keys['test_loss'][-1]:.4g}")
    assert float(share) == round(100.0 * keys["test_right"][-1] / 600.0, 1)
    assert events[0].facts["right"] == right[0] and f"{steps['loss'][0]:.4g}" in said(e, events[0]).text


def chunk_of(right, loss, test_loss, *, first=0, dead=None):
    """Some steps, each a keyframe."""
    keys = {"test_loss": np.array(test_loss)} | ({} if dead is None else {"dead": np.array(dead)})
    steps = {"right": np.array(right), "loss": np.array(loss)}
    return SimpleNamespace(first=first, last=first + len(right) - 1, stride=1, steps=steps, keys=keys)


def by_hand():
    """Of 300: reached, lost and regained; then the test loss rises while the training loss falls."""
    right = [30, 40, 70, 160, 275, 100, 200, 280, 282, 284, 286, 288, 290]
    loss = [2.3, 2.2, 2.0, 1.0, 0.4, 1.5, 0.5, 0.3, 0.28, 0.26, 0.24, 0.22, 0.2]
    test_loss = [2.3, 2.2, 2.0, 1.0, 0.5, 1.5, 0.6, 0.5, 0.61, 0.62, 0.63, 0.64, 0.7]
    return right, loss, test_loss


def test_what_is_told_of_a_run_made_by_hand():
    e = experiment("task=digits")
    events, told = tell(e, chunk_of(*by_hand()), None, None)
    assert [(event.at, event.code) for event in events] == [
        (0, "start"), (1, "chance"), (2, "learning"), (3, "half"), (4, "learned"), (5, "lost"), (7, "learned"),
        (10, "over_fitted"),
    ]  # fmt: skip
    assert events[6].facts["at"] == 4, "said again, of the step at which it was first so"
    warned = events[-1].facts
    assert (warned["at"], warned["test_loss"], warned["lowest"], warned["low"]) == (10, 0.63, 4, 0.5)
    assert RISEN * 0.5 < 0.61 and IN_A_ROW == 3
    for cut in range(1, 13):
        early, half = tell(e, chunk_of(*(row[:cut] for row in by_hand())), None, None)
        late, after = tell(e, chunk_of(*(row[cut:] for row in by_hand()), first=cut), None, half)
        assert early + late == events and after == told, "the same, cut anywhere"


def test_a_layer_that_is_off_is_told_with_what_may_help():
    e, events, _, _ = run(f"{SMALL}&init=zeros&epochs=1")
    assert codes(events) == ["start", "dead", "finished"] and events[-1].facts["mood"] == "dead"
    assert [action.value for action in events[1].actions] == ["init=xavier"]
    e, events, _, keys = run(f"{SMALL}&opt=gd&lr=30&epochs=1")
    dead = next(event for event in events if event.code == "dead")
    assert dead.at % stride_of(e) == 0 and keys["dead"][dead.at // stride_of(e)] == 16
    assert [action.value for action in dead.actions] == ["lr=3", "act=leaky_relu"]
    assert all(said(e, dead, language).tone == "bad" for language in WORDS)


def test_stuck_means_that_the_loss_has_not_come_down_and_a_smaller_rate_helps():
    e, events, steps, _ = run(f"{SMALL}&act=tanh&lr=3&epochs=10&batch=100")
    stuck = next(event for event in events if event.code == "stuck")
    since = stuck.facts["since"]
    assert stuck.at - since >= max(100, 5 * e.updates_per_epoch)
    assert steps["loss"][since : stuck.at + 1].min() >= (1.0 - GAIN) * steps["loss"][since]
    action = stuck.actions[0]
    assert action.value == "lr=0.3"
    _, _, better, _ = run(f"{SMALL}&act=tanh&{action.value}&epochs=10&batch=100")
    assert better["loss"][-1] < steps["loss"][-1]


def test_a_run_that_creeps_is_told_to_hurry():
    _, events, _, _ = run(f"{SMALL}&lr=1e-6&epochs=20&batch=300")
    assert codes(events)[-2:] == ["stuck", "finished"]
    assert [action.value for action in events[-1].actions] == ["lr=3e-06"]


def test_over_fitting_is_told_once_and_each_button_lowers_the_test_loss():
    e, events, steps, keys = run(OVER)
    (warned,) = [event for event in events if event.code == "over_fitted"]
    stride = stride_of(e)
    k, low = warned.at // stride, warned.facts["lowest"] // stride
    assert keys["test_loss"][: k + 1].argmin() == low
    assert keys["test_loss"][k] > RISEN * keys["test_loss"][low]
    assert steps["loss"][warned.at] < steps["loss"][warned.facts["lowest"]]
    ending = events[-1]
    assert ending.facts["mood"] == "over_fitted" and said(e, ending).tone == "warn"
    assert [action.name for action in ending.actions] == ["labels", "decay", "fewer"]
    for action in ending.actions:
        _, _, _, better = run(write_link(applied(e, action)))
        assert better["test_loss"][-1] < keys["test_loss"][-1], action


def test_few_units_get_more():
    _, events, _, keys = run("task=digits&size=7&hidden=2&epochs=3")
    assert events[-1].facts["mood"] == "few"
    wider, longer = events[-1].actions
    assert (wider.value, longer.value) == ("hidden=16", "epochs=6")
    _, _, _, better = run("task=digits&size=7&hidden=16&epochs=3")
    assert better["test_right"][-1] > keys["test_right"][-1]


def test_diverging_is_seen_coming_and_ends_with_the_offered_rate():
    link = "task=digits&size=7&hidden=8&act=linear&opt=gd&epochs=2"
    _, events, steps, _ = run(f"{link}&lr=100")
    growing = next(event for event in events if event.code == "growing")
    assert steps["loss"][growing.at] > 1000 * steps["loss"][0]
    assert events[-1].code == "diverged" and len(events[-1].actions) == 1
    assert {"growing", "diverged"}.isdisjoint(codes(run(f"{link}&{events[-1].actions[0].value}")[1]))


def test_a_hand_that_makes_the_loss_jump_is_not_the_rate():
    plain, edited = (run(f"{SMALL}&epochs=2{edit}")[1] for edit in ("", "&edits=120:w2.1.1:900000"))
    assert [event for event in edited if event.at < 120] == [event for event in plain if event.at < 120]
    assert "growing" not in codes(edited)
    assert edited[-1].facts["steepest"] < 10.0


@pytest.mark.parametrize("language", WORDS)
def test_everything_that_can_be_said_has_words(language):
    e = experiment("task=digits")
    facts = dict.fromkeys(NUMBERS, 7.0) | {"lr": 0.1}
    events = [Event(9, code, facts) for code in SAID]
    events += [Event(9, code, facts | {"mood": m}) for m in MOODS for code in ("finished", "target", "plateau")]
    for event in events:
        sentence = captioner(e, translator(language))(event)
        assert sentence.text and "{" not in sentence.text
