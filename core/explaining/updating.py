"""The end of an explanation: penalties, and what the optimiser makes of the gradient, to the last bit."""

import numpy as np

from core.engine.naming import Parameter
from core.engine.optimizers import OPTIMIZERS
from core.explaining import optimizing, symbols
from core.explaining.chosen import Chosen
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.record.say import Say

_DIGITS = 10  # of a parameter: a step may change only the later ones


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
    """The optimiser's formula with its numbers; its lines print the new value, which is the tape's."""
    seen, index = it.seen, it.index
    optimizer = OPTIMIZERS[seen.e.opt]
    state = dict(zip(optimizing.STATE[optimizer.name], seen.state[:, index].tolist(), strict=False))
    hyper = ("lr", *optimizer.hyper)
    constants = dict(zip(optimizing.names(hyper), (getattr(seen.e, key) for key in hyper), strict=True))
    work = Working()
    work.given(w=seen.theta[index], g=seen.used[index], **state, **constants)
    if optimizing.numbered(optimizer.name):
        work.do(f"t = {seen.step + 1}")
    after = work.do(*optimizing.lines(optimizer.name, zero=not seen.e.eps))
    tex = [_given(it, state, hyper), *optimizing.formulas(optimizer.name, it.symbol), *_became(it, state, after)]
    return worked("update", say("ex_update"), tex, work, say(f"ex_opt_{optimizer.name}"))


def _given(it, state, hyper):
    """g = …, state and constants."""
    seen = it.seen
    known = [("g", seen.used[it.index]), *state.items()]
    known += [(optimizing.SIGNS[key], getattr(seen.e, key)) for key in hyper]
    known += [("t", seen.step + 1)] if optimizing.numbered(seen.e.opt) else []
    return r",\quad ".join(f"{name} = {symbols.number(value, 6)}" for name, value in known)


def _became(it, state, after):
    """The state and the parameter after the update."""
    lines = [
        rf"{name} = {symbols.number(value, 6)} \to {symbols.number(after[name], 6)}" for name, value in state.items()
    ]
    lines += _hats(it, after) if optimizing.numbered(it.seen.e.opt) else []
    old, new = (symbols.number(value, _DIGITS) for value in (it.seen.theta[it.index], after["w"]))
    return [*lines, rf"{it.symbol} = {old} \to {new}"]


def _hats(it, after):
    e, t = it.seen.e, it.seen.step + 1
    m, v = after["m"] / (1 - e.b1**t), after["v"] / (1 - e.b2**t)
    return [rf"\hat m = {symbols.number(m, 6)},\quad \hat v = {symbols.number(v, 6)}"]
