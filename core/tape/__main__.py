"""python -m core.tape [--cost] 'gate=xor&hidden=4': a tape as JSON, or what its parts cost; of all runs of a link."""

import json
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from core.experiment.experiment import Experiment
from core.pair.pair import Pair
from core.record.plain import finite
from core.tape.tape import chunks
from core.tasks.registry import write_link
from core.terminal import each_run, pasted, run
from core.wire.cost import table
from core.wire.packet import LEVELS, Array, unpack

USAGE = "usage: python -m core.tape [--cost] <a page's link, or settings>, or <http://…/tape/task/part?…>"


def main(arguments: list[str]) -> int:
    """JSON or a table on standard output and 0, or what is wrong on standard error and 2."""
    asked = [argument for argument in arguments if argument != "--cost"]
    if len(asked) != 1 or asked[0].startswith("--"):
        print(USAGE, file=sys.stderr)
        return 2
    if asked == arguments and _is_part(asked[0]):
        return _fetch(asked[0])
    runs = pasted(asked[0])
    if runs is None:
        return 2
    print(_told(runs) if asked == arguments else "\n\n".join(_costs(name, e) for name, e in each_run(runs)))
    return 0


def _told(runs: Experiment | Pair) -> str:
    """The parts of one run; of several, each run's under its letter."""
    if not isinstance(runs, Pair):
        return _written(list(_parts(runs)))
    named = [{"run": name, "link": write_link(e), "parts": list(_parts(e))} for name, e in each_run(runs)]
    return _written({"clock": runs.clock, "runs": named})


def _costs(name: str, e: Experiment) -> str:
    return f"Run {name}: {write_link(e)}\n\n{table(e)}" if name else table(e)


def _is_part(address):
    return urlsplit(address).scheme in ("http", "https") and "/tape/" in urlsplit(address).path


def _fetch(address):
    """One part from a server."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            print(_written(unpack(answer.read())))
    except (OSError, ValueError) as error:
        print(f"{address}: {error}", file=sys.stderr)
        return 2
    return 0


def _parts(e: Experiment) -> Iterator[dict[str, Any]]:
    """Every part of the run, its arrays as the tape has them."""
    for number, chunk in enumerate(chunks(e)):
        stop = None if chunk.stop is None else {"step": chunk.stop.step, "reason": chunk.stop.reason}
        arrays = {name: finite(values) for name, values in {**chunk.steps, **chunk.keys}.items()}
        yield {"part": number, "first": chunk.first, "last": chunk.last, "stride": chunk.stride, "stop": stop,
               "arrays": arrays}  # fmt: skip


def _written(value: Any) -> str:
    return json.dumps(value, default=_plain, allow_nan=False)


def _plain(array: Array) -> Any:
    """An array as it travelled: levels are values again."""
    values = np.asarray(array.values, dtype=float)
    if array.scale:
        low, high = array.scale
        values = low + (high - low) * values / LEVELS
    return finite(values)


if __name__ == "__main__":
    run(main)
