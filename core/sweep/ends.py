"""When runs of a crowd end, each alone, and what is written down of them until then."""

import numpy as np

from core.learning.learner import Learner
from core.learning.training import PLATEAU_GAIN
from core.record.stop import Stop
from core.sweep.outcome import Outcome, held_out_loss, stride_of

Array = np.ndarray

_OF_EACH = (
    "place",
    "total",
    "target",
    "patience",
    "best",
    "best_step",
    "learned_at",
    "bar_loss",
    "bar_right",
    "before",
)


class Ends:
    """Of runs that are trained together. Arrays are of those that still go on, which stand at `place` among all."""

    def __init__(self, runs: list[Learner]):
        self.runs = runs
        self.outcomes: list[Outcome | None] = [None] * len(runs)
        longest = max(e.total for e in runs)
        self.stride = stride_of(longest)
        self.curves = np.full((longest // self.stride + 1, len(runs)), np.nan)
        self.place = np.arange(len(runs))
        self.total = np.array([e.total for e in runs])
        self.target = np.array([e.target for e in runs])
        self.patience = np.array([e.plateau * e.updates_per_epoch for e in runs])
        self.best, self.best_step = np.full(len(runs), np.inf), np.zeros(len(runs), dtype=int)
        self.learned_at = np.full(len(runs), -1)
        self.bar_loss, self.bar_right = (np.array([getattr(e.bar, of) for e in runs]) for of in ("loss", "right"))
        self.before = np.full(len(runs), np.nan)  # the loss at the step before
        self._first_end = int(self.total.min())
        self._stops_early = bool(self.target.any() or self.patience.any())

    def keep(self, alive: Array) -> None:
        """The runs that go on: a bool for each that there was."""
        for name in _OF_EACH:
            setattr(self, name, getattr(self, name)[alive])
        self._first_end = int(self.total.min(initial=np.iinfo(int).max))

    def look(self, step: int, losses: Array, right: Array | None, theta: Array, before: Array) -> Array | None:
        """Writes down a step: its losses (runs,), how many samples each has right. Returns which runs end here, as
        bools, or None where all go on. theta, before (runs, parameters): at this step and at the one before."""
        learned = losses <= self.bar_loss
        if right is not None:
            learned &= right >= self.bar_right
        self.learned_at[learned & (self.learned_at < 0)] = step
        if step % self.stride == 0:
            self.curves[step // self.stride, self.place] = losses
        gone = self._gone(step, losses, learned, theta, before)
        self.before = losses
        return gone

    def _gone(self, step, losses, learned, theta, before):
        all_finite = np.isfinite(losses.sum() + theta.sum())
        if all_finite and step < self._first_end and not self._stops_early:
            return None
        finite = np.isfinite(losses) & np.isfinite(theta.sum(axis=1))
        better = finite & (losses < self.best * (1.0 - PLATEAU_GAIN))
        self.best[better], self.best_step[better] = losses[better], step
        reasons = {
            "target": finite & (self.target > 0.0) & (losses <= self.target),
            "plateau": finite & (self.patience > 0) & (step - self.best_step >= self.patience),
            "epochs": finite & (step >= self.total),
        }
        for k in np.flatnonzero(~finite):
            self._close(k, Stop("diverged", max(step - 1, 0)), before[k], self.before[k], learned=False)
        gone = ~finite
        for reason, ending in reasons.items():
            for k in np.flatnonzero(ending & ~gone):
                self._close(k, Stop(reason, step), theta[k], losses[k], learned=bool(learned[k]))
            gone |= ending
        return gone if gone.any() else None

    def _close(self, k, stop, theta, loss, *, learned):
        place, learned_at = int(self.place[k]), int(self.learned_at[k])
        e = self.runs[place]
        steps = np.arange(0, stop.step, self.stride)  # its last one is the end
        self.outcomes[place] = Outcome(
            e, float(loss), stop, None if learned_at < 0 else learned_at, learned, held_out_loss(e, theta),
            np.append(steps, stop.step), np.append(self.curves[: len(steps), place], loss),
        )  # fmt: skip
