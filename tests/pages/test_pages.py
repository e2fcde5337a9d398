"""The pages as Streamlit runs them, without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from core.tasks.gates.experiment import DEFAULT, SETTINGS, GateExperiment
from tests.pages import opening
from tests.pages.opening import open_home, widget


def open_page(page: str = "pages/logic_gates.py", **query: str) -> AppTest:
    return opening.open_page(page, **query)


def wanted(app: AppTest) -> GateExperiment:
    return app.session_state["gates.wanted"]


def test_home_shows_a_run_and_leads_on():
    app = open_home()
    assert not app.exception
    assert "learn" in app.header[0].value


def test_a_link_sets_every_widget_that_it_names():
    app = open_page(gate="nand", hidden="3-2", act="relu", opt="momentum", mom="0.5", lr="0.3", seed="42", epochs="90")
    assert wanted(app) == GateExperiment(
        gate="nand", hidden=(3, 2), act="relu", opt="momentum", mom=0.5, lr=0.3, seed=42, epochs=90
    )
    assert widget(app, "gates-gate").value == "nand"
    assert widget(app, "gates-layers").value == 2
    assert widget(app, "gates-nodes1").value == 2
    assert widget(app, "gates-mom").value == "0.5"
    assert app.query_params["gate"] == "nand"


def test_defaults_are_left_out_of_the_link():
    app = open_page()
    assert wanted(app) == DEFAULT
    widget(app, "gates-gate").set_value("or").run()
    widget(app, "gates-gate").set_value("xor").run()
    assert "gate" not in app.query_params


def test_a_changed_widget_is_in_the_link():
    app = open_page()
    widget(app, "gates-seed").set_value(99).run()
    assert app.query_params["seed"] == "99"
    assert wanted(app).seed == 99


def test_a_bad_value_in_the_link_is_named_and_the_rest_counts():
    app = open_page(gate="xorr", seed="5", hidden="99")
    texts = " ".join(w.value for w in app.warning)
    assert "gate=xorr" in texts and "nand" in texts and "hidden=99" in texts
    assert wanted(app).seed == 5
    assert wanted(app).gate == DEFAULT.gate


def test_a_bad_number_typed_is_refused_and_the_last_one_stays():
    app = open_page(lr="0.3")
    widget(app, "gates-lr").set_value("fast").run()
    assert not app.exception
    assert "fast" in app.error[0].value and "1e-10" in app.error[0].value
    assert wanted(app).lr == 0.3


def test_slider_and_field_of_the_learning_rate_agree():
    app = open_page()
    widget(app, "gates-rate").set_value(0.5).run()
    assert widget(app, "gates-lr").value == "0.5"
    widget(app, "gates-lr").set_value("3e-4").run()
    assert wanted(app).lr == 3e-4
    assert widget(app, "gates-rate").value == 3e-4


def test_a_new_seed_is_another_one():
    app = open_page()
    before = wanted(app).seed
    app.button(key="new_seed").click().run()
    assert wanted(app).seed != before


def test_changes_are_taken_back_one_after_the_other():
    app = open_page(gate="and")
    assert app.button(key="undo").disabled
    widget(app, "gates-seed").set_value(8).run()
    widget(app, "gates-opt").set_value("gd").run()
    app.button(key="reset").click().run()
    for seed, opt in ((8, "gd"), (8, "adam"), (7, "adam")):
        app.button(key="undo").click().run()
        assert (wanted(app).gate, wanted(app).seed, wanted(app).opt) == ("and", seed, opt)
        assert widget(app, "gates-opt").value == opt
    assert app.button(key="undo").disabled and app.query_params["gate"] == "and"


def test_back_to_the_defaults():
    app = open_page(gate="and", hidden="2", lr="1")
    app.button(key="reset").click().run()
    assert wanted(app) == DEFAULT


def test_only_parameters_of_the_chosen_optimiser_are_offered():
    app = open_page(opt="momentum")
    keys = {w.key for w in app.text_input}
    assert "gates-mom" in keys and "gates-b1" not in keys
    widget(app, "gates-opt").set_value("adamw").run()
    keys = {w.key for w in app.text_input}
    assert {"gates-b1", "gates-b2", "gates-eps", "gates-wd"} <= keys and "gates-mom" not in keys


def test_perceptron_rule_says_that_it_takes_no_hidden_layer():
    app = open_page()
    widget(app, "gates-rule").set_value("perceptron").run()
    assert not app.exception
    assert any("hidden=4" in w.value for w in app.warning)


def test_language_follows_the_link_and_the_button():
    app = open_page(lang="ja")
    assert widget(app, "gates-gate").label == "ゲート"
    app.button(key="language").click().run()
    assert widget(app, "gates-gate").label == "Gate"
    assert app.query_params["lang"] == "en"


@pytest.mark.parametrize("key", [k for k in SETTINGS if k not in ("hidden", "w")])
def test_every_setting_has_a_widget_when_it_has_an_effect(key):
    open_with = {
        "spread": {"data": "clouds"}, "noise": {"data": "spiral"}, "points": {"data": "circle"},
        "test": {"data": "circle"}, "dseed": {"data": "circle"}, "mom": {"opt": "nesterov"}, "rho": {"opt": "rmsprop"},
        "wd": {"opt": "adamw"}, "scale": {"init": "uniform"}, "order": {"init": "normal"},
        "edits": {"edits": "5:lr:0.1"}, "pts": {"data": "own"},
    }  # fmt: skip
    app = open_page(**open_with.get(key, {}))
    kinds = (app.selectbox, app.number_input, app.text_input)
    assert f"gates-{key}" in {w.key for kind in kinds for w in kind}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_edits_by_hand_stand_in_a_field_only_where_there_are_some(language):
    assert "gates-edits" not in {w.key for w in open_page().text_input}
    app = open_page(edits="20:w2.1.1:0.5;9:h1.2:off", lang=language)
    field = widget(app, "gates-edits")
    assert field.value == "9:h1.2:off;20:w2.1.1:0.5"
    field.set_value("9:h1.9:off;30:lr:0.1").run()
    assert not app.exception
    assert app.query_params["edits"] == "30:lr:0.1"
    assert any("9:h1.9:off" in warning.value for warning in app.warning)
    widget(app, "gates-edits").set_value("30:lr").run()
    assert any("120:w2.1.1:0.5" in error.value for error in app.error)
    assert wanted(app).edits, "what is refused leaves what was there"
    widget(app, "gates-edits").set_value("").run()
    assert not app.exception
    assert wanted(app) == DEFAULT
    assert "edits" not in app.query_params
