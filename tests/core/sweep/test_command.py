"""python -m core.sweep, as a user runs it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.sweep import command
from core.sweep.command import INTERRUPTED, main
from core.sweep.grouping import blocks
from tests.core.sweep.runs import sweep

ROOT = Path(__file__).parents[3]


def test_the_issues_example():
    arguments = ["gate=xor&hidden=4&epochs=20", "--over", "lr=0.001..1:3", "--over", "opt=gd,adam", "--seeds", "2"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "core.sweep", *arguments, "--json"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert len(said["runs"]) == 12 and len(said["cells"]) == 6
    assert sweep(said["sweep"]) == sweep("epochs=20&over=lr:0.001..1:3&over=opt:gd,adam&seeds=2")


def test_the_five_hundred_runs_of_the_issue_stand_in_one_batch():
    found = sweep("over=opt:gd,momentum,nesterov,rmsprop,adam&over=lr:0.001..1:10&seeds=10")
    batches, alone = blocks(found.runs(0, found.n_runs))
    assert [len(batch) for batch in batches] == [500] and alone == []


def test_a_table_without_an_option_and_csv_with_one(capsys):
    assert main(["epochs=5", "--over", "lr=0.1,0.2", "--seeds", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert main(["epochs=5", "--csv", "--over", "lr=0.1,0.2", "--seeds", "2"]) == 0
    assert len([*csv.DictReader(io.StringIO(capsys.readouterr().out))]) == 4


def test_a_pages_link_says_it_all(capsys):
    assert main(["?task=sine&epochs=3&over=lr:0.1,0.2&seeds=2&lang=ja&lecture=1", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == "" and len(json.loads(out)["runs"]) == 4


def test_what_has_no_effect_is_said_and_trained_without(capsys):
    assert main(["mom=0.3&epochs=2&over=lr:0.1&seeds=1"]) == 0
    assert "mom=0.3 has no effect" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage"),
        (["gate=xor"], "0 settings are to be varied"),
        (["gate=xor", "epochs=3", "--over", "lr=0.1"], "2 links given"),
        (["gate=xor", "--over"], "--over wants a value"),
        (["gate=xor", "--over", "lr=0.1", "--seeds"], "--seeds wants a value"),
        (["gate=xor", "--over", "lr=0.1", "--json", "--csv"], "--csv does not go with --json"),
        (["gate=xor", "--over", "lr=0.1", "--fast"], "--fast is unknown; options: --over, --seeds, --json, --csv"),
        (["gate=xor", "--over", "lr=nan"], "lr=nan is not allowed"),
        (["gate=xor", "--over", "lr=0.1&opt=gd"], "lr=0.1&opt=gd is not allowed"),
        (["gate=xor", "--over", "lr=0.1", "--seeds", "1000000000000"], "runs are too many; at most"),
        (["gate=xor&seeds=3", "--over", "lr=0.1", "--seeds", "2"], "seeds is given more than once"),
        (["gate=maybe", "--over", "lr=0.1"], "gate=maybe is not allowed"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_trained(arguments, said, capsys, monkeypatch):
    monkeypatch.setattr(command, "train", None)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err


def test_interrupting_ends_it_cleanly(capsys, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "train", interrupted)
    assert main(["epochs=5", "--over", "lr=0.1", "--json"]) == INTERRUPTED
    out, err = capsys.readouterr()
    assert out == "" and "interrupted" in err and "Traceback" not in err


def test_a_terminal_sees_how_far_it_is(capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["epochs=100", "--over", "lr=0.1,0.2", "--seeds", "2"]) == 0
    err = capsys.readouterr().err
    assert "100% of 400 updates" in err and err.endswith("\n")
