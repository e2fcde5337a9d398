"""Notebook 002: cross-entropy, numerical differentiation, gradient descent in a bowl, a small softmax net.

The notebook's own arithmetic, with its traps left in; `core.gradients` has the same without them.
"""

import re
from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Any

import numpy as np

from core.engine.gradients import numerical_gradient
from core.engine.losses import LOSSES, softmax
from core.engine.network import Backprop, Network
from core.tasks.gradient.differences import SCHEMES, in_place_gradient, sum_of_squares

Array = np.ndarray
H = 1e-4
DELTA = 1e-7

# A sign, then a number, a power of x, or their product; the look-ahead keeps an empty term out.
_TERM = re.compile(
    r"(?P<sign>[+-]?)(?=[\dx])(?P<c>\d+\.?\d*(?:e[+-]?\d+)?)?\*?(?P<x>x\d*)?(?:(?<=[x\d])(?:\^|\*\*)(?P<n>\d{1,3}))?",
    re.ASCII,
)


def cross_entropy_with_delta(y: Array, t: Array, delta: float = DELTA) -> float:
    """-Σ t log(y + δ). The small δ keeps log(0) away, and shifts every value a little: log(0.6 + 1e-7)."""
    return float(-np.sum(t * np.log(y + delta)))


def ce(config: dict[str, Any]) -> dict[str, Any]:
    y, t = np.array(config["y"], dtype=float), np.array(config["t"], dtype=float)
    return {"value": cross_entropy_with_delta(y, t, config.get("delta", DELTA))}


def polynomial(text: str) -> Callable[[float], float]:
    """A function of one variable from a text like x0^2+16 or 0.01*x^2+0.1*x, added up from left to right.

    Raises ValueError for anything else.
    """
    terms = _terms(text.replace(" ", ""))
    if not terms or len({term["x"] for term in terms if term["x"]}) > 1:
        raise ValueError(f"f = {text!r} is not allowed; allowed: a polynomial in one variable, like x0^2+16")

    return lambda x: reduce(add, (_value(term, x) for term in terms))


def _value(term, x):
    value = float(term["c"] or 1.0) * (x ** int(term["n"] or 1) if term["x"] else 1.0)
    return -value if term["sign"] == "-" else value


def _terms(text):
    """The terms from left to right, every one after the first with a sign; none if anything is left over."""
    terms, at = [], 0
    while at < len(text):
        term = _TERM.match(text, at)
        dangling = term and ((term["n"] and not term["x"]) or text[term.end() - 1] == "*")
        if not term or dangling or (terms and not term["sign"]):
            return []
        terms.append(term)
        at = term.end()
    return terms


def numdiff(config: dict[str, Any]) -> dict[str, Any]:
    scheme = config.get("scheme", "central")
    if scheme not in SCHEMES:
        raise ValueError(f"scheme {scheme!r} is unknown; allowed: {', '.join(SCHEMES)}")
    return {"value": SCHEMES[scheme](polynomial(config["f"]), float(config["x"]), config.get("h", H))}


def numgrad(config: dict[str, Any]) -> dict[str, Any]:
    x = np.array(config["x"], dtype={"int": int, "float": float}[config.get("dtype", "float")])
    return {"grad": in_place_gradient(sum_of_squares, x, H)}


def gd2(config: dict[str, Any]) -> dict[str, Any]:
    """Descent in the bowl: `grads` before and `params` after the 1-based steps in `report`."""
    x = np.array(config["x"], dtype=float)
    steps = config["steps"]
    exact = config.get("gradient", "numeric") == "exact"
    grads, params = np.empty((steps, x.size)), np.empty((steps, x.size))
    for step in range(steps):
        grads[step] = 2.0 * x if exact else in_place_gradient(sum_of_squares, x, H)
        x -= config["lr"] * grads[step]
        params[step] = x
    rows = [number - 1 for number in config.get("report", range(1, steps + 1))]
    if any(not 0 <= row < steps for row in rows):
        raise ValueError(f"report {config['report']} is not allowed; allowed: steps 1 to {steps}")
    return {"grads": grads[rows], "params": params[rows], "final": x}


def simplenet(config: dict[str, Any]) -> dict[str, Any]:
    """z = xW, softmax, cross-entropy with δ; its gradient by central differences, and one step along it."""
    x, t = np.array(config["x"], dtype=float), np.array(config["t"], dtype=float)
    W = np.array(config["W"], dtype=float)

    def loss(weights):
        return cross_entropy_with_delta(softmax(x @ weights), t)

    z = x @ W
    gradient = numerical_gradient(loss, W, H)
    got = {
        "z": z,
        "softmax": softmax(z),
        "argmax": int(np.argmax(z)),
        "loss": loss(W),
        "grad_numeric": gradient,
        "grad_exact": _exact_gradient(W, x, t),
        "row_sums": gradient.sum(axis=1),
    }
    if "lr" in config:
        got["loss_after_step"] = loss(W - config["lr"] * gradient)
    return got


def _exact_gradient(W, x, t):
    """Without δ, by the engine's backpropagation: xᵀ(softmax - t)."""
    theta = np.concatenate([W.ravel(), np.zeros(W.shape[1])])
    backprop = Backprop(Network(W.shape, output="softmax"), LOSSES["softmax_ce"], theta, 1)
    backprop(x[None, :], t[None, :])
    return backprop.gradient[: W.size].reshape(W.shape)
