"""What the stage's clicks and buttons change on the sine page, as Streamlit runs it, without a browser."""

from dataclasses import replace

import pytest

from tests.pages.opening import acted, alone, widget
from tests.pages.sine import paste, wanted

MANY = 3000  # points: far more than an address carries


def page_with_actions():
    """The page, with what its `act` does on an action of the stage, which AppTest cannot press."""
    import runpy

    import streamlit as st

    from core.tasks.sine.experiment import SineExperiment
    from pages.ui.controls import Form
    from pages.ui.points import toggle_point
    from pages.words import translator

    action = st.session_state.get("action", "")
    st.session_state["action"] = ""
    form = Form("sine", SineExperiment, translator("en"), first=("curve", "points"), hand=("pts",))
    if action.startswith("click="):
        toggle_point(form, action.removeprefix("click="))
    elif action:
        form.change(action)
    runpy.run_module("pages.sine_regression")


@pytest.fixture
def open_alone(monkeypatch):
    """Opens the page alone, so that actions can be sent to it with `acted`."""
    return alone(monkeypatch, page_with_actions)


@pytest.mark.long
def test_many_points_survive_reruns_buttons_and_the_back_button(open_alone):
    app = paste(open_alone(), "\n".join(f"{k},{k % 7}" for k in range(MANY)))
    points = wanted(app).pts
    widget(app, "sine-seed").set_value(5).run()
    app.button(key="language").click().run()
    acted(app, "lr=0.01")
    assert (wanted(app).pts, wanted(app).seed, wanted(app).lr) == (points, 5, 0.01)
    app.run()  # the browser has heard of the address
    del app.query_params["lr"]  # and goes back
    app.run()
    assert (wanted(app).pts, wanted(app).seed, wanted(app).lr) == (points, 5, 0.05)


def test_clicks_add_points_and_take_them_away(open_alone):
    app = open_alone(curve="points", pts="0,0,1,1")
    acted(app, "click=0.5,0.25,0.02,0.02")
    assert wanted(app).pts == (0.0, 0.0, 1.0, 1.0, 0.5, 0.25)
    acted(app, "click=1.01,0.99,0.02,0.02")
    assert wanted(app).pts == (0.0, 0.0, 0.5, 0.25)
    acted(app, "click=0.51,0.26,0.001,0.001")  # zoomed in: near by the numbers, far by the eye
    assert wanted(app).pts == (0.0, 0.0, 0.5, 0.25, 0.51, 0.26)


def test_a_click_into_sampled_points_makes_them_ones_own(open_alone):
    app = open_alone(points="5", noise="0", low="0", high="0.5")
    acted(app, "click=0.3,2,0.01,0.05")
    e = wanted(app)
    assert e.curve == "points" and len(e.pts) == 12 and e.pts[-2:] == (0.3, 2.0)
    assert e.pts[2:4] == (0.125, 0.707107)


def test_two_points_always_stay(open_alone):
    app = open_alone(curve="points", pts="0,0,1,1")
    acted(app, "click=0,0,0.1,0.1")
    assert wanted(app).pts == (0.0, 0.0, 1.0, 1.0)


@pytest.mark.parametrize(
    "place", ["", "1", "1,2", "a,b,c,d", "nan,1,1,1", "1e308,0,1,1", "1,2,0,1", "1,2,nan,1", "1,2,3,4,5", "0,0,-1,-1"]
)
def test_a_broken_click_does_nothing(open_alone, place):
    app = open_alone(curve="points", pts="0,0,1,1")
    acted(app, f"click={place}")
    assert wanted(app).pts == (0.0, 0.0, 1.0, 1.0)


def test_a_click_where_no_points_were_given_yet_starts_from_those_on_screen(open_alone):
    app = open_alone(points="4")
    widget(app, "sine-curve").set_value("points").run()
    assert any("pts" in w.value for w in app.warning)
    acted(app, "click=0.3,2,0.001,0.001")
    assert wanted(app).curve == "points" and len(wanted(app).pts) > 4


@pytest.mark.parametrize("action", ["lr=0.01", "act=leaky_relu", "init=he", "opt=adam&lr=0.05", "epochs=4000"])
def test_a_button_changes_what_it_says_and_nothing_else(open_alone, action):
    app = open_alone(curve="points", pts="0,0,1,1", act="relu", opt="gd", lr="0.1", val="20")
    before = wanted(app)
    acted(app, action)
    pairs = dict(pair.split("=") for pair in action.split("&"))
    changes = {key: before.settings[key].parse(text) for key, text in pairs.items()}
    assert wanted(app) == replace(before, **changes)


@pytest.mark.parametrize("action", ["lr=fast", "speed=3", "lr=1&lr=2", "", "hidden=99", "curve=points&pts=1"])
def test_a_broken_button_changes_nothing(open_alone, action):
    app = open_alone(lr="0.1")
    before = wanted(app)
    acted(app, action)
    assert wanted(app) == before
