"""Runs side by side: up to three that were kept, and the one on stage."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic
from urllib.parse import urlencode

from core.experiment.link import from_query, to_pairs, to_query
from core.experiment.values import Problem
from core.learning.learner import L, Learner
from core.pair.clock import CLOCKS, Spans, made, spans, step_at, value_at
from core.record.timeline import Timeline

MOST_KEPT = 3
LETTERS = "ABCD"
_BETWEEN = "|"  # which no query has: in a text it would be written %7C
ALLOWED = f"up to {MOST_KEPT} runs of this page, each the query of its link, joined by '{_BETWEEN}'"


@dataclass(frozen=True)
class Pair(Generic[L]):
    """Runs on one clock: first the one on stage, then those that were kept; they differ. Steps of the pair are those of
    the run on stage, which go on where others are longer."""

    runs: tuple[L, ...]
    clock: str = CLOCKS[0]

    @classmethod
    def of(cls, stage: L, kept: Iterable[L], clock: str = CLOCKS[0]) -> "Pair[L]":
        """With those of the kept runs that are not on stage."""
        return cls((stage, *(e for e in kept if e != stage)), clock)

    @property
    def several(self) -> bool:
        return len(self.runs) > 1

    @property
    def order(self) -> list[int]:
        """The runs' numbers as they are read: A is the one that was kept first, the last letter is on stage."""
        return [*range(1, len(self.runs)), 0]

    def letter(self, number: int) -> str:
        """What a run is called."""
        return LETTERS[(number - 1) % len(self.runs)]

    @cached_property
    def spans(self) -> tuple[Spans, ...]:
        """How the clock goes with the steps of each run."""
        return tuple(spans(e, self.clock) for e in self.runs)

    @cached_property
    def total(self) -> int:
        """The step at which the last of them is over, if nothing stops it before."""
        return max(math.ceil(self.step_of(k, e.total) - 1e-6) for k, e in enumerate(self.runs))

    @property
    def timeline(self) -> Timeline:
        """Its keyframes; the parts are each run's own."""
        return Timeline(self.total)

    def value(self, step: float) -> float:
        """What the clock says at a step of the pair."""
        return value_at(self.spans[0], step)

    def own_step(self, number: int, step: float, last: int) -> int:
        """The last step that run `number`, which ends at `last`, has made at a step of the pair."""
        return made(self.spans[number], self.value(step), last)

    def value_of(self, number: int, own: float) -> float:
        """What the clock says at a step of run `number`."""
        return value_at(self.spans[number], own)

    def step_of(self, number: int, own: float) -> float:
        """The step of the pair at which run `number` has made its own; seldom a whole one."""
        return own if number == 0 else step_at(self.spans[0], self.value_of(number, own))

    @cached_property
    def differing(self) -> list[str]:
        """Keys of the settings in which the runs differ."""
        first = self.runs[0]
        return [key for key in first.settings if any(getattr(e, key) != getattr(first, key) for e in self.runs[1:])]

    @property
    def query(self) -> str:
        """The link's query string, of all of it."""
        kept = to_kept_pairs(self.runs[1:], self.clock)
        return urlencode([*to_pairs(self.runs[0]), *kept], safe=",-:;@")


def to_kept_pairs(kept: Sequence[Learner], clock: str) -> list[tuple[str, str]]:
    """What a link says of the runs that are kept, beside the settings of the one on stage."""
    if not kept:
        return []
    vs = _BETWEEN.join(to_query(e) or f"seed={e.seed}" for e in kept)  # an empty text would not be seen in a link
    return [("vs", vs)] + ([("clock", clock)] if clock != CLOCKS[0] else [])


def kept_of(kind: type[L], text: str | None) -> tuple[tuple[L, ...], list[Problem]]:
    """The runs that a link's `vs` keeps, and what was wrong with it; what is wrong is left out."""
    found: list[L] = []
    problems: list[Problem] = []
    for query in [] if text is None else text.split(_BETWEEN):
        e, wrong = from_query(query, kind=kind)
        errors = [problem for problem in wrong if problem.is_error]
        if not query or len(found) == MOST_KEPT:
            problems.append(Problem("kept", "vs", query, ALLOWED, str(MOST_KEPT)))
        elif errors:
            problems.append(Problem("kept", "vs", query, _allowed(errors[0]), str(MOST_KEPT), inner=errors[0]))
        elif e not in found:
            found.append(e)
    return tuple(found), problems


def _allowed(wrong: Problem) -> str:
    """What would be allowed in its place."""
    own = {"twice": "each key once", "conflict": wrong.used, "too_much": f"at most {wrong.allowed}"}
    return own.get(wrong.code, wrong.allowed)


def clock_of(text: str | None) -> tuple[str, list[Problem]]:
    """The clock that a link asks for, and what was wrong with it."""
    if text is None or text in CLOCKS:
        return text or CLOCKS[0], []
    return CLOCKS[0], [Problem("value", "clock", text, ", ".join(CLOCKS), CLOCKS[0])]


def pair_of(stage: L, asked: Mapping[str, str]) -> tuple[Pair[L], list[Problem]]:
    """The pair that a link's `vs` and `clock` make with the run on stage, and what was wrong with them."""
    kept, problems = kept_of(type(stage), asked.get("vs"))
    clock, more = clock_of(asked.get("clock"))
    return Pair.of(stage, kept, clock), problems + more
