"""Several runs as one script: it trains all of them and prints, on their clock, what the app shows."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.pair import handout as pair_handout
from core.pair.clock import made, value_at
from core.pair.prose import PROSE
from core.tasks import handout
from tests.core.handout.handed_out import assert_alike, recorded
from tests.core.handout.scripts import code_of
from tests.core.handout.test_printed import run_fresh
from tests.core.pair.links import LINKS, pair_of_link

CLOCKS = {"update": "updates", "epoch": "epochs", "samples": "samples"}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Link → what its script prints."""
    codes = {f"{k:02d}": handout.script(pair_of_link(link)) for k, link in enumerate(LINKS)}
    outputs = run_fresh(tmp_path_factory.mktemp("scripts"), codes)
    return dict(zip(LINKS, (outputs[name] for name in codes), strict=True))


def worth_printing(step):
    return step == 0 or (str(step)[0] in "125" and set(str(step)[1:]) <= {"0"})


def table(pair):
    """The losses side by side, from the app's own record of each run."""
    runs = [recorded(e)[0] for e in pair.runs]
    ends = [len(losses) - 1 for losses in runs]
    moments = {
        round(value_at(pair.spans[k], step), 9)
        for k, end in enumerate(ends) for step in range(end + 1) if worth_printing(step) or step == end
    }  # fmt: skip
    yield f"{CLOCKS[pair.clock]:>12}" + "".join(f"{pair.letter(k):>16}" for k in pair.order)
    for moment in sorted(moments):
        cells = (
            f"{runs[k][made(pair.spans[k], moment, ends[k])]:.8g}"
            if moment < value_at(pair.spans[k], ends[k]) + 1e-9 else "" for k in pair.order
        )  # fmt: skip
        yield f"{moment:12.8g}{''.join(f'{cell:>16}' for cell in cells)}".rstrip()
    for k in pair.order:
        yield f"{pair.letter(k)}: loss {runs[k][-1]:.8g} after {ends[k]} updates"


@pytest.mark.parametrize("link", LINKS)
def test_a_script_of_several_runs_prints_the_apps_losses_side_by_side(link, printed):
    pair = pair_of_link(link)
    lines = printed[link].splitlines()
    start = next(k for k, line in enumerate(lines) if line.split()[-2:] == ["A", "B"] or "  C" in line)
    assert_alike("\n".join(lines[start:]), "\n".join(table(pair)))
    heads = [line for line in lines if line.startswith("Run ")]
    assert [head[4] for head in heads] == [pair.letter(k) for k in pair.order]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_code_is_clean(language, tmp_path):
    """Nothing unused, also inside the functions, and no line too long."""
    for k, link in enumerate(LINKS):
        code = handout.script(pair_of_link(link), link="https://example.org/lab", language=language)
        (tmp_path / f"{k:02d}.py").write_text(code, encoding="utf-8")
    rules = ["--select", "E,F,W", "--line-length", "110"]
    line = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", *rules, str(tmp_path)]
    done = subprocess.run(line, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_both_languages_say_the_same_and_each_word_is_said():
    code = Path(pair_handout.__file__).read_text("utf-8")
    assert list(PROSE["en"]) == list(PROSE["ja"])
    assert all(f'"{key}"' in code or key.removeprefix("pair_") in CLOCKS for key in PROSE["en"])


def test_what_the_runs_share_is_written_once():
    script = handout.script(pair_of_link("lr=0.1&vs=lr%3D0.5"))
    assert [script.count(f"def {name}(") for name in ("forward", "gradient", "loss", "start")] == [1, 1, 1, 1]
    assert script.count("learning_rate = ") == 2 and "def train_a():" in script and "def train_b():" in script


def test_what_calls_a_runs_own_network_is_its_own_too():
    script = handout.script(pair_of_link("lr=0.1&vs=act%3Drelu"))
    assert script.count("    def loss(") == script.count("    def gradient(") == 2
    assert script.count("\nX = ") == 1


def test_a_notebook_is_the_script_and_a_picture():
    pair = pair_of_link(LINKS[1])
    notebook = handout.notebook(pair)
    script, book = (list(map(ast.dump, ast.parse(text).body)) for text in (handout.script(pair), code_of(notebook)))
    assert book[: len(script)] == script
    last = "".join(json.loads(notebook)["cells"][-1]["source"])
    assert "matplotlib" in last and "matplotlib" not in handout.script(pair)
    assert all(color in last for color in ("#CC79A7", "#009E73", "#D55E00")) and "samples seen" in last


@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_names_its_link_and_its_runs(language):
    pair = pair_of_link(LINKS[8])
    script = handout.script(pair, language=language)
    assert script.splitlines()[2] == f"# task=sine&{pair.query}" and "clock=samples" in script
    assert ("学習 A" in script) == (language == "ja")


def test_a_file_of_several_runs_says_so():
    assert handout.file_name(pair_of_link(LINKS[1]), "ipynb") == "gradient-stage-gates-xor-3-runs.ipynb"
