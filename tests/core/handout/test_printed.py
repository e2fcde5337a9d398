"""Handouts run in a fresh interpreter with NumPy alone and print what the app shows, digit for digit."""

import json
import subprocess
import sys

import pytest

from core.tasks import handout
from tests.core.handout import handed_out
from tests.core.handout.handout_links import LEARNERS, LINES, SWEEPS, WALKS
from tests.core.handout.scripts import ALL, ONE_OF_EACH, code_of, experiment, lay_out

DRIVER = """
import contextlib, io, json, pathlib, runpy, sys
printed = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.py")):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        runpy.run_path(str(path), run_name="__main__")
    printed[path.stem] = out.getvalue()
print(json.dumps(printed))
"""


def run_fresh(folder, codes):
    """What each script prints, all in one fresh interpreter that has nothing but NumPy; no warning is let pass."""
    for name, code in codes.items():
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    lay_out(folder)
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
    e = experiment(link)
    ours, wanted = printed[link].replace("\n\n", "\n"), handed_out.learner_lines(e)
    if e.task == "digits":
        handed_out.assert_alike(ours, wanted)
    else:
        assert ours == wanted


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


@pytest.mark.parametrize("link", ONE_OF_EACH)
def test_a_script_and_a_notebook_each_in_a_process_of_its_own(link, printed, tmp_path):
    e = experiment(link)
    (tmp_path / "script.py").write_text(handout.script(e), encoding="utf-8")
    lay_out(tmp_path)
    (tmp_path / "cells.py").write_text(code_of(handout.notebook(e)), encoding="utf-8")
    out = run_alone(tmp_path / "script.py")
    assert out == run_alone(tmp_path / "cells.py")
    if link in printed:
        assert out == printed[link]
