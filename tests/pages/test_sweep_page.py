"""The sweep page: it starts by a link or by hand, says what is wrong and starts nothing then."""

import json
from urllib.parse import parse_qs

import pytest

from core.learning.learner import Learner
from core.sweep.axes import read_axis, sweepable
from core.sweep.reading import read_sweep
from core.tasks.registry import TASKS
from pages.ui import sweep_stage
from pages.ui.sweep_offers import in_order, offered
from tests.pages.opening import go, open_page, packets, widget

PAGE = "pages/sweep.py"
TRAINED = [task.kind for task in TASKS.values() if issubclass(task.kind, Learner)]


def sweeps(app):
    """What the pictures on the page were told; nothing where no sweep was started."""
    return [packet for packet in packets(app) if "axes" in packet]


def test_a_link_starts_its_sweep():
    (told,) = sweeps(open_page(PAGE, over=["hidden:2,3", "opt:gd,adam"], seeds="3", epochs="60", show="loss"))
    assert [axis["values"] for axis in told["axes"]] == [["2", "3"], ["gd", "adam"]]
    assert [axis["labels"] for axis in told["axes"]] == [["2", "3"], ["gradient descent", "Adam"]]
    assert (told["runs"], told["seeds"], told["show"], told["lab"]) == (12, 3, "loss", "logic_gates")
    assert told["command"] == "python -m core.sweep 'epochs=60' --over hidden=2,3 --over opt=gd,adam --seeds 3"
    sweep, problems = read_sweep(told["query"].partition("&lang=")[0])
    assert problems == [] and sweep.n_runs == 12


def test_without_a_sweep_there_are_questions_that_one_answers():
    app = open_page(PAGE, epochs="60")
    links = [
        link.proto for link in app.get("page_link") if link.proto.page == "sweep" and "over" in link.proto.query_string
    ]
    assert sweeps(app) == [] and len(links) >= 3
    assert all(read_sweep(link.query_string, also=("lesson", "lang", "go", "show"))[0] for link in links)


def test_the_form_starts_what_it_says():
    app = open_page(PAGE, lr="0.5")
    widget(app, "sweep-key0").select("hidden").run()
    assert widget(app, "sweep-values0-hidden").value == "2,3,4,8"
    widget(app, "sweep-key1").select("opt").run()
    widget(app, "sweep-values1-opt").set_value(["gd", "adam"])
    widget(app, "sweep-values0-hidden").set_value("2, 5")
    widget(app, "sweep-seeds").set_value(4)
    assert sweeps(app) == []
    start(app)
    (told,) = sweeps(app)
    assert [axis["values"] for axis in told["axes"]] == [["2", "5"], ["gd", "adam"]] and told["runs"] == 16
    assert parse_qs(told["query"])["lr"] == ["0.5"]
    assert app.query_params["over"] == ["hidden:2,5", "opt:gd,adam"] and app.query_params["seeds"] == "4"


def start(app):
    next(button for button in app.button if "sweep-form" in (button.form_id or "")).click()
    app.run()
    assert not app.exception


@pytest.mark.parametrize(("language", "said"), [("en", "is not allowed"), ("ja", "使えません")])
def test_what_is_wrong_is_said_stays_in_its_field_and_starts_nothing(language, said):
    app = open_page(PAGE, lang=language)
    widget(app, "sweep-values0-lr").set_value("0.1,nan")
    start(app)
    assert sweeps(app) == []
    (warning,) = app.warning
    assert "lr=nan" in warning.value and said in warning.value
    assert widget(app, "sweep-values0-lr").value == "0.1,nan"
    widget(app, "sweep-values0-lr").set_value("0.1,0.2")
    start(app)
    assert not app.warning and len(sweeps(app)) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"over": ["lr:"]}, {"over": ["lr:1..0.1:3"]}, {"over": ["lr:0.1..1:1000000000"]}, {"over": ["w:1,2"]},
        {"over": ["lr:0.1,0.2"], "seeds": "1000000000"}, {"over": ["lr:0.1,0.2"], "seeds": "-1"},
        {"over": ["lr:0.1", "opt:gd", "act:relu"]}, {"over": ["<b>:1"]}, {"over": ["opt:gd,sgd"], "task": "sine"},
        {"over": ["lr:0.1,1"], "task": "descent"}, {"over": ["lr:0.1,1"], "lr": "abc"},
        {"over": ["rule:exact,perceptron"]},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_link_that_asks_too_much_or_nonsense_is_refused(query, language):
    app = open_page(PAGE, **query, lang=language)
    assert sweeps(app) == [] and len(app.warning) >= 1
    assert app.warning[0].value.isascii() == (language == "en") or "×" in app.warning[0].value


def test_another_task_has_settings_of_its_own():
    app = open_page(PAGE, over=["lr:0.1,1"], seeds="1")
    widget(app, "sweep-task").select("sine").run()
    assert sweeps(app) == []
    start(app)
    (told,) = sweeps(app)
    assert told["lab"] == "sine_regression" and "task=sine" in told["query"]


def test_what_the_colours_say_is_in_the_link():
    app = open_page(PAGE, over=["lr:0.1,1"], seeds="1")
    assert "show" not in app.query_params
    app = go(app, PAGE, over=["lr:0.1,1"], seeds="1", show="steps")
    assert sweeps(app)[0]["show"] == "steps"
    app = go(app, PAGE, over=["lr:0.1,1"], seeds="1", show="luck")
    assert sweeps(app)[0]["show"] == "share" and "luck" in app.warning[0].value


def test_a_lab_leads_here_with_its_run():
    app = open_page("pages/sine_regression.py", lr="0.1", hidden="3")
    (link,) = [link.proto for link in app.get("page_link") if link.proto.label == "Sweep this run"]
    assert link.page == "sweep"
    assert {"task": ["sine"], "lr": ["0.1"], "hidden": ["3"]}.items() <= parse_qs(link.query_string).items()


def test_where_nobody_answers_at_addresses_the_parts_come_with_the_page(monkeypatch):
    monkeypatch.setattr(sweep_stage, "served", lambda: False)
    (told,) = sweeps(open_page(PAGE, over=["hidden:2,3"], seeds="2", epochs="40"))
    assert "query" not in told and [len(part["runs"]) for part in told["carried"]] == [4]
    texts = {file["kind"]: file["text"] for file in told["files"]}
    assert len(json.loads(texts["json"])["runs"]) == 4 and texts["csv"].startswith("link,over_hidden,seed,loss")


@pytest.mark.parametrize("kind", TRAINED, ids=lambda kind: kind.task)
def test_every_setting_comes_with_values_that_can_be_had(kind):
    keys = in_order(sweepable(kind))
    assert keys[0] == "lr" and set(keys) == set(sweepable(kind))
    for key in keys:
        assert len(read_axis(f"{key}={offered(kind, key)}", kind=kind).texts) > 1
