"""Python's types, checked by Pyright."""

import json
import sys

import pytest

from tests.checkers import ROOT, find_checker, find_node, run

# Lines in which something is wrong, and what must be said of it.
WRONG = {
    'parts.plot("field", "", "", fig, squre=True)': 'No parameter named "squre"',
    "Scene(panels=[], layouts=[], labels={}, lectures=None)": 'No parameter named "lectures"',
    'parts.show(0, "customdate", "fit")': 'parameter "attr"',
    'parts.history("0", "loss")': 'parameter "trace"',
    'parts.table("table", "", "", [], [[{"text": "1"}]])': 'parameter "rows"',
    'Cell(txt="1")': 'No parameter named "txt"',
}


@pytest.fixture(scope="module")
def pyright():
    return [*find_checker(find_node(), "pyright/index.js"), "--pythonpath", sys.executable]


def test_types_agree(pyright):
    done = run(pyright, 300)
    assert done.returncode == 0, done.stdout


def test_a_wrong_scene_is_seen(pyright, tmp_path):
    head = [
        "from core.wire.panels import Cell", "from core.wire.scene import Scene", "from pages.figures import parts",
        "fig = parts.figure([])",
    ]  # fmt: skip
    (tmp_path / "wrong.py").write_text("\n".join([*head, *WRONG]), encoding="utf-8")
    config = {"include": ["wrong.py"], "extraPaths": [str(ROOT)], "typeCheckingMode": "standard"}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    report = json.loads(run([*pyright, "--project", tmp_path, "--outputjson"], 300).stdout)
    said = {found["range"]["start"]["line"]: found["message"] for found in report["generalDiagnostics"]}
    assert said.keys() == set(range(len(head), len(head) + len(WRONG))), said
    for line, complaint in enumerate(WRONG.values(), len(head)):
        assert complaint in said[line]
