"""The linear page and its plain form, as Streamlit runs them."""

import pytest
from streamlit.testing.v1 import AppTest

from core.experiment.link import from_query
from core.experiment.values import default_of, settings_of
from core.tasks.linear.experiment import ALONG, STAGES, LinearExperiment
from core.tasks.linear.model import manner
from core.tasks.linear.record import record
from core.wire.scene import plain
from pages.figures.linear import linear_scene
from pages.words import WORDS, translator
from pages.words.told import captioner
from tests.pages import opening
from tests.pages.opening import widget
from tests.pages.scenes import built, draw_figures, flaws, sent

QUERIES = (
    "", "lr=0.0001&steps=100", "bias=1&along=b1", "lr=0.5&steps=200", "x=0,0,0", "lr=0.00641025641025641&steps=1",
    "lr=0.012820512820512820", "slow=0", "x=0,1,0&along=w00", "w0=0,0,0&w1=0,0,0&b=1,0",
)  # fmt: skip


def open_page(**query: str) -> AppTest:
    return opening.open_page("pages/linear_model.py", **query)


def wanted(app):
    return app.session_state["linear.wanted"]


def test_a_link_sets_every_widget_that_it_names():
    app = open_page(lr="0.0001", steps="100", x="1,2,3", bias="1", along="b0")
    assert wanted(app) == LinearExperiment(lr=0.0001, steps=100, x=(1.0, 2.0, 3.0), bias=True, along="b0")
    assert widget(app, "linear-x").value == "1,2,3"
    assert widget(app, "linear-along").value == "b0"
    assert widget(app, "linear-bias").value


def test_changed_widgets_are_in_the_link_and_reset_takes_them_out():
    app = open_page()
    widget(app, "linear-lr").set_value("1e-4").run()
    widget(app, "linear-steps").set_value(100).run()
    assert wanted(app) == LinearExperiment(lr=0.0001, steps=100)
    assert app.query_params["lr"] == "0.0001" and app.query_params["steps"] == "100"
    app.button(key="reset").click().run()
    assert wanted(app) == default_of(LinearExperiment) and "lr" not in app.query_params


@pytest.mark.parametrize(("key", "text"), [("lr", "fast"), ("x", "5,2"), ("target", "1;0"), ("w0", ""), ("b", "NaN,1")])
def test_what_is_refused_is_said_and_the_last_value_stays(key, text):
    app = open_page(lang="ja")
    widget(app, f"linear-{key}").set_value(text).run()
    assert not app.exception and len(app.error) == 1
    assert wanted(app) == default_of(LinearExperiment)


def test_a_bad_link_is_named_with_how_many_numbers_are_wanted():
    text = " ".join(warning.value for warning in open_page(x="5,2").warning)
    assert "x=5,2" in text and "3 numbers" in text


@pytest.mark.parametrize("language", WORDS)
def test_every_setting_and_choice_has_words(language):
    say = translator(language)
    for key in settings_of(LinearExperiment):
        assert say(f"set_linear_{key}")
    assert len({say(f"linear_along_{name}") for name in ALONG}) == len(ALONG)
    assert all(say(f"linear_{manner(f)}") for f in (1.0, 0.5, 0.0, -0.5, -1.0, -2.0))
    assert all(say(f"linear_stage{j}") for j in range(1, STAGES + 1))


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", WORDS)
def test_every_event_has_words_and_every_picture_what_it_shows(language, query):
    e, problems = from_query(query, kind=LinearExperiment)
    assert not problems
    say, chunk = translator(language), record(e)
    caption = captioner(e, say)
    assert all(caption(event).text for event in chunk.events)
    scene = built(e, say)
    assert flaws(scene, sent(e)) == []
    draw_figures(scene)


def test_the_tables_hold_the_notebooks_digits():
    e = LinearExperiment(lr=0.0001, steps=100)
    panels = {panel["id"]: panel for panel in plain(linear_scene(e, None, translator("en")))["panels"]}
    table = {row[0]["text"]: row[1]["text"] for row in panels["losses"]["rows"]}
    assert list(table) == [str(k) for k in range(0, 101, 10)]
    assert table["0"] == "113.29"
    assert float(table["100"]) == pytest.approx(4.881042430391057, rel=1e-12)  # a hundred updates, 1e-14 each at most
    words = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in panels["ratetable"]["rows"]}
    assert words["0.01"][:3] == ["-0.56", "overshoots", "35.5277"]
    assert words["1/156"][1] == "in one step" and words["2/156"][1] == "back and forth"
