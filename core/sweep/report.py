"""What is said of a sweep's runs: each by itself, and what came of each cell."""

import csv
import io
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.record.plain import finite
from core.sweep.outcome import Outcome
from core.sweep.reading import to_query
from core.sweep.sweep import Sweep
from core.tasks.registry import write_link

RUN_KEYS = ("loss", "stop", "step", "steps_to_learn", "learned", "test_loss")


@dataclass(frozen=True)
class Cell:
    """What came of `n` runs that differ in their seeds alone.

    median_loss, quartiles: of the last finite losses, None where they are not finite. median_steps: to learn, None
    where half of the runs or more never do. share: of the runs, those that learn at all. diverged: how many did.
    """

    cell: tuple[str, ...]
    median_loss: float | None
    quartiles: tuple[float | None, float | None]
    median_steps: float | None
    share: float
    diverged: int
    n: int


def cells(sweep: Sweep, outcomes: Sequence[Outcome]) -> list[Cell]:
    """Every cell of which there is a run among the first ones of the sweep, which `outcomes` are, in their order."""
    found = [outcomes[number :: sweep.n_cells] for number in range(min(sweep.n_cells, len(outcomes)))]
    return [_cell(sweep.cell(number), runs) for number, runs in enumerate(found)]


def _cell(texts, runs) -> Cell:
    losses = np.array([run.loss for run in runs])
    steps = np.array([np.inf if run.steps_to_learn is None else run.steps_to_learn for run in runs])
    low, median, high = _quantiles(losses)
    diverged = sum(run.stop.reason == "diverged" for run in runs)
    share = float(np.isfinite(steps).mean())
    return Cell(texts, median, (low, high), _quantiles(steps)[1], share, diverged, len(runs))


def _quantiles(values):
    """The three quartiles, None where they are not finite; a run without a finite loss counts as infinite."""
    values = np.sort(np.where(np.isfinite(values), values, np.inf))
    at = np.array([0.25, 0.5, 0.75]) * (len(values) - 1)
    below, above, share = values[np.floor(at).astype(int)], values[np.ceil(at).astype(int)], at % 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        between = below + share * (above - below)
    return finite(np.where((share == 0.0) | (below == above), below, between))


def row(sweep: Sweep, i: int, outcome: Outcome) -> dict[str, Any]:
    """Run i as plain JSON types."""
    e, stop = outcome.e, outcome.stop
    return {
        "link": write_link(e), "cell": list(sweep.cell(i)), "seed": e.seed, "loss": _plain(outcome.loss),
        "stop": stop.reason, "step": stop.step, "steps_to_learn": outcome.steps_to_learn, "learned": outcome.learned,
        "test_loss": _plain(outcome.test_loss),
    }  # fmt: skip


def _plain(value: float | None) -> float | None:
    """None for what JSON cannot say."""
    return None if value is None or not math.isfinite(value) else value


def cell_row(cell: Cell) -> dict[str, Any]:
    """A cell as plain JSON types."""
    return vars(cell) | {"cell": list(cell.cell), "quartiles": list(cell.quartiles)}


def report(sweep: Sweep, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Everything but the curves, as JSON has it."""
    return {
        "sweep": to_query(sweep),
        "over": [axis.key for axis in sweep.axes],
        "runs": [row(sweep, i, outcome) for i, outcome in enumerate(outcomes)],
        "cells": [cell_row(cell) for cell in cells(sweep, outcomes)],
    }


def as_json(sweep: Sweep, outcomes: Sequence[Outcome]) -> str:
    """The same as text, in one line."""
    return json.dumps(report(sweep, outcomes), allow_nan=False) + "\n"


def as_csv(sweep: Sweep, outcomes: Sequence[Outcome]) -> str:
    """One line a run; what is varied stands in columns over_lr, over_opt …, for a loss may be varied too."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["link", *(f"over_{axis.key}" for axis in sweep.axes), "seed", *RUN_KEYS])
    for i, outcome in enumerate(outcomes):
        run = row(sweep, i, outcome)
        table.writerow([run["link"], *run["cell"], run["seed"], *(run[key] for key in RUN_KEYS)])
    return written.getvalue()
