"""A network in a handout: its start parameters, forward pass, loss and gradient, unrolled layer by layer."""

from collections.abc import Iterator

import numpy as np

from core.engine.initializers import SCALED
from core.handout import activation_code, loss_code
from core.handout.section import array, code, joined, number
from core.learning.learner import ONE_BY_ONE, Learner
from core.record.say import Say

_FORWARD = '''
def forward(parameters, X):
    """$doc"""
    $names = parameters
    $layers
    return $outputs
'''
_GRADIENT = '''
def gradient(parameters, X, T):
    """$doc"""
    $weights
    $outputs = forward(parameters, X)
    $ones
    $steps
    return $gradients
'''
_IN_BLOCKS = '''
BLOCK = $rows  # $why


def shares(X, T):
    """$doc"""
    for start in range(0, len(X), BLOCK):
        x, t = X[start : start + BLOCK], T[start : start + BLOCK]
        yield len(x) / len(X), x, t


def loss(parameters, X, T):
    return sum($share block_loss(parameters, x, t) for share, x, t in shares(X, T))


def gradient(parameters, X, T):
    total = [np.zeros_like(p) for p in parameters]
    for share, x, t in shares(X, T):
        total = [a + $scale for a, g in zip(total, block_gradient(parameters, x, t))]
    return total
'''


def names(e: Learner) -> list[str]:
    """W1, b1, W2, b2, …"""
    return [f"{letter}{layer}" for layer in range(1, len(e.network.shapes) + 1) for letter in "Wb"]


def start(e: Learner) -> str:
    """Draws or gives the start parameters and joins them in a list."""
    return "\n".join([*start_lines(e), "", f"parameters = [{', '.join(names(e))}]"])


def start_lines(e: Learner) -> list[str]:
    """Each of them under its own name."""
    return list(_given(e) if e.init == "given" else _drawn(e))


def _given(e):
    views = e.network.layers(np.array(e.w))
    for layer, (W, b) in enumerate(views, 1):
        yield f"W{layer} = np.array({array(W.tolist())})"
        yield f"b{layer} = np.array({array(b.tolist())})"


def _drawn(e) -> Iterator[str]:
    if e.init != "zeros":
        yield f"rng = np.random.RandomState({e.seed})"
    shapes = list(enumerate(e.network.shapes, 1))
    weights = {k: f"W{k} = {_weights(e, i, o)}" for k, (i, o) in shapes}
    biases = {k: f"b{k} = {_biases(e, o)}" for k, (_, o) in shapes}
    pairs = [line for k, _ in shapes for line in (weights[k], biases[k])]
    yield from [*weights.values(), *biases.values()] if e.order == "weights" else pairs


def _weights(e, i, o):
    shape = f"({i}, {o})"
    spread = {"xavier": f"np.sqrt(2 / ({i} + {o}))", "he": f"np.sqrt(2 / {i})", "normal": number(e.scale)}
    if e.init == "zeros":
        return f"np.zeros({shape})"
    if e.init == "uniform":
        return f"rng.uniform({number(-e.scale)}, {number(e.scale)}, {shape})"
    return f"rng.normal(0, {spread[e.init]}, {shape})"


def _biases(e, o):
    if e.init not in SCALED:
        return f"np.zeros({o})"
    low = number(-e.scale) if e.init == "uniform" else "0"
    return f"rng.{e.init}({low}, {number(e.scale)}, {o})"


def activation_of(e: Learner, layer: int) -> str:
    """The activation of layer 1, 2, …: softmax too."""
    return e.network.output if layer == len(e.network.shapes) else e.network.hidden


def functions(e: Learner, say: Say) -> str:
    """Activations, forward, loss and gradient."""
    last = len(e.network.shapes)
    hidden = {e.network.hidden} if last > 1 else set()
    slopes = hidden | ({e.network.output} if _slope_of_output(e) else set())
    blocks = activation_code.functions(hidden | {e.network.output}, slopes, say)
    return joined(*blocks, _forward(e, say))


def learning(e: Learner, say: Say) -> tuple[str, str]:
    """(loss, gradient): the definitions. Many rows go in blocks, as in the engine."""
    unread = f"Z{len(e.network.shapes)}" if e.loss in loss_code.READS_LOGITS else ""
    outputs = ", ".join("_" if name == unread else name for name in _outputs(e))
    loss = loss_code.function(e.loss, _needed(e), len(e.network.shapes), say)
    gradient = _gradient(e, outputs, say)
    if _most_rows(e) <= e.network.block_rows:
        return loss, gradient
    loss = loss.replace("def loss", "def block_loss", 1)
    gradient = gradient.replace("def gradient", "def block_gradient", 1)
    return loss, joined(gradient, _blocks(e, say))


def _most_rows(e):
    """The most that go through the network at once while it learns."""
    return max(e.n_watched, *(stage.now.batch_size + stage.added for stage in e.course.stages))


def _blocks(e, say):
    summed = e.loss == "sse"
    return code(
        _IN_BLOCKS, rows=e.network.block_rows, why=say("block"), doc=say("shares"), share="" if summed else "share *",
        scale="g" if summed and e.rule == "exact" else "share * g",
    ).replace("sum( ", "sum(")  # fmt: skip


def _slope_of_output(e):
    return e.rule == "exact" and e.loss not in loss_code.READS_LOGITS


def _outputs(e) -> list[str]:
    """What `forward` returns: what backpropagation and the loss read, and Y last."""
    last = len(e.network.shapes)
    found = []
    for layer in range(1, last):
        found += [f"Z{layer}"] if e.network.hidden in activation_code.NEEDS_SUM else []
        found.append(f"A{layer}")
    return [*found, *([f"Z{last}"] if _keeps_last_sum(e) else []), "Y"]


def _keeps_last_sum(e):
    slope_reads = _slope_of_output(e) and e.network.output in activation_code.NEEDS_SUM
    return e.loss in loss_code.READS_LOGITS or slope_reads


def _needed(e):
    """The names that take what the loss needs."""
    outputs = _outputs(e)
    kept = outputs[-2:-1] if e.loss in loss_code.READS_LOGITS else outputs[-1:]
    before = ["*_"] if len(outputs) > 1 + (kept != ["Y"]) else []
    return ", ".join([*before, *kept, *([] if kept == ["Y"] else ["_"])])


def prediction(e: Learner, of: str) -> str:
    """The outputs Y for inputs."""
    call = f"forward(parameters, {of})"
    return f"{call}[-1]" if len(_outputs(e)) > 1 else call


def _forward(e, say):
    last = len(e.network.shapes)
    outputs = _outputs(e)
    lines = []
    for layer in range(1, last + 1):
        a = "Y" if layer == last else f"A{layer}"
        below = "X" if layer == 1 else f"A{layer - 1}"
        z, f = f"np.dot({below}, W{layer}) + b{layer}", activation_of(e, layer)
        if f == "linear":
            lines.append(f"{a} = {z}")
        else:
            lines.append(f"Z{layer} = {z}")
            lines.append(f"{a} = {activation_code.value(f, f'Z{layer}', e.threshold)}")
    return code(
        _FORWARD, doc=say("forward_more" if len(outputs) > 1 else "forward"), names=", ".join(names(e)),
        layers="\n".join(lines), outputs=", ".join(outputs),
    )  # fmt: skip


def _gradient(e, outputs, say):
    last = len(e.network.shapes)
    weights = [f"W{layer}" if letter == "W" and layer > 1 else "_" for layer in range(1, last + 1) for letter in "Wb"]
    return code(
        _GRADIENT, doc=say("gradient"), weights=f"{', '.join(weights)} = parameters" if last > 1 else "",
        outputs=outputs, ones="" if e.rule in ONE_BY_ONE else f"ones = np.ones(len(X))  # {say('ones')}",
        steps="\n".join(_backward(e, say)), gradients=f"[{', '.join(f'd{name}' for name in names(e))}]",
    )  # fmt: skip


def _backward(e, say):
    last = len(e.network.shapes)
    yield from _error_signal(e, last, say)
    for layer in range(last, 0, -1):
        below = "X" if layer == 1 else f"A{layer - 1}"
        yield f"dW{layer} = np.dot({below}.T, dZ{layer})"
        yield f"db{layer} = " + (f"dZ{layer}[0]" if e.rule in ONE_BY_ONE else f"np.dot(ones, dZ{layer})")
        if layer > 1:
            slope = activation_code.slope(e.network.hidden, f"Z{layer - 1}", f"A{layer - 1}")
            times = f" * {slope}" if slope else ""
            yield f"dZ{layer - 1} = np.dot(dZ{layer}, W{layer}.T){times}"


def _error_signal(e, last, say):
    if e.rule in ONE_BY_ONE:
        yield f"dZ{last} = Y - T  # {say('rule_delta_note')}"
    elif e.rule == "delta":
        yield f"dZ{last} = (Y - T) / len(X)  # {say('rule_delta_note')}"
    elif e.loss in loss_code.READS_LOGITS:
        yield f"dZ{last} = (Y - T) / len(X)"
    else:
        slope = activation_code.slope(e.network.output, f"Z{last}", "Y")
        if slope:
            yield f"dY = {loss_code.slope(e.loss)}"
            yield f"dZ{last} = dY * {slope}"
        else:
            yield f"dZ{last} = {loss_code.slope(e.loss)}"
