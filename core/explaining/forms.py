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
_DERIVATIVES = {
    "mse": r"\frac{2}{N}(y - t)",
    "half_mse": r"\frac{1}{N}(y - t)",
    "sse": r"2\,(y - t)",
}


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


def loss_derivative(seen: Observed) -> str:
    """∂L/∂y of a loss that reads the outputs."""
    return _DERIVATIVES[seen.e.loss]


def slope(z: str) -> str:
    """f'(z), unnamed."""
    return f"f'({z})"


def layer_backward(seen: Observed, layer: int) -> list[str]:
    """δ and the gradient of layer 1, 2, …."""
    last = len(seen.network.shapes)
    delta, below = rf"\delta^{{({layer})}}", activations(seen, layer - 1)
    if layer == last:
        signal = output_delta(seen, f"z^{{({layer})}}")
    else:
        above = layer + 1
        signal = rf"\delta^{{({above})}}\,W^{{({above})\top}} \odot {slope(f'z^{{({layer})}}')}"
    letter = r"\partial L / \partial " if seen.e.rule == "exact" else "g_"
    return [
        f"{delta} = {signal}",
        rf"{letter}{{W^{{({layer})}}}} = {{{below}}}^\top\,{delta}",
        rf"{letter}{{b^{{({layer})}}}} = \textstyle\sum {delta}",
    ]


def output_delta(seen: Observed, z: str) -> str:
    """The outputs' δ in symbols; what a rule leaves out stands there crossed out."""
    if seen.e.rule != "exact":
        mean = r"\frac{1}{n}(y - t)"
        return rf"{mean} \cdot \cancel{{{slope(z)}}}" if leaves_out(seen) else mean
    if reads_logits(seen):
        return r"\frac{1}{N}(y - t)"
    if seen.network.output == "linear":
        return loss_derivative(seen)
    return rf"{loss_derivative(seen)} \cdot {slope(z)}"


def reads_logits(seen: Observed) -> bool:
    """The loss is taken from the weighted sums: its derivative by them has no slope in it."""
    return seen.e.loss in ("bce", "softmax_ce")


def leaves_out(seen: Observed) -> bool:
    """The rule leaves the output's slope out."""
    return seen.e.rule != "exact" and not reads_logits(seen) and seen.network.output != "linear"


def update(seen: Observed) -> list[str]:
    """The optimiser's formulas, in symbols."""
    return optimizing.formulas(seen.e.opt, r"\theta")
