"""Optimisers in a handout: one function each, from a parameter array, its gradient and a state to the next ones.

`state` is a number, an array or a pair of them; 0.0 or (0.0, 0.0) at the start. The operations stand in the engine's
order, so that not even the last bit differs.
"""

from core.engine.optimizers import OPTIMIZERS
from core.handout.section import code, number
from core.record.say import Say

NAMES = {
    "lr": "learning_rate", "mom": "momentum_factor", "b1": "beta1", "b2": "beta2", "rho": "rho", "eps": "epsilon",
    "wd": "weight_decay",
}  # fmt: skip
_START = ("None", "0.0", "(0.0, 0.0)")  # by how many state vectors there are

_BODIES = {
    "gd": """
        return p - learning_rate * g, state
        """,
    "momentum": """
        v = momentum_factor * state - learning_rate * g
        return p + v, v
        """,
    "nesterov": """
        v = momentum_factor * state - learning_rate * g
        return p - learning_rate * g + momentum_factor * v, v
        """,
    "adagrad": """
        s = state + g**2
        return p - learning_rate * $quotient, s
        """,
    "rmsprop": """
        s = rho * state + (1 - rho) * g**2
        return p - learning_rate * $quotient, s
        """,
    "adam": """
        m, v = state
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g**2
        rate, correction = learning_rate / (1 - beta1**t), 1 / np.sqrt(1 - beta2**t)
        return p - rate * $quotient, (m, v)
        """,
}
_DECAY = "p = p * (1 - learning_rate * weight_decay)"
_SAFE = '''
def divided(a, root):
    """$doc"""
    return np.divide(a, root, out=root.copy(), where=root > 0)
'''


def start(opt: str) -> str:
    """The state before the first update."""
    return _START[OPTIMIZERS[opt].slots]


def counts(opt: str) -> bool:
    """Its update depends on how many there were."""
    return "**t" in _body(opt)


def _body(opt):
    return _BODIES["adam" if opt == "adamw" else opt]


def function(opt: str, arguments: str, safe: bool, say: Say) -> str:
    """The definition; `safe` where epsilon may be 0, so that 0 / 0 must be kept out."""
    body = code(_body(opt), quotient=_quotient(opt, safe))
    if opt == "adamw":
        body = f"{_DECAY}\n{body}"
    return code('def $name($arguments):\n    """$doc"""\n    $body', name=opt, arguments=arguments,
                doc=say(f"opt_{opt}"), body=body)  # fmt: skip


def helper(say: Say) -> str:
    """What a safe division needs."""
    return code(_SAFE, doc=say("divided"))


def divides(opt: str) -> bool:
    """It divides by a root plus epsilon."""
    return "eps" in OPTIMIZERS[opt].hyper


def _quotient(opt, safe):
    top, root = ("m", "correction * np.sqrt(v)") if counts(opt) else ("g", "np.sqrt(s)")
    return f"divided({top}, {root} + epsilon)" if safe else f"({top} / ({root} + epsilon))"


def constants(values: dict[str, float]) -> str:
    """learning_rate = 0.02 and so on, one a line; keys as in a link."""
    return "\n".join(f"{NAMES[key]} = {number(value)}" for key, value in values.items())
