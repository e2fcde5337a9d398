"""One clock for several runs: by updates, by epochs or by samples seen, whatever their batches are.

The clock's value is a function of a run's step, and the step at a value is the last one that was made by then. Both are
exact also where batches change on the way: each stretch of a run begins with a `Span`.
"""

from dataclasses import dataclass

from core.learning.learner import Learner

CLOCKS = ("update", "epoch", "samples")
_HALF = 1e-6  # of a step: what rounding may take from a whole one


@dataclass(frozen=True)
class Span:
    """From `step` on, where the clock says `value`, it gains `each` with a step, but at most `most` in `per` steps:
    an epoch's last batch may be a short one."""

    step: int
    value: float
    per: int
    each: float
    most: float

    def value_at(self, step: float) -> float:
        rounds, rest = divmod(step - self.step, self.per)
        return self.value + rounds * self.most + min(rest * self.each, self.most)

    def step_at(self, value: float) -> float:
        rounds, rest = divmod(value - self.value, self.most)
        return self.step + rounds * self.per + min(rest / self.each, self.per)


Spans = tuple[Span, ...]


def spans(e: Learner, clock: str) -> Spans:
    """How a clock goes with the steps of a run. Raises ValueError naming the clock and those there are."""
    if clock not in CLOCKS:
        raise ValueError(f"clock {clock!r} is unknown; allowed: {', '.join(CLOCKS)}")
    if clock == "update":
        return (Span(0, 0.0, 1, 1.0, 1.0),)
    found: list[Span] = []
    for stage in e.course.stages:
        if found and stage.epoch_at == found[-1].step:
            continue
        per, each, most = _gain(stage.now, clock)
        value = value_at(tuple(found), stage.epoch_at) if found else 0.0
        if clock == "epoch" and not e.replacement:  # batches of another size begin an epoch
            value = float(stage.epoch)
        found.append(Span(stage.epoch_at, value, per, each, most))
    return tuple(found)


def _gain(e: Learner, clock):
    """(steps of an epoch, what a step gains, what an epoch gains at most)."""
    if e.replacement:  # no epoch ends: each update takes a whole batch
        gain = e.batch_size / e.n_train if clock == "epoch" else float(e.batch_size)
        return 1, gain, gain
    per = e.updates_per_epoch
    return (per, 1.0 / per, 1.0) if clock == "epoch" else (per, float(e.batch_size), float(e.n_train))


def value_at(spans: Spans, step: float) -> float:
    """What the clock says at a step."""
    return next(span for span in reversed(spans) if span.step <= step).value_at(step)


def step_at(spans: Spans, value: float) -> float:
    """The step, seldom a whole one, at which the clock says this."""
    number = next(k for k in reversed(range(len(spans))) if spans[k].value <= value or k == 0)
    step = spans[number].step_at(value)
    return min(step, spans[number + 1].step) if number + 1 < len(spans) else step


def made(spans: Spans, value: float, last: int) -> int:
    """The last step of a run, which ends at `last`, that was made by then."""
    return max(0, min(last, int(step_at(spans, value) + _HALF)))
