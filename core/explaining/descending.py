"""The gradient: activation times δ, summed over the batch, and beside it the central difference of the loss."""

import numpy as np

from core.engine.gradients import DEFAULT_H
from core.explaining import fading, forms, symbols
from core.explaining.chosen import MOST_SAMPLES, Chosen
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.record.say import Say

_RULE = "g"  # what a rule other than the exact one calls its gradient


def gradient(it: Chosen, say: Say) -> Section:
    """a · δ of the sample, and the sum over the batch, with the word for what makes it small."""
    seen, shown = it.seen, it.shown
    a = np.ones(len(seen.rows)) if it.source is None else it.activation(it.source)
    work = Working(len(seen.rows) <= MOST_SAMPLES)
    work.given(a=a, delta=it.delta(it.unit))
    name, delta = gradient_name(it), it.name(r"\delta", it.unit)
    factor = "1" if it.source is None else it.a(it.source)
    tex = []
    if len(seen.rows) > 1 and shown.sample is not None:
        work.do(f"term = a[{shown.sample}] * delta[{shown.sample}]")
        term = work.show("term")["term"]
        tex.append(rf"{factor} \cdot {delta} = {_product(a, it, shown.sample)} = {symbols.number(term, 6)}")
    work.do("g = np.dot(a, delta)")
    total = float(work.show("g")["g"])
    tex += _sum(it, a, name, rf"{factor} \cdot {delta}", total)
    fade = fading.why(it)
    note = say(fade.key, **fade.facts) if fade else say(_reduced(seen), n=len(seen.rows))
    return worked("gradient", say("ex_gradient"), tex, work, note, "warn" if fade else "info")


def gradient_name(it: Chosen) -> str:
    """∂L/∂w, in TeX; of a rule that does not follow the loss, g."""
    return rf"\frac{{\partial L}}{{\partial {it.symbol}}}" if it.seen.e.rule == "exact" else _RULE


def _product(a, it, row):
    return rf"{symbols.factor(a[row])} \cdot {symbols.factor(it.delta(it.unit)[row])}"


def _sum(it, a, name, term, total):
    """The sum over the batch, in symbols and with numbers."""
    count = len(a)
    outcome = symbols.number(total, 6)
    if count == 1:
        return [rf"{name} = {term} = {_product(a, it, 0)} = {outcome}"]
    terms = [_product(a, it, row) for row in range(min(count, symbols.MOST_SHOWN + 1))]
    return [rf"{name} = \sum {term} = {symbols.summed(terms)}", f"{name} = {outcome}"]


def _reduced(seen):
    """Where the loss's mean is in the sum."""
    if len(seen.rows) == 1:
        return "ex_gradient_one"
    return "ex_gradient_sum" if seen.e.loss == "sse" and seen.e.rule == "exact" else "ex_gradient_mean"


def check(it: Chosen, say: Say) -> Section:
    """The central difference of the batch's loss, and how far the gradient is from it."""
    seen, w = it.seen, float(it.seen.theta[it.index])
    above, below = (seen.loss_at(it.index, w + h) for h in (DEFAULT_H, -DEFAULT_H))
    work = Working()
    work.given(above=above, below=below, h=DEFAULT_H, g=seen.gradient[it.index])
    work.do("numeric = (above - below) / (2 * h)", "difference = g - numeric")
    done = work.show("numeric", "difference")
    w = it.symbol
    tex = [
        rf"\frac{{L({w} + h) - L({w} - h)}}{{2h}} = "
        rf"\frac{{{symbols.number(above, 12)} - {symbols.number(below, 12)}}}{{2 \cdot 10^{{-5}}}}",
        rf"\phantom{{\frac{{L}}{{2h}}}} = {symbols.number(done['numeric'], 6)}",
        rf"{gradient_name(it)} - \frac{{\Delta L}}{{2h}} = {symbols.number(done['difference'])}",
    ]
    other = not forms.rule_is_exact(seen)
    return worked("check", say("ex_check"), tex, work, say(_verdict(it, other)), "warn" if other else "info")


def _verdict(it, other):
    if other:
        return "ex_check_rule"
    return "ex_check_kink" if it.seen.crosses_kink(it.index, DEFAULT_H) else "ex_check_exact"
