"""What nodes, parameters and numbers are called in formulas: TeX, with the names that the network's picture has."""

import math

import numpy as np

from core.engine.naming import Node, Part
from core.engine.network import Network

_SUBSCRIPTS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
MANY = 10  # terms of a sum, from which on the largest are written out
MOST_SHOWN = 4  # numbers of a row that stand in a formula; the rest are dots


def node(network: Network, layer: int, unit: int) -> str:
    """x_{0}, h_{1} for one hidden layer, h_{1\\text{-}1} for several, y or y_{0}: as in the picture, in TeX."""
    last = len(network.sizes) - 1
    if layer == 0:
        return f"x_{{{unit}}}"
    if layer == last:
        return f"y_{{{unit}}}" if network.sizes[-1] > 1 else "y"
    return f"h_{{{unit + 1}}}" if last == 2 else rf"h_{{{layer}\text{{-}}{unit + 1}}}"


def of(letter: str, network: Network, layer: int, unit: int) -> str:
    """A unit's z, b or \\delta."""
    return f"{letter}_{{{node(network, layer, unit)}}}"


def part(network: Network, it: Part) -> str:
    """A node's own name, w_{x_{0}\\to h_{1}} for a weight, b_{h_{1}} for a bias."""
    end = Node(it.layer, it.unit)
    if isinstance(it, Node):
        return node(network, it.layer, it.unit)
    return bias(network, end) if it.source is None else weight(network, end, it.source)


def plain(network: Network, it: Part) -> str:
    """The part's name in words, as the picture has it: h₁, x₀→h₁ for a weight, b(h₁) for a bias."""
    end = _in_words(node(network, it.layer, it.unit))
    if isinstance(it, Node):
        return end
    return f"b({end})" if it.source is None else f"{_in_words(node(network, it.layer - 1, it.source))}→{end}"


def _in_words(tex):
    letter, _, number = tex.replace(r"\text{-}", "-").partition("_")
    return letter + number.strip("{}").translate(_SUBSCRIPTS)


def weight(network: Network, end: Node, source: int) -> str:
    """The weight from a node of the layer before."""
    return rf"w_{{{node(network, end.layer - 1, source)}\to {node(network, end.layer, end.unit)}}}"


def bias(network: Network, end: Node) -> str:
    """A unit's bias."""
    return of("b", network, end.layer, end.unit)


def number(value: float, digits: int = 4) -> str:
    """To so many significant digits: 0.5182, -1.2\\times 10^{-7}, \\infty."""
    if math.isnan(value):
        return r"\text{nan}"
    if math.isinf(value):
        return r"\infty" if value > 0 else r"-\infty"
    mantissa, _, exponent = format(value + 0.0, f".{digits}g").partition("e")
    return mantissa if not exponent else rf"{mantissa}\times 10^{{{int(exponent)}}}"


def factor(value: float, digits: int = 4) -> str:
    """A number inside a product or behind a sign: in parentheses where it begins with a minus."""
    text = number(value, digits)
    return f"({text})" if text.startswith("-") else text


def base(value: float, digits: int = 4) -> str:
    """A number that is raised to a power."""
    text = number(value, digits)
    return f"({text})" if text.startswith("-") or "^" in text else text


def row(values: np.ndarray, digits: int = 4) -> str:
    """A number, or a row of them: (0.1, 0.2, 0.3, \\ldots)."""
    values = np.asarray(values, dtype=float)
    if values.ndim == 0:
        return number(float(values), digits)
    shown = [number(value, digits) for value in values.ravel()[:MOST_SHOWN]]
    inside = r",\ ".join([*shown, *([r"\ldots"] if values.size > MOST_SHOWN else [])])
    return f"({inside})"


def summed(terms: list[str], left: int = 0) -> str:
    """a + b + …; of many the first ones, or `left` others are left out."""
    dots = [rf"\underbrace{{\cdots}}_{{{left}}}"] if left else [r"\cdots"] if len(terms) > MOST_SHOWN else []
    return " + ".join([*terms[:MOST_SHOWN], *dots]) or "0"


def more(count: int) -> str:
    """A line for so many that are left out."""
    return rf"\underbrace{{\vdots}}_{{{count}}}"


def written(sizes: np.ndarray) -> list[int]:
    """Which terms of a sum are written out, by how large they are, (terms,) or (n, terms): of very many the largest,
    in their order."""
    sizes = np.abs(np.atleast_2d(sizes)).mean(axis=0)
    if len(sizes) <= MANY:
        return list(range(len(sizes)))
    return np.sort(np.argsort(-np.nan_to_num(sizes), kind="stable")[:MOST_SHOWN]).tolist()
