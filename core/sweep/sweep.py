"""A sweep: an experiment, one or two of its settings varied, and seeds. A value, like an experiment."""

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

from core.experiment.values import LARGEST_SEED, Problem, settle
from core.learning.learner import Learner
from core.sweep.axes import Axis
from core.sweep.cost import parts_of, work
from core.sweep.outcome import MOMENTS
from core.sweep.wrong import Refused

MOST_RUNS = 10_000
MOST_BYTES = 24_000_000  # of all loss curves
_MOMENT_BYTES = 16  # of a loss curve: a step and a loss
MOST_WORK = 3  # times the work that a single run of the task may be: about a minute of one core


@dataclass(frozen=True)
class Sweep:
    """`base` with the settings of one or two axes varied, each cell from `seeds` seeds: base.seed and those after it.

    Each value of base is allowed by itself; whether it goes with the others is settled cell by cell. Runs are numbered
    seed by seed: all cells from the first seed, then all from the second. Cells go through the last axis first.
    """

    base: Learner
    axes: tuple[Axis, ...]
    seeds: int

    @property
    def n_cells(self) -> int:
        count = 1
        for axis in self.axes:
            count *= len(axis.texts)
        return count

    @property
    def n_runs(self) -> int:
        return self.n_cells * self.seeds

    def cell(self, i: int) -> tuple[str, ...]:
        """The varied settings' values, as a link writes them, of run i; of cell i too, for it is run i."""
        found, left = [], i % self.n_cells
        for axis in reversed(self.axes):
            left, place = divmod(left, len(axis.texts))
            found.append(axis.texts[place])
        return tuple(reversed(found))

    def runs(self, first: int, last: int) -> list[Learner]:
        """Runs first, first + 1, … last - 1."""
        return [self._run(i) for i in range(first, last)]

    def _run(self, i):
        seed, cell = divmod(i, self.n_cells)
        e = self.settled[cell]
        return replace(e, seed=e.seed + seed) if seed else e

    @cached_property
    def settled(self) -> tuple[Learner, ...]:
        """Each cell's experiment, with the first seed. Raises Refused, naming the cell, where settings contradict."""
        return tuple(e for e, _ in self._cells)

    @cached_property
    def remarks(self) -> list[Problem]:
        """Of the settings that have no effect in any cell."""
        (_, problems), *others = self._cells
        return [problem for problem in problems if all(problem.key in _keys(more) for _, more in others)]

    @cached_property
    def _cells(self):
        """(experiment, what has no effect in it) of each."""
        base, keys = self.base, [axis.key for axis in self.axes]
        given = {key for key in base.settings if getattr(base, key) != base.default(key)}
        texts = product(*(axis.texts for axis in self.axes))
        return [self._settle(cell, frozenset(given.union(keys))) for cell in texts]

    def _settle(self, texts, given) -> tuple[Learner, list[Problem]]:
        pairs = [(axis.key, text) for axis, text in zip(self.axes, texts, strict=True)]
        values = {key: self.base.settings[key].parse(text) for key, text in pairs}
        e, problems = settle(replace(self.base, **values), given=given)
        for problem in problems:
            if problem.is_error:
                cell = ", ".join(f"{key}={text}" for key, text in pairs)
                raise Refused("cell", cell=cell, problem=problem)
        return e, problems

    @cached_property
    def parts(self) -> tuple[range, ...]:
        """The runs in parts of about a third of a second each."""
        return parts_of(self.settled, self.seeds)

    @property
    def n_parts(self) -> int:
        return len(self.parts)

    def part(self, number: int) -> range:
        """The runs of a part."""
        return self.parts[number]

    def check(self) -> None:
        """Raises Refused for a sweep that is too large or has cells that cannot be; nothing is trained."""
        if not 1 <= len(self.axes) <= 2:
            raise Refused("axes", size=len(self.axes))
        if len({axis.key for axis in self.axes}) < len(self.axes):
            raise Refused("twice", key=self.axes[0].key)
        _bounded("runs", self.n_runs, MOST_RUNS)
        if self.base.seed + self.seeds - 1 > LARGEST_SEED:
            raise Refused("last_seed", seeds=self.seeds, seed=self.base.seed, most=LARGEST_SEED)
        for axis in self.axes:
            if not any(self.base.settings[axis.key].used(e) for e in self.settled):
                raise Refused("no_effect", key=axis.key)
        _bounded("bytes", self.seeds * sum(_curve_bytes(e) for e in self.settled), MOST_BYTES)
        _bounded("work", work(self.settled, self.seeds), MOST_WORK * self.base.most_work)


def _bounded(code, size, most):
    if size > most:
        raise Refused(code, size=size, most=most)


def _keys(problems):
    return {problem.key for problem in problems}


def _curve_bytes(e):
    return min(MOMENTS, e.total + 1) * _MOMENT_BYTES
