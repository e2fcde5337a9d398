"""What a run is handed out as: its history as CSV, its parameters as JSON. Pure functions of arrays."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from core.experiment.experiment import Experiment
from core.experiment.values import Values, to_dict
from core.learning.learner import Learner
from core.record.plain import finite
from core.record.stop import Stop

Array = np.ndarray

_INNERMOST = re.compile(r"\[\n([^\[\]{}]*)\n *\]")  # lists of numbers stand in one line each
WIDEST = 64  # numbers in a row; what has more is a curve for a picture


def history_csv(e: Experiment, steps: Mapping[str, Array], link: str) -> str:
    """One line for each step: `step`, then every number of `steps`, whose arrays are (n, ...).

    A number is written with all digits that tell it from its neighbours, one that is not finite as nothing. Columns
    are called name, name_0, name_0_1 …, or as the experiment calls them. The last column, `link`, says in the first
    line where the run came from: so programs that read tables need not be told of a comment.
    """
    numbers = [["step", *map(str, range(len(next(iter(steps.values())))))]]
    return table_csv(numbers + columns(e, steps), link)


def columns(e: Experiment, steps: Mapping[str, Array]) -> list[list[str]]:
    """For each number of `steps` its name, and its text in every line."""
    found: list[list[str]] = []
    for name, values in steps.items():
        flat = values.reshape(len(values), -1)
        names = e.column_names(name)
        heads = _subscripted(name, values.shape[1:]) if names is None else names
        if heads and flat.shape[1] <= WIDEST:
            found += [[head, *_numbers(column)] for head, column in zip(heads, flat.T, strict=True)]
    return found


def table_csv(columns: Sequence[list[str]], link: str) -> str:
    """Columns of equal lengths, each with its name first, and the link behind them."""
    links = ["link", _quoted(link), *[""] * (len(columns[0]) - 2)]
    return "\n".join(map(",".join, zip(*columns, links, strict=True))) + "\n"


def _subscripted(name, shape):
    return ["_".join([name, *map(str, place)]) for place in product(*map(range, shape))]


def _numbers(column):
    # As a double a single float would show digits that it has not.
    values = column if column.dtype == np.float32 else column.tolist()
    return [str(value) if math.isfinite(value) else "" for value in values]


def _quoted(text):
    return '"' + text.replace('"', '""') + '"'


def parameters_json(e: Learner, theta: Array, step: int, loss: float, stop: Stop | None, link: str) -> str:
    """The settings, and the parameters theta (n_params,) at `step`, whose loss is given; see `parameters`."""
    return written({"link": link, "task": e.task} | parameters(e, theta, step, loss, stop))


def parameters(e: Learner, theta: Array, step: int, loss: float, stop: Stop | None) -> dict[str, Any]:
    """For each layer W (fan_in, fan_out) and b (fan_out,), so that a layer's outputs are activation(x @ W + b).

    Where inputs or outputs are standardised, `scales` says how: the network sees (x - shift) / size. stop: how the
    run ends.
    """
    names = (e.network.hidden,) * (len(e.network.shapes) - 1) + (e.network.output,)
    layers = [
        {"activation": name, "shape": list(W.shape), "W": finite(W), "b": finite(b)}
        for name, (W, b) in zip(names, e.network.layers(theta), strict=True)
    ]
    rest = {"loss": loss if math.isfinite(loss) else None, "layers": layers}
    return _at_step(e, step, stop, rest | e.scales)


def row_json(e: Values, rows: Mapping[str, Array], step: int, stop: Stop | None, link: str) -> str:
    """The settings of a task that trains no network, and what its arrays say at `step`: `rows` (...), by name."""
    values = {name: finite(row) for name, row in rows.items() if row.size <= WIDEST}
    return written({"link": link, "task": e.task} | _at_step(e, step, stop, {"values": values}))


def _at_step(e: Values, step: int, stop: Stop | None, rest: dict[str, Any]) -> dict[str, Any]:
    end = {} if stop is None else {"end": {"step": stop.step, "reason": stop.reason}}
    return {"settings": to_dict(e), "step": step} | rest | end


def written(table: dict[str, Any]) -> str:
    """As JSON, indented, with lists of numbers in one line each."""
    text = json.dumps(table, allow_nan=False, indent=1, ensure_ascii=False)
    return _INNERMOST.sub(lambda match: f"[{' '.join(match[1].split())}]", text) + "\n"
