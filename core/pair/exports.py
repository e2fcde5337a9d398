"""What several runs are handed out as: their histories in one table on one clock, their parameters as JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from core.handout.exports import columns, table_csv, written
from core.pair.pair import Pair

Array = np.ndarray

_ALIKE = 1e-9  # of an epoch: so little apart, two moments are one but for rounding


def pair_csv(pair: Pair, histories: Sequence[Mapping[str, Array]], link: str) -> str:
    """One line for each moment of the clock at which any run makes a step, which the first column tells.

    histories: of each run, in the order of `pair.runs`, its arrays (steps, ...). Columns are those of
    `exports.history_csv` with the run's letter before them, `A_step` first: the run's own step at that line. A run that
    has ended leaves the rest of its columns empty.
    """
    times = [_times(pair, k, steps) for k, steps in enumerate(histories)]
    moments = _moments(times)
    found = [[pair.clock, *(f"{moment:.12g}" for moment in moments)]]
    for k in pair.order:
        made = np.searchsorted(times[k], moments + _ALIKE, side="right") - 1
        rows = [
            int(step) if moment <= times[k][-1] + _ALIKE else None for step, moment in zip(made, moments, strict=True)
        ]
        own = [["step", *map(str, range(len(times[k])))], *columns(pair.runs[k], histories[k])]
        found += [_spread(pair.letter(k), column, rows) for column in own]
    return table_csv(found, link)


def _times(pair, k, steps):
    """What the clock says at each step of a run."""
    return np.array([pair.value_of(k, step) for step in range(len(next(iter(steps.values()))))])


def _moments(times):
    """All of them, each once."""
    every = np.unique(np.concatenate(times))
    return every[np.diff(every, prepend=-1.0) > _ALIKE]


def _spread(letter, column, rows):
    """A run's column, its name first, at the rows that are its own at each line."""
    head, *texts = column
    return [f"{letter}_{head}", *("" if row is None else texts[row] for row in rows)]


def pair_json(pair: Pair, parameters: Sequence[Mapping[str, Any]], link: str) -> str:
    """The parameters of all runs, each at its own step, by their letters. parameters: of each run, in the order of
    `pair.runs`, see `exports.parameters`."""
    runs = [{"run": pair.letter(k)} | dict(parameters[k]) for k in pair.order]
    return written({"link": link, "task": pair.runs[0].task, "clock": pair.clock, "runs": runs})
