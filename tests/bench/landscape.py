"""What a landscape takes: python -m tests.bench landscape

The grid alone, once the run is there, and all that follows from the run's tape: its path, the plane, the packet. Prints
a table for docs/measurements.md; the fastest of several rounds counts.
"""

import time
from collections.abc import Callable
from typing import Any

from core.landscape.choice import PATH
from core.landscape.landscape import land_of
from core.landscape.told import told
from core.learning.learner import Learner
from core.tasks.registry import read_link
from core.wire.packet import pack
from core.wire.shared import store
from core.wire.whole import pieces

RUNS = {
    "gates, 2-8-8-1, 100 points": ("data=circle&points=50&test=0&hidden=8-8", "≤ 1 s"),
    "gates, 2-4-1, 4 corners": ("gate=xor", ""),
    "sine, 1-64-64-1, 40 points": ("task=sine&hidden=64-64&epochs=200", ""),
    "digits, 14×14-32-10, 300 images": ("task=digits", ""),
}
ROUNDS = 7


def main() -> None:
    print("| landscape | points | grid, s | whole packet, s | wanted |\n|---|--:|--:|--:|---|")
    for name, (query, wanted) in RUNS.items():
        print(f"| {name} | {_measured(query)} | {wanted} |", flush=True)


def _measured(query: str) -> str:
    e, _ = read_link(query)
    assert isinstance(e, Learner)
    pieces(store(), e)  # trained and kept
    land = land_of(store(), e, PATH)
    grid = min(_timed(lambda: land.losses(land.grid)) for _ in range(ROUNDS))
    whole = min(_timed(lambda: pack(told(land_of(store(), e, PATH)))) for _ in range(ROUNDS))
    return f"{len(land.x)}×{len(land.y)} | {grid:.4f} | {whole:.4f}"


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
