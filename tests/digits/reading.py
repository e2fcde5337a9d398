"""Thirty drawings of our own, and what a network that has learned the digits says of them.

The drawings in strokes.json are made by hand, not taken from MNIST: three of each digit, as places from 0 to 1.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np

from core.learning.training import Trainer
from core.tasks.digits.experiment import DigitExperiment
from tests.checkers import ROOT, find_node, run

Array = np.ndarray

STROKES = Path(__file__).with_name("strokes.json")


def drawings() -> list[dict[str, Any]]:
    """digit, kind and strokes of each."""
    return json.loads(STROKES.read_text(encoding="utf-8"))


def digits() -> Array:
    return np.array([drawing["digit"] for drawing in drawings()])


def forms(side: int) -> list[dict[str, Any]]:
    """What the player's code makes of them for a network that sees side × side pixels: box, centred, seen, code."""
    done = run([find_node(), ROOT / "tests/digits/form.js", side, STROKES], 60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def trained(e: DigitExperiment) -> Array:
    """The parameters at the end of a run."""
    trainer = Trainer(e)
    for _ in range(e.total):
        trainer.measure()
        trainer.update()
    return trainer.theta


def shares(e: DigitExperiment) -> Array:
    """(30, 10): the probabilities at the end of a run."""
    seen = np.array([form["seen"] for form in forms(e.side)])
    return e.network.forward(trained(e), seen)
