"""The linear run, player step by player step: six for a staged update, one for any other."""

import math
from functools import lru_cache

import numpy as np

from core.record.chunk import Chunk
from core.record.event import Event
from core.record.stop import Stop
from core.tasks.linear.experiment import STAGES, LinearExperiment
from core.tasks.linear.model import curvature, factor, manner, run, valley, zoom
from core.tasks.linear.remedies import remedies, tone

CURVE_POINTS = 81  # of the loss along one weight


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
    told = tuple(event.advised(tone(event), remedies(e, event)) for event in _events(e, r, update, stage, stop))
    return Chunk(0, last, 1, steps, {}, told, stop)


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
