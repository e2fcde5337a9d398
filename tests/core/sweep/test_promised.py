"""Links of sweeps keep their meaning: which runs they are, and what comes of each cell."""

import json
from pathlib import Path

import pytest

from core.sweep.reading import read_sweep, to_query
from core.sweep.report import cells
from core.sweep.training import train

PROMISED = json.loads((Path(__file__).parent / "promised_sweeps.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("link", PROMISED)
def test_promised_sweep(link):
    """Never edit an entry: only add."""
    promise = PROMISED[link]
    sweep, problems = read_sweep(link)
    assert problems == [] and sweep is not None
    assert [[axis.key, list(axis.texts)] for axis in sweep.axes] == promise["over"]
    assert read_sweep(to_query(sweep)) == (sweep, [])
    runs = sweep.runs(0, sweep.n_runs)
    assert len(runs) == promise["runs"]
    assert [e.seed for e in runs[:: sweep.n_cells]] == promise["seeds"]
    found = cells(sweep, train(runs))
    assert [cell.median_loss for cell in found] == pytest.approx(promise["median_loss"], rel=1e-7)
    assert [round(cell.share * cell.n) for cell in found] == promise["learned"]
    assert [cell.diverged for cell in found] == promise["diverged"]
