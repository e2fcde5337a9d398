"""Losses in a handout: the function, what it reads, and the derivative that backpropagation begins with."""

from core.handout.section import code
from core.record.say import Say

_SQUARED = '''
def loss(parameters, X, T):
    """$doc"""
    $outputs = forward(parameters, X)
    error = (Y - T).ravel()
    return $scale$times
'''
_BCE = '''
def loss(parameters, X, T):
    """$doc"""
    $outputs = forward(parameters, X)
    each = np.maximum($Z, 0) - T * $Z + np.log1p(np.exp(-np.abs($Z)))
    return each.sum() / $Z.size
'''
_SOFTMAX_CE = '''
def loss(parameters, X, T):
    """$doc"""
    $outputs = forward(parameters, X)
    shifted = $Z - $Z.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return np.sum(T * (log_sum - shifted)) / len($Z)
'''
_SCALE = {"mse": "1 / error.size * ", "half_mse": "0.5 / error.size * ", "sse": ""}
_SLOPE = {"mse": "2 / Y.size * (Y - T)", "half_mse": "1 / Y.size * (Y - T)", "sse": "2 * (Y - T)"}

READS_LOGITS = ("bce", "softmax_ce")


def function(name: str, outputs: str, last: int, say: Say) -> str:
    """`loss(parameters, X, T)`; `outputs` are the names that take what `forward` returns, `last` the last layer."""
    template = {"bce": _BCE, "softmax_ce": _SOFTMAX_CE}.get(name, _SQUARED)
    return code(
        template, doc=say(f"loss_{name}"), outputs=outputs, scale=_SCALE.get(name, ""), times="np.dot(error, error)",
        Z=f"Z{last}",
    )  # fmt: skip


def slope(name: str) -> str:
    """dL/dY of the losses that read the output."""
    return _SLOPE[name]
