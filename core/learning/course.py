"""The course of an edited run: which settings count at a step, what stands still, and which edits can be made at all.

All of it follows from the edits alone; what they do to parameters, the trainer does (core/learning/training.py).
"""

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from core.engine.naming import Node, Parameter, Part, examples, name_of, part_named
from core.engine.network import Network
from core.experiment.values import Problem
from core.learning.edits import ADD, KEYS, MOST, MOST_ADDED, Edit, ordered

Array = np.ndarray


@dataclass(frozen=True)
class Stage:
    """What counts from step `first` on, until the next edits.

    now: the experiment with the settings that count, without edits. began: the step at which the optimiser began, with
    a state of zeros. epoch: the number of the epoch that began at step `epoch_at`, with batches of the present size.
    held: places in θ that are frozen by name. off: the nodes that are switched off. added: how many samples of the
    hand stand in each batch. drawn: rows drawn with replacement before step `first`.
    """

    first: int
    now: Any
    began: int = 0
    epoch: int = 0
    epoch_at: int = 0
    held: frozenset[int] = frozenset()
    off: frozenset[Node] = frozenset()
    added: int = 0
    drawn: int = 0

    def drawn_before(self, step: int) -> int:
        """Rows drawn with replacement before the update after `step`."""
        return self.drawn + (step - self.first) * self.now.batch_size

    def epoch_of(self, step: int) -> tuple[int, int]:
        """(the epoch in which the update after `step` is, its number there), both from 0."""
        epochs, number = divmod(step - self.epoch_at, self.now.updates_per_epoch)
        return self.epoch + epochs, number

    @cached_property
    def frozen(self) -> Array:
        """Places in θ that keep their values: those frozen by name, and all parameters of nodes that are off."""
        network = self.now.network
        of_nodes = {place for node in self.off for place in [*incoming(node, network), *outgoing(node, network)]}
        return np.array(sorted(self.held | of_nodes), dtype=int)


@dataclass(frozen=True)
class Course:
    """The stages of a run, the first from step 0, and its edits by step."""

    stages: tuple[Stage, ...]
    edits: dict[int, tuple[Edit, ...]]

    @property
    def added(self) -> list[Edit]:
        """The samples of the hand, in the order in which they come."""
        return [edit for edits in self.edits.values() for edit in edits if edit.what == ADD]

    def at(self, step: int) -> Stage:
        """What counts at a step."""
        if len(self.stages) == 1:
            return self.stages[0]
        return self.stages[bisect_right(self.stages, step, key=lambda stage: stage.first) - 1]


def outgoing(node: Node, network: Network) -> list[int]:
    """Places in θ of the weights that lead from a node."""
    return [network.index_of_weight(node.layer, node.unit, j) for j in range(network.sizes[node.layer + 1])]


def incoming(node: Node, network: Network) -> list[int]:
    """Places in θ of the weights that lead to a node, and of its bias; none for an input."""
    if node.layer == 0:
        return []
    below = node.layer - 1
    weights = [network.index_of_weight(below, i, node.unit) for i in range(network.sizes[below])]
    return [*weights, network.index_of_bias(node.layer, node.unit)]


def course_of(e: Any) -> Course:
    """The course of a Learner, whose edits are settled."""
    _, stages, _ = _walk(e)
    by_step: dict[int, tuple[Edit, ...]] = {}
    for edit in e.edits:
        by_step[edit.step] = (*by_step.get(edit.step, ()), edit)
    return Course(stages, by_step)


def settled(e: Any, problems: list[Problem]) -> Any:
    """A Learner with those of its edits that can be made and have an effect; the others are named one by one."""
    if not e.edits:
        return e
    kept, _, wrong = _walk(e)
    problems += wrong
    return e if kept == e.edits else replace(e, edits=kept)


class _Unfit(Exception):
    """An edit that is left out, and the problem that says why.

    Of code edit, `other` is count, steps, names, nodes, samples, sample, no_sample or a setting's key, and `used` the
    number or the names allowed; of a sample, how many inputs it has.
    """

    def __init__(self, code: str, edit: Edit, allowed: str = "", *, other: str = "", used: str = ""):
        super().__init__(code)
        self.problem = Problem(code, "edits", edit.text, allowed=allowed, other=other, used=used)


def _walk(e):
    """(edits that count, stages, problems)."""
    stages = [Stage(0, replace(e, edits=()) if e.edits else e)]
    kept, problems = [], []
    for edit in ordered(e.edits):
        try:
            if len(kept) == MOST:
                raise _Unfit("edit", edit, f"up to {MOST} edits", other="count", used=str(MOST))
            if edit.step > e.total:
                raise _Unfit("edit", edit, f"steps from 0 to {e.total}", other="steps", used=str(e.total))
            made, stage = _made(edit, stages[-1])
        except _Unfit as unfit:
            problems.append(unfit.problem)
            continue
        kept.append(made)
        stage = replace(stage, first=edit.step, drawn=stages[-1].drawn_before(edit.step))
        if stages[-1].first == edit.step:
            stages.pop()
        stages.append(stage)
    return tuple(kept), tuple(stages), problems


def _made(edit, stage):
    """(the edit as it is written, the stage after it). Raises _Unfit for one that cannot be made."""
    if edit.what in KEYS:
        return _setting(edit, stage)
    if edit.what == ADD:
        return _sample(edit, stage)
    part = _part(edit, stage.now.network)
    return edit, _switched(edit, stage, part) if isinstance(part, Node) else _parameter(edit, stage, part)


def _sample(edit, stage):
    if not stage.now.takes_samples:
        raise _Unfit("edit", edit, "samples are added to handwritten digits only", other="no_sample")
    if stage.added == MOST_ADDED:
        raise _Unfit("edit", edit, f"up to {MOST_ADDED} samples", other="samples", used=str(MOST_ADDED))
    try:
        stage.now.sample_of(edit.value)
    except ValueError as allowed:
        raise _Unfit("edit", edit, str(allowed), other="sample", used=str(stage.now.n_inputs)) from None
    return edit, replace(stage, added=stage.added + 1)


def _part(edit, network) -> Part:
    try:
        return part_named(edit.what, network)
    except ValueError:
        names = examples(network)
        raise _Unfit("edit", edit, f"names such as {names}", other="names", used=names) from None


def _switched(edit, stage, node: Node):
    if node.layer == len(stage.now.network.sizes) - 1:
        raise _Unfit("edit", edit, "inputs and hidden units", other="nodes")
    if (edit.value == "off") == (node in stage.off):
        raise _Unfit("no_effect", edit, other=f"{edit.what}={edit.value}")
    return replace(stage, off=stage.off | {node} if edit.value == "off" else stage.off - {node})


def _parameter(edit, stage, parameter: Parameter):
    place = parameter.index(stage.now.network)
    if edit.number is not None:
        below = None if parameter.source is None else Node(parameter.layer - 1, parameter.source)
        if below is not None and below in stage.off:
            raise _Unfit("conflict", edit, other=f"{name_of(below, stage.now.network)}=off", used="0")
        return stage
    if (edit.value == "frozen") == (place in stage.held):
        raise _Unfit("no_effect", edit, other=f"{edit.what}={edit.value}")
    return replace(stage, held=stage.held | {place} if edit.value == "frozen" else stage.held - {place})


def _setting(edit, stage):
    key, before = edit.what, stage.now
    setting = before.settings[key]
    try:
        now = replace(before, **{key: setting.parse(edit.value)})
    except ValueError as allowed:
        raise _Unfit("edit", edit, str(allowed), other=key) from None
    if not setting.used(now):
        reason = now.because[key]
        raise _Unfit("no_effect", edit, other=f"{reason}={getattr(now, reason)}")
    same_batches = key == "batch" and now.batch_size == before.batch_size
    if same_batches or getattr(now, key) == getattr(before, key):
        raise _Unfit("no_effect", edit, other=f"{key}={setting.write(getattr(before, key))}")
    return replace(edit, value=setting.write(getattr(now, key))), _under(stage, now, edit)


def _under(stage, now, edit):
    """The stage with the settings `now`: a new optimiser begins, or an epoch of batches of another size."""
    if edit.what == "opt":
        return replace(stage, now=now, began=edit.step)
    if edit.what == "batch":
        epoch, number = stage.epoch_of(edit.step)
        return replace(stage, now=now, epoch=epoch + (number > 0), epoch_at=edit.step)
    return replace(stage, now=now)
