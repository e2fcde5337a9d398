"""Formulas in TeX, of whole layers and of the loss: in symbols, with the loss's number behind it."""

from core.explaining import functions, optimizing, symbols
from core.explaining.observed import Observed

_LOSSES = {
    "mse": r"\frac{1}{N}\sum (y - t)^2",
    "half_mse": r"\frac{1}{2N}\sum (y - t)^2",
    "sse": r"\sum (y - t)^2",
    "bce": r"-\frac{1}{N}\sum \left(t \ln y + (1 - t) \ln(1 - y)\right)",
    "softmax_ce": r"-\frac{1}{N}\sum t \ln y",
}
_SCALES = {"mse": r"\frac{2}{N}", "half_mse": r"\frac{1}{N}", "sse": "2"}


def activation_of(seen: Observed, layer: int) -> str:
    """The activation of layer 1, 2, …: softmax too."""
    return seen.network.output if layer == len(seen.network.shapes) else seen.network.hidden


def activations(seen: Observed, layer: int) -> str:
    """x, a^{(1)}, …, y."""
    last = len(seen.network.shapes)
    return "x" if layer == 0 else "y" if layer == last else f"a^{{({layer})}}"


def layer_forward(seen: Observed, layer: int) -> list[str]:
    """z and a of layer 1, 2, …."""
    z = f"z^{{({layer})}}"
    below = activations(seen, layer - 1)
    a = functions.value_form(activation_of(seen, layer), z, seen.network.threshold)
    return [rf"{z} = {below}\,W^{{({layer})}} + b^{{({layer})}}", f"{activations(seen, layer)} = {a}"]


def loss(seen: Observed) -> list[str]:
    """The batch's loss, in symbols and as a number."""
    return [f"L = {_LOSSES[seen.e.loss]} = {symbols.number(seen.loss, 6)}"]


def derivative_scale(seen: Observed) -> str:
    """What y - t is multiplied by in ∂L/∂y, of a loss that reads the outputs."""
    return _SCALES[seen.e.loss]


def layer_backward(seen: Observed, layer: int) -> list[str]:
    """δ and the gradient of layer 1, 2, …."""
    last = len(seen.network.shapes)
    delta, below = rf"\delta^{{({layer})}}", activations(seen, layer - 1)
    if layer == last:
        signal = output_delta(seen, f"z^{{({layer})}}")
    else:
        above = layer + 1
        slope = functions.slope_name(seen.network.hidden, f"z^{{({layer})}}")
        signal = rf"\delta^{{({above})}}\,{{W^{{({above})}}}}^\top \odot {slope}"
    letter = r"\partial L / \partial " if seen.e.rule == "exact" else "g_"
    return [
        f"{delta} = {signal}",
        rf"{letter}{{W^{{({layer})}}}} = {{{below}}}^\top\,{delta}",
        rf"{letter}{{b^{{({layer})}}}} = \textstyle\sum {delta}",
    ]


def output_delta(seen: Observed, z: str) -> str:
    """The outputs' δ in symbols; what a rule leaves out stands there crossed out."""
    if without_slope(seen):
        mean = r"\frac{1}{n}(y - t)"
        return rf"{mean} \cdot \cancel{{{functions.slope_name(seen.network.output, z)}}}" if leaves_out(seen) else mean
    derivative = f"{derivative_scale(seen)}(y - t)"
    if seen.network.output == "linear":
        return derivative
    return rf"{derivative} \cdot {functions.slope_name(seen.network.output, z)}"


def reads_logits(seen: Observed) -> bool:
    """The loss is taken from the weighted sums: its derivative by them has no slope in it."""
    return seen.e.loss in ("bce", "softmax_ce")


def leaves_out(seen: Observed) -> bool:
    """The rule leaves the output's slope out."""
    return seen.e.rule != "exact" and not reads_logits(seen) and seen.network.output != "linear"


def without_slope(seen: Observed) -> bool:
    """The outputs' δ is the error alone."""
    return seen.e.rule != "exact" or reads_logits(seen)


def rule_is_exact(seen: Observed) -> bool:
    """Whether what the rule takes for the gradient is the loss's derivative, by its name or by chance."""
    halved = seen.e.loss == "half_mse" and seen.network.output == "linear"
    return seen.e.rule == "exact" or reads_logits(seen) or halved


def update(seen: Observed) -> list[str]:
    """The optimiser's formulas, in symbols."""
    return optimizing.formulas(seen.e.opt, r"\theta")
