"""A notebook holds the script's code, in the format 4.5."""

import ast
import json
import re
from importlib.util import find_spec

import pytest

from core.tasks import handout
from tests.core.handout.scripts import ALL, ONE_OF_EACH, code_of, experiment


@pytest.mark.parametrize("link", ALL)
def test_a_notebook_holds_the_scripts_code(link):
    e = experiment(link)
    assert ast.dump(ast.parse(code_of(handout.notebook(e)))) == ast.dump(ast.parse(handout.script(e)))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("link", ONE_OF_EACH)
def test_a_notebook_has_the_format_4_5(link, language):
    book = json.loads(handout.notebook(experiment(link), language=language))
    assert set(book) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert book["metadata"]["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch("[a-zA-Z0-9_-]{1,64}", name) for name in ids)
    for cell in book["cells"]:
        more = {"execution_count", "outputs"} if cell["cell_type"] == "code" else set()
        assert set(cell) == {"cell_type", "id", "metadata", "source"} | more
        assert all(isinstance(line, str) for line in cell["source"])
        assert [line.endswith("\n") for line in cell["source"]] == [True] * (len(cell["source"]) - 1) + [False]
    if find_spec("nbformat"):
        import nbformat

        nbformat.validate(nbformat.from_dict(book))
