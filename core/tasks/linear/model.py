"""The linear model's run, and what a step down the slope does to its loss."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from core.engine.losses import LOSSES
from core.engine.network import Backprop, Network
from core.engine.optimizers import OPTIMIZERS
from core.readable import readable
from core.tasks.linear.experiment import LinearExperiment

Array = np.ndarray

NETWORK = Network((3, 2), output="linear")
EXACT = 1e-9  # a factor this near to 0 (or to ±1) is 0 (or ±1): rates such as 1/156 are rounded


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
