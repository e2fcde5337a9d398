"""Handouts: each runs in a fresh interpreter with NumPy alone and prints what the app shows, digit for digit."""

import ast
import contextlib
import io
import json
import re
import subprocess
import sys
from importlib.util import find_spec
from string import Formatter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.data.gates import DATA, GATES
from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS, ORDERS
from core.engine.losses import LOSSES
from core.engine.optimizers import OPTIMIZERS
from core.experiment.link import from_query
from core.handout import __main__ as command
from core.handout import prose, writing
from core.handout.english import ENGLISH
from core.handout.japanese import JAPANESE
from core.handout.section import columns
from core.learning.learner import RULES
from core.tasks import handout
from core.tasks.descent import derivative_code
from core.tasks.descent.expressions import parse
from core.tasks.descent.jets import FUNCTIONS
from core.tasks.registry import read_link, write_link
from core.tasks.sine.experiment import SineExperiment
from tests.core.handout import handed_out
from tests.core.handout.handout_links import LEARNERS, LINES, SWEEPS, WALKS

ALL = [*LEARNERS, *WALKS, *LINES, *SWEEPS]
ONE_OF_EACH = ["", "task=sine&epochs=50", "task=descent&grad=noisy", "task=linear", "task=gradient"]

DRIVER = """
import contextlib, io, json, pathlib, runpy, sys
printed = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        runpy.run_path(str(path), run_name="__main__")
    printed[path.stem] = out.getvalue()
print(json.dumps(printed))
"""


def experiment(link):
    e, problems = read_link(link)
    assert not [problem for problem in problems if problem.is_error], link
    return e


def run_fresh(folder, codes):
    """What each script prints, all in one fresh interpreter that has nothing but NumPy; no warning is let pass."""
    for name, code in codes.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    driver = folder / "driver"
    driver.write_text(DRIVER, encoding="utf-8")
    line = [sys.executable, "-W", "error", "-I", str(driver), str(folder)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Link → what its script prints."""
    codes = {f"{k:04d}": handout.script(experiment(link)) for k, link in enumerate(ALL)}
    outputs = run_fresh(tmp_path_factory.mktemp("scripts"), codes)
    return dict(zip(ALL, (outputs[name] for name in codes), strict=True))


@pytest.mark.parametrize("link", LEARNERS)
def test_a_script_trains_as_the_app_does(link, printed):
    """Losses, parameters, answers, and where and why the run ends."""
    assert printed[link].replace("\n\n", "\n") == handed_out.learner_lines(experiment(link))


@pytest.mark.parametrize("link", WALKS)
def test_a_script_walks_as_the_app_does(link, printed):
    tables = printed[link].split("Walker ")[1:]
    assert [table.splitlines()[2:] for table in tables] == list(handed_out.descent_rows(experiment(link)))


@pytest.mark.parametrize("link", LINES)
def test_a_script_of_the_linear_model_goes_down_as_the_app_does(link, printed):
    e = experiment(link)
    shown, _, table = printed[link].partition("  step  loss\n")
    losses = handed_out.linear_losses(e)
    assert table.splitlines()[: len(losses)] == losses
    for update, stages in zip(shown.split("\n1. ")[1:], handed_out.linear_stages(e), strict=True):
        assert [stage for stage in stages if stage not in update] == []


@pytest.mark.parametrize("link", SWEEPS)
def test_a_script_takes_differences_as_the_app_does(link, printed):
    lines = printed[link].splitlines()
    for table in handed_out.gradient_tables(experiment(link)):
        start = lines.index(table[0])
        assert lines[start : start + len(table)] == table


def run_alone(path):
    done = subprocess.run(
        [sys.executable, "-I", str(path)], capture_output=True, encoding="utf-8", timeout=60, check=True
    )
    assert not done.stderr
    return done.stdout


def code_of(notebook):
    cells = json.loads(notebook)["cells"]
    return "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("link", ONE_OF_EACH)
def test_a_script_and_a_notebook_each_in_a_process_of_its_own(link, printed, tmp_path):
    e = experiment(link)
    (tmp_path / "script.py").write_text(handout.script(e), encoding="utf-8")
    (tmp_path / "cells.py").write_text(code_of(handout.notebook(e)), encoding="utf-8")
    out = run_alone(tmp_path / "script.py")
    assert out == run_alone(tmp_path / "cells.py")
    if link in printed:
        assert out == printed[link]


def run_here(code):
    before = np.geterr()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            exec(compile(code, "handout", "exec"), {"__name__": "__main__"})
        finally:
            np.seterr(**before)
    return out.getvalue()


def pick(**choices):
    """Links with one of these values for each key, or without the key."""
    parts = [st.sampled_from([f"{key}={value}" for value in values] + [""]) for key, values in choices.items()]
    return st.tuples(*parts).map(lambda pairs: "&".join(filter(None, pairs)))


LEARNS = {
    "hidden": ("0", "1", "3-2", "2-5-3"), "act": ACTIVATIONS, "out": ACTIVATIONS, "threshold": (0.1, -0.4),
    "batch": (1, 3, 5, 100), "opt": OPTIMIZERS, "lr": (1e-3, 0.1, 1, 30), "mom": (0, 0.5), "b1": (0, 0.7),
    "b2": (0, 0.9), "rho": (0, 0.5), "eps": (0, 0.1), "wd": (0.5,), "l1": (0.01,), "l2": (0.01, 2),
    "init": INITIALIZERS, "scale": (0.3, 4), "order": ORDERS, "seed": range(9), "target": (0.05, 0.3),
    "plateau": (1, 4),
}  # fmt: skip
GATES_LINKS = pick(data=DATA, gate=GATES, points=(1, 7, 12), spread=(0, 0.4), noise=(0, 0.5), test=(0, 90),
                   dseed=range(5), loss=LOSSES, rule=RULES, **LEARNS)  # fmt: skip
SINE_LINKS = pick(curve=("xsin", "step", "abs"), points=(2, 9), noise=(0, 2), stdx=(1,), stdy=(0,), val=(40,),
                  loss=("mse", "half_mse"), rule=("online",), **LEARNS)  # fmt: skip


@settings(max_examples=40, derandomize=True)
@given(GATES_LINKS)
def test_any_gates_script_trains_as_the_app_does(link):
    e, _ = read_link(f"{link}&epochs=25")
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)


@settings(max_examples=40, derandomize=True)
@given(SINE_LINKS)
def test_any_sine_script_trains_as_the_app_does(link):
    e, _ = from_query(f"{link}&epochs=25", kind=SineExperiment)
    assert run_here(handout.script(e)).replace("\n\n", "\n") == handed_out.learner_lines(e)


def _powers(inner):
    return st.tuples(inner, st.sampled_from(["2", "3", "0.5", "-1", "0", "1", "2.5"])).map(
        lambda p: f"({p[0]})**{p[1]}"
    )


def _deeper(inner):
    pairs = st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda p: f"({p[0]}{p[1]}{p[2]})")
    calls = st.tuples(st.sampled_from(sorted(FUNCTIONS)), inner).map(lambda p: f"{p[0]}({p[1]})")
    signs = inner.map(lambda u: f"(-{u})")
    return st.one_of(pairs, calls, signs, _powers(inner), inner.map(lambda u: f"(2**{u})" if "x" in u else u))


TYPED = st.recursive(
    st.sampled_from(["x0", "x1", "x0", "x1", "2", "0.3", "pi", "e", "1e9", "7"]), _deeper, max_leaves=12
)
POINTS = np.array([-3.0, -1.0, -0.2, 0.0, 0.7, 1.0, 2.3, 41.0])


@settings(max_examples=150, derandomize=True)
@given(TYPED)
def test_a_typed_function_and_its_derivative_are_the_engines_to_the_last_bit(text):
    try:
        f = parse(text)
    except ValueError:
        return  # too long, or an exponent that is not allowed
    indented = {name: "\n    ".join(lines(text)) for name, lines in (
        ("value", derivative_code.value_lines), ("gradient", derivative_code.gradient_lines))}  # fmt: skip
    names: dict = {"np": np}
    exec("".join(f"def {name}(x0, x1):\n    {body}\n\n" for name, body in indented.items()), names)
    x0, x1 = (axis.ravel() for axis in np.meshgrid(POINTS, POINTS))
    with np.errstate(all="ignore"):
        finite = np.isfinite(f.value(x0, x1))
        np.testing.assert_array_equal(names["value"](x0, x1)[finite], f.value(x0, x1)[finite])
        for got, exact in zip(names["gradient"](x0, x1), f.gradient(x0, x1), strict=True):
            np.testing.assert_array_equal(got[finite], exact[finite])


def test_what_was_typed_is_never_copied():
    e, _ = read_link("task=descent&surface=own&f=x0 **\t2-  ((x1))")
    assert "return x0**2 - x1" in handout.script(e)
    assert e.f not in handout.script(e, link="/descent")


# The code is a student's: nothing unused, nothing but NumPy, no long line.


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
    assert {"numpy"} <= imported <= {"numpy", "math"}
    assert not any(isinstance(node, ast.ImportFrom) for node in nodes)


# The head names the link, whatever it holds.

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


# Notebooks, words, names, the command line.


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


def test_both_languages_say_the_same_and_every_word_is_used(monkeypatch):
    assert set(ENGLISH) == set(JAPANESE)
    fields = [{key: {name for _, name, _, _ in Formatter().parse(text) if name} for key, text in words.items()}
              for words in (ENGLISH, JAPANESE)]  # fmt: skip
    assert fields[0] == fields[1]
    said = set()

    def listening(key, **facts):
        said.add(key)
        return prose.speaker(ENGLISH)(key, **facts)

    monkeypatch.setitem(prose.LANGUAGES, "en", listening)
    for link in ALL:
        handout.script(experiment(link))
    assert said == set(ENGLISH)


def test_an_unknown_language_is_named():
    with pytest.raises(ValueError, match="'fr' is unknown; allowed: en, ja"):
        handout.script(experiment(""), language="fr")


def test_comments_are_broken_to_their_width():
    text = "重みは分散 2 / (入力数 + 出力数) の正規乱数、バイアスは 0 です（シード 7）。" * 3
    lines = writing.wrapped(text, 40)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(columns, lines)) <= 42
    assert not any(line[0] in "、。）" for line in lines)
    assert writing.wrapped("one two three", 7) == ["one two", "three"]


@pytest.mark.parametrize(("link", "name"), [
    ("", "gates-xor"), ("data=clouds&gate=notx1", "gates-clouds-notx1"), ("data=xor", "gates-xor-cloud"),
    ("data=spiral", "gates-spiral"), ("task=sine", "sine-sine"), ("task=descent&surface=own", "descent-own"),
    ("task=gradient&f=bowl0", "gradient-bowl0"), ("task=linear", "linear"),
])  # fmt: skip
def test_files_have_plain_names(link, name):
    assert handout.file_name(experiment(link), "py") == f"gradient-stage-{name}.py"


def test_the_command_line(capsys):
    assert command.main(["gate=and&epochs=3&at=2"]) == 0
    assert capsys.readouterr().out == handout.script(experiment("gate=and&epochs=3"))
    assert command.main(["--notebook", "--lang", "ja", "task=linear"]) == 0
    assert capsys.readouterr().out == handout.notebook(experiment("task=linear"), language="ja")
    assert command.main(["gate=maybe"]) == 2
    assert "gate=maybe is not allowed" in capsys.readouterr().err
    for wrong in ([], ["a", "b"], ["--lang", "fr", ""], ["--other"]):
        assert command.main(wrong) == 2
        assert capsys.readouterr().err.startswith("usage:")
