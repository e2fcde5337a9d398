"""Optimisers for one parameter: formulas in TeX, and lines in the engine's order, to the last bit.

w: the parameter, g: its gradient with penalties, t: which update it is, from 1. State: v, s, or m and v.
"""

from collections.abc import Mapping

from core.explaining import symbols
from core.handout.optimizer_code import NAMES, counts, divides

STATE = {
    "gd": (), "momentum": ("v",), "nesterov": ("v",), "adagrad": ("s",), "rmsprop": ("s",), "adam": ("m", "v"),
    "adamw": ("m", "v"),
}  # fmt: skip
# of each optimiser (what becomes, how in symbols, how with numbers); $w is the parameter's own name
_MEAN_SQUARE = ("s", r"\rho s + (1 - \rho)\,g^2", r"{rho} \cdot {s} + (1 - {rho}) \cdot {g_base}^2")
_ROOT = (
    "$w",
    r"$w - \eta\,\frac{g}{\sqrt{s} + \varepsilon}",
    r"{w_bare} - {lr} \cdot \frac{{{g_bare}}}{{\sqrt{{{s}}} + {eps}}}",
)
_VELOCITY = ("v", r"\mu v - \eta\,g", r"{mom} \cdot {v} - {lr} \cdot {g}")
_MOMENTS = (
    ("m", r"\beta_1 m + (1 - \beta_1)\,g", r"{b1} \cdot {m} + (1 - {b1}) \cdot {g}"),
    ("v", r"\beta_2 v + (1 - \beta_2)\,g^2", r"{b2} \cdot {v} + (1 - {b2}) \cdot {g_base}^2"),
    (r"\hat m", r"\frac{m}{1 - \beta_1^t}", r"\frac{{{m_bare}}}{{1 - {b1_base}^{{{t}}}}}"),
    (r"\hat v", r"\frac{v}{1 - \beta_2^t}", r"\frac{{{v}}}{{1 - {b2_base}^{{{t}}}}}"),
)
_ADAM = r"\eta\,\frac{\hat m}{\sqrt{\hat v} + \varepsilon}"
_ADAM_NUMBERS = r"{lr} \cdot \frac{{{mhat_bare}}}{{\sqrt{{{vhat}}} + {eps}}}"
_FORMULAS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "gd": (("$w", r"$w - \eta\,g", r"{w_bare} - {lr} \cdot {g}"),),
    "momentum": (_VELOCITY, ("$w", "$w + v", "{w_bare} + {v}")),
    "nesterov": (_VELOCITY, ("$w", r"$w - \eta\,g + \mu v", r"{w_bare} - {lr} \cdot {g} + {mom} \cdot {v}")),
    "adagrad": (("s", "s + g^2", "{s} + {g_base}^2"), _ROOT),
    "rmsprop": (_MEAN_SQUARE, _ROOT),
    "adam": (*_MOMENTS, ("$w", rf"$w - {_ADAM}", rf"{{w_bare}} - {_ADAM_NUMBERS}")),
    "adamw": (
        *_MOMENTS,
        ("$w", rf"(1 - \eta\lambda)\,$w - {_ADAM}", rf"(1 - {{lr}} \cdot {{wd}}) \cdot {{w}} - {_ADAM_NUMBERS}"),
    ),
}
_PLAIN: dict[str, str] = {r"\hat m": "mhat", r"\hat v": "vhat", "$w": "w"}  # names that a number can have
DIGITS = 10  # of a parameter: a step may change only the later ones
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
        "mhat = m / (1 - beta1**t)",
        "vhat = v / (1 - beta2**t)",
        "print(m)",
        "print(v)",
        "print(mhat)",
        "print(vhat)",
    ),
}
_DECAY = "w = w * (1 - learning_rate * weight_decay)"


def formulas(opt: str, w: str) -> list[str]:
    """In symbols, of a parameter called `w`."""
    return [f"{name} {_sign(name)} {rule}".replace("$w", w) for name, rule, _ in _FORMULAS[opt]]


def _sign(name):
    """What has a hat is only worked out; the others become something else."""
    return "=" if name in (r"\hat m", r"\hat v") else r"\leftarrow"


def with_numbers(opt: str, w: str, before: Mapping[str, float], after: Mapping[str, float]) -> list[str]:
    """Each formula in symbols, then with its numbers and what it comes to.

    before, after: w, g, t, the state and the constants (by their keys in a link), as the lines have them.
    """
    known, found = {}, []
    for name, value in before.items():
        known |= _written(name, value)
    for symbolic, (name, _, numbers) in zip(formulas(opt, w), _FORMULAS[opt], strict=True):
        plain = _PLAIN.get(name, name)
        result = symbols.number(after[plain], _digits(plain))
        found += [symbolic, f"{name.replace('$w', w)} = {numbers.format(**known)} = {result}"]
        known |= _written(plain, after[plain])  # what follows takes the new one
    return found


def _written(name, value):
    """A number as a factor, as what is raised to a power, and alone."""
    digits = _digits(name)
    return {
        name: symbols.factor(value, digits), f"{name}_base": symbols.base(value, digits),
        f"{name}_bare": symbols.number(value, digits),
    }  # fmt: skip


def _digits(name):
    return DIGITS if name == "w" else 6


def lines(opt: str, zero: bool) -> list[str]:
    """From w, g, state and the constants to the new w, which is printed last. zero: there is no ε to keep 0 / 0 out."""
    body = _LINES["adam" if opt == "adamw" else opt]
    filled = [_quotient(opt, zero) if line == "$quotient" else line for line in body]
    return [*([_DECAY] if opt == "adamw" else []), *filled, "print(w)"]


def names(hyper: tuple[str, ...]) -> list[str]:
    """What the constants are called in the lines."""
    return [NAMES[key] for key in hyper]


def _quotient(opt, zero):
    top, root = ("m", "correction * np.sqrt(v)") if counts(opt) else ("g", "np.sqrt(s)")
    if zero and divides(opt):
        return f"quotient = {top} / ({root}) if {root} > 0 else 0.0"
    return f"quotient = {top} / ({root} + epsilon)"
