"""The digits of the course: every number of its notebooks under the link that must give it."""

import json
from functools import cache
from pathlib import Path

import pytest

from core.command import report
from core.data.gates import CORNERS
from tests.core.learning.runs import experiment, run

NOTEBOOKS = json.loads((Path(__file__).parent / "notebooks.json").read_text(encoding="utf-8"))["cases"]
COURSE = "hidden=0&rule=delta&opt=gd&init=uniform&scale=5&seed=12345&lr=0.01&epochs=5000"

run_once = cache(run)  # many notebook cases look at one run


@pytest.mark.parametrize(
    ("gate", "outputs"),
    [
        ("and", "0.00881682 0.08585146 0.23469099 0.76402128"),
        ("or", "0.22701713 0.86221884 0.97794843 0.99894288"),
    ],
)
def test_the_course_digits(gate, outputs):
    result = report(experiment(f"gate={gate}&{COURSE}"))
    assert " ".join(f"{a:.8f}" for a in result["outputs"]) == outputs


@pytest.mark.parametrize("case", NOTEBOOKS, ids=[c["id"] for c in NOTEBOOKS])
def test_notebook_numbers(case):
    e = experiment(case["link"])
    thetas, losses, _ = run_once(e)
    tolerance = {"abs": case.get("abs", 0.0), "rel": case.get("rel", 0.0)}
    for step, loss in case.get("losses", {}).items():
        assert losses[int(step)] == pytest.approx(loss, **tolerance)
    if "parameters" in case:
        at = 0 if e.lr < 1e-9 else -1
        assert thetas[at].tolist() == pytest.approx(case["parameters"], **tolerance)
    if "outputs" in case:
        assert e.network.forward(thetas[-1], CORNERS)[:, 0].tolist() == pytest.approx(case["outputs"], **tolerance)
    for epoch, printed in case.get("last_sample", {}).items():
        before = _each_sample_before_its_update(e, thetas, int(epoch))
        assert before[3] ** 2 / 4 == pytest.approx(printed, **tolerance)
    if "errors_per_epoch" in case:
        every = [_each_sample_before_its_update(e, thetas, epoch) for epoch in range(e.epochs)]
        assert [sum(error != 0.0 for error in errors) for errors in every] == case["errors_per_epoch"]


def _each_sample_before_its_update(e, thetas, epoch):
    """Target minus output of each sample, taken just before its own update, when they are taken one by one."""
    y = e.load().y
    steps = [4 * epoch + k if e.updates_per_epoch == 4 else epoch for k in range(4)]
    return [y[k] - e.network.forward(thetas[step], CORNERS[k : k + 1])[0, 0] for k, step in enumerate(steps)]
