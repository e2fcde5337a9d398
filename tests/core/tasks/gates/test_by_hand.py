"""The perceptron by hand: what the next sample will do, and the loss that the course prints beside the true one."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import record
from core.tasks.registry import read_link

START_WEIGHTS = "-3.0141711148597845,-1.2044177077471994,4.09281912131286"
CASES = json.loads((Path(__file__).parents[4] / "core" / "replay" / "data" / "cases.json").read_text(encoding="utf-8"))


def whole(link):
    """(experiment, arrays of every step of the run)."""
    e, problems = read_link(link)
    assert not problems
    handed, chunks = START, []
    for number in range(Timeline(e.total).n_chunks):
        chunk, handed = record(e, handed, number)
        chunks.append(chunk)
    return e, {name: np.concatenate([c.steps[name] for c in chunks]) for name in chunks[0].steps}


@pytest.mark.parametrize("rule", ["rule=online&out=linear", "rule=perceptron"])
def test_the_update_told_is_the_update_done(rule):
    _, steps = whole(f"gate=or&hidden=0&opt=gd&lr=0.3&epochs=20&{rule}")
    told = steps["update"]
    assert told[:-1, 9:] == pytest.approx(steps["params"][1:], abs=1e-15)
    assert told[:, 0].tolist() == [k % 4 for k in range(81)], "samples in order"
    assert told[:, 5] == pytest.approx(told[:, 3] - told[:, 4])


def test_printed_loss_is_the_notebooks():
    """Notebook 000 at rate 1: its printed list, one number an epoch."""
    expected = next(case for case in CASES if case["id"] == "000.and.lr1.trace.0_9")["expected"]["loss"]
    _, steps = whole(f"gate=and&hidden=0&out=linear&rule=online&opt=gd&lr=1&init=given&w={START_WEIGHTS}&epochs=11")
    printed = steps["printed"][3::4]
    assert np.isfinite(printed).sum() == np.isfinite(steps["printed"]).sum() == 11
    assert printed[1:] == pytest.approx(expected, abs=6e-9)


def test_other_rules_have_no_update_by_hand():
    for link in ("", "hidden=0", "hidden=0&rule=online", "hidden=0&rule=online&opt=gd&l2=0.1"):
        assert not read_link(link)[0].by_hand, link


def test_the_delta_rules_terms_average_to_the_gradient_that_moves_the_weights():
    _, steps = whole("gate=and&hidden=0&rule=delta&opt=gd&init=uniform&scale=5&seed=12345&lr=0.01&epochs=30&out=linear")
    # notebook 001 at its start: predictions -3.16081188 -4.99705634 1.13534904 -0.70089541
    assert steps["terms"][0, :4, 0] == pytest.approx([3.16081188, 4.99705634, -1.13534904, 1.70089541], abs=6e-9)
    assert steps["terms"][:, 4, 1:] == pytest.approx(steps["terms"][:, :4, 1:].mean(axis=1))
    moved = steps["params"][:-1] - 0.01 * steps["terms"][:-1, 4, 1:]
    assert moved == pytest.approx(steps["params"][1:], abs=1e-15)
