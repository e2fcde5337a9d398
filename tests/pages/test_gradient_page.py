"""The gradient page as Streamlit runs it, and its pictures."""

import pytest
from streamlit.testing.v1 import AppTest

from core.experiment.link import from_query
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.gradient.record import record
from pages.words import WORDS, translator
from pages.words.told import captioner
from tests.pages import opening
from tests.pages.opening import widget
from tests.pages.scenes import built, draw_figures, flaws, sent

LINKS = ["", "f=bowl0&scheme=central", "f=bowl1&x0=0&x1=0", "f=abs&x=0", "f=abs&x=0.05&scheme=backward", "f=cube&x=0",
         "f=exp&x=100", "f=exp&x=-100", "broken=1&act=relu", "act=step", "x0=0.5&x1=-100", "x=0"]  # fmt: skip


def open_page(**query: str) -> AppTest:
    return opening.open_page("pages/numerical_gradient.py", **query)


def wanted(app: AppTest) -> GradientExperiment:
    return app.session_state["gradient.wanted"]


def test_a_link_sets_the_form():
    app = open_page(f="book", x="5", scheme="central", broken="1", act="tanh", lang="ja")
    assert wanted(app) == GradientExperiment(f="book", x=5.0, scheme="central", broken=True, act="tanh")
    assert widget(app, "gradient-f").value == "book"
    assert widget(app, "gradient-f").label == "関数"
    assert widget(app, "gradient-broken").value


def test_every_setting_has_a_widget_and_a_change_is_in_the_link():
    app = open_page()
    widgets = (app.selectbox, app.text_input, app.number_input, app.toggle)
    assert {w.key for kind in widgets for w in kind} >= {f"gradient-{key}" for key in GradientExperiment().settings}
    widget(app, "gradient-f").set_value("bowl1").run()
    assert app.query_params["f"] == "bowl1"
    assert widget(app, "gradient-x").disabled
    widget(app, "gradient-x1").set_value("many").run()
    assert "many" in app.error[0].value and wanted(app).x1 == 4.0


def test_the_notebooks_points_are_a_click_away():
    app = open_page()
    app.button(key="place-0-2").click().run()
    assert (wanted(app).x0, wanted(app).x1) == (0.0, 2.0)
    app.button(key="place-3-0").click().run()
    assert (wanted(app).x0, wanted(app).x1) == (3.0, 0.0)


def test_what_the_link_gets_wrong_is_named():
    app = open_page(f="tan", x="2")
    assert any("f=tan" in w.value for w in app.warning)
    assert wanted(app).x == 2.0


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("link", LINKS)
def test_every_panel_has_a_place_and_every_event_has_words(link, language):
    e, problems = from_query(link, kind=GradientExperiment)
    assert not problems
    say = translator(language)
    scene = built(e, say)
    assert flaws(scene, sent(e)) == []
    draw_figures(scene)
    areas = {panel.area for panel in scene.panels} | {"transport", "caption"}
    assert all(set(" ".join(layout.areas).split()) == areas for layout in scene.layouts)
    caption = captioner(e, say)
    assert all(caption(event).text for event in record(e).events)
