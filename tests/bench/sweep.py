"""What a sweep takes: 500 runs of 500 steps of XOR, 2-4-1, in one batch and one after the other.

    python -m tests.bench.sweep

prints Markdown. The fastest of several rounds counts for the batch; the same runs through Trainer, which alone take
seconds, are timed once, in between. Then the command as a process of its own, from its start to its end.
"""

import subprocess
import sys
import time

import numpy as np

from core.learning.training import Trainer
from core.sweep.reading import read_sweep, to_query
from core.sweep.training import train

QUERY = "gate=xor&hidden=4&over=opt:gd,momentum,nesterov,rmsprop,adam&over=lr:0.001..1:10&seeds=10"
OTHERS = {
    "hidden units 2, 3, 4, 8 from 50 seeds": "over=hidden:2,3,4,8&seeds=50",
    "clouds, 140 points, batches of 5, 10, 40 at 8 rates, 5 seeds, 50 epochs":
        "data=clouds&over=batch:5,10,40&over=lr:0.001..1:8&seeds=5&epochs=50",
    "sine, 1-8-1, 40 points, 2 optimisers at 8 rates, 5 seeds, 500 steps":
        "task=sine&over=opt:gd,adam&over=lr:0.001..1:8&seeds=5&epochs=500",
}  # fmt: skip
ROUNDS = 5
LEAST, MOST_SECONDS = 30.0, 6.0


def main() -> None:
    print("| what | together, s | one by one, s | ratio | wanted |\n|---|--:|--:|--:|---|")
    print(_row("500 runs × 500 steps of XOR, 2-4-1", QUERY, f"≥ {LEAST:.0f}"))
    for name, query in OTHERS.items():
        print(_row(name, query, ""))
    print(f"\nThe first as a process: {_process(QUERY):.2f} s, wanted at most {MOST_SECONDS:.0f} s.")


def _row(name: str, query: str, wanted: str) -> str:
    runs = _runs(query)
    together = min(_timed(lambda: train(runs)) for _ in range(ROUNDS))
    alone = _timed(lambda: _one_by_one(runs))
    together = min(together, *(_timed(lambda: train(runs)) for _ in range(ROUNDS)))
    return f"| {name} | {together:.3f} | {alone:.2f} | {alone / together:.0f} | {wanted} |"


def _runs(query: str):
    sweep, problems = read_sweep(query)
    if sweep is None:
        raise ValueError(f"{query}: {', '.join(map(str, problems))}")
    return sweep.runs(0, sweep.n_runs)


def _timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _one_by_one(runs) -> None:
    """Updates, measures and judges, and nothing else."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for e in runs:
            trainer = Trainer(e)
            while not trainer.judge(trainer.measure()):
                trainer.update()


def _process(query: str) -> float:
    sweep, _ = read_sweep(query)
    assert sweep is not None
    command = [sys.executable, "-m", "core.sweep", to_query(sweep), "--json"]
    return min(_timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(2))


if __name__ == "__main__":
    main()
