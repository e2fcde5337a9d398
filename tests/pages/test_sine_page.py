"""The sine page as Streamlit runs it, without a browser: widgets, links, points of one's own."""

import pytest
from streamlit.testing.v1 import AppTest

from core.data.curves import MOST_ROWS, NATURAL_RANGE
from core.experiment.link import from_query
from core.experiment.values import settings_of
from core.tasks.sine.experiment import SineExperiment
from pages.ui.link import LONGEST_ADDRESS
from tests.pages import opening
from tests.pages.opening import open_home, widget
from tests.pages.sine import paste, wanted

SINE, GATES = "pages/sine_regression.py", "pages/logic_gates.py"


def open_page(page: str = SINE, **query: str) -> AppTest:
    return go(open_home(), page, **query)


def go(app, page=SINE, **query):
    return opening.go(app, page, **query)


def errors(app):
    return " ".join(error.value for error in app.error)


def test_a_link_sets_every_widget_that_it_names():
    app = open_page(curve="xsin", points="25", noise="0.2", low="-3", high="9", stdx="1", stdy="0", val="20", lr="0.01")
    e = wanted(app)
    assert e == SineExperiment(
        curve="xsin", points=25, noise=0.2, low=-3.0, high=9.0, stdx=True, stdy=False, val=20, lr=0.01
    )
    assert widget(app, "sine-curve").value == "xsin"
    assert widget(app, "sine-stdx").value is True and widget(app, "sine-stdy").value is False
    assert widget(app, "sine-low").value == "-3"


@pytest.mark.parametrize("key", [k for k in settings_of(SineExperiment) if k not in ("hidden", "pts")])
def test_every_setting_has_a_widget_when_it_has_an_effect(key):
    open_with = {
        "threshold": {"act": "step"}, "mom": {"opt": "nesterov"}, "rho": {"opt": "rmsprop"}, "wd": {"opt": "adamw"},
        "scale": {"init": "normal"}, "w": {"init": "given", "hidden": "0", "w": "1,2"},
        "edits": {"edits": "5:lr:0.1"},
    }  # fmt: skip
    app = open_page(**open_with.get(key, {}))
    kinds = (app.selectbox, app.number_input, app.text_input, app.toggle)
    assert f"sine-{key}" in {w.key for kind in kinds for w in kind}


def test_widgets_change_run_and_address():
    app = open_page()
    widget(app, "sine-stdy").set_value(False).run()
    widget(app, "sine-val").set_value(25).run()
    widget(app, "sine-layers").set_value(2).run()
    widget(app, "sine-nodes1").set_value(3).run()
    assert (wanted(app).stdy, wanted(app).val, wanted(app).hidden) == (False, 25, (8, 3))
    assert (app.query_params["stdy"], app.query_params["val"], app.query_params["hidden"]) == ("0", "25", "8-3")


@pytest.mark.parametrize("curve", [c for c in NATURAL_RANGE if c != "sine"])
def test_another_curve_comes_with_its_own_range_and_back(curve):
    app = open_page()
    widget(app, "sine-curve").set_value(curve).run()
    assert (wanted(app).curve, wanted(app).low, wanted(app).high) == (curve, *NATURAL_RANGE[curve])
    assert app.query_params["curve"] == curve
    widget(app, "sine-curve").set_value("sine").run()
    assert (wanted(app).low, wanted(app).high) == (0.0, 0.5) and "low" not in app.query_params


def test_a_range_chosen_by_hand_stays_with_another_curve():
    app = open_page(low="-2", high="3", lr="0.3")
    widget(app, "sine-curve").set_value("abs").run()
    assert (wanted(app).low, wanted(app).high, wanted(app).lr) == (-2.0, 3.0, 0.3)


def test_an_empty_range_is_named_and_the_page_goes_on():
    app = open_page(low="0.7")
    assert any("low=0.7" in w.value for w in app.warning)
    widget(app, "sine-high").set_value("2").run()
    assert not app.warning and wanted(app).high == 2.0


# ---- points of one's own


def test_pasted_points_are_used_and_the_link_carries_them():
    app = paste(open_page(lr="0.3"), "x,y\n0,0\n0.5,1\n1,0.25\n")
    assert wanted(app) == SineExperiment(curve="points", pts=(0.0, 0.0, 0.5, 1.0, 1.0, 0.25), lr=0.3)
    assert app.query_params["pts"] == "0,0,0.5,1,1,0.25"
    again = open_page(curve="points", pts="0,0,0.5,1,1,0.25", lr="0.3")
    assert wanted(again) == wanted(app)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no numbers"), ("a,b", "no numbers"), ("1,2", "At least 2"), ("1,2\n3", "Line 2 has 1 columns"),
        ("1,2\n\n3,nan", "Line 3: “nan”"), ("1,2\n1e308,1", "1e308 is too large"), ("1,2,3\n4,5,6", "has 3 columns"),
        ("1,2\n" * (MOST_ROWS + 1), "10001 rows"), ("0,0\n__import__('os'),1", "__import__"),
        ("0,0\n<b>x</b>,1", "?b?x"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_and_the_run_stays(text, words):
    app = open_page(lr="0.3", curve="points", pts="0,0,1,1")
    before = wanted(app)
    paste(app, text)
    assert words in errors(app)
    assert wanted(app) == before and app.query_params["pts"] == "0,0,1,1"
    paste(app, "0,0\n2,2")
    assert not app.error and wanted(app).pts == (0.0, 0.0, 2.0, 2.0)


def test_a_refusal_speaks_the_language_of_the_moment():
    app = paste(open_page(), "1,2\n3")
    app.button(key="language").click().run()
    assert "2行目は1列です" in errors(app)


def test_more_text_than_a_file_may_have_is_refused():
    assert "2 MB" in errors(paste(open_page(), "1,2\n" * 600_000))


# ---- the address, where points are many


@pytest.mark.long
def test_a_few_hundred_points_travel_in_the_link_and_ten_thousand_do_not():
    app = paste(open_page(lr="0.3"), "\n".join(f"{k},{k % 7}" for k in range(300)))
    assert len(app.query_params["pts"]) < LONGEST_ADDRESS and not app.info
    paste(app, "\n".join(f"{k},{k % 7}" for k in range(MOST_ROWS)))
    assert len(wanted(app).pts) == 2 * MOST_ROWS
    assert "pts" not in app.query_params and app.query_params["curve"] == "points" and app.query_params["lr"] == "0.3"
    assert "Too many numbers for a link" in app.info[0].value


def test_a_link_that_lost_its_points_says_so():
    app = open_page(curve="points", lr="0.3")
    assert any("pts" in w.value and "10,000 pairs" in w.value for w in app.warning)
    assert app.query_params["lr"] == "0.3" and "curve" not in app.query_params


def test_a_long_link_that_arrives_is_kept_whole():
    pts = ",".join(str(k / 7) for k in range(800))
    app = open_page(curve="points", pts=pts)
    assert app.query_params["pts"] == from_query(f"curve=points&pts={pts}", kind=SineExperiment)[0].settings[
        "pts"
    ].write(wanted(app).pts)
    assert not app.info


# ---- two pages in turn


def test_pages_keep_their_own_settings():
    app = open_page(GATES, gate="or", lr="0.7", hidden="2")
    go(app, SINE)
    assert wanted(app) == SineExperiment() and not app.query_params
    widget(app, "sine-seed").set_value(3).run()
    go(app, GATES)
    assert app.session_state["gates.wanted"].gate == "or" and app.query_params["lr"] == "0.7"
    go(app, SINE)
    assert wanted(app) == SineExperiment(seed=3)


def test_japanese_page_has_no_english_labels():
    app = open_page(lang="ja", val="20")
    labels = [w.label for kind in (app.selectbox, app.number_input, app.text_input, app.toggle) for w in kind]
    assert "曲線" in labels
    symbols = {"β₁", "β₂", "ε"}
    assert not [label for label in labels if label.isascii() and label not in symbols]
