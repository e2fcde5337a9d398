"""Optimisers for one parameter: formulas in TeX, and lines in the engine's order, so that not even the last bit differs.

w: the parameter, g: its gradient with penalties, t: which update it is, from 1. State: v, s, or m and v.
"""

from core.handout.optimizer_code import NAMES, counts, divides

STATE = {
    "gd": (), "momentum": ("v",), "nesterov": ("v",), "adagrad": ("s",), "rmsprop": ("s",), "adam": ("m", "v"),
    "adamw": ("m", "v"),
}  # fmt: skip
SIGNS = {
    "lr": r"\eta", "mom": r"\mu", "b1": r"\beta_1", "b2": r"\beta_2", "rho": r"\rho", "eps": r"\varepsilon",
    "wd": r"\lambda",
}  # fmt: skip
_HATS = (r"\hat m = \frac{m}{1 - \beta_1^t}", r"\hat v = \frac{v}{1 - \beta_2^t}")
_MOMENTS = (r"m \leftarrow \beta_1 m + (1 - \beta_1)\,g", r"v \leftarrow \beta_2 v + (1 - \beta_2)\,g^2", *_HATS)
_ADAM = r"\eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}"
_FORMULAS = {
    "gd": (r"$w \leftarrow $w - \eta\,g",),
    "momentum": (r"v \leftarrow \mu v - \eta\,g", r"$w \leftarrow $w + v"),
    "nesterov": (r"v \leftarrow \mu v - \eta\,g", r"$w \leftarrow $w - \eta\,g + \mu v"),
    "adagrad": (r"s \leftarrow s + g^2", r"$w \leftarrow $w - \eta\,\frac{g}{\sqrt{s} + \varepsilon}"),
    "rmsprop": (
        r"s \leftarrow \rho s + (1 - \rho)\,g^2",
        r"$w \leftarrow $w - \eta\,\frac{g}{\sqrt{s} + \varepsilon}",
    ),
    "adam": (*_MOMENTS, rf"$w \leftarrow $w - {_ADAM}"),
    "adamw": (*_MOMENTS, rf"$w \leftarrow (1 - \eta\lambda)\,$w - {_ADAM}"),
}
_LINES = {
    "gd": ("w = w - learning_rate * g",),
    "momentum": ("v = momentum_factor * v - learning_rate * g", "w = w + v", "print(v)"),
    "nesterov": (
        "v = momentum_factor * v - learning_rate * g",
        "w = w - learning_rate * g + momentum_factor * v",
        "print(v)",
    ),
    "adagrad": ("s = s + g * g", "$quotient", "w = w - learning_rate * quotient", "print(s)"),
    "rmsprop": ("s = rho * s + (1 - rho) * (g * g)", "$quotient", "w = w - learning_rate * quotient", "print(s)"),
    "adam": (
        "m = beta1 * m + (1 - beta1) * g",
        "v = beta2 * v + (1 - beta2) * (g * g)",
        "rate = learning_rate / (1 - beta1**t)",
        "correction = 1 / np.sqrt(1 - beta2**t)",
        "$quotient",
        "w = w - rate * quotient",
        "print(m)",
        "print(v)",
        "print(m / (1 - beta1**t))",
        "print(v / (1 - beta2**t))",
    ),
}
_DECAY = "w = w * (1 - learning_rate * weight_decay)"


def formulas(opt: str, w: str) -> list[str]:
    """In symbols, of a parameter called `w`."""
    return [line.replace("$w", w) for line in _FORMULAS[opt]]


def lines(opt: str, zero: bool) -> list[str]:
    """From w, g, state and the constants to the new w, which is printed last. zero: there is no ε to keep 0 / 0 out."""
    body = _LINES[opt.removesuffix("w")]
    filled = [_quotient(opt, zero) if line == "$quotient" else line for line in body]
    return [*([_DECAY] if opt == "adamw" else []), *filled, "print(w)"]


def names(hyper: tuple[str, ...]) -> list[str]:
    """What the constants are called in the lines."""
    return [NAMES[key] for key in hyper]


def numbered(opt: str) -> bool:
    """The update depends on how many there were."""
    return counts(opt)


def _quotient(opt, zero):
    top, root = ("m", "correction * np.sqrt(v)") if counts(opt) else ("g", "np.sqrt(s)")
    if zero and divides(opt):
        return f"quotient = {top} / ({root}) if {root} > 0 else 0.0"
    return f"quotient = {top} / ({root} + epsilon)"
