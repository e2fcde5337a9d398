"""What goes through the network: the sample, the weighted sums and activations on the way, and the loss."""

from functools import reduce

import numpy as np

from core.engine.naming import Node
from core.explaining import forms, functions, symbols
from core.explaining.chosen import MOST_NUMBERS, Chosen
from core.explaining.section import Section, worked
from core.explaining.working import Working
from core.record.say import Say

_LOSS_LINES = {
    "mse": ("error = y - t", "L = np.sum(error * error) / N"),
    "half_mse": ("error = y - t", "L = 0.5 * np.sum(error * error) / N"),
    "sse": ("error = y - t", "L = np.sum(error * error)"),
    "bce": ("L = np.sum(np.maximum(z, 0) - t * z + np.log1p(np.exp(-np.abs(z)))) / N",),
    "softmax_ce": (
        "shifted = z - z.max(axis=-1, keepdims=True)",
        "log_sum = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))",
        "L = np.sum(t * (log_sum - shifted)) / N",
    ),
}


def sample(it: Chosen, say: Say) -> Section:
    """Inputs and targets: the sample's, or the batch's."""
    seen, title = it.seen, say("ex_sample")
    of = "only" if len(seen.rows) == 1 else "all" if it.shown.sample is None else "one"
    x, t = it.shown.of(seen.x), it.shown.of(seen.y)
    shown = _inputs(it, x)
    tex = [f"{it.a(Node(0, i))} = {symbols.row(x.T[i])}" for i in shown]
    tex += [symbols.more(x.shape[-1] - len(shown))] if len(shown) < x.shape[-1] else []
    tex += [f"{target(it, k)} = {symbols.row(column)}" for k, column in enumerate(t.T)]
    work = Working(it.fits)
    work.given(x=x, t=t)
    if len(shown) < x.shape[-1]:
        work.do(f"print(x[..., {shown}].tolist())")
    else:
        work.show("x")
    work.show("t")
    notes = [say(f"ex_sample_{of}", n=len(seen.rows)), *_place(it, say), *_largest(x.shape[-1], len(shown), say)]
    return worked("sample", title, tex, work, joined(notes, say))


def _inputs(it, x):
    """Which inputs are written out: all, or of very many the largest, and the one that is looked at."""
    shown = symbols.written(x)
    own = [node.unit for node in (it.source, it.part) if isinstance(node, Node) and node.layer == 0]
    return sorted({*shown, *own})


def _place(it, say):
    """Where an input is, if there is more to say of it than its number."""
    node = it.source or it.part
    told = it.seen.e.input_told(node.unit) if isinstance(node, Node) and node.layer == 0 else None
    return [say(told[0], node=it.plain(node), **told[1])] if told else []


def _largest(count, shown, say):
    return [say("ex_largest", n=count)] if shown < count else []


def joined(notes: list[str], say: Say) -> str:
    """One note of several sentences."""
    return reduce(lambda one, other: say("ex_sentences", one=one, other=other), notes) if notes else ""


def target(it: Chosen, unit: int) -> str:
    """t, or t_{0} of several, in TeX."""
    return "t" if it.seen.network.sizes[-1] == 1 else f"t_{{{unit}}}"


def forward(it: Chosen, say: Say) -> Section:
    """z and a of the node that a weight comes from, of the unit, and of those on the way to an output."""
    source = [it.source] if it.source and it.source.layer else []
    nodes = [node for node in (*source, *it.way) if node.layer]
    tex, work = [], Working(it.fits)
    for node in nodes:
        tex += _unit(it, work, node)
    notes = [say("ex_forward_way")] if len(it.way) > 1 else []
    most = max(it.seen.network.sizes[node.layer - 1] for node in nodes)
    notes += _largest(most, symbols.MOST_SHOWN, say) if most > symbols.MANY else []
    return worked("forward", say("ex_forward"), tex, work, joined(notes, say))


def _unit(it, work, node):
    """Formulas of one unit, whose numbers come from the lines that are done here."""
    seen, (W, b) = it.seen, it.seen.layers[node.layer - 1]
    name = forms.activation_of(seen, node.layer)
    unit = slice(None) if name == "softmax" else node.unit  # a softmax output looks at all the others
    inputs, z = it.shown.of(seen.below(node.layer)), "z"
    if name == "softmax" and W.size > MOST_NUMBERS:  # the others' sums as they are: their weights are too many to read
        unit, z = node.unit, f"z[..., {node.unit}]"
        work.given(z=it.shown.of(seen.passes[-1].z))
    work.given(inputs=inputs, weights=W[:, unit], bias=b[unit])
    done = work.do(f"{z} = np.dot(inputs, weights) + bias", *functions.value_lines(name, seen.network.threshold))
    work.show("z", "a")
    own = (..., node.unit) if name == "softmax" else ...
    z, a = np.asarray(done["z"])[own], np.asarray(done["a"])[own]
    form = functions.value_form(name, it.name("z", node), seen.network.threshold)
    return [
        f"{it.name('z', node)} = {_terms(it, node)}",
        *_numbers(it, node, W[:, node.unit], b[node.unit], z),
        f"{it.a(node)} = {form} = {symbols.row(a, 6)}",
    ]


def _terms(it, node):
    """w x + … + b, in symbols."""
    written, left = _written(it, node)
    below = [(i, Node(node.layer - 1, i)) for i in written]
    terms = [rf"{symbols.weight(it.seen.network, node, i)}\,{it.a(other)}" for i, other in below]
    return f"{symbols.summed(terms, left)} + {symbols.bias(it.seen.network, node)}"


def _written(it, node):
    """(which terms of the weighted sum are written out, how many of very many are not)."""
    W, inputs = it.seen.layers[node.layer - 1][0], it.shown.of(it.seen.below(node.layer))
    written = symbols.written(inputs * W[:, node.unit])
    return written, len(W) - len(written)


def _numbers(it, node, w, b, z):
    """The same with numbers, of one sample; of many the sums alone."""
    inputs = it.shown.of(it.seen.below(node.layer))
    if inputs.ndim > 1:
        return [f"{it.name('z', node)} = {symbols.row(z, 6)}"]
    written, left = _written(it, node)
    terms = [rf"{symbols.factor(w[i])} \cdot {symbols.factor(inputs[i])}" for i in written]
    return [f"{it.name('z', node)} = {symbols.summed(terms, left)} + {symbols.factor(b)} = {symbols.row(z, 6)}"]


def loss(it: Chosen, say: Say) -> Section:
    """The batch's loss; of one sample, its share in it."""
    seen, title = it.seen, say("ex_loss")
    share, reduction = "", "sum" if seen.e.loss == "sse" else "mean"
    work, last = Working(it.fits), seen.passes[-1]
    reads = {"z": last.z} if forms.reads_logits(seen) else {"y": last.a}
    work.given(**{name: it.shown.of(values) for name, values in reads.items()}, t=it.shown.of(seen.y))
    if seen.e.loss != "sse":
        work.do(f"N = {_divisor(seen)}")
    done = work.do(*_LOSS_LINES[seen.e.loss])
    work.show("L")
    tex = forms.loss(seen)
    if it.shown.sample is not None and len(seen.rows) > 1:
        tex.append(rf"L_{{{it.shown.sample + 1}}} = {symbols.number(float(done['L']), 6)}")
        share = "_share"
    return worked("loss", title, tex, work, say(f"ex_loss_{reduction}{share}", n=len(seen.rows)))


def _divisor(seen):
    """What a mean divides by."""
    return len(seen.rows) if seen.e.loss == "softmax_ce" else seen.y.size
