"""What the player says of points that a hand has moved or clicked, and what of it is heard."""

import pytest

from core.experiment.link import from_query
from core.tasks.gates.experiment import GateExperiment
from pages.ui.gate_points import after

XOR = GateExperiment()


def test_a_moved_point_and_a_click_are_heard():
    assert after(XOR, "moved=3,0.4,0.8").pts[9:] == (0.4, 0.8, 0.0)
    assert after(XOR, "click=0.512345,0.5,0.05,0.05").pts[12:] == (0.5123, 0.5, 1.0)


@pytest.mark.parametrize(
    "said",
    [
        "moved=", "moved=4,0,0", "moved=-1,0,0", "moved=0,nan,0", "moved=0,11,0", "moved=0,0", "moved=0,0,0,0",
        "moved=x,0,0", "click=", "click=0,0", "click=0,0,0,0", "click=0,0,-1,1", "click=nan,0,1,1", "click=0,0,1,1,1",
    ],
)  # fmt: skip
def test_what_means_no_point_changes_nothing(said):
    assert after(XOR, said) is None


def test_a_random_set_has_none_to_move():
    spiral = from_query("data=spiral", kind=GateExperiment)[0]
    assert after(spiral, "moved=0,0,0") is None
