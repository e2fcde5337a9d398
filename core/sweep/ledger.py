"""What is written down of runs in one batch, step by step, and which of them stop."""

from collections.abc import Sequence

import numpy as np

from core.learning.learner import Learner
from core.learning.training import PLATEAU_GAIN
from core.record.stop import Stop
from core.sweep.outcome import Outcome, moments_of

Array = np.ndarray

_NEVER = np.iinfo(np.int64).max


class Ledger:
    """Of all runs that the batch began with: which still run, their last finite losses, when they learned, curves."""

    def __init__(self, runs: Sequence[Learner], moments: int):
        self.runs = runs
        count, self._total = len(runs), runs[0].total
        self.running = np.ones(count, dtype=bool)
        self._stops: dict[int, Stop] = {}
        self._last, self._learned = np.full(count, np.nan), np.zeros(count, dtype=bool)
        self._first = np.full(count, _NEVER)
        self._best, self._best_step = np.full(count, np.inf), np.zeros(count, dtype=np.int64)
        self._target = np.array([e.target or -np.inf for e in runs])
        self._patience = np.array([e.plateau * e.updates_per_epoch or _NEVER for e in runs])
        self._judged = any(e.target or e.plateau for e in runs)
        self._moments = moments_of(self._total, moments)
        self._curves, self._written = np.empty((len(self._moments), count)), 0

    def look(self, step: int, places: Array, loss: Array, learned: Array) -> Array:
        """Writes down this step's losses of the runs at `places`, and whether they have learned; the places (m,) of
        those that stop here, as Trainer.judge has it."""
        losses, has = np.full(len(self.runs), np.nan), np.zeros(len(self.runs), dtype=bool)
        losses[places], has[places] = loss, learned
        here = self.running & np.isfinite(losses)
        np.copyto(self._last, losses, where=here)
        np.copyto(self._learned, has, where=here)
        np.minimum(self._first, step, out=self._first, where=here & has)
        if self._written < len(self._moments) and step == self._moments[self._written]:
            self._curves[self._written] = losses
            self._written += 1
        return self._judge(step, losses, here)

    def _judge(self, step, losses, here):
        diverged = self.running & ~here
        reasons = {"diverged": diverged, **(self._early(step, losses, here) if self._judged else {})}
        if step >= self._total:
            reasons["epochs"] = here
        stopping = np.flatnonzero(np.logical_or.reduce([*reasons.values()]))
        for place in stopping.tolist():
            reason = next(name for name, those in reasons.items() if those[place])
            self._stops[place] = Stop(reason, max(step - 1, 0) if reason == "diverged" else step)
        self.running[stopping] = False
        return stopping

    def _early(self, step, losses, here):
        """Runs that are good enough, or no longer get better."""
        better = losses < self._best * (1.0 - PLATEAU_GAIN)
        np.copyto(self._best, losses, where=better)
        np.copyto(self._best_step, step, where=better)
        plateau = here & (step - self._best_step >= self._patience)
        return {"target": here & (losses <= self._target), "plateau": plateau}

    def diverged(self, place: int) -> bool:
        """Whether a run has stopped because it diverged."""
        return self._stops[place].reason == "diverged"

    def outcome(self, place: int, test_loss: float | None) -> Outcome:
        """Of a run that has stopped."""
        stop, last = self._stops[place], float(self._last[place])
        steps = self._moments[self._moments <= stop.step]
        curve = self._curves[: len(steps), place].copy()
        if steps[-1] != stop.step:
            steps, curve = np.append(steps, stop.step), np.append(curve, last)
        first = None if self._first[place] == _NEVER else int(self._first[place])
        learned = bool(self._learned[place])
        return Outcome(self.runs[place], last, stop, first, learned, test_loss, curve, steps)
