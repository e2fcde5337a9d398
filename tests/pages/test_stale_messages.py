"""Messages that left the browser before it had heard of what was done last: they name old values and old addresses."""

from streamlit.testing.v1 import AppTest

from core.tasks.descent.walkers import Walker
from tests.pages.opening import open_page, widget


def message(app: AppTest, **changed) -> tuple:
    """What a message that leaves now says: every widget, some just changed by hand, and the address."""
    for key, value in changed.items():
        widget(app, key).set_value(value)
    return app._tree.get_widget_states(), dict(app.query_params)


def arrive(app: AppTest, message: tuple) -> None:
    """The server hears it now."""
    states, query = message
    app.query_params.clear()
    for key, value in query.items():
        app.query_params[key] = value
    app._run(states)
    assert not app.exception


def test_an_older_message_does_not_undo_a_button():
    app = open_page("pages/descent.py", x0="1")
    older = message(app)
    app.button(key="lesson_swing").click().run()
    done = app.session_state["descent.wanted"]
    arrive(app, older)
    assert app.session_state["descent.wanted"] == done
    assert app.query_params["walkers"] == "gd:1" and "x0" not in app.query_params
    assert widget(app, "descent-x0").value == "-3"


def test_what_a_hand_changes_in_an_older_message_counts_beside_the_button():
    app = open_page("pages/logic_gates.py", gate="and")
    older = message(app, **{"gates-act": "relu"})
    widget(app, "gates-act").set_value("tanh")
    app.button(key="new_seed").click().run()
    seed = app.session_state["gates.wanted"].seed
    arrive(app, older)
    wanted = app.session_state["gates.wanted"]
    assert (wanted.gate, wanted.act, wanted.seed) == ("and", "relu", seed)
    assert (app.query_params["act"], app.query_params["seed"]) == ("relu", str(seed))


def test_a_number_typed_for_a_start_that_is_given_up_in_the_same_moment_counts_no_longer():
    app = open_page("pages/descent.py", walkers="gd:0.1@1,2")
    arrive(app, message(app, **{"descent-own0": "1.5", "descent-own": False}))
    assert app.session_state["descent.wanted"].walkers == (Walker("gd", 0.1),)


def test_an_older_message_does_not_bring_the_language_back():
    app = open_page("pages/logic_gates.py", lang="ja", gate="or")
    older = message(app)
    app.button(key="language").click().run()
    assert app.query_params["lang"] == "en"
    arrive(app, older)
    assert widget(app, "gates-gate").label == "Gate"
    assert app.query_params["lang"] == "en" and app.query_params["gate"] == "or"


def test_a_change_that_meets_the_other_language_counts():
    """A list tells its choice in the words that stood on it."""
    app = open_page("pages/logic_gates.py", data="clouds")
    older = message(app, **{"gates-seed": 8})
    widget(app, "gates-seed").set_value(7)
    app.button(key="language").click().run()
    arrive(app, older)
    wanted = app.session_state["gates.wanted"]
    assert (wanted.data, wanted.seed) == ("clouds", 8)
    assert widget(app, "gates-data").options[widget(app, "gates-data").index] == "点の集まり"


def test_the_link_back_to_the_lesson_counts_at_once():
    """It leads to the address before, which no message has been heard to leave behind."""
    app = open_page("pages/linear_model.py", lr="0.001")
    widget(app, "linear-lr").set_value("0.002").run()
    older = message(app)
    app.query_params.clear()
    app.query_params["lr"], app.query_params["go"] = "0.001", "1"
    app.run()
    assert app.session_state["linear.wanted"].lr == 0.001
    assert app.query_params["lr"] == "0.001" and "go" not in app.query_params
    arrive(app, older)
    assert app.session_state["linear.wanted"].lr == 0.001 and app.query_params["lr"] == "0.001"
