"""A script is a student's: nothing unused, nothing but NumPy, no long line, and a head that names the link."""

import ast
import json
import re
import subprocess
import sys

import pytest

from core.tasks import handout
from core.tasks.registry import write_link
from tests.core.handout.scripts import ALL, experiment


@pytest.mark.parametrize("language", ["en", "ja"])
def test_code_is_clean(language, tmp_path):
    for k, link in enumerate(ALL):
        code = handout.script(experiment(link), link="https://example.org/lab", language=language)
        (tmp_path / f"{k:04d}.py").write_text(code, encoding="utf-8")
    rules = ["--select", "E,F,W", "--line-length", "100"]
    line = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *rules, str(tmp_path)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("link", ALL)
def test_nothing_is_left_unused(link):
    tree = ast.parse(handout.script(experiment(link)))
    nodes = list(ast.walk(tree))
    read = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    made = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    made |= {node.id for statement in tree.body if isinstance(statement, ast.Assign)
             for node in ast.walk(statement.targets[0]) if isinstance(node, ast.Name)}  # fmt: skip
    assert made <= read
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    assert {"numpy"} <= imported <= {"numpy", "math", "pathlib"}
    assert not any(isinstance(node, ast.ImportFrom) for node in nodes)


HOSTILE = [
    'a\nimport os', 'a\r\nprint("x")', '"""\nboom\n"""', "\u2028x = 1", "\x0cx = 1", "`](javascript:1) <script>",
    "é 日本 %41", "\ud800", "\\\n1", "*/ --> ${x} {y}", "javascript://%0aalert(1)",
]  # fmt: skip


@pytest.mark.parametrize("link", HOSTILE)
def test_a_link_stays_one_comment(link):
    e = experiment("epochs=1")
    plain, hostile = handout.script(e, link="/x").split("\n"), handout.script(e, link=link).split("\n")
    assert [hostile[:2], hostile[3:]] == [plain[:2], plain[3:]]
    assert re.fullmatch(r"# [A-Za-z0-9/:?=&%,;@+._~#-]+", hostile[2])
    cells = [json.loads(handout.notebook(e, link=each))["cells"] for each in ("/x", link)]
    assert cells[0][1:] == cells[1][1:]
    assert re.fullmatch(r"# .*\n\n`[A-Za-z0-9/:?=&%,;@+._~#-]+`", "".join(cells[1][0]["source"]))


def test_the_head_names_the_link():
    e = experiment("gate=and&epochs=3")
    assert handout.script(e).split("\n")[2] == f"# {write_link(e)}"
    address = "https://example.org/logic_gates?gate=and&epochs=3&at=2"
    assert handout.script(e, link=address).split("\n")[2] == f"# {address}"
    assert f"<{address}>" in json.loads(handout.notebook(e, link=address))["cells"][0]["source"][-1]
    assert handout.script(experiment("")).split("\n")[2] == "# task=gates"
