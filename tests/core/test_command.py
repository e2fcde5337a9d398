"""The command line, run as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.command import main, report
from core.experiment.values import settings_of, to_dict
from core.tasks.gates.experiment import DEFAULT
from core.tasks.registry import TASKS, read_link

ROOT = Path(__file__).parents[2]


def command(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "core.experiment", *arguments],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def strict(text):
    """JSON as other languages read it: without NaN and Infinity."""

    def refuse(name):
        raise AssertionError(f"{name} is not JSON")

    return json.loads(text, parse_constant=refuse)


def test_the_issues_example():
    link = "gate=xor&hidden=4&act=tanh&opt=adam&lr=0.05&seed=7&epochs=500"
    done = command(link)
    assert (done.returncode, done.stderr) == (0, "")
    result, e = strict(done.stdout), read_link(link)[0]
    assert result["experiment"] == json.loads(json.dumps(to_dict(e))), "every setting, defaults filled in"
    assert read_link(result["link"])[0] == e
    assert len(result["loss"]) == 501 and result["loss"][-1] < 0.01
    assert len(result["parameters"]) == e.network.n_params == 17
    assert [len(layer["W"]) for layer in result["layers"]] == [2, 4]
    assert [round(a) for a in result["outputs"]] == result["targets"] == [0, 1, 1, 0]
    assert result["stop"] == {"reason": "epochs", "step": 500}
    mse = sum((a - t) ** 2 for a, t in zip(result["outputs"], result["targets"], strict=True)) / 4
    assert result["loss"][-1] == pytest.approx(mse, rel=1e-12)


def test_a_link_that_keeps_runs_is_trained_with_all_of_them():
    """As it is pasted from the page, with what it says of the view."""
    done = command("lr=0.1&epochs=9&vs=epochs%3D9%7Cseed%3D3%26epochs%3D4&clock=epoch&at=3&lang=ja")
    assert (done.returncode, done.stderr) == (0, "")
    result = strict(done.stdout)
    assert (result["task"], result["clock"]) == ("gates", "epoch")
    assert result["link"] == "lr=0.1&epochs=9&vs=epochs%3D9%7Cseed%3D3%26epochs%3D4&clock=epoch"
    assert [(run["run"], run["link"], len(run["loss"])) for run in result["runs"]] == [
        ("A", "epochs=9", 10), ("B", "seed=3&epochs=4", 5), ("C", "lr=0.1&epochs=9", 10),
    ]  # fmt: skip
    for run in result["runs"]:
        alone = report(read_link(run["link"])[0])
        assert {key: run[key] for key in alone} == alone


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("vs=lr%3Dnan", ["vs=lr=nan is left out because of lr=nan"]),
        ("lr=1&vs=task%3Dsine%7Clr%3D2&clock=week", ["because of task=sine", "clock=week is not allowed"]),
        ("task=descent&vs=lr%3D1&clock=epoch", ["vs=lr=1 is left out; allowed: runs of gates", "clock=epoch is"]),
    ],
)
def test_nothing_is_trained_of_runs_that_are_wrong(link, named, capsys):
    assert main([link]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and len(printed.err.splitlines()) == len(named)
    assert all(words in line for words, line in zip(named, printed.err.splitlines(), strict=True))


def test_one_line_for_each_bad_value():
    done = command("gate=maybe&lr=nan&hidden=0&speling=1&epochs=5\n&seed=1&seed=2")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 5
    for key in ("gate=maybe", "lr=nan", "speling=1", "epochs=5", "seed=2"):
        assert sum(line.startswith(key) for line in lines) == 1, key


def test_a_hostile_value_cannot_break_the_lines_or_the_terminal():
    done = command("gate=a%0Ab%1B[31m\udc80&x%0Ay=1")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "\x1b" not in done.stderr


def test_a_diverging_run_is_an_answer_not_an_error():
    done = command("gate=and&hidden=0&out=linear&opt=gd&lr=3&epochs=2000")
    assert (done.returncode, done.stderr) == (0, "")
    result = strict(done.stdout)
    assert result["stop"]["reason"] == "diverged"
    assert result["stop"]["step"] == len(result["loss"]) - 1 < 2000
    assert None not in result["loss"] + result["parameters"]


def test_a_key_without_effect_is_said_but_the_run_is_made():
    done = command("hidden=0&act=relu&epochs=2")
    assert done.returncode == 0
    assert done.stderr.startswith("act=relu") and len(done.stderr.splitlines()) == 1
    assert strict(done.stdout)["stop"]["step"] == 2


def test_a_pages_link_may_be_pasted_whole():
    done = command("?epochs=2&at=318&lang=ja&lesson=and&view=loss_log&lecture=1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [(), ("gate=or", "gate=and")])
def test_anything_but_one_link_shows_the_usage(arguments):
    done = command(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "link",
    [
        "hidden=64-64-64-64-64-64&data=clouds&points=2500&batch=1&epochs=20000",
        "lr=" + "1" * 60_000 + "x",
        "w=" + "1," * 30_000 + "x",
        "&".join(f"k{i}=1" for i in range(5000)),
    ],
    ids=["work", "digits", "list", "keys"],
)
def test_a_big_link_is_refused_within_a_second_of_work(link):
    before = os.times()
    done = command(link)
    after = os.times()
    assert done.returncode == 2 and done.stderr
    work = after.children_user + after.children_system - before.children_user - before.children_system
    assert work < 1.0  # of the processor, however busy the machine is


def test_the_outputs_are_those_of_the_training_samples():
    done = command("data=circle&points=10&epochs=3&hidden=3")
    e, _ = read_link("data=circle&points=10&epochs=3&hidden=3")
    assert e != DEFAULT
    result = strict(done.stdout)
    assert result["targets"] == e.load().y.tolist()
    assert len(result["outputs"]) == e.n_train


@pytest.mark.parametrize("task", TASKS)
def test_every_task_prints_its_default_run(task, capsys):
    assert main([f"task={task}"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["task"] == task
    assert set(printed["experiment"]) == set(settings_of(TASKS[task].kind))
