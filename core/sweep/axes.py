"""A setting that is varied, and its values: `lr=0.001..1:10`, `opt=gd,adam`; in an address `:` for the first `=`."""

import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from core.experiment.setting import Setting, number_text
from core.experiment.values import settings_of, short
from core.learning.learner import Learner
from core.sweep.wrong import Refused

MOST_VALUES = 100
# What is small and whose powers of ten matter, from a rate of 1e-10 to one of 100: equal steps would leave all but the
# last power with one value. Shares such as momentum, counts such as a batch's samples, and scales go in equal steps.
LOGARITHMIC = ("lr", "eps", "wd", "l1", "l2")
_KINDS = ("choice", "switch", "integer", "number", "layers")  # of settings with one value each
_FIXED = ("seed",)  # varied by itself
_AXIS = re.compile(r"\s*([a-z0-9_]+)\s*[=:](.*)", re.ASCII | re.DOTALL | re.IGNORECASE)
_COUNT = re.compile(r"[0-9]{1,18}", re.ASCII)
_DIGITS = ".4g"  # of values between the ends of a range, where they stay apart


@dataclass(frozen=True)
class Axis:
    """A setting's key and its values, as a link writes them."""

    key: str
    texts: tuple[str, ...]


def sweepable(kind: type[Learner]) -> list[str]:
    """Keys of the settings that can be varied: those with one value, but for the seed."""
    table = settings_of(kind)
    return [
        key
        for key, setting in table.items()
        if setting.kind in _KINDS and key not in _FIXED and len(setting.choices) != 1
    ]


def read_axis(text: str, *, kind: type[Learner]) -> Axis:
    """The axis of a text such as lr=0.001..1:10, batch=10..100:4, opt=gd,adam or hidden=2,3,4-2.

    Ranges of rates and penalties that are positive throughout are spaced by equal factors, others by equal steps; whole
    numbers are rounded, and those that repeat dropped. Raises Refused, a ValueError that says what is allowed.
    """
    found = _AXIS.fullmatch(text)
    if not found:
        raise Refused("axis", text=short(text))
    key, values = found[1], found[2].strip()
    setting = _setting(key, kind)
    if not values:
        raise Refused("empty", key=key, allowed=setting.allowed)
    texts = _range(key, values, setting) if ".." in values else _list(key, values, setting)
    for n, value in enumerate(texts):
        if value in texts[:n]:
            raise Refused("same", key=key, value=short(value))
    return Axis(key, texts)


def write_axis(axis: Axis, *, kind: type[Learner], sign: str = "=") -> str:
    """The axis as `read_axis` reads it, as a range where one gives the same values; in addresses `sign` is a colon."""
    setting, texts = settings_of(kind)[axis.key], axis.texts
    values = ",".join(texts)
    if setting.kind in ("integer", "number") and len(texts) > 1:
        range_text = f"{texts[0]}..{texts[-1]}:{len(texts)}"
        if float(texts[0]) < float(texts[-1]) and _spread(axis.key, setting, *_ends(texts), len(texts)) == texts:
            values = min(values, range_text, key=len)
    return f"{axis.key}{sign}{values}"


def _setting(key, kind) -> Setting:
    table, allowed = settings_of(kind), sweepable(kind)
    if key not in table:
        raise Refused("key", key=short(key), allowed=", ".join(allowed))
    if key not in allowed:
        raise Refused("fixed", key=key, allowed=", ".join(allowed))
    return table[key]


def _list(key, values, setting):
    parts = values.split(",", MOST_VALUES)
    if len(parts) > MOST_VALUES:
        raise Refused("many", key=key, size=values.count(",") + 1, most=MOST_VALUES)
    return tuple(_written(key, part.strip(), setting) for part in parts)


def _written(key, text, setting):
    """The value as a link writes it: 1e-2 becomes 0.01, so that equal values have equal texts."""
    try:
        return setting.write(setting.parse(text))
    except ValueError as allowed:
        raise Refused("value", key=key, value=short(text), allowed=str(allowed)) from None


def _range(key, values, setting):
    if setting.kind not in ("integer", "number"):
        raise Refused("names", key=key, value=short(values), allowed=setting.allowed)
    low, _, rest = values.partition("..")
    high, _, count = rest.partition(":")
    if not _COUNT.fullmatch(count) or int(count) < 2:
        raise Refused("range", key=key, value=short(values))
    if int(count) > MOST_VALUES:
        raise Refused("many", key=key, size=int(count), most=MOST_VALUES)
    ends = _ends([_written(key, end.strip(), setting) for end in (low, high)])
    if not ends[0] < ends[1]:
        raise Refused("range", key=key, value=short(values))
    return _spread(key, setting, *ends, int(count))


def _ends(texts):
    return float(texts[0]), float(texts[-1])


def _spread(key, setting, low, high, count):
    """`count` values from low to high as texts, both ends exact."""
    even = np.geomspace if key in LOGARITHMIC and low > 0.0 else np.linspace
    inner = even(low, high, count)[1:-1].tolist()
    if setting.kind == "integer":
        return tuple(dict.fromkeys(str(round(value)) for value in (low, *inner, high)))
    rounded = [low, *(float(format(value, _DIGITS)) for value in inner), high]
    distinct = all(a < b for a, b in pairwise(rounded))
    return tuple(map(number_text, rounded if distinct else [low, *inner, high]))
