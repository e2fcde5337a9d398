"""Sharing and the keys of the view, without a browser."""

import re

import pytest
import segno

from pages.figures.qr import MOST_BYTES, QUIET, qr_code
from pages.ui.shell import PAGES
from tests.pages.opening import open_page, widget

VIEW = {"at": "12", "lang": "ja", "play": "1", "view": "loss_log", "lecture": "1", "hide": "bar,caption"}


def dark_modules(svg: str) -> set[tuple[int, int]]:
    """(row, column) of every dark square of the drawing."""
    strokes = re.search(r'stroke="#000" d="([^"]+)"', svg).group(1)
    dark, row, column = set(), 0, 0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes):
        values = [float(n) for n in numbers.split()]
        if command == "h":
            dark |= {(row, column + i) for i in range(int(values[0]))}
            column += int(values[0])
        elif command == "M":
            column, row = int(values[0]), int(values[1])
        else:
            column, row = column + int(values[0]), row + int(values[1])
    return dark


def test_the_drawing_is_the_code_of_the_text():
    link = "https://example.org/logic_gates?gate=or&seed=9&at=318&view=loss_log&play=1&lang=ja"
    wanted = segno.make(link, error="l", micro=False)
    squares = {(r + QUIET, c + QUIET) for r, line in enumerate(wanted.matrix) for c, dark in enumerate(line) if dark}
    assert dark_modules(qr_code(link).svg) == squares
    assert qr_code(link).easy


def test_long_links_are_said_to_be_hard_and_longer_ones_have_no_code():
    assert not qr_code("https://example.org/?w=" + "1" * 1500).easy
    assert qr_code("x" * MOST_BYTES) is not None
    assert qr_code("x" * (MOST_BYTES + 1)) is None


@pytest.mark.parametrize("path", [path for path, _ in PAGES if path != "app.py"])
def test_keys_of_the_view_are_no_settings(path):
    app = open_page(path, **VIEW)
    assert not app.warning
    assert app.query_params["hide"] == VIEW["hide"]
    assert app.query_params["lang"] == "ja"


def test_a_change_of_settings_keeps_language_and_what_is_hidden_alone():
    """The rest belongs to the window, which adds it itself."""
    app = open_page("pages/logic_gates.py", **VIEW)
    widget(app, "gates-seed").set_value(99).run()
    assert set(app.query_params) == {"seed", "lang", "hide"}


@pytest.mark.parametrize("section", ["link", "embed"])
def test_the_dialog_opens_on_every_section(section):
    app = open_page("pages/logic_gates.py")
    app.session_state["share_section"] = section
    app.button(key="share").click().run()
    assert not app.exception
    assert app.button_group(key="share_section").value == section
