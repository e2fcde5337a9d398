"""The guesses of a class, counted: what a histogram shows."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from core.guess.guesses import Guess

MOST_BINS = 20
MOST_CURVES = 120  # drawings that are shown, the latest; their median is that of all
DIGITS = 4


def tally(kind: str, guesses: Sequence[Guess], *, total: int, choices: int) -> dict[str, Any]:
    """As JSON has it: `n`, and of steps `bins` (first, last, count), `never` and their `median`; of choices `counts`;
    of drawings `curves` and their `median`. total: the run's last step."""
    counted = {"step": _steps, "choice": _choices, "drawing": _drawings}[kind]
    return {"n": len(guesses), **counted(guesses, total, choices)}


def _steps(guesses, total, _choices):
    steps = np.array([guess for guess in guesses if guess is not None], dtype=int)
    width = -(-(total + 1) // MOST_BINS)
    bins = -(-(total + 1) // width)
    counts = np.bincount(steps // width, minlength=bins)
    spans = [[k * width, min(total, (k + 1) * width - 1), int(count)] for k, count in enumerate(counts)]
    median = float(np.median(steps)) if steps.size else None
    return {"bins": spans, "never": len(guesses) - len(steps), "median": median}


def _choices(guesses, _total, choices):
    return {"counts": np.bincount(np.array(guesses, dtype=int), minlength=choices).tolist()}


def _drawings(guesses, _total, _choices):
    if not guesses:
        return {"curves": [], "median": None}
    curves = np.array(guesses)
    return {"curves": _short(curves[-MOST_CURVES:]), "median": _short(np.median(curves, axis=0))}


def _short(values):
    return [_short(one) if isinstance(one, np.ndarray) else float(f"{one:.{DIGITS}g}") for one in values]
