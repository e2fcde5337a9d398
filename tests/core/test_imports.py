"""Imports go one way: app.py and pages/*.py → ui → player → web → core; figures for ui, words for ui and web.

In core/ each folder is a room, and so is each loose file.
"""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOT) for path in [ROOT / "app.py", *ROOT.glob("core/**/*.py"), *ROOT.glob("pages/**/*.py")]
)
# room -> the rooms that it may import from besides itself, from the ground up
_GROUND = {
    "engine": set(),
    "data": set(),
    "experiment": set(),
    "readable": set(),
    "record": {"experiment"},
    "learning": {"engine", "experiment", "record"},
    "handout": {"engine", "experiment", "record", "learning"},
    "explaining": {"engine", "record", "learning", "handout"},
    "tasks": {"engine", "data", "experiment", "readable", "record", "learning", "handout", "pair"},
    "terminal": {"experiment", "pair", "tasks"},
    "command": {"experiment", "pair", "tasks", "terminal"},
    "course": {"experiment"},
    "lessons": {"course", "experiment", "guess", "pair", "sweep", "tasks"},
    "replay": {"engine", "data", "experiment", "readable", "learning", "tasks", "terminal"},
    "sweep": {"engine", "experiment", "record", "learning", "pair", "tasks", "terminal"},
    "blocks": {"engine", "data", "experiment", "replay"},
    "pair": {"experiment", "record", "learning", "handout"},
    "guess": {"course", "experiment", "learning", "pair"},
    "tape": {"experiment", "record", "learning", "tasks"},
    "landscape": {"engine", "experiment", "record", "learning", "tape", "wire"},
    "wire": {"experiment", "record", "learning", "pair", "sweep", "tape"},
}
_CORE = {f"core/{room}" for room in _GROUND}
MAY_IMPORT = {
    **{f"core/{room}": {f"core/{other}" for other in others} for room, others in _GROUND.items()},
    "figures": _CORE,
    "player": _CORE | {"web"},  # a component fetches its modules from where the server has them
    "words": _CORE,  # names of types alone
    "web": _CORE | {"figures", "words"},
    "ui": _CORE | {"figures", "player", "words", "web"},
    "page": _CORE | {"figures", "player", "words", "ui", "web"},
}
LIBRARIES = {
    **{room: {"numpy"} for room in _CORE},
    "figures": {"numpy", "plotly", "segno"},
    "player": {"numpy", "streamlit"},
    "words": set(),
    "web": {"anyio", "starlette"},
    "ui": {"streamlit"},
    "page": {"streamlit"},
}
MOST_LOOSE = 6  # files that lie in core/ itself


def room_of(parts):
    """The room of a module or file: core/engine, …, figures, player, words, ui, page; None for a library."""
    parts = [part.removesuffix(".py") for part in parts]
    if parts[0] == "core":
        return f"core/{parts[1]}"
    if parts[0] == "app":
        return "page"
    if parts[0] != "pages":
        return None
    folder = parts[1] if len(parts) > 1 else ""
    return folder if folder in MAY_IMPORT else "page"


def is_door(path):
    """`python -m core.experiment` enters here; nobody imports it."""
    return path.name == "__main__.py"


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
        elif target not in MAY_IMPORT[room] | ({room} - {"page"}):
            yield name


def arrows():
    """File -> the files that it imports from."""
    modules = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}
    found = {}
    for path in FILES:
        names = imported((ROOT / path).read_text(encoding="utf-8"))
        whole = (modules.get(name) or modules.get(name.rpartition(".")[0]) for name in names)
        found[path] = {target for target in whole if target and target != path}
    return found


@pytest.mark.parametrize("path", [path for path in FILES if not is_door(path)], ids=str)
def test_imports_go_one_way(path):
    source = (ROOT / path).read_text(encoding="utf-8")
    assert list(wrong_arrows(room_of(path.parts), source)) == []


def test_every_room_is_looked_at():
    assert {room_of(path.parts) for path in FILES} - {"core/__init__"} == set(MAY_IMPORT)


def test_rooms_lie_above_those_they_import_from():
    """Taken away from the top or from the ground one after the other, none is left: there is no circle of rooms."""
    left = dict(MAY_IMPORT)
    while ground := {room for room, others in left.items() if not others & left.keys()}:
        left = {room: others for room, others in left.items() if room not in ground}
    assert left == {}


def test_no_files_import_each_other_in_a_circle():
    left = arrows()
    while ground := {path for path, targets in left.items() if not targets & left.keys()}:
        left = {path: targets for path, targets in left.items() if path not in ground}
    assert left == {}


@pytest.mark.parametrize("path", [path for path in FILES if room_of(path.parts) == "words"], ids=str)
def test_words_look_up_and_never_compute(path):
    """What they take from core are names of types; what a sentence needs stands in the event's facts."""
    assert not_types((ROOT / path).read_text(encoding="utf-8")) == []


def not_types(source):
    """What a file imports from core besides classes."""
    found = []
    for name in imported(source):
        module, _, attribute = name.rpartition(".")
        if room_of(name.split(".")) in _CORE and not isinstance(getattr(import_module(module), attribute), type):
            found.append(name)
    return found


def test_a_word_that_computes_is_seen():
    line = "from core.experiment.values import Problem, settle"
    assert not_types(line) == ["core.experiment.values.settle"]


def test_core_has_rooms_and_few_loose_files():
    loose = [path.name for path in FILES if len(path.parts) == 2 and path.parts[0] == "core"]
    assert len(loose) <= MOST_LOOSE + 1, loose  # __init__.py besides


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("core/engine", "import streamlit as st"),
        ("core/engine", "from core.learning.training import Trainer"),
        ("core/tasks", "def f():\n    from plotly import graph_objects"),
        ("core/learning", "from core.tasks.gates.experiment import GateExperiment"),
        ("core/tasks", "from core.tape.tape import record"),
        ("core/wire", "import scipy"),
        ("core/wire", "from pages.words import translator"),
        ("figures", "import streamlit"),
        ("figures", "from pages.words import Say"),
        ("figures", "from pages.player.component import mount"),
        ("player", "from pages.figures import parts"),
        ("player", "from pages.ui import words"),
        ("player", "from pages import words"),
        ("web", "from pages.player.component import loader"),
        ("words", "from pages.ui import lab"),
        ("words", "import numpy as np"),
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
