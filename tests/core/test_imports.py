"""Imports go one way (DESIGN §2): app.py and pages/*.py → ui → player, figures → core; i18n for ui and pages alone."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT) for path in [ROOT / "app.py", *ROOT.glob("core/**/*.py"), *ROOT.glob("pages/**/*.py")]
)
MAY_IMPORT = {
    "core": {"core"},
    "figures": {"core", "figures"},
    "player": {"core", "player"},
    "i18n": {"i18n"},
    "ui": {"core", "figures", "player", "i18n", "ui"},
    "page": {"core", "figures", "player", "i18n", "ui"},
}
LIBRARIES = {
    "core": {"numpy"},
    "figures": {"numpy", "plotly", "segno"},
    "player": {"numpy", "streamlit"},
    "i18n": set(),
    "ui": {"streamlit"},
    "page": {"streamlit"},
}


def room_of(parts):
    """The room of a module or file: core, figures, player, i18n, ui, page; None for a library."""
    if parts[0] == "core":
        return "core"
    if parts[0] in ("app", "app.py"):
        return "page"
    if parts[0] != "pages":
        return None
    folder = parts[1] if len(parts) > 1 else ""
    return folder if folder in MAY_IMPORT else "page"


def imported(source):
    """Every module that a file imports, anywhere in it, as a dotted name; `from a import b` counts as a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide the arrow"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("__import__", "importlib.import_module"):
            raise AssertionError("an import that cannot be followed")


def wrong_arrows(room, source):
    for name in imported(source):
        parts = name.split(".")
        target = room_of(parts)
        if target is None:
            library = parts[0]
            if library not in LIBRARIES[room] and library not in sys.stdlib_module_names:
                yield name
        elif target not in MAY_IMPORT[room]:
            yield name


@pytest.mark.parametrize("path", FILES, ids=str)
def test_imports_go_one_way(path):
    source = (ROOT / path).read_text(encoding="utf-8")
    assert list(wrong_arrows(room_of(path.parts), source)) == []


def test_every_room_is_looked_at():
    assert {room_of(path.parts) for path in FILES} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("core", "import streamlit as st"),
        ("core", "def f():\n    from plotly import graph_objects"),
        ("core", "import scipy"),
        ("core", "from pages.i18n import translator"),
        ("figures", "import streamlit"),
        ("figures", "from pages.i18n import Say"),
        ("figures", "from pages.player import Array"),
        ("player", "from pages.figures import parts"),
        ("player", "from pages.ui import words"),
        ("player", "from pages import i18n"),
        ("i18n", "from core import story"),
        ("ui", "from pages.logic_gates import form"),
        ("ui", "import app"),
        ("page", "import pages.logic_gates"),
    ],
)
def test_a_wrong_arrow_is_seen(room, line):
    assert len(list(wrong_arrows(room, line))) == 1


def test_core_runs_without_streamlit_and_plotly():
    modules = [".".join(path.with_suffix("").parts) for path in FILES if path.parts[0] == "core"]
    code = f"import sys, {', '.join(modules)}; print([m for m in ('streamlit', 'plotly', 'pages') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"
