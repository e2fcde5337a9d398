"""The experiment and its link: every link gives a valid experiment, says what was wrong, and is kept for ever."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.command import report
from core.data.clouds import DATA
from core.data.gates import GATES
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.experiment.link import from_pairs, to_query
from core.experiment.values import settle
from core.learning.learner import RULES
from core.tasks.descent.catalogue import SURFACES
from core.tasks.gates.experiment import DEFAULT, SETTINGS, GateExperiment
from core.tasks.registry import TASKS, read_link

PROMISED = json.loads((Path(__file__).parent / "promised_links.json").read_text(encoding="utf-8"))

HOSTILE = (
    "", "nan", "inf", "-inf", "1e999", "-1e999", "1e-999", "-0", "9" * 30, "-" + "9" * 30, "9" * 5000, "１２", "٤", "½",
    "0x10", "1_000", "1,5", "%", "%00", "%zz", "%F0%9F", "%e3%81%82", "\x00", "\ud800", "\u202e", "&", "=", ";", "+",
    " 1", "None", "[]", "1e5", "0.5.5", "--1", "a" * 3000, "64-64-64-64-64-64", "64-64-64-64-64-64-64", "0-0", "4-",
    "-", "1-2-3", "0,0,0", "1,2,3,4,5,6,7,8,9", "1,nan,2", ",", "0," * 200 + "0", "<b>", "`x`", "../../etc", "true",
    "{0}", "%(x)s", "\n\r", "🙂",
)  # fmt: skip
EDITS = (
    "", "0:w1.0.1:0.5", "3:lr:0.1;3:opt:gd;9:mom:0.2", "5:h1.1:off;5:h1.1:on;7:h1.1:off;8:h1.1:on", "4:batch:2;4:l1:1",
    "1:b2.1:frozen;2:b2.1:-1e6;3:b2.1:free", "2999:x1:off", "2:y:off;2:h7.1:off;2:w9.9.9:1;2:lr:0;2:batch:-1;2:eps:9",
)  # fmt: skip
VALID = {
    key: s.choices or (s.write(getattr(DEFAULT, key)), f"{s.low:.15g}", f"{s.high:.15g}", "1", "2", "0.5", "3000")
    for key, s in SETTINGS.items()
    if key not in ("edits", "pts")
} | {
    "edits": EDITS,
    "pts": ("", "0,0,0;0.3,1,1;-10,10,1", "1,1,1"),
    "hidden": ("0", "1", "4-2", "64-64-64-64-64-64"),
    "w": ("", "1", "0.5,-1,1e-3", "0,0,0,0,0,0"),
}
KEYS = (*SETTINGS, "at", "lang", "", "W", "Hidden", "__class__", "hidden ", "a\x00b", "ｇａｔｅ")


def plausible(rng):
    """A query string of known and unknown keys with allowed and hostile values, some repeated, some escaped."""
    parts = []
    for _ in range(rng.choice((0, 1, 2, 4, 8, 30))):
        key = rng.choice(KEYS)
        kind = rng.random()
        if kind < 0.6 and key in VALID:
            value = rng.choice(VALID[key])
        elif kind < 0.9:
            value = rng.choice(HOSTILE)
        else:
            value = "".join(
                chr(rng.choice((rng.randrange(128), rng.randrange(0x110000)))) for _ in range(rng.randrange(8))
            )
        parts.append(rng.choice(("{}={}", "{}={}", "{}={}", "{}", "{}=={}", "{}={}&")).format(key, value))
    return rng.choice(("&", "&", "&", "&&", ";")).join(parts)


def problems_of(query):
    """The problems as {key: code}."""
    return {p.key: p.code for p in read_link(query)[1]}


@settings(max_examples=10)
@given(st.integers(0, 2**62))
def test_any_link_gives_a_valid_experiment_that_its_own_link_gives_again(seed):
    """Seven thousand links: a thing so cheap is best drawn many at a time."""
    for k in range(700):
        check_that_a_text_is_settled(plausible(random.Random(seed + k)))


@settings(max_examples=1000)
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_gives_a_valid_experiment_that_its_own_link_gives_again(text):
    check_that_a_text_is_settled(text)


def check_that_a_text_is_settled(query):
    e, problems = read_link(query)
    for key, setting in SETTINGS.items():
        value = getattr(e, key)
        assert setting.parse(setting.write(value)) == value
    assert e.init != "given" or len(e.w) == e.network.n_params
    assert read_link(to_query(e)) == (e, [])
    assert settle(e) == (e, [])
    for problem in problems:
        line = str(problem)
        assert line.isprintable() and len(line) < 1000, "a message is one short line"


def test_the_empty_link_is_the_default():
    assert read_link("") == (DEFAULT, [])
    assert read_link("?") == (DEFAULT, [])
    assert to_query(DEFAULT) == ""


def test_a_bad_value_names_itself_what_is_allowed_and_what_is_used_and_the_rest_counts():
    e, (problem,) = read_link("gate=and&lr=quick&seed=42&hidden=0")
    assert (e.gate, e.lr, e.seed, e.hidden) == ("and", DEFAULT.lr, 42, ())
    assert (problem.code, problem.key, problem.value, problem.used) == ("value", "lr", "quick", "0.02")
    assert problem.is_error
    for part in ("lr=quick", "1e-10 to 100", "0.02 is used"):
        assert part in str(problem)


@pytest.mark.parametrize("key", SETTINGS)
def test_every_key_falls_back_to_its_default(key):
    e, problems = read_link(f"{key}=nonsense&epochs=77" if key != "epochs" else "epochs=nonsense&seed=77")
    assert [(p.code, p.key, p.value) for p in problems] == [("value", key, "nonsense")]
    assert getattr(e, key) == getattr(DEFAULT, key)
    assert 77 in (e.epochs, e.seed)


def test_an_unknown_key_is_named_with_the_known_ones():
    e, (problem,) = read_link("speling=1&gate=or")
    assert e.gate == "or"
    assert (problem.code, problem.key, problem.is_error) == ("unknown", "speling", True)
    assert all(key in problem.allowed.split(", ") for key in SETTINGS)


def test_the_pages_own_keys_are_passed_over():
    assert read_link("at=318&lang=ja&gate=or", also=("at", "lang")) == (
        GateExperiment(gate="or"),
        [],
    )


def test_the_first_of_a_repeated_key_counts():
    e, (problem,) = read_link("seed=1&seed=2")
    assert e.seed == 1
    assert (problem.code, problem.key, problem.value, problem.used) == ("twice", "seed", "2", "1")


@pytest.mark.parametrize(
    ("query", "key", "because"),
    [
        ("mom=0.5", "mom", "opt=adam"),
        ("opt=gd&b1=0.5", "b1", "opt=gd"),
        ("hidden=0&act=relu", "act", "hidden=0"),
        ("points=9", "points", "data=corners"),
        ("data=spiral&gate=and", "gate", "data=spiral"),
        ("data=spiral&spread=0.5", "spread", "data=spiral"),
        ("rule=online&batch=2", "batch", "rule=online"),
        ("init=he&scale=3", "scale", "init=he"),
        ("w=1,2", "w", "init=xavier"),
    ],
)
def test_a_key_without_effect_is_named_and_dropped_but_is_no_error(query, key, because):
    e, (problem,) = read_link(query)
    assert (problem.code, problem.key, problem.other, problem.is_error) == ("no_effect", key, because, False)
    assert getattr(e, key) == getattr(DEFAULT, key)


def test_settings_that_train_alike_are_one_experiment():
    """They share one tape, so whatever has no effect must not tell them apart."""
    assert read_link("hidden=0&act=relu&mom=0.1")[0] == read_link("hidden=0")[0]
    assert read_link("threshold=-0")[0] == read_link("threshold=0")[0]
    assert to_query(read_link("threshold=-0")[0]) == to_query(read_link("threshold=0")[0])


@pytest.mark.parametrize(
    ("query", "conflicts", "result"),
    [
        ("rule=perceptron&hidden=4", {"hidden": "conflict"}, {"hidden": (), "rule": "perceptron"}),
        ("rule=perceptron&hidden=0&loss=bce", {"loss": "conflict"}, {"loss": "mse"}),
        ("rule=perceptron&hidden=0&out=relu", {"out": "conflict"}, {"out": "sigmoid"}),
        ("loss=bce&out=tanh", {"out": "conflict"}, {"out": "sigmoid", "loss": "bce"}),
        ("loss=softmax_ce&out=tanh", {"out": "conflict"}, {"loss": "softmax_ce"}),
        ("init=given&w=1,2,3", {"w": "value"}, {"init": "xavier", "w": ()}),
        ("init=given&hidden=0&w=1,2,3", {}, {"init": "given", "w": (1.0, 2.0, 3.0)}),
        ("data=clouds&points=2500&batch=1&epochs=500", {"epochs": "too_much"}, {}),
        ("hidden=64-64-64-64-64-64&data=spiral&points=2500&epochs=20000", {"epochs": "too_much"}, {}),
    ],
)
def test_contradictions_are_resolved_and_named(query, conflicts, result):
    e, problems = read_link(query)
    assert {p.key: p.code for p in problems} == conflicts
    assert all(p.is_error for p in problems)
    for key, value in result.items():
        assert getattr(e, key) == value


def test_what_stands_in_for_too_many_epochs_is_named():
    e, (problem,) = read_link("data=clouds&points=2500&batch=1&epochs=500")
    assert str(e.epochs) == problem.used
    assert e.epochs < 500


def test_no_link_asks_for_hours():
    """Each update of a mini-batch also measures the loss over all samples: that is the work that counts."""
    for hidden in ("0", "64", "64-64-64-64-64-64"):
        for batch in ("rule=online", "batch=1", "batch=10", "batch=0"):
            e, problems = read_link(f"data=clouds&points=2500&test=0&hidden={hidden}&epochs=20000&{batch}")
            assert e.total * e.n_train * e.network.n_params <= 1e10, (hidden, batch)
            assert e.total <= 100_000
            if e.epochs < 20_000:
                assert {p.code for p in problems} == {"too_much"}
                more = replace(e, points=e.points + 1) if e.points < 2500 else replace(e, epochs=e.epochs + 1)
                assert settle(more)[0] == e, "no less than can be afforded"


def test_too_long_or_too_full_a_link_is_refused_as_a_whole():
    for query in ("gate=or&w=" + "1," * 40_000 + "1", "&".join(f"k{i}=1" for i in range(300))):
        e, (problem,) = read_link(query)
        assert (e, problem.code, problem.is_error) == (DEFAULT, "link", True)


def test_a_list_so_long_that_its_link_could_not_be_read_again_is_refused():
    sizes = "64-64-64"
    n = read_link(f"hidden={sizes}")[0].network.n_params
    e, problems = read_link(f"hidden={sizes}&init=given&w=" + ",".join(["1e6"] * n))
    assert {p.key for p in problems if p.is_error} == {"w"}
    assert read_link(to_query(e)) == (e, [])


@pytest.mark.parametrize("data", DATA)
def test_the_counts_of_samples_are_those_of_the_data(data):
    for points, test in ((1, 90), (3, 30), (50, 0), (7, 50)):
        e, _ = from_pairs([("data", data), ("points", str(points)), ("test", str(test))], kind=GateExperiment)
        loaded = e.load()
        assert (len(loaded.x), len(loaded.x_test)) == (e.n_train, e.n_test)


@pytest.mark.parametrize("link", [link for link in PROMISED if "loss" in PROMISED[link]])
def test_promised_link(link):
    """Old links give the losses they gave when they were handed out. Never edit an entry: only add."""
    promise = PROMISED[link]
    e, problems = read_link(link)
    assert problems == []
    result = report(e)
    assert (result["stop"]["reason"], result["stop"]["step"]) == (promise["stop"], promise["at"])
    for step, loss in promise["loss"].items():
        assert result["loss"][int(step)] == pytest.approx(loss, rel=1e-9), f"step {step}"


@pytest.mark.parametrize("link", [link for link in PROMISED if "rows" in PROMISED[link]])
def test_promised_link_of_a_task_that_trains_nothing(link):
    """Paths, values, differences: rows of the record by array and step, flat. Never edit an entry: only add."""
    promise = PROMISED[link]
    e, problems = read_link(link)
    assert problems == []
    chunk = TASKS[e.task].run.record(e)
    assert (chunk.stop.reason if chunk.stop else None, chunk.last) == (promise["stop"], promise["at"])
    for name, rows in promise["rows"].items():
        for step, row in rows.items():
            assert chunk.steps[name][int(step)].ravel().tolist() == pytest.approx(row, rel=1e-9), f"{name}, step {step}"


def test_every_surface_optimiser_and_setting_of_the_descent_is_promised():
    promised = [e for link in PROMISED if (e := read_link(link)[0]).task == "descent"]
    assert {e.surface for e in promised} == {*SURFACES, "own"}
    assert {w.opt for e in promised for w in e.walkers} == set(OPTIMIZERS)
    assert {e.grad for e in promised} == {"exact", "numeric", "noisy"}
    for key in promised[0].settings:
        assert any(getattr(e, key) != e.default(key) for e in promised), f"no promise for another {key}"


def test_every_choice_is_promised():
    promised = [e for link in PROMISED if (e := read_link(link)[0]).task == "gates"]
    for key, names in (
        ("data", DATA), ("gate", GATES), ("act", ACTIVATIONS), ("out", ACTIVATIONS), ("loss", LOSSES), ("rule", RULES),
        ("opt", OPTIMIZERS), ("init", (*INITIALIZERS, "given")),
    ):  # fmt: skip
        assert {getattr(e, key) for e in promised} == set(names), key
    for key in SETTINGS:
        assert any(getattr(e, key) != getattr(DEFAULT, key) for e in promised), f"no promise for another {key}"


def test_what_agrees_with_the_rule_is_not_complained_about():
    assert read_link("gate=and&hidden=0&out=step&rule=perceptron&epochs=5")[1] == []
