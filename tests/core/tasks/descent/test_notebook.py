"""The numbers of the descents that the notebook prints, through the task."""

import json
from pathlib import Path

import numpy as np
import pytest

from core import replay
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.record import record
from core.tasks.descent.walkers import Walker
from tests.core.tasks.descent.walks import walk

CASES = {
    case["id"]: case
    for case in json.loads((Path(replay.__file__).parent / "data" / "cases.json").read_text(encoding="utf-8"))
    if case["config"]["op"] == "gd2"
}


@pytest.mark.parametrize("name", CASES)
def test_the_notebooks_descents(name):
    """Every number printed in notebook 002 or derived from it, with its numerical gradient."""
    config, expected, tolerance = (CASES[name][key] for key in ("config", "expected", "tolerance"))
    x0, x1 = config["x"]
    e = DescentExperiment(
        walkers=(Walker("gd", config["lr"]),), x0=x0, x1=x1, steps=config["steps"],
        grad=config.get("gradient", "numeric"),
    )  # fmt: skip
    steps = record(e).steps
    report = np.array(config.get("report", []), dtype=int)
    got = {
        "final": steps["path"][-1, 0],
        "params": steps["path"][report, 0],
        "grads": steps["gradient"][report - 1, 0],
    }
    for key, numbers in expected.items():
        np.testing.assert_allclose(got[key], numbers, rtol=tolerance["rel"], atol=tolerance["abs"])


def test_all_descents_of_the_notebook_are_there():
    assert len(CASES) == 6


@pytest.mark.parametrize("grad", ["exact", "numeric"])
def test_the_first_descent_to_all_printed_digits(grad):
    _, chunk = walk(f"walkers=gd:0.01&grad={grad}")
    assert [f"{x:.8f}" for x in chunk.steps["path"][100, 0]] == ["-0.39785867", "0.53047822"]
    np.testing.assert_allclose(chunk.steps["path"][:, 0], 0.98 ** np.arange(101)[:, None] * [-3.0, 4.0], rtol=1e-8)
