"""The linear task: u = Wx + b with three inputs and two outputs, one sample, and what a step down the slope does.

The first updates are told stage by stage (six player steps each), the others as a whole (one step each).
"""

import math
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

import numpy as np

from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.engine.optimizers import OPTIMIZERS
from core.experiment.setting import choice, integer, number, numbers, switch
from core.experiment.values import Problem, Values
from core.readable import readable
from core.record.chunk import Chunk
from core.record.event import Event
from core.record.stop import Stop

Array = np.ndarray

NETWORK = Network((3, 2), output="linear")
STAGES = 6  # input, weighted sum, loss, gradient, step, again
ALONG = ("w00", "w01", "w02", "w10", "w11", "w12", "b0", "b1")
CURVE_POINTS = 81  # of the loss along one weight
EXACT = 1e-9  # a factor this near to 0 (or to ±1) is 0 (or ±1): rates such as 1/156 are rounded
_LARGEST = 1000.0


@dataclass(frozen=True)
class LinearExperiment(Values):
    """Three inputs, two outputs, no activation, loss Σ(u − d)², plain gradient descent."""

    task: ClassVar[str] = "linear"
    pace: ClassVar[int] = 3

    x: tuple[float, ...] = numbers((5.0, 2.0, 7.0), count=3, largest=_LARGEST, group="data")
    target: tuple[float, ...] = numbers((1.0, 0.0), count=2, largest=_LARGEST, group="data")
    lr: float = number(0.01, 1e-10, 100.0, group="learning")
    steps: int = integer(20, 1, 200, group="learning")
    slow: int = integer(2, 0, 10, group="learning")
    bias: bool = switch(False, group="learning")
    along: str = choice("w10", ALONG, group="learning")
    w0: tuple[float, ...] = numbers((0.0, 0.3, -0.8), count=3, largest=_LARGEST, group="start")
    w1: tuple[float, ...] = numbers((1.0, -1.2, 0.5), count=3, largest=_LARGEST, group="start")
    b: tuple[float, ...] = numbers((1.2, 3.4), count=2, largest=_LARGEST, group="start")

    @property
    def staged(self) -> int:
        """How many updates are shown stage by stage."""
        return min(self.slow, self.steps)

    @property
    def total(self) -> int:
        """The last player step: six for a staged update, one for any other."""
        return self.steps + (STAGES - 1) * self.staged

    def resolve(self, problems: list[Problem]) -> "LinearExperiment":
        """The loss along a bias belongs to a bias that learns."""
        if self.bias or self.along[0] == "w":
            return self
        problems.append(Problem("conflict", "along", self.along, used="w10", other="bias=0"))
        return replace(self, along="w10")

    def load(self) -> None:
        """There is no data but the settings themselves."""


@dataclass(frozen=True)
class Run:
    """Row k belongs to the state after k updates; one row more than `steps` + 1, unless the loss overflows before.

    `W` (n, 2, 3), one row for each output; `b`, `u`, `error` = u − d (n, 2); `G`, `G_b` the gradients used (zeros for
    a bias that is not trained); `loss` (n,).
    """

    W: Array
    b: Array
    u: Array
    error: Array
    G: Array
    G_b: Array
    loss: Array


@lru_cache(maxsize=64)
def run(e: LinearExperiment) -> Run:
    """Trains with the engine, one update further than `steps`, so that the last state's next step can be shown."""
    theta = np.concatenate([np.array([e.w0, e.w1]).T.ravel(), e.b])
    x, d = np.array([e.x]), np.array([e.target])
    backprop = Backprop(NETWORK, LOSSES["sse"], theta, 1)
    descent = OPTIMIZERS["gd"]
    scratch, rate = descent.init(theta.size), {"lr": e.lr}
    rows = []
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(e.steps + 2):
            loss = backprop(x, d)
            if not math.isfinite(loss):
                break
            if not e.bias:
                backprop.gradient *= NETWORK.is_weight
            rows.append((theta.copy(), backprop.outputs()[0].copy(), backprop.gradient.copy(), loss))
            descent.update(theta, backprop.gradient, scratch, 1, rate)
    thetas, u, gradients, loss = (np.array(column) for column in zip(*rows, strict=True))
    (W, b), (G, G_b) = _matrices(thetas), _matrices(gradients)
    return Run(W, b, u, u - d[0], G, G_b, loss)


def run_at(e: LinearExperiment, rate: float) -> Run:
    """The same run at another rate."""
    return run(replace(e, lr=rate))


def _matrices(vectors):
    """Rows of flat parameters (n, 8) as W (n, 2, 3) and b (n, 2)."""
    return vectors[:, :6].reshape(-1, 3, 2).transpose(0, 2, 1), vectors[:, 6:]


def curvature(e: LinearExperiment) -> float:
    """c in: every update multiplies u − d by 1 − cη. 2‖x‖², and 2 more if the bias is trained."""
    return 2.0 * (sum(v * v for v in e.x) + e.bias)


def factor(e: LinearExperiment, rate: float) -> float:
    """What one update at this rate multiplies u − d by; 0, 1 and −1 where only rounding is between."""
    exact = 1.0 - curvature(e) * rate
    nearest = round(exact) if abs(exact) < 2.0 else exact
    return float(nearest) if abs(exact - nearest) < EXACT else exact


def manner(value: float) -> str:
    """How a run goes whose update multiplies u − d by this: still, creep, exact, overshoot, swing or growing."""
    if value == 1.0:
        return "still"
    if value > 0.0:
        return "creep"
    if value == 0.0:
        return "exact"
    return "overshoot" if value > -1.0 else "swing" if value == -1.0 else "growing"


def rates_to_compare(e: LinearExperiment) -> list[float]:
    """Rates from far too small to too large, the present one among them, ascending; c = 156 gives 0.01 as −0.56.

    Quotients have the digits that people read: a rate that is taken stands in a field.
    """
    c = curvature(e)
    usual = [1e-4, 1e-3, 0.01]
    special = [float(readable(top / c)) for top in (1.0, 2.0, 2.2)] if c else []
    others = [rate for rate in (*usual, *special) if not math.isclose(rate, e.lr, rel_tol=EXACT)]
    return sorted({*others, e.lr})


@dataclass(frozen=True)
class Valley:
    """The loss as a function of one parameter, the others held still: floor + s²(w − least)², for each update.

    `now`, `least`, `floor`, `away` = |now − least| are (n,); `s` is the input that the parameter multiplies (1 for a
    bias).
    """

    s: float
    now: Array
    least: Array
    floor: Array
    away: Array

    def loss(self, w: Array) -> Array:
        """At w, which broadcasts against a column of updates."""
        return self.floor[:, None] + (self.s * (w - self.least[:, None])) ** 2


def valley(e: LinearExperiment) -> Valley:
    """The loss along the weight or bias that is chosen. Flat where its input is 0."""
    r = run(e)
    output = int(e.along[1])
    s, now = (1.0, r.b[:, output]) if e.along[0] == "b" else (e.x[int(e.along[2])], r.W[:, output, int(e.along[2])])
    error = r.error[:, output]
    away = error / s if s else np.zeros_like(error)
    return Valley(s, now, now - away, r.loss - error**2 if s else r.loss, np.abs(away))


def zoom(v: Valley) -> Array:
    """Half the width of the picture of each update (n,): the first distance from the minimum, halved or doubled as
    often as the point comes nearer or goes further away."""
    first = float(v.away[0]) or 1.0
    shares = np.where(v.away > first * 1e-12, v.away / first, 1e-12)
    return first * 2.0 ** np.ceil(np.log2(shares) - EXACT)


def record(e: LinearExperiment) -> Chunk:
    """All player steps, each a keyframe, and the sentences; it ends where the loss would overflow."""
    return _record(e)


@lru_cache(maxsize=32)
def _record(e):
    r = run(e)
    update, stage = _plan(e)
    kept = update + (stage == STAGES) < len(r.loss)
    update, stage = update[kept], stage[kept]
    last = len(update) - 1
    stop = Stop("epochs", last) if last == e.total else Stop("diverged", last, _why(e, r))
    with np.errstate(over="ignore", invalid="ignore"):
        steps = _numbers(e, r, update, stage) | _pictures(e, r, update + (stage == STAGES))
    return Chunk(0, last, 1, steps, {}, tuple(_events(e, r, update, stage, stop)), stop)


def _plan(e):
    """For each player step the update it belongs to, and its stage 1…6, or 0 where the whole update is shown."""
    staged = np.arange(STAGES * e.staged)
    whole = np.arange(e.staged, e.steps + 1)
    update = np.concatenate([staged // STAGES, whole])
    stage = np.concatenate([staged % STAGES + 1, np.zeros_like(whole)])
    return update, stage


def _numbers(e, r, update, stage):
    """What stands in the matrices: of the update under way, but for `loss`, `done` and `params`, which step on with
    the last stage."""
    n = len(update)
    done = update + (stage == STAGES)
    after = np.append(r.loss, np.inf)[update + 1]
    each = {
        "update": update,
        "stage": stage,
        "done": done,
        "loss": r.loss[done],
        "losses": np.column_stack([r.loss[update], after]),
        "x": np.tile(e.x, (n, 1)),
        "W": r.W[update].reshape(n, 6),
        "b": r.b[update],
        "u": r.u[update],
        "off": r.error[update],
        "G": r.G[update].reshape(n, 6),
        "G_b": r.G_b[update],
        "new_W": (r.W - e.lr * r.G)[update].reshape(n, 6),
        "new_b": (r.b - e.lr * r.G_b)[update],
        "params": np.concatenate([r.W.transpose(0, 2, 1).reshape(-1, 6), r.b], axis=1)[done],
    }
    at = np.where(stage > 0, stage, np.nan)[:, None]
    ahead = np.where(stage > 0, stage + 1, STAGES + 1)[:, None]
    return each | {
        # On an axis where stage j spans j to j + 1: the outline of the present stage, and of those still to come.
        "band": at + np.array([0.0, 0.0, 1.0, 1.0, 0.0]),
        "ahead": np.where([True, True, False, False, True], ahead, STAGES + 1.0),
        "marks": (stage[:, None] == np.arange(1, STAGES + 1)).astype(int),
    }


def _pictures(e, r, done):
    """Curves: the loss so far, the valley of the chosen weight, and on either side of its minimum tangent and step."""
    v = valley(e)
    scale = zoom(v)
    reach = np.maximum(2.2 * scale, 1.05 * v.away * abs(1.0 - 2.0 * v.s**2 * e.lr))  # as far as the step goes
    x = v.least[:, None] + reach[:, None] * np.linspace(-1.0, 1.0, CURVE_POINTS)
    whole = np.full(e.steps + 2, np.nan)
    whole[: len(r.loss)] = r.loss
    so_far = np.where(np.arange(e.steps + 1) <= done[:, None], whole[:-1], np.nan)
    arrays = {"so_far": so_far, "valley_x": x[done], "valley": v.loss(x)[done]}
    arrays["now"] = np.column_stack([v.now, r.loss])[done]
    half = 0.35 * scale
    for name, side in (("right", 1.0), ("left", -1.0)):
        w, slope = v.least + side * v.away, side * 2.0 * v.s**2 * v.away
        after = w - e.lr * slope
        arrays |= {
            name: np.column_stack([w, r.loss])[done],
            f"{name}_slope": slope[done],
            f"{name}_tangent": _pair(w - half, w + half, r.loss - half * slope, r.loss + half * slope)[done],
            f"{name}_step": _pair(w, after, r.loss, v.loss(after[:, None])[:, 0])[done],
        }
    return arrays


def _pair(x0, x1, y0, y1):
    """Lines from (x0, y0) to (x1, y1) as (n, 2, 2): x, then y."""
    return np.stack([np.stack([x0, x1], axis=1), np.stack([y0, y1], axis=1)], axis=1)


def _events(e, r, update, stage, stop):
    """A sentence for each stage, one where whole updates begin, one at the end."""
    rate = factor(e, e.lr)
    for at, (k, j) in enumerate(zip(update.tolist(), stage.tolist(), strict=True)):
        if j:
            yield Event(at, f"stage{j}", _stage_facts(e, r, k))
    if stop.reason == "diverged":
        yield Event(stop.step, "diverged", {"step": stop.step, "lr": e.lr, **stop.facts})
        return
    facts = {"lr": e.lr, "c": curvature(e), "factor": rate, "n": e.steps}
    facts |= {"before": float(r.loss[0]), "after": float(r.loss[e.steps])}
    if e.staged < e.steps:
        yield Event(STAGES * e.staged, manner(rate), facts)
    yield Event(stop.step, "end", facts)


def _stage_facts(e, r, k):
    after = float(r.loss[k + 1]) if k + 1 < len(r.loss) else math.inf
    return {
        "k": k + 1, "lr": e.lr, "x": e.x, "d": e.target, "u": tuple(r.u[k].tolist()), "off": tuple(r.error[k].tolist()),
        "before": float(r.loss[k]), "after": after,
    }  # fmt: skip


def _why(e, r):
    facts = {"limit": 2.0 / curvature(e)}
    return facts | {"growth": factor(e, e.lr) ** 2} if len(r.loss) > 1 else facts
