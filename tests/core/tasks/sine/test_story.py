"""What is said of a sine run: how it begins and ends, dead units only where they are, the limit of a line."""

import numpy as np
import pytest

from tests.core.tasks.sine.runs import GD, events, experiment, joined, tape


def codes(link):
    return [code for _, code in events(tape(link)[0])]


def test_a_good_run_is_told_from_start_to_end():
    said = codes("epochs=1500")
    assert said[0] == "start" and "fitting" in said and said[-1] == "finished"
    assert not {"dead", "growing"} & set(said)


def test_targets_and_plateaus_end_a_run():
    assert codes("target=5")[-1] == "target"
    assert codes(f"{GD}&plateau=60&init=zeros&act=tanh")[-1] == "plateau"


@pytest.mark.parametrize(
    "link", ["points=2&val=90&epochs=30", "curve=points&pts=0,1,1,1&epochs=30", "init=zeros&epochs=60"]
)
def test_units_are_not_called_dead_where_they_only_look_so(link):
    """One training point, and zeros as start weights under a sigmoid, which learns from the second step on."""
    assert "dead" not in codes(link)


@pytest.mark.parametrize(("act", "code"), [("tanh", "mean"), ("relu", "dead")])
def test_zeros_never_leave_where_they_are_and_that_is_said(act, code):
    assert codes(f"init=zeros&act={act}&epochs=30")[-2:] == [code, "finished"]


def test_a_network_whose_first_layer_is_dead_is_dead():
    weights = "1,1,-9,-9," + "1,1,1,1,1,1," + "1,1,0"  # 1-2-2-1, ReLU: b₁ switches both units off
    chunks, _ = tape(f"hidden=2-2&act=relu&init=given&w={weights}&epochs=9")
    assert set(joined(chunks, "dead").tolist()) == {2}


def test_over_2_by_lambda_the_line_diverges_and_the_limit_is_named():
    chunks, _ = tape("hidden=0&opt=gd&lr=0.1&epochs=2000")
    x = experiment("").load().x
    inputs = np.column_stack([x, np.ones(40)])
    limit = 2.0 / np.linalg.eigvalsh(2.0 * inputs.T @ inputs)[-1]
    assert chunks[-1].stop.facts["limit"] == pytest.approx(limit)
    assert codes(f"hidden=0&opt=gd&lr={0.99 * limit}&epochs=60")[-1] == "finished"
