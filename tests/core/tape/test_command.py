"""`python -m core.tape`, as a user runs it."""

import json

import pytest

from core.record.plain import finite
from core.tape.__main__ import main
from core.tasks.registry import read_link
from tests.core.tapes import whole_tape


@pytest.mark.parametrize("link", ["epochs=90", "task=sine&epochs=50", "task=linear", "gate=and&target=0.03"])
def test_a_tape_is_printed_with_all_its_numbers(link, capsys):
    assert main([link]) == 0
    parts, (chunks, _) = json.loads(capsys.readouterr().out), whole_tape(read_link(link)[0])
    assert [(part["first"], part["last"]) for part in parts] == [(chunk.first, chunk.last) for chunk in chunks]
    for part, chunk in zip(parts, chunks, strict=True):
        assert part["arrays"]["loss"] == finite(chunk.steps["loss"])
        assert part["arrays"].keys() == {*chunk.steps, *chunk.keys}
    assert parts[-1]["stop"] == {"step": chunks[-1].stop.step, "reason": chunks[-1].stop.reason}


def test_of_a_link_that_keeps_runs_all_tapes_are_printed(capsys):
    link = "lr=0.1&epochs=9&vs=epochs%3D5&clock=epoch"
    assert main([link]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["clock"] == "epoch" and [run["run"] for run in told["runs"]] == ["A", "B"]
    for run in told["runs"]:
        chunks, _ = whole_tape(read_link(run["link"])[0])
        assert [part["arrays"]["loss"] for part in run["parts"]] == [finite(chunk.steps["loss"]) for chunk in chunks]
    assert main(["--cost", link]) == 0
    out = capsys.readouterr().out
    assert "Run A: epochs=5\n" in out and "Run B: lr=0.1&epochs=9\n" in out and out.count("| all |") == 2


def test_costs_are_listed_by_part_and_by_array(capsys):
    assert main(["--cost", "epochs=60"]) == 0
    out = capsys.readouterr().out
    rows = [line.split(" | ") for line in out.splitlines() if line.startswith(("| 0", "| 1", "| 2", "| all"))]
    plain = [int(row[3]) for row in rows]
    assert len(rows) == 4 and sum(plain[:-1]) == plain[-1] and "| params |" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "usage:"), (["--costs", "epochs=3"], "usage:"), (["hidden=x"], "hidden=x is not allowed"),
        (["http://127.0.0.1:9/tape/gates/0?epochs=3"], "127.0.0.1:9"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_line(arguments, said, capsys):
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and said in captured.err and captured.err.count("\n") == 1
