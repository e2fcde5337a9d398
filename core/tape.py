"""The tape: what a run left behind, cut into chunks that are pure functions of (experiment, chunk number).

Scalars stand at every step, pictures at keyframes. A chunk is computed from the snapshot that the chunk before it
left, so any chunk can be made again, alone, with the same bits.
"""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.chunk import Chunk
from core.experiment import Learner
from core.tasks import TASKS, Sweep
from core.training import Snapshot, Stop, Trainer

Array = np.ndarray

MOST_KEYFRAMES = 250
KEYFRAMES_PER_CHUNK = 20
WIDEST_DETAIL = 64
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class Timeline:
    """How steps 0..total fall into keyframes and chunks."""

    total: int

    @property
    def stride(self) -> int:
        """Steps between keyframes: the smallest of 1 2 5 10 20 50 … with at most 250 keyframes in the run."""
        power = 1
        while True:
            for nice in _NICE:
                if self.total <= MOST_KEYFRAMES * nice * power:
                    return nice * power
            power *= 10

    @property
    def chunk_steps(self) -> int:
        return KEYFRAMES_PER_CHUNK * self.stride

    @property
    def n_chunks(self) -> int:
        return max(1, math.ceil(self.total / self.chunk_steps))

    def chunk_of(self, step: int) -> int:
        return min(step // self.chunk_steps, self.n_chunks - 1)

    def bounds(self, number: int) -> tuple[int, int]:
        """First and last step of a chunk; the last chunk also has the step `total`."""
        first = number * self.chunk_steps
        last = self.total if number == self.n_chunks - 1 else first + self.chunk_steps - 1
        return first, last


@dataclass
class _Columns:
    """Rows as they come, one list for each name."""

    rows: dict[str, list] = field(default_factory=dict)

    def add(self, readings: dict) -> None:
        for name, value in readings.items():
            self.rows.setdefault(name, []).append(value)

    def arrays(self) -> dict[str, Array]:
        return {name: np.array(values) for name, values in self.rows.items()}


@dataclass(frozen=True)
class Link:
    """What one chunk hands to the next: where training stands, and what has been told so far."""

    snapshot: Snapshot | None = None
    told: Any = None

    @property
    def nbytes(self) -> int:
        return self.snapshot.nbytes if self.snapshot else 0


START = Link()


def record(e: Learner, link: Link, number: int) -> tuple[Chunk, Link]:
    """Chunk `number`, from the link that chunk number - 1 left (START for chunk 0), and the link it leaves."""
    task, timeline = TASKS[e.task], Timeline(e.total)
    if isinstance(task, Sweep):
        return _part(task.record(e), *timeline.bounds(number)), link
    first, last = timeline.bounds(number)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        recorder = _Recorder(Trainer(e, link.snapshot), timeline.stride)
        stop = recorder.run(last)
        chunk = recorder.chunk(first, stop)
        events, told = task.tell(e, chunk, stop, link.told)
        following = Link(recorder.trainer.snapshot(), told)
    return Chunk(chunk.first, chunk.last, chunk.stride, chunk.steps, chunk.keys, events, stop), following


def _part(whole: Chunk, first: int, last: int) -> Chunk:
    """Steps first..last of a sweep, in which every step is a keyframe; cut where it ends."""
    last = min(last, whole.last)
    rows = slice(first, last + 1)
    steps = {name: values[rows] for name, values in whole.steps.items()}
    events = tuple(event for event in whole.events if first <= event.at <= last)
    return Chunk(first, last, 1, steps, {}, events, whole.stop if last == whole.last else None)


def detail(e: Learner, link: Link, first: int, last: int) -> Chunk:
    """Steps first..last, all of one chunk, with every array at every step; `link` is the one the chunk began from.

    Cut where the run stops; only its last step if it stops before `first`.
    """
    task = TASKS[e.task]
    if isinstance(task, Sweep):
        whole = task.record(e)
        return _part(whole, min(first, whole.last), last)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        trainer = trainer_at(e, link.snapshot, first)
        first = trainer.step
        recorder = _Recorder(trainer, 1)
        stop = recorder.run(last)
        return recorder.chunk(first, stop)


def trainer_at(e: Learner, snapshot: Snapshot | None, step: int) -> Trainer:
    """A trainer at `step`, or at the run's last step before it. It judges on the way: plateaus need the best loss."""
    trainer = Trainer(e, snapshot)
    before = here = trainer.snapshot()
    while True:
        stop = trainer.judge(trainer.measure())
        if stop or trainer.step == step:
            return Trainer(e, before if stop and stop.step < here.step else here)
        trainer.update()
        before, here = here, trainer.snapshot()


class _Recorder:
    """Trains from where the trainer stands and writes down what the probes read."""

    def __init__(self, trainer: Trainer, stride: int):
        self.trainer, self.stride = trainer, stride
        self.each_step = TASKS[trainer.experiment.task].each_step(trainer.experiment)
        self.each_keyframe = TASKS[trainer.experiment.task].each_keyframe(trainer.experiment)
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
            before = self._kept()
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
        before = self._kept()
        trainer.update()
        if math.isfinite(trainer.measure()):
            return None
        stop = trainer.judge(math.nan)
        self._step_back(before)
        if trainer.step % self.stride:
            self._read_keyframe()
        return stop

    def _kept(self):
        """What an update changes: the parameters and the optimiser's state."""
        return self.trainer.theta.copy(), self.trainer.state.copy()

    def _step_back(self, before):
        """To the step before, as kept then; measured again, since probes read the last pass's outputs."""
        theta, state = before
        np.copyto(self.trainer.theta, theta)
        np.copyto(self.trainer.state, state)
        self.trainer.step -= 1
        self.trainer.measure()

    def _read(self, loss):
        self.steps.add({"loss": loss} | {name: probe(self.trainer) for name, probe in self.each_step.items()})
        if self.trainer.step % self.stride == 0:
            self._read_keyframe()

    def _read_keyframe(self):
        self.keys.add({name: probe(self.trainer) for name, probe in self.each_keyframe.items()})

    def chunk(self, first: int, stop: Stop | None) -> Chunk:
        steps = self.steps.arrays()
        last = first + len(steps["loss"]) - 1
        return Chunk(first, last, self.stride, steps, self.keys.arrays(), stop=stop)
