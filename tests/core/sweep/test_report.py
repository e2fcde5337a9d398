"""What is said of a sweep's cells and runs."""

import csv
import io
import json
import math

import numpy as np
import pytest

from core.record.stop import Stop
from core.sweep.outcome import Outcome
from core.sweep.report import as_csv, cells, report
from core.sweep.table import as_table
from core.sweep.training import train
from core.tasks.registry import read_link
from tests.core.sweep.runs import sweep

THREE = "over=lr:0.1,0.2&epochs=5&seeds=3"


def outcomes(losses, steps, reasons=None):
    """Of THREE's runs, as if they had ended so."""
    runs = sweep(THREE).runs(0, len(losses))
    reasons = reasons or ["epochs"] * len(losses)
    return [
        Outcome(e, loss, Stop(reason, 5), step, step is not None, None, np.array([loss]), np.array([5]))
        for e, loss, step, reason in zip(runs, losses, steps, reasons, strict=True)
    ]


def test_a_cell_is_told_by_its_quartiles():
    first, second = cells(sweep(THREE), outcomes([4.0, 1.0, 2.0, 3.0, 9.0, 5.0], [1, None, 3, None, 5, 7]))
    assert (first.cell, first.n, first.median_loss, first.quartiles) == (("0.1",), 3, 4.0, (3.0, 6.5))
    assert (first.median_steps, first.share) == (3.0, 1.0)
    assert (second.median_loss, second.quartiles) == (3.0, (2.0, 4.0))
    assert second.median_steps is None and second.share == pytest.approx(1 / 3)


def test_the_quartiles_are_numpy_s():
    losses = np.random.RandomState(0).uniform(size=6)
    for count in range(2, 7):
        for place, cell in enumerate(cells(sweep(THREE), outcomes(losses[:count], [None] * count))):
            expected = np.quantile(losses[place:count:2], [0.25, 0.5, 0.75])
            assert [cell.quartiles[0], cell.median_loss, cell.quartiles[1]] == pytest.approx(expected)


def test_cells_grow_with_the_runs():
    found, all_of_them = sweep(THREE), outcomes([4.0, 1.0, 2.0, 3.0, 9.0, 5.0], [1, None, 3, None, 5, 7])
    assert cells(found, []) == []
    assert [cell.n for cell in cells(found, all_of_them[:1])] == [1]
    assert [cell.n for cell in cells(found, all_of_them[:3])] == [2, 1]
    assert [cell.n for cell in cells(found, all_of_them)] == [3, 3]


def test_diverged_runs_count_with_their_last_loss_and_runs_without_one_as_infinite():
    runs = outcomes([1e300, 1.0, math.nan, 2.0, 1.0, 3.0], [None] * 6, ["diverged", "epochs"] * 3)
    first, second = cells(sweep(THREE), runs)
    assert (first.diverged, second.diverged) == (3, 0)
    assert first.median_loss == 1e300 and first.quartiles[1] is None
    assert json.dumps(report(sweep(THREE), runs), allow_nan=False)


def test_the_report_has_every_run_with_the_link_that_gives_it():
    found = sweep("gate=and&over=lr:0.01,0.5&over=opt:gd,adam&epochs=30&seeds=2&data=circle&points=5")
    runs = train(found.runs(0, found.n_runs))
    said = json.loads(json.dumps(report(found, runs), allow_nan=False))
    assert sweep(said["sweep"]) == found and said["over"] == ["lr", "opt"]
    assert len(said["runs"]) == 8 and len(said["cells"]) == 4
    for i, (row, outcome) in enumerate(zip(said["runs"], runs, strict=True)):
        assert read_link(row["link"])[0] == outcome.e
        assert tuple(row["cell"]) == found.cell(i) and row["seed"] == outcome.e.seed
        assert (row["loss"], row["stop"], row["step"]) == (outcome.loss, outcome.stop.reason, outcome.stop.step)
        assert (row["steps_to_learn"], row["learned"]) == (outcome.steps_to_learn, outcome.learned)
        assert row["test_loss"] == outcome.test_loss is not None


def test_a_csv_has_a_line_a_run_and_columns_for_what_is_varied():
    """Also where the loss is varied, which has a column of its own."""
    found = sweep("over=loss:mse,bce&over=hidden:2,4&epochs=3&seeds=2")
    runs = train(found.runs(0, found.n_runs))
    rows = [*csv.DictReader(io.StringIO(as_csv(found, runs)))]
    assert [(row["over_loss"], row["over_hidden"]) for row in rows] == [found.cell(i) for i in range(8)]
    assert [float(row["loss"]) for row in rows] == [outcome.loss for outcome in runs]
    assert rows[0]["test_loss"] == "", "nothing is held out"


def test_a_table_has_a_line_a_cell_in_columns():
    runs = outcomes([4.0, 1.0, 2.0, 3.0, 9.0, 5.0], [1, None, 3, None, 5, 7], ["epochs"] * 5 + ["diverged"])
    title, *lines = as_table(sweep(THREE), cells(sweep(THREE), runs)).splitlines()
    assert title.split() == ["lr", "runs", "median", "loss", "quartiles", "median", "steps", "learn", "diverged"]
    assert [line.split() for line in lines] == [
        ["0.1", "3", "4", "3", "…", "6.5", "3", "3/3", "–"], ["0.2", "3", "3", "2", "…", "4", "–", "1/3", "1"],
    ]  # fmt: skip
    assert len({len(line) for line in [title, *lines]}) == 1
