"""What is told of any run that trains: when it is stuck, when it has left, how steep its loss was.

Facts that a task's story gives, for remedies and sentences to read: `mood`, at the end, the code that was told before;
`lr`; `steepest`, the most that a step has multiplied the loss by; `calm`, the loss is as low as ever and below where it
began. `limit`, the largest rate that does not diverge, and `growth`, by which the last steps did, come with the stop.
"""

import math
from dataclasses import dataclass, replace
from typing import Any

STUCK_EPOCHS = 50  # so long without visible progress is worth a sentence
STUCK_GAIN = 1e-3  # of a classifier's best loss: less is no visible progress
GROWN = 1e3  # times the start loss: no longer overshooting but leaving
SMALL_LOSS = 1e-3  # a start below it was (nearly) perfect; then growing to an ordinary loss is no divergence


@dataclass(frozen=True)
class Losses:
    """What a story remembers of the losses so far: at the start; the lowest one that was visible progress, and its
    step; the one before; and the most that a step has multiplied one by, until it was told that they grow."""

    start: float = math.nan
    mark: float = math.inf
    mark_step: int = 0
    before: float = math.nan
    steepest: float = math.nan

    def edited(self, loss: float) -> "Losses":
        """What a hand does to the loss says nothing of the rate, and progress counts from here."""
        return replace(self, before=math.nan, mark=math.inf, start=max(self.start, loss))

    def after(self, step: int, loss: float, gain: float, *, growing: bool) -> "Losses":
        """With the loss of one more step. Less than the share `gain` below the mark is no progress; losses that grow
        do so ever faster, so nothing more is learned of how steep they were."""
        start = loss if step == 0 else self.start
        steepest = self.steepest if growing or not self.before > 0.0 else self._steeper(loss / self.before)
        mark, mark_step = (loss, step) if loss < self.mark * (1.0 - gain) else (self.mark, self.mark_step)
        return Losses(start, mark, mark_step, loss, steepest)

    def _steeper(self, times):
        return max(times, self.steepest) if self.steepest > 0.0 else times

    def grown(self, loss: float, times: float = GROWN) -> bool:
        """Whether a loss is so many times the start's."""
        return self.start > 0.0 and loss > times * max(self.start, SMALL_LOSS)

    def facts(self, loss: float, gain: float) -> dict[str, Any]:
        """`steepest`; `calm`: the loss has only ever come down and is as low as ever, so the rate is not too large."""
        low = loss <= self.mark * (1.0 + gain) and self.mark < self.start
        return {"steepest": self.steepest, "calm": low and self.steepest <= 1.0 + gain}


NO_LOSSES = Losses()
