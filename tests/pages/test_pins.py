"""What the stage's buttons do with runs that are kept, as Streamlit runs the page, without a browser."""

import pytest

from core.pair.pair import MOST_KEPT
from tests.pages.opening import acted, alone, packets, widget


def page_with_actions():
    """The page, with what its stage reports, which AppTest cannot press."""
    import runpy

    import streamlit as st

    from core.tasks.gates.experiment import GateExperiment
    from pages.ui.controls import Form
    from pages.ui.pins import Pins
    from pages.words import translator

    action = st.session_state.get("action", "")
    st.session_state["action"] = ""
    form = Form("gates", GateExperiment, translator("en"), first=("data", "gate"))
    if action and not Pins("gates", GateExperiment).act(action, form.settled, form.adopt):
        form.change(action)
    runpy.run_module("pages.logic_gates")


@pytest.fixture
def open_alone(monkeypatch):
    """Opens the page alone, so that actions can be sent to it with `acted`."""
    return alone(monkeypatch, page_with_actions)


def seeds(app) -> list[int]:
    """Of the runs on stage, in the order of their letters."""
    stage = app.session_state["gates.wanted"]
    return [e.seed for e in app.session_state["gates.kept"] if e != stage] + [stage.seed]


def notes(app) -> str:
    return " ".join(note.value for note in app.info)


def test_what_is_kept_stays_and_what_is_changed_stands_beside_it(open_alone):
    app = acted(open_alone(), "keep=1")
    assert "Run A is kept" in notes(app) and seeds(app) == [7]
    widget(app, "gates-seed").set_value(5).run()
    assert seeds(app) == [7, 5] and app.query_params["vs"] == "seed=7"
    (packet,) = packets(app)
    assert len(packet["together"]["runs"]) == 2 and "Run A is kept" not in notes(app)


def test_a_kept_run_comes_on_stage_and_the_other_takes_its_place(open_alone):
    app = acted(open_alone(vs="seed=1|seed=2", seed="3"), "stage=1")
    assert seeds(app) == [3, 2, 1]
    assert widget(app, "gates-seed").value == 1
    assert seeds(acted(app, "stage=1")) == [1, 2, 3]


def test_one_that_has_just_been_kept_keeps_its_place(open_alone):
    app = acted(open_alone(vs="seed=1", seed="2"), "keep=1")
    assert seeds(acted(app, "stage=1")) == [2, 1]
    assert [e.seed for e in app.session_state["gates.kept"]] == [1, 2]


def test_a_dropped_run_goes_and_the_last_of_them_leaves_one_alone(open_alone):
    app = acted(open_alone(vs="seed=1|seed=2", seed="3", clock="epoch"), "drop=2")
    assert seeds(app) == [1, 3]
    app = acted(app, "drop=1")
    assert seeds(app) == [3] and "vs" not in app.query_params and "clock" not in app.query_params


def test_no_more_are_kept_than_have_room(open_alone):
    full = "|".join(f"seed={k}" for k in range(MOST_KEPT))
    app = acted(open_alone(vs=full, seed="9"), "keep=1")
    assert "no more fit" in notes(app) and seeds(app) == [0, 1, 2, 9]


NOTHING = ["stage=0", "stage=2", "stage=-1", "stage=", "drop=0", "drop=x", "clock=hours"]


@pytest.mark.parametrize("action", NOTHING)
def test_what_names_no_run_and_no_clock_changes_nothing(open_alone, action):
    app = acted(open_alone(vs="seed=1", seed="2"), action)
    assert seeds(app) == [1, 2] and app.query_params["vs"] == "seed=1"


def test_another_clock_is_the_address_s(open_alone):
    app = acted(open_alone(vs="seed=1", seed="2"), "clock=samples")
    assert app.query_params["clock"] == "samples"
