"""A part of a sweep as it travels: its runs with their curves, and what the cells' runs so far have come to."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from core.record.event import Event
from core.sweep.bands import band
from core.sweep.outcome import Outcome
from core.sweep.pinned import pinned
from core.sweep.report import cell_row, cells, row
from core.sweep.sweep import Sweep
from core.sweep.told import SHOWN, best, look
from core.wire.packet import Array
from core.wire.scene import Sentence, plain


def part_told(
    sweep: Sweep,
    number: int,
    parts: Sequence[Sequence[Outcome]],
    why: Callable[[Outcome], str],
    sentence: Callable[[Event], Sentence],
) -> dict[str, Any]:
    """The header of part `number`, from the outcomes of all parts up to it. why: why a run ended, in words; sentence:
    what is told of all."""
    own, known = parts[-1], [outcome for part in parts for outcome in part]
    so_far = cells(sweep, known)
    by_cell = [known[place :: sweep.n_cells] for place in range(len(so_far))]
    return {
        "number": number,
        "runs": [_run(sweep, i, outcome, why) for i, outcome in zip(sweep.part(number), own, strict=True)],
        "curves": _curves(own),
        "cells": [_cell(cell, runs) for cell, runs in zip(so_far, by_cell, strict=True)],
        "bands": _bands(by_cell),
        "best": {show: best(so_far, show) for show in SHOWN},
        "sentences": {show: plain(sentence(look(so_far, show))) for show in SHOWN},
    }


def _run(sweep, i, outcome, why):
    said = row(sweep, i, outcome)
    return {
        **said, "cell": i % sweep.n_cells, "link": said["link"].removeprefix(f"task={sweep.base.task}").lstrip("&"),
        "why": why(outcome), "points": len(outcome.curve),
    }  # fmt: skip


def _cell(cell, runs):
    pair = pinned(runs)
    low, high = cell.quartiles
    return {
        **cell_row(cell), "learned": round(cell.share * cell.n),
        "quartiles": None if low is None or high is None else [low, high],
        "pinned": None if pair is None else pair.query,
    }  # fmt: skip


def _curves(outcomes):
    steps = np.concatenate([outcome.curve_steps for outcome in outcomes]).astype(np.int32)
    losses = np.concatenate([outcome.curve for outcome in outcomes])
    return {"steps": Array(steps, "step"), "losses": Array(_single(losses), "step")}


def _bands(by_cell):
    """All of one length, the last moment again where there are fewer: (cells, moments), (cells, moments, 3)."""
    found = [band(runs) for runs in by_cell]
    longest = max(len(steps) for steps, _ in found)
    steps = np.array([np.pad(steps, (0, longest - len(steps)), mode="edge") for steps, _ in found])
    losses = np.array([np.pad(each, ((0, longest - len(each)), (0, 0)), mode="edge") for _, each in found])
    return {"steps": Array(steps.astype(np.int32), "step"), "losses": Array(_single(losses), "step")}


def _single(values):
    """They are drawn: single floats do."""
    with np.errstate(over="ignore"):
        return values.astype(np.float32)
