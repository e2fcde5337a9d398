"""The building blocks page as Streamlit runs it, and its words."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.blocks import records
from core.blocks.settings import SECTIONS, SHAPES, BlocksSettings
from core.experiment.values import default_of, settings_of
from pages.figures import block_matrices as matrices
from pages.figures.block_tables import Code, choice_code, error_html, number_cell, round_number, table_html
from pages.figures.blocks import Look
from pages.words import WORDS, translator
from tests.pages import opening
from tests.pages.opening import widget

DEFAULT = default_of(BlocksSettings)


def open_page(**query: str) -> AppTest:
    return opening.open_page("pages/building_blocks.py", **query)


def wanted(app) -> BlocksSettings:
    return app.session_state["blocks.wanted"]


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_with_its_own_inputs(section, language):
    app = open_page(section=section, lang=language)
    assert not app.warning and not app.error
    drawn = {w.key for kind in (app.number_input, app.text_input, app.selectbox, app.toggle) for w in kind}
    own = {f"blocks-{k}" for k, s in settings_of(BlocksSettings).items() if s.used(wanted(app))}
    assert drawn == own - {"blocks-section", "blocks-act"}


def test_a_section_left_and_come_back_to_is_as_it_was():
    app = open_page(section="softmax")
    widget(app, "blocks-lr").set_value("0.5").run()
    assert app.query_params["lr"] == "0.5"
    widget(app, "blocks-section").set_value("losses").run()
    assert "lr" not in app.query_params and app.query_params["section"] == "losses"
    widget(app, "blocks-section").set_value("softmax").run()
    assert wanted(app).lr == 0.5 and widget(app, "blocks-lr").value == "0.5"


def test_a_bad_value_in_the_link_is_named():
    app = open_page(section="losses", good="0.6,2", delta="0")
    assert "good=0.6,2" in app.warning[0].value and "1 to 10 numbers from 0 to 1" in app.warning[0].value
    assert wanted(app).good == DEFAULT.good and wanted(app).delta == 0.0


def test_bad_input_is_refused_and_the_last_one_stays():
    app = open_page(section="softmax")
    widget(app, "blocks-w").set_value("1,2,<b>three</b>").run()
    assert not app.exception
    assert "three" in app.error[0].value and "<" not in app.error[0].value
    assert wanted(app).w == DEFAULT.w


def test_contradictions_are_said_and_the_page_goes_on():
    app = open_page(section="batch", total="5", n="9")
    widget(app, "blocks-replace").set_value(False).run()
    assert not app.exception and any("`n=9`" in w.value for w in app.warning)
    assert app.query_params["n"] == "5"


def test_an_infinite_loss_is_drawn_and_named():
    app = open_page(section="losses", good="1,0", bad="0,1", right="0", delta="0")
    assert any("∞" in html.proto.body for html in app.get("html"))


def test_no_activation_keeps_the_last_choice():
    app = open_page(act="tanh")
    widget(app, "blocks-act").set_value([]).run()
    assert not app.exception and app.error and wanted(app).act == ("tanh",)


def test_a_new_draw_and_new_weights():
    app = open_page(section="batch")
    app.button(key="new_seed").click().run()
    assert wanted(app).seed != DEFAULT.seed and not app.exception
    app = open_page(section="softmax")
    app.button(key="new_w").click().run()
    assert wanted(app).w != DEFAULT.w and len(wanted(app).w) == 6


def test_back_to_the_defaults_stays_in_the_section():
    app = open_page(section="product", rows="6", units="3")
    app.button(key="reset").click().run()
    assert wanted(app).section == "product" and wanted(app).rows == 4 and "rows" not in app.query_params


@pytest.mark.parametrize("language", WORDS)
def test_every_setting_choice_and_shape_has_words(language):
    say = translator(language)
    for key, setting in settings_of(BlocksSettings).items():
        assert say(f"set_blocks_{key}")
        for name in setting.choices:
            assert say(f"act_{name}" if key == "act" else f"blocks_{key}_{name}")
    assert all(say(f"blk_meeting_{shape}") for shape in SHAPES)


def hints(fig, name):
    """What the cells under this title say on hover."""
    at = next(i for i, part in enumerate(p for p in fig if isinstance(p, matrices.Matrix)) if part.name == name)
    return [p for p in fig if isinstance(p, matrices.Matrix)][at].hints


def test_a_gradient_cell_explains_itself_with_its_numbers():
    net = records.softmax_net((0.6, 0.9), DEFAULT.w, 2, 1.0)
    parts = matrices.gradient_matrices(net, translator("en"))
    said = hints(parts, "∂L/∂W")[1][2]
    assert "x[1] (p[2] − t[2])" in said and "0.9 × (-0.843737)" in said and "-0.7593" in said
    fig = matrices.matrices_figure(parts, Look(False, "#000000", "#FFFFFF"))
    shown = [text for trace in fig.data if trace.type == "scatter" for text in trace.text]
    assert "-0.7594" in shown and len(shown) == 2 + 3 + 6 + 6


def test_matrices_of_zeros_and_of_one_cell_are_drawn():
    fig = matrices.matrices_figure([matrices.Matrix("M", np.zeros((1, 1)), "(1, 1)")], Look(True, "#FFFFFF", "#000000"))
    assert fig.data[0].zmax == 1.0


def test_tables_escape_and_write_numbers_as_people_do():
    html = table_html(["<a>"], [["<b>", Code("x < y")]])
    assert "<b>" not in html and "&lt;a&gt;" in html and "<code>x &lt; y</code>" in html
    assert "<i>" not in error_html("x * e", "<i>")
    assert [number_cell(v, 3) for v in (float("inf"), -0.0, 1234.5, 1e-9)] == ["∞", "0", "1.23e+03", "1e-09"]
    assert round_number(23324002.08) == "23,300,000" and round_number(float("inf")) == "∞"
    code = choice_code(9, 3, False, 1, [1, 2, 3])
    assert code == "np.random.seed(1)\nnp.random.choice(9, 3, replace=False)\n# [1, 2, 3]"


def test_a_link_that_writes_a_default_out_keeps_lecture_mode():
    app = open_page(section=DEFAULT.section, lecture="1")
    assert "section" not in app.query_params and "1" in app.query_params["lecture"]
