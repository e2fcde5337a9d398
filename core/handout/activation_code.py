"""Activations in a handout: the functions they need, and their value and slope as expressions."""

from core.handout.section import code, number
from core.record.say import Say

_SIGMOID = '''
def sigmoid(Z):
    """$doc"""
    return 1 / (1 + np.exp(-np.maximum(Z, -708)))  # $why
'''
_LEAKY = '''
def leaky_relu(Z):
    """$doc"""
    return np.maximum(Z, 0.01 * Z)
'''
_SOFTPLUS = '''
def softplus(Z):
    """log(1 + exp(Z))"""
    return np.logaddexp(0, Z)
'''
_GELU = '''
def gelu_tanh(Z):
    """$doc"""
    Z = np.clip(Z, -30, 30)  # $why
    return np.tanh(Z * (np.sqrt(2 / np.pi) * (1 + 0.044715 * Z * Z)))


def gelu(Z):
    """$value"""
    return (gelu_tanh(Z) + 1) * 0.5 * Z
'''
_GELU_SLOPE = '''
def gelu_slope(Z):
    """$doc"""
    t, Z = gelu_tanh(Z), np.clip(Z, -30, 30)
    inner_slope = np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * Z * Z)
    return 0.5 * (1 + t) + 0.5 * Z * (1 - t * t) * inner_slope
'''
_SOFTMAX = '''
def softmax(Z):
    """$doc"""
    E = np.exp(Z - Z.max(axis=-1, keepdims=True))  # $why
    return E / E.sum(axis=-1, keepdims=True)
'''
NEEDS_SUM = ("softplus", "gelu")  # their slope is taken from the weighted sum Z, the others' from the output A


def value(name: str, z: str, threshold: float) -> str:
    """The activation `name` of the expression `z`."""
    return {
        "linear": z,
        "step": f"({z} >= {number(threshold)}).astype(float)",
        "tanh": f"np.tanh({z})",
        "relu": f"np.maximum({z}, 0)",
    }.get(name, f"{name}({z})")


def slope(name: str, z: str, a: str) -> str:
    """Its derivative as a factor, from the weighted sum or from the output; empty where it is 1."""
    return {
        "linear": "",
        "step": "0",
        "sigmoid": f"({a} * (1 - {a}))",
        "tanh": f"(1 - {a}**2)",
        "relu": f"({a} > 0)",
        "leaky_relu": f"np.where({a} > 0, 1, 0.01)",
        "softplus": f"sigmoid({z})",
        "gelu": f"gelu_slope({z})",
    }[name]


def functions(values: set[str], slopes: set[str], say: Say) -> list[str]:
    """The definitions needed where these activations, and the slopes of those, are used."""
    blocks = []
    if "sigmoid" in values or "softplus" in slopes:
        blocks.append(code(_SIGMOID, doc=say("sigmoid"), why=say("no_overflow")))
    if "leaky_relu" in values:
        blocks.append(code(_LEAKY, doc=say("leaky_relu")))
    if "softplus" in values:
        blocks.append(code(_SOFTPLUS))
    if "gelu" in values:
        blocks.append(code(_GELU, doc=say("gelu_tanh"), why=say("no_overflow"), value=say("gelu")))
    if "gelu" in slopes:
        blocks.append(code(_GELU_SLOPE, doc=say("gelu_slope")))
    if "softmax" in values:
        blocks.append(code(_SOFTMAX, doc=say("softmax"), why=say("no_overflow")))
    return blocks
