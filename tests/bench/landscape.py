"""What a landscape takes: 60×60 points of the plane of the path, for networks and samples of several sizes.

    python -m tests.bench.landscape

prints Markdown. The run itself is trained before; the fastest of several rounds counts.
"""

import time

from core.landscape.choice import read
from core.landscape.landscape import Land, land_of
from core.learning.learner import Learner
from core.tape.cache import TapeStore
from core.tasks.registry import read_link
from core.wire.pieces import make_piece

ASKED = "hidden=8-8&data=clouds&points=25&test=0"
QUERIES = {
    "2-8-8-1 on 100 points": ASKED,
    "XOR, 2-2-1": "hidden=2",
    "2-64-64-1 on 280 points": "hidden=64-64&data=spiral&points=200&epochs=20&batch=40",
    "sine, 1-8-1 on 40 points": "task=sine",
    "digits, 784-64-10": "task=digits&epochs=1",
}
PLANES = ("path", "random:7")
ROUNDS = 5
MOST_SECONDS = 1.0


def main() -> None:
    print("| what | samples | points | path's plane, s | random, s | wanted |\n|---|--:|--:|--:|--:|---|")
    store = TapeStore(make_piece)
    for name, query in QUERIES.items():
        e, problems = read_link(query)
        if not isinstance(e, Learner) or problems:
            raise ValueError(f"{query}: {', '.join(map(str, problems))}")
        land_of(store, e, read("path", e.network))  # trains it
        (land, first), (_, second) = (_fastest(store, e, plane) for plane in PLANES)
        wanted = f"≤ {MOST_SECONDS:.0f}" if query == ASKED else ""
        points = f"{len(land.x)}×{len(land.y)}"
        print(f"| {name} | {len(land.path.trainer.watched_x)} | {points} | {first:.3f} | {second:.3f} | {wanted} |")


def _fastest(store: TapeStore, e: Learner, plane: str) -> tuple[Land, float]:
    """The path, the plane, and all losses."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        land = land_of(store, e, read(plane, e.network))
        assert land.scale is not None  # from all of them
        seconds.append(time.perf_counter() - start)
    return land, min(seconds)


if __name__ == "__main__":
    main()
