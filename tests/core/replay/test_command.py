"""The command that tells the notebooks, in words and as JSON, run as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.replay import all_cases
from core.replay import notebooks as notebooks_module
from core.replay.command import main

ROOT = Path(__file__).parents[3]


def command(*arguments):
    line = [sys.executable, "-W", "error", "-m", "core.replay", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)


def test_the_command_prints_every_case_as_json():
    done = command("--json")
    assert (done.returncode, done.stderr) == (0, "")
    rows = json.loads(done.stdout, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert sorted(row["id"] for row in rows) == sorted(all_cases())
    keys = {"id", "notebook", "cell", "expected", "got", "difference", "tolerance", "ok", "chaotic", "link", "reason"}
    for row in rows:
        assert keys <= set(row)
        assert row["ok"]
        assert row["expected"] == all_cases()[row["id"]]["expected"]
        assert set(row["link"]) == {"page", "query"}
    assert {row["notebook"] for row in rows} == {0, 1, 2, 3, 4}


def test_the_command_tells_the_notebooks_in_words():
    done = command("004", "003", "--lang", "ja")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.index("003  ") < done.stdout.index("004  ")
    assert "000  " not in done.stdout
    assert "丸め誤差" in done.stdout
    assert "/sine_regression?points=40" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["005"], "notebook '005' is unknown; allowed: 000, 001, 002, 003, 004"),
        (["000", "sine"], "notebook 'sine' is unknown"),
        (["--lang", "fr"], "'fr' is not allowed; allowed: en, ja"),
        (["--lang"], "allowed: en, ja"),
        (["--verbose"], "option '--verbose' is unknown"),
        (["--config", "{"], "usage"),
        (["--config", "[]"], "JSON object"),
        (["--config", '{"op": "ce", "t": [1]}'], "needs 'y'"),
        (["--config", '{"op": "online", "init": 3}'], "usage"),
    ],
)
def test_a_bad_argument_is_one_clear_line(arguments, message, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert message in err


def test_an_unknown_notebook_ends_the_command_with_2():
    done = command("042", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_any_config_can_be_asked_for(capsys):
    assert main(["--config", '{"op": "mlp", "eta": 0.01, "epochs": 100, "report": [50, 99]}']) == 0
    ours = json.loads(capsys.readouterr().out)
    assert ours["loss_at"] == [ours["loss"][50], ours["loss"][99]]


@pytest.mark.parametrize("arguments", [["004"], ["004", "--json"], ["004", "--lang", "ja"]])
def test_a_number_outside_its_tolerance_ends_the_command_with_1(arguments, monkeypatch, capsys):
    broken = {key: {**case, "expected": {**case["expected"]}} for key, case in all_cases().items()}
    broken["004.loss0"]["expected"]["loss0"] = 113.3
    monkeypatch.setattr(notebooks_module, "all_cases", lambda: broken)
    assert main(arguments) == 1
    out = capsys.readouterr().out
    assert ("OUTSIDE" in out) or ('"ok": false' in out) or ("超えています" in out)
