"""The notebooks page."""

import pytest
from streamlit.testing.v1 import AppTest

from core.replay import NOTEBOOKS, notebook
from tests.pages import opening


def open_page(**query: str) -> AppTest:
    return opening.open_page("pages/notebooks.py", **query)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_is_on_the_page_with_its_numbers_and_none_is_off(name, language):
    app = open_page(nb=name, lang=language)
    cells = notebook(name)
    titles = [head.value for head in app.subheader]
    assert titles == [f"{cell.number}. {cell.title[language]}" for cell in cells]
    text = " ".join(block.proto.body for block in app.get("html"))
    for cell in cells:
        for result in cell.results():
            for value in result.values:
                assert value.ok
    assert "✗" not in text
    assert text.count("✓") == sum(len(result.values) for cell in cells for result in cell.results())


def test_an_unknown_notebook_is_named_and_the_page_works():
    app = open_page(nb="007")
    assert "000, 001, 002, 003, 004" in app.warning[0].value
    assert app.subheader


@pytest.mark.parametrize(("language", "said"), [("en", "Five Jupyter notebooks"), ("ja", "ノートブック5冊")])
def test_who_has_no_notebook_is_told_what_they_are(language, said):
    assert any(said in caption.value for caption in open_page(lang=language).caption)
