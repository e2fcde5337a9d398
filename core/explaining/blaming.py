"""What comes back: the error signal δ, from the outputs to the unit, factor by factor."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from core.engine.naming import Node
from core.explaining import fading, forms, functions, symbols
from core.explaining.chosen import Chosen
from core.explaining.passing import target
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.record.say import Say

_DELTA, _TIMES, _SUM = r"\delta", r" \cdot ", r"\sum w\,\delta"
_ERRORS = {"mse": "2 / N * (y - t)", "half_mse": "1 / N * (y - t)", "sse": "2 * (y - t)"}


@dataclass(frozen=True)
class _Factor:
    """A factor: its name in TeX, its value, and how it is written with numbers, if not as the value alone."""

    name: str
    value: Any
    written: str = ""
    crossed: bool = False
    label: str = ""  # below it, where the name is too long
    how: str = ""  # it is worked out, in TeX


def deltas(it: Chosen, say: Say) -> Section:
    """δ of each unit on the way, the output's first."""
    work = Working(it.fits)
    output, *others = reversed(it.way)
    tex = _bare_output(it, work, output) if forms.without_slope(it.seen) else _output(it, work, output)
    for node in others:
        tex += _hidden(it, work, node)
    fade = fading.slopes(it)
    note = say(fade.key, **fade.facts) if fade else say(_note(it))
    return worked("delta", say("ex_delta"), tex, work, note, "warn" if fade else "info")


def _note(it):
    if forms.leaves_out(it.seen):
        return "ex_delta_crossed"
    if forms.reads_logits(it.seen):
        return "ex_delta_logits"
    return "ex_delta_paths" if len(it.way) > 1 else "ex_delta_output"


def _bare_output(it, work, node):
    """The error alone: the slope is no part of it, or is left out."""
    seen, k = it.seen, node.unit
    y, t = it.a(node), target(it, k)
    work.given(y=it.shown.of(seen.passes[-1].a[:, k]), t=it.shown.of(seen.y[:, k]))
    work.do(f"n = {len(seen.rows)}", "error = (y - t) / n", "delta = error")
    done = work.show("delta")
    error = _Factor(rf"\frac{{1}}{{n}}({y} - {t})", done["error"], _difference(rf"\frac{{1}}{{{done['n']}}}", done))
    slope = [_Factor(_slope_name(it, node), _slope(it, node), crossed=True)] if forms.leaves_out(seen) else []
    return _lines(it.name(_DELTA, node), [error, *slope], done["delta"])


def _slope_name(it, node):
    return functions.slope_name(forms.activation_of(it.seen, node.layer), it.name("z", node))


def _slopes(it, node, value):
    """The slope as a factor, and how it is worked out; nothing where it is 1 everywhere."""
    name = forms.activation_of(it.seen, node.layer)
    if name == "linear":
        return []
    return [_Factor(_slope_name(it, node), value, how=functions.slope_form(name, it.name("z", node), it.a(node)))]


def _slope(it, node):
    """f'(z) of an output, from the engine."""
    activation, last = it.seen.network.activations[-1], it.seen.passes[-1]
    return activation.slope(it.shown.of(last.z[:, node.unit])) if activation else 1.0


def _output(it, work, node):
    """The loss's derivative by the output, times the output's slope."""
    seen, last, k = it.seen, it.seen.passes[-1], node.unit
    y, t = it.a(node), target(it, k)
    work.given(y=it.shown.of(last.a[:, k]), t=it.shown.of(seen.y[:, k]), z=it.shown.of(last.z[:, k]))
    size = [] if seen.e.loss == "sse" else [f"N = {seen.y.size}"]
    work.do(*size, f"error = {_ERRORS[seen.e.loss]}", "a = y", *functions.slope_lines(seen.network.output))
    done = work.do("delta = error * slope")
    work.show("error", "slope", "delta")
    scale = forms.derivative_scale(seen)
    error = _Factor(rf"{scale}({y} - {t})", done["error"], _difference(scale.replace("N", str(seen.y.size)), done))
    slopes = _slopes(it, node, done["slope"])
    derivative = _TIMES.join([rf"\partial L/\partial {y}", *(slope.name for slope in slopes)])
    delta = it.name(_DELTA, node)
    return [f"{delta} = {derivative}", *_lines(delta, [error, *slopes], done["delta"])]


def _difference(scale, done):
    """scale (y - t) with the numbers of one sample."""
    if np.ndim(done["y"]):
        return ""
    return rf"{scale}({symbols.number(done['y'])} - {symbols.factor(done['t'])})"


def _hidden(it, work, node):
    """What comes back over the weights, summed over all the units that it goes to, times the slope."""
    seen, unit = it.seen, node.unit
    here, above, weights = seen.passes[node.layer - 1], seen.passes[node.layer], seen.layers[node.layer][0][unit]
    work.given(deltas=it.shown.of(above.delta), weights=weights)
    work.given(z=it.shown.of(here.z[:, unit]), a=it.shown.of(here.a[:, unit]))
    work.do("back = np.dot(deltas, weights)", *functions.slope_lines(seen.network.hidden))
    done = work.do("delta = back * slope")
    work.show("back", "slope", "delta")
    ways = symbols.written(done["deltas"] * done["weights"])
    left, ends = len(weights) - len(ways), [Node(node.layer + 1, k) for k in ways]
    names = symbols.summed([f"{symbols.weight(seen.network, end, unit)}{it.name(_DELTA, end)}" for end in ends], left)
    back = _Factor(names if len(ends) == 1 else f"({names})", done["back"], _paths(done, ways, left), label=_SUM)
    return _lines(it.name(_DELTA, node), [back, *_slopes(it, node, done["slope"])], done["delta"])


def _paths(done, ways, left):
    """w δ + w δ + … with the numbers of one sample."""
    if np.ndim(done["back"]):
        return ""
    weights, deltas = done["weights"], np.atleast_1d(done["deltas"])
    terms = [rf"{symbols.factor(float(weights[k]))} \cdot {symbols.factor(float(deltas[k]))}" for k in ways]
    return symbols.summed(terms) if len(terms) == 1 else f"({symbols.summed(terms, left)})"


def _lines(name, factors, result):
    """The product in symbols, with numbers, and what it comes to. Of many samples a line for each factor."""
    symbolic = [f"{name} = {_TIMES.join(map(_symbol, factors))}"]
    symbolic += [f"{factor.name} = {factor.how}" for factor in factors if factor.how]
    outcome = f"{name} = {symbols.row(result, 6)}"
    if np.ndim(result):
        return [*symbolic, *(f"{factor.name} = {symbols.row(factor.value)}" for factor in factors), outcome]
    return [*symbolic, f"{name} = {_TIMES.join(map(_braced, factors))}", outcome]


def _symbol(factor):
    return rf"\cancel{{{factor.name}}}" if factor.crossed else factor.name


def _braced(factor):
    value = factor.written or symbols.factor(float(factor.value))
    braced = rf"\underbrace{{{value}}}_{{{factor.label or factor.name}}}"
    return rf"\cancel{{{value}}}" if factor.crossed else braced
