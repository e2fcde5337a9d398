"""Training, written down: what the probes read at every step and at keyframes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic

import numpy as np

from core.learning.learner import L
from core.learning.probes import Picture, Probe, Single
from core.learning.training import Snapshot, Trainer
from core.record.chunk import Chunk
from core.record.stop import Stop

Array = np.ndarray
Probes = Mapping[str, Probe[L]]


@dataclass
class _Columns:
    """Rows as they come, one list for each name."""

    rows: dict[str, list] = field(default_factory=dict)

    def add(self, readings: dict) -> None:
        for name, value in readings.items():
            self.rows.setdefault(name, []).append(value)

    def arrays(self) -> dict[str, Array]:
        return {name: np.array(values) for name, values in self.rows.items()}


class Recorder(Generic[L]):
    """Trains from where the trainer stands and writes down what the probes read."""

    def __init__(self, trainer: Trainer[L], stride: int, each_step: Probes[L], each_keyframe: Probes[L]):
        self.trainer, self.stride = trainer, stride
        self.each_step, self.each_keyframe = each_step, each_keyframe
        self.steps, self.keys = _Columns(), _Columns()

    def run(self, last: int) -> Stop | None:
        """Records up to step `last`, or to the end of the run; leaves the trainer at the first step not recorded."""
        trainer = self.trainer
        loss = trainer.measure()
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":  # only possible at step 0: every chunk looks one step ahead
            loss = math.nan
        while True:
            self._read(loss)
            if stop or trainer.step == last:
                return self._close(stop)
            before = trainer.snapshot()
            trainer.update()
            loss = trainer.measure()
            stop = trainer.judge(loss)
            if stop and stop.reason == "diverged":
                self._step_back(before)
                return self._close(stop)

    def _close(self, stop):
        """The step where a run ends is a keyframe; otherwise one more update shows whether the next step exists."""
        trainer = self.trainer
        if stop:
            if trainer.step % self.stride:
                self._read_keyframe()
            return stop
        before = trainer.snapshot()
        trainer.update()
        if math.isfinite(trainer.measure()):
            return None
        stop = trainer.judge(math.nan)
        self._step_back(before)
        if trainer.step % self.stride:
            self._read_keyframe()
        return stop

    def _step_back(self, before):
        """To the step before, as it was; measured again, since probes read the last pass's outputs."""
        self.trainer.go_back(before)
        self.trainer.measure()

    def _read(self, loss):
        self.steps.add({"loss": loss} | {name: probe(self.trainer) for name, probe in self.each_step.items()})
        if self.trainer.step % self.stride == 0:
            self._read_keyframe()

    def _read_keyframe(self):
        self.keys.add({name: probe(self.trainer) for name, probe in self.each_keyframe.items()})

    def chunk(self, first: int, stop: Stop | None) -> Chunk:
        """What was written down, as the chunk that begins with step `first`."""
        steps = self.steps.arrays()
        last = first + len(steps["loss"]) - 1
        probes = {**self.each_step, **self.each_keyframe}
        pictures, singles = (
            frozenset(name for name, probe in probes.items() if isinstance(probe, kind)) for kind in (Picture, Single)
        )
        keys = self.keys.arrays()
        return Chunk(first, last, self.stride, steps, keys, stop=stop, pictures=pictures, singles=singles)


def trainer_at(e: L, snapshot: Snapshot | None, step: int) -> Trainer[L]:
    """A trainer at `step`, or at the run's last step before it. It judges on the way: plateaus need the best loss."""
    trainer = Trainer(e, snapshot)
    before = here = trainer.snapshot()
    while True:
        stop = trainer.judge(trainer.measure())
        if stop or trainer.step == step:
            return Trainer(e, before if stop and stop.step < here.step else here)
        trainer.update()
        before, here = here, trainer.snapshot()
