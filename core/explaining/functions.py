"""Activations and their slopes in formulas and in lines of NumPy, from the weighted sum z and the activation a."""

from core.engine.activations import LEAK
from core.handout.section import number

_SIGMOID = "1 / (1 + np.exp(-np.maximum(z, -708)))"  # -708: as in the engine, so that nothing overflows
_GELU = (
    "near = np.clip(z, -30, 30)",
    "bend = np.tanh(near * np.sqrt(2 / np.pi) * (1 + 0.044715 * near * near))",
)
_GELU_SLOPE = "inner = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * near * near)"
_VALUES = {
    "linear": (r"{z}", "z"),
    "step": (r"[{z} \ge {t}]", "np.where(z >= {t}, 1.0, 0.0)"),
    "sigmoid": (r"\sigma({z})", _SIGMOID),
    "tanh": (r"\tanh({z})", "np.tanh(z)"),
    "relu": (r"\max(0,\ {z})", "np.maximum(z, 0.0)"),
    "leaky_relu": (r"\max({z},\ {k}\,{z})", "np.maximum(z, {k} * z)"),
    "softplus": (r"\ln(1 + e^{{{z}}})", "np.logaddexp(0.0, z)"),
    "gelu": (r"\mathrm{{GELU}}({z})", "0.5 * z * (1 + bend)"),
    "softmax": (r"\mathrm{{softmax}}({z})", "part / part.sum(axis=-1, keepdims=True)"),
}
# name: (the derivative's name of z in TeX, how it is worked out from z or a, the line)
_SLOPES = {
    "linear": ("1", "1", "np.ones_like(z)"),
    "step": (r"\mathrm{{step}}'({z})", "0", "np.zeros_like(z)"),
    "sigmoid": (r"\sigma'({z})", r"{a}\,(1 - {a})", "a * (1 - a)"),
    "tanh": (r"\tanh'({z})", "1 - {a}^2", "1 - a * a"),
    "relu": (r"\mathrm{{ReLU}}'({z})", "[{z} > 0]", "np.where(z > 0, 1.0, 0.0)"),
    "leaky_relu": (r"\mathrm{{LeakyReLU}}'({z})", r"\{{1,\ {k}\}}", "np.where(z > 0, 1.0, {k})"),
    "softplus": (r"\mathrm{{softplus}}'({z})", r"\sigma({z})", _SIGMOID),
    "gelu": (
        r"\mathrm{{GELU}}'({z})",
        r"\tfrac{{1}}{{2}}(1 + u) + \tfrac{{1}}{{2}}\,{z}\,(1 - u^2)\,v",
        "0.5 * (1 + bend) + 0.5 * near * (1 - bend * bend) * inner",
    ),
}
_BEFORE = {"gelu": _GELU, "softmax": ("part = np.exp(z - z.max(axis=-1, keepdims=True))",)}


def value_form(name: str, z: str, threshold: float) -> str:
    """f(z) in TeX, of the TeX of z."""
    return _VALUES[name][0].format(z=z, t=number(threshold), k=number(LEAK))


def value_lines(name: str, threshold: float) -> list[str]:
    """Lines that make `a` of `z`."""
    last = _VALUES[name][1].format(t=number(threshold), k=number(LEAK))
    return [*_BEFORE.get(name, ()), f"a = {last}"]


def slope_name(name: str, z: str) -> str:
    """f'(z) in TeX, with f by its name."""
    return _SLOPES[name][0].format(z=z)


def slope_form(name: str, z: str, a: str) -> str:
    """f'(z) in TeX, worked out from z or from a = f(z)."""
    return _SLOPES[name][1].format(z=z, a=a, k=number(LEAK))


def slope_lines(name: str) -> list[str]:
    """Lines that make `slope` of `z` and `a`."""
    before = [*_GELU, _GELU_SLOPE] if name == "gelu" else []
    return [*before, f"slope = {_SLOPES[name][2].format(k=number(LEAK))}"]
