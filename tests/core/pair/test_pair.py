"""The link of runs that are kept beside the one on stage."""

from urllib.parse import parse_qsl

import pytest

from core.pair.pair import Pair, pair_of
from core.tasks.gates.experiment import DEFAULT, GateExperiment
from core.tasks.registry import read_link


def pair(vs, clock="update", stage=DEFAULT):
    found, problems = pair_of(stage, {"vs": vs, "clock": clock})
    assert problems == []
    return found


@pytest.mark.parametrize(
    "vs", ["lr=0.1", "seed=7&lr=0.1|gate=and|opt=gd&lr=3", "edits=5:w2.1.1:1;6:lr:0.3", "hidden=3-3&init=zeros"]
)
def test_a_link_reads_back_as_the_same_runs(vs):
    wanted = pair(vs, "epoch")
    said = dict(parse_qsl(wanted.query))
    stage, _ = read_link("&".join(f"{k}={v}" for k, v in said.items() if k not in ("vs", "clock")))
    again, problems = pair_of(stage, said)
    assert problems == [] and again == wanted


def test_a_run_of_defaults_alone_stands_in_the_link():
    stage = GateExperiment(lr=0.5)
    said = dict(parse_qsl(Pair.of(stage, [DEFAULT]).query))
    assert said["vs"] == "seed=7"
    assert pair(said["vs"], stage=stage).runs == (stage, DEFAULT)


def test_the_kept_run_is_a_and_the_last_letter_is_on_stage():
    runs = pair("lr=0.1|lr=0.2")
    assert [runs.letter(number) for number in runs.order] == ["A", "B", "C"]
    assert runs.letter(0) == "C" and runs.runs[1].lr == 0.1


def test_the_run_on_stage_is_not_beside_itself():
    assert not pair("seed=7").several
    assert pair("seed=7|lr=0.1|lr=0.1").runs == (DEFAULT, GateExperiment(lr=0.1))


WRONG = {
    "": "vs= is left out; allowed: up to 3 runs of this page",
    "lr=1|": "vs= is left out; allowed: up to 3 runs of this page",
    "lr=nan": "vs=lr=nan is left out because of lr=nan; allowed: a number from 1e-10 to 100",
    "lr=1e999": "vs=lr=1e999 is left out because of lr=1e999; allowed: a number from 1e-10 to 100",
    "vs=lr%3D1": "vs=vs=lr%3D1 is left out because of vs=lr=1; allowed: data, gate,",
    "task=sine": "vs=task=sine is left out because of task=sine; allowed: data, gate,",
    "lr=1|colour=red": "vs=colour=red is left out because of colour=red; allowed: data, gate,",
    "%00": "vs=%00 is left out because of ?=; allowed: data, gate,",
    "x" * 100_000: "is left out because of link=; allowed: 65536 characters",
    "lr=1&lr=2": "vs=lr=1&lr=2 is left out because of lr=2; allowed: each key once",
    "epochs=20000&data=spiral&batch=1": "is left out because of epochs=20000; allowed: at most 1428",
    "rule=perceptron&hidden=4": "is left out because of hidden=4; allowed: 0",
    "|".join(f"seed={k}" for k in range(50)): "vs=seed=3 is left out; allowed: up to 3 runs of this page",
}


@pytest.mark.parametrize("vs", WRONG, ids=lambda vs: vs[:20])
def test_what_is_wrong_is_named_and_left_out(vs):
    found, problems = pair_of(DEFAULT, {"vs": vs})
    assert WRONG[vs] in str(problems[0]) and all(problem.is_error for problem in problems)
    assert len(found.runs) <= 4
    assert max(len(str(problem)) for problem in problems) < 400


def test_another_clock_is_refused_by_name():
    found, problems = pair_of(DEFAULT, {"vs": "lr=1", "clock": "second"})
    assert found.clock == "update"
    assert [str(problem) for problem in problems] == [
        "clock=second is not allowed; allowed: update, epoch, samples; update is used"
    ]


def test_the_settings_that_differ_are_named():
    assert pair("lr=0.1|hidden=8&lr=0.2").differing == ["hidden", "lr"]
