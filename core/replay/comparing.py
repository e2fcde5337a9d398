"""A case against our numbers: how far apart they are, how far they may be, and what rounding does to them."""

import json
import math
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.replay import sine
from core.replay.links import Link, link_of
from core.replay.operations import run_config

TRACE = {"loss", "tail_prefix"}  # results that only a stretch of the run gives
CASES_FILE = Path(__file__).parent / "data" / "cases.json"


@dataclass(frozen=True)
class Value:
    """One named result of a case.

    `difference` is the largest over its numbers, None where words or truth values are compared; `allowed` is the
    tolerance at the number that comes nearest to breaking it. A number that is not finite is None in `got`.
    """

    key: str
    expected: Any
    got: Any
    difference: float | None
    allowed: float
    ok: bool


@dataclass(frozen=True)
class Result:
    """One case: `chaotic_from` is the first epoch at which one rounding of the start changes what is compared."""

    id: str
    notebook: int
    source: str
    values: tuple[Value, ...]
    tolerance: dict[str, float]
    chaotic_from: int | None
    reason: str
    link: Link

    @property
    def ok(self) -> bool:
        return all(value.ok for value in self.values)

    @property
    def chaotic(self) -> bool:
        return self.chaotic_from is not None

    @property
    def expected(self) -> dict[str, Any]:
        return {value.key: value.expected for value in self.values}

    @property
    def got(self) -> dict[str, Any]:
        return {value.key: value.got for value in self.values}

    @property
    def difference(self) -> float | None:
        differences = [value.difference for value in self.values if value.difference is not None]
        return max(differences, default=None)


@cache
def all_cases() -> dict[str, dict[str, Any]]:
    """Our copy of the printed and derived numbers, by id, in the notebooks' order."""
    return {case["id"]: case for case in json.loads(CASES_FILE.read_text(encoding="utf-8"))}


def run_case(case: dict[str, Any]) -> dict[str, Any]:
    """Everything that the case's config gives, as plain JSON types; what is not finite is None."""
    return {key: plain(value) for key, value in run_config(case["config"]).items()}


def plain(value: Any) -> Any:
    """Lists, numbers and text only; None for nan and the infinities."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def compare(case: dict[str, Any]) -> Result:
    """The case's expected numbers beside ours. Raises ValueError for a config or a name that no operation has."""
    config, tolerance = case["config"], case["tolerance"]
    found = run_config(config)
    missing = set(case["expected"]) - set(found)
    if missing:
        raise ValueError(f"{config['op']} has no result {min(missing)!r}; it has: {', '.join(found)}")
    values = tuple(_value(key, expected, found[key], tolerance) for key, expected in case["expected"].items())
    return Result(
        case["id"],
        case["notebook"],
        case.get("source", ""),
        values,
        tolerance,
        _chaotic_from(config, set(case["expected"])),
        _reason(config, values),
        link_of(config, trace=set(case["expected"]) <= TRACE),
    )


def _value(key, expected, got, tolerance):
    if key == "tail_prefix":
        return _prefix(key, expected, got, tolerance)
    if isinstance(expected, str | bool):
        return Value(key, expected, plain(got), None, 0.0, expected == got)
    e, g = _numbers(expected), _numbers(got)
    if e.shape != g.shape:
        return Value(key, expected, plain(got), None, 0.0, False)
    allowed = tolerance["abs"] + tolerance["rel"] * np.abs(e)
    with np.errstate(invalid="ignore"):
        gap = np.where((e == g) | (np.isnan(e) & np.isnan(g)), 0.0, np.abs(g - e))
    ok = bool(np.all((gap <= allowed) | (gap == 0.0)))
    finite = np.isfinite(e)
    tightest = np.argmax(np.where(finite, gap - np.where(finite, allowed, 0.0), -np.inf)) if e.size else 0
    difference = float(gap.max()) if e.size and np.isfinite(gap).all() else (None if e.size else 0.0)
    return Value(key, expected, plain(got), difference, _finite(allowed.ravel()[tightest]) if e.size else 0.0, ok)


def _numbers(value):
    """A flat or nested list, or one number, as an array; "nan" and "inf" are numbers here."""
    if value is None:
        return np.array(math.nan)
    return np.array(value, dtype=float)


def _finite(number):
    return float(number) if math.isfinite(number) else 0.0


def _prefix(key, expected, got, tolerance):
    """Only the leading digits were printed: our number may be anywhere from them to the next ones."""
    if got is None:
        return Value(key, expected, None, None, 0.0, False)
    low = Decimal(expected)
    high = low + Decimal(1).scaleb(low.adjusted() + 1 - len(low.as_tuple().digits))  # one more in the last digit
    ours = Decimal(got)
    gap = float(max(low - ours, ours - high, Decimal(0)))
    allowed = tolerance["abs"] + tolerance["rel"] * abs(float(low))
    return Value(key, expected, got[: len(expected)], gap, allowed, gap <= allowed)


def _chaotic_from(config, keys):
    if config["op"] != "mlp":
        return None
    first = sine.rounding_matters_from(config)
    return first if first is not None and first <= sine.last_epoch_read(config, keys) else None


def _reason(config, values):
    """Why a number is None, in a few words for programs; empty if none is."""
    if not any(_has_none(value.got) for value in values):
        return ""
    if config["op"] == "mlp":
        return "not finite: the slope written as exp(-z) / (1 + exp(-z))^2 overflows, and inf/inf is nan"
    if config["op"] == "online_map":
        return "no fixed point: the map has the eigenvalue 1"
    return "not finite: overflow"


def _has_none(value):
    return any(map(_has_none, value)) if isinstance(value, list) else value is None
