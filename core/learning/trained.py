"""The run of a task that trains: any part of it, made from the link that the part before it left."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic

import numpy as np

from core.experiment.values import to_dict
from core.learning.learner import L
from core.learning.probes import Probe
from core.learning.recorder import Recorder, trainer_at
from core.learning.training import Trainer
from core.record.chunk import Chunk
from core.record.event import Event
from core.record.link import Link
from core.record.plain import finite
from core.record.stop import Stop
from core.record.timeline import Timeline

Array = np.ndarray


@dataclass(frozen=True)
class Trained(Generic[L]):
    """`tell(e, chunk, stop, told)` gives a chunk's events and what has been told after them (None before the first).

    `derive(e, columns)` gives more columns that follow from those recorded, whole: cheaper than probes.
    `summary(trainer, theta)` is what the report says of the last finite parameters.
    """

    each_step: Callable[[L], dict[str, Probe[L]]]
    each_keyframe: Callable[[L], dict[str, Probe[L]]]
    tell: Callable[..., tuple[tuple[Event, ...], Any]]
    derive: Callable[[L, dict[str, Array]], dict[str, Array]] = lambda e, columns: {}
    summary: Callable[[Trainer[L], Array], dict[str, Any]] = lambda trainer, theta: _outputs(trainer, theta)
    at_once: ClassVar[bool] = False

    def chunk(self, e: L, link: Link, number: int) -> tuple[Chunk, Link]:
        """Chunk `number`, from the link that chunk number - 1 left (START for chunk 0), and the link it leaves."""
        timeline = Timeline(e.total)
        first, last = timeline.bounds(number)
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            recorder = self._recorder(Trainer(e, link.snapshot), timeline.stride)
            stop = recorder.run(last)
            chunk = self._derived(e, recorder.chunk(first, stop))
            events, told = self.tell(e, chunk, stop, link.told)
            following = Link(recorder.trainer.snapshot(), told)
        return replace(chunk, events=events), following

    def detail(self, e: L, link: Link, first: int, last: int) -> Chunk:
        """Steps first..last, all of one chunk, with every array at every step; `link` is the one the chunk began from.

        Cut where the run stops; only its last step if it stops before `first`.
        """
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            trainer = trainer_at(e, link.snapshot, first)
            first = trainer.step
            recorder = self._recorder(trainer, 1)
            stop = recorder.run(last)
            return self._derived(e, recorder.chunk(first, stop))

    def _recorder(self, trainer, stride):
        e = trainer.experiment
        return Recorder(trainer, stride, self.each_step(e), self.each_keyframe(e))

    def _derived(self, e, chunk):
        steps, keys = (columns | self.derive(e, columns) for columns in (chunk.steps, chunk.keys))
        return replace(chunk, steps=steps, keys=keys)

    def report(self, e: L, link: str) -> dict[str, Any]:
        """The whole run: settings, loss at each step, last finite parameters and their outputs, stop reason."""
        trainer = Trainer(e)
        losses: list[float] = []
        with np.errstate(over="ignore", invalid="ignore"):
            stop, theta = _train(trainer, losses)
            summary = self.summary(trainer, theta)
        return {
            "task": e.task,
            "experiment": to_dict(e),
            "link": link,
            "steps": stop.step,
            "updates_per_epoch": e.updates_per_epoch,
            "loss": losses,
            "parameters": finite(theta),
            "layers": [{"W": finite(W), "b": finite(b)} for W, b in e.network.layers(theta)],
            **summary,
            "stop": {"reason": stop.reason, "step": stop.step, **stop.facts},
        }


def _outputs(trainer: Trainer, theta: Array) -> dict[str, Any]:
    """The last output, and the target, of each training sample."""
    outputs = trainer.experiment.network.forward(theta, trainer.data.x)
    return {"outputs": finite(outputs[:, -1]), "targets": trainer.data.y.tolist()}


def _train(trainer: Trainer, losses: list[float]) -> tuple[Stop, Array]:
    before = trainer.theta.copy()
    while True:
        loss = trainer.measure()
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":
            return stop, before
        losses.append(loss)
        if stop:
            return stop, trainer.theta.copy()
        np.copyto(before, trainer.theta)
        trainer.update()
