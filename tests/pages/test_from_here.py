"""Changes from the step on screen on: what the form asks of the stage, what it shows, and taking it back."""

import pytest

from core.tasks.gates.experiment import GateExperiment
from tests.pages.opening import acted, alone, packets, widget


def page_with_actions():
    """The page, with what its form does on an action of the stage, which AppTest cannot press."""
    import runpy

    import streamlit as st

    from core.tasks.gates.experiment import GateExperiment
    from pages.ui.controls import Form
    from pages.words import translator

    action = st.session_state.get("action", "")
    st.session_state["action"] = ""
    if action:
        Form("gates", GateExperiment, translator("en"), first=("data", "gate")).change(action)
    runpy.run_module("pages.logic_gates")


@pytest.fixture
def open_alone(monkeypatch):
    """Opens the page alone, so that actions can be sent to it with `acted`."""
    return alone(monkeypatch, page_with_actions)


def wanted(app) -> GateExperiment:
    return app.session_state["gates.wanted"]


def told(app):
    """What the stage was told last."""
    return packets(app)[-1]


def wish(app):
    return told(app).get("wish", {}).get("changes", {})


def edits(app):
    return wanted(app).settings["edits"].write(wanted(app).edits)


def set_rate(app, text):
    widget(app, "gates-lr").set_value(text).run()
    assert not app.exception
    return app


def test_from_the_start_a_changed_rate_is_another_run(open_alone):
    app = set_rate(open_alone(), "0.3")
    assert (wanted(app).lr, wanted(app).edits, wish(app), told(app)["from_here"]) == (0.3, (), {}, False)


def test_from_here_a_changed_rate_is_wished_of_the_stage_and_stays_in_its_field(open_alone):
    app = set_rate(acted(open_alone(), "from=here"), "0.3")
    assert told(app)["from_here"]
    assert (wanted(app).lr, wanted(app).edits, wish(app)) == (0.02, (), {"lr": "0.3"})
    assert widget(app, "gates-lr").value == "0.3"
    identity = told(app)["wish"]["id"]
    app.run()
    assert told(app)["wish"]["id"] == identity, "asked again it is the same wish"


def test_the_stage_makes_an_edit_of_it_and_the_form_shows_what_counts(open_alone):
    app = acted(set_rate(acted(open_alone(), "from=here"), "0.3"), "edits=120:lr:0.3")
    assert (wanted(app).lr, edits(app), wish(app)) == (0.02, "120:lr:0.3", {})
    assert widget(app, "gates-lr").value == "0.3"
    assert app.query_params["edits"] == "120:lr:0.3"
    assert "step 120: Learning rate = 0.3" in " ".join(caption.value for caption in app.caption)


def test_another_optimiser_from_here_brings_its_settings_and_each_is_wished(open_alone):
    app = acted(open_alone(), "from=here")
    widget(app, "gates-opt").set_value("momentum").run()
    assert wish(app) == {"opt": "momentum"} and wanted(app).opt == "adam"
    acted(app, "edits=50:opt:momentum")
    widget(app, "gates-mom").set_value("0.5").run()
    assert wish(app) == {"mom": "0.5"}
    assert widget(app, "gates-opt").value == "momentum"


def test_of_two_wishes_in_haste_the_second_outlives_the_first_ones_answer(open_alone):
    app = set_rate(acted(open_alone(), "from=here"), "0.3")
    widget(app, "gates-batch").set_value(2).run()
    assert wish(app) == {"lr": "0.3", "batch": "2"}
    acted(app, "edits=120:lr:0.3")
    assert wish(app) == {"batch": "2"}
    acted(app, "edits=120:lr:0.3;121:batch:2")
    assert wish(app) == {}


def test_a_wish_of_what_counts_already_is_none(open_alone):
    app = acted(acted(open_alone(), "from=here"), "edits=120:lr:0.3")
    widget(app, "gates-lr").set_value("0.30").run()
    assert (wish(app), edits(app)) == ({}, "120:lr:0.3")


def test_seed_network_and_data_change_from_the_start_and_keep_what_fits(open_alone):
    app = acted(open_alone(edits="30:h1.4:off;60:lr:0.1"), "from=here")
    widget(app, "gates-seed").set_value(8).run()
    assert (wanted(app).seed, edits(app), wish(app)) == (8, "30:h1.4:off;60:lr:0.1", {})
    widget(app, "gates-nodes0").set_value(3).run()
    assert app.query_params["edits"] == "60:lr:0.1"
    assert any("h1.4" in warning.value for warning in app.warning)


def test_back_at_from_the_start_a_rate_counts_for_the_whole_run(open_alone):
    app = acted(open_alone(edits="60:lr:0.1;70:w1.0.1:2"), "from=here")
    app = set_rate(acted(app, "from=start"), "0.3")
    assert (wanted(app).lr, edits(app), wish(app)) == (0.3, "70:w1.0.1:2", {})
    assert widget(app, "gates-lr").value == "0.3"


def test_edits_are_taken_back_and_done_again_one_by_one(open_alone):
    app = open_alone()
    for text in ("50:w1.0.1:2", "50:w1.0.1:2;60:h1.1:off"):
        acted(app, f"edits={text}")
    for text in ("50:w1.0.1:2", ""):
        app.button(key="undo").click().run()
        assert edits(app) == text
    assert app.button(key="undo").disabled
    for text in ("50:w1.0.1:2", "50:w1.0.1:2;60:h1.1:off"):
        app.button(key="redo").click().run()
        assert edits(app) == text
    assert app.button(key="redo").disabled
    app.button(key="undo").click().run()
    widget(app, "gates-seed").set_value(8).run()
    assert app.button(key="redo").disabled, "after another change there is nothing to do again"


def test_a_button_takes_all_edits_back(open_alone):
    app = open_alone(edits="50:w1.0.1:2;60:lr:0.1")
    app.button(key="forget_edits").click().run()
    assert edits(app) == "" and "edits" not in app.query_params
    app.button(key="undo").click().run()
    assert edits(app) == "50:w1.0.1:2;60:lr:0.1"


@pytest.mark.parametrize("action", ["edits=50:w9.9.9:2", "edits=nonsense", "edits=50:y:off", "from=nowhere"])
def test_what_cannot_be_changes_nothing(open_alone, action):
    app = open_alone(edits="50:w1.0.1:2")
    before = wanted(app)
    acted(app, action)
    assert wanted(app) == before


def test_an_edit_that_takes_away_what_a_later_one_needs_counts_without_it(open_alone):
    app = acted(open_alone(edits="60:w2.2.1:3;70:lr:0.1"), "edits=10:h1.2:off;60:w2.2.1:3;70:lr:0.1")
    assert app.query_params["edits"] == "10:h1.2:off;70:lr:0.1"
    assert any("60:w2.2.1:3" in warning.value for warning in app.warning)


def test_at_its_end_a_run_may_be_made_longer(open_alone):
    assert told(open_alone())["longer"] == {"epochs": "1000"}
    assert "longer" not in told(open_alone(epochs="20000"))
