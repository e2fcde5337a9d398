"""Penalties, and what the optimiser makes of the gradient, to the last bit."""

import numpy as np

from core.engine.naming import Parameter
from core.engine.optimizers import OPTIMIZERS
from core.explaining import optimizing, symbols
from core.explaining.chosen import Chosen
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.record.say import Say


def penalty(it: Chosen, say: Say) -> list[Section]:
    """What L1 and L2 add to a weight's gradient; nothing for biases, which go free."""
    e, index = it.seen.e, it.index
    if not (e.l1 or e.l2) or not isinstance(it.part, Parameter) or it.part.source is None:
        return []
    work = Working()
    w, g = float(it.seen.theta[index]), float(it.seen.gradient[index])
    work.given(w=w, g=g)
    tex = [f"g = {symbols.number(g, 6)}"]
    if e.l2:
        g = _added(work, tex, "l2", e.l2, "l2 * w", (r"\lambda_2 w", symbols.factor(w)))
    if e.l1:
        sign = float(np.sign(w))
        _added(work, tex, "l1", e.l1, "l1 * np.sign(w)", (r"\lambda_1\,\mathrm{sign}(w)", symbols.factor(sign)))
    return [worked("penalty", say("ex_penalty"), tex, work, say("ex_penalty_note"))]


def _added(work, tex, name, strength, term, form):
    symbol, value = form
    work.given(**{name: strength})
    work.do(f"g = g + {term}")
    g = work.show("g")["g"]
    tex.append(rf"g \leftarrow g + {symbol} = g + {symbols.number(strength)} \cdot {value} = {symbols.number(g, 6)}")
    return g


def update(it: Chosen, say: Say) -> Section:
    """The optimiser's formula with its numbers; its lines print the new value: the tape's, where no hand comes in."""
    seen, index = it.seen, it.index
    optimizer = OPTIMIZERS[seen.e.opt]
    hyper = {key: getattr(seen.e, key) for key in ("lr", *optimizer.hyper)}
    state = dict(zip(optimizing.STATE[optimizer.name], seen.state[:, index].tolist(), strict=False))
    own = {"w": float(seen.theta[index]), "g": float(seen.used[index]), **state}
    work = Working()
    work.given(**own, **dict(zip(optimizing.names(tuple(hyper)), hyper.values(), strict=True)))
    work.do(f"t = {seen.count}")
    after = work.do(*optimizing.lines(optimizer.name, zero=not seen.e.eps))
    before = {**own, **hyper, "t": seen.count}
    tex = optimizing.with_numbers(optimizer.name, it.symbol, before, after)
    return worked("update", say("ex_update"), tex, work, say(f"ex_opt_{optimizer.name}"))
