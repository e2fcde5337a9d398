"""How far off a guess was, and what the tape says of it."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.guess.guesses import PLACES
from core.guess.happening import Happening, Numbers
from core.guess.shapes import shape
from core.learning.learner import Learner
from core.pair.pair import Pair
from core.pair.verdict import Finished, story

Array = np.ndarray

HEADROOM = 1.5  # times the first loss: so high a drawing can go
CLOSE = 0.05  # of the run's length, or of the first loss: a guess that is off by less is a good one


@dataclass(frozen=True)
class There:
    """What the tape has at a step. right: how many of `among` samples are, where they are counted."""

    step: int
    value: float
    right: int | None
    among: int


@dataclass(frozen=True)
class StepScore:
    """`truth` and `guess` are steps, None: never. at: the step of the tape at which it is known. off: the guess less
    the truth. there, then, end: what the tape has at the guess, at the truth, at its end; `array` says of what."""

    truth: int | None
    guess: int | None
    at: int
    off: int | None
    array: str
    there: There | None
    then: There | None
    end: There
    good: bool


@dataclass(frozen=True)
class ChoiceScore:
    """`truth` and `guess` are the runs' numbers, None: none of them. learned: what the clock said when each had."""

    truth: int | None
    guess: int | None
    at: int
    learned: Sequence[float | None]
    loss: Sequence[float]


@dataclass(frozen=True)
class DrawingScore:
    """off: the mean absolute distance, in the loss' unit. worst: the step at which it was largest, with what was drawn
    and what the tape has. top: what is higher counts as this. true, drawn: the shapes. places: the tape's values, none
    where it has ended."""

    at: int
    off: float
    worst: int
    drawn_there: float
    true_there: float
    top: float
    true: str
    drawn: str
    good: bool


def score_step(e: Learner, what: Happening, numbers: Numbers, guess: int | None) -> StepScore:
    """numbers: of the tape to its end."""
    truth, last = what.at(e, numbers), len(numbers["loss"]) - 1
    array = what.array or "loss"
    off = None if truth is None or guess is None else guess - truth
    known = last if truth is None or what.sign == "lowest" else truth

    def there(step):
        return None if step is None else _there(e, numbers, array, min(step, last))

    good = truth == guess if off is None else abs(off) <= max(1, CLOSE * last)
    return StepScore(truth, guess, known, off, array, there(guess), there(truth), _there(e, numbers, array, last), good)


def _there(e, numbers, array, step):
    right = int(numbers["right"][step]) if "right" in numbers else None
    return There(step, float(numbers[array][step]), right, e.n_watched)


def score_first(pair: Pair, runs: Sequence[Finished], guess: int | None) -> ChoiceScore:
    """Which of the runs learns first, by their verdict."""
    event = story(pair, runs)[-1]
    ahead, learned = event.facts["ahead"], event.facts["learned"]
    known = event.at
    if ahead is not None and learned[ahead] is not None:
        own = int(np.flatnonzero(pair.runs[ahead].learned(runs[ahead].loss, runs[ahead].right))[0])
        known = math.ceil(pair.step_of(ahead, own) - 1e-6)
    return ChoiceScore(ahead, guess, known, learned, event.facts["loss"])


def score_drawing(total: int, loss: Array, values: Sequence[float]) -> DrawingScore:
    """loss: of the tape, at each step to its end."""
    last = len(loss) - 1
    top = HEADROOM * float(loss[0])
    steps = np.arange(last + 1)
    places = np.linspace(0, total, PLACES)
    drawn = np.minimum(np.interp(steps, places, values), top)
    true = np.minimum(np.where(np.isfinite(loss), loss, np.inf), top)
    distance = np.abs(drawn - true)
    worst, off = int(distance.argmax()), float(distance.mean())
    seen = [k for k in range(PLACES) if places[k] <= last + 0.5] if last < total else range(PLACES)
    own = np.array([loss[min(last, round(places[k]))] for k in seen])
    return DrawingScore(
        last, off, worst, float(drawn[worst]), float(true[worst]), top,
        shape(own) if len(own) > 2 else shape(loss), shape(np.asarray(values)[: max(3, len(own))]),
        off <= CLOSE * float(loss[0]),
    )  # fmt: skip
