"""The building blocks page: what it shows and with which numbers, one section at a time."""

from dataclasses import MISSING, dataclass, field, replace
from typing import ClassVar

from core.engine.activations import ACTIVATIONS
from core.experiment.setting import Setting, choice, integer, number, number_text, numbers, switch
from core.experiment.values import LARGEST_SEED, Problem, Values

SECTIONS = ("activations", "losses", "softmax", "batch", "standard", "product", "arrays")
UNITS = {"mm": 10.0, "cm": 1.0, "m": 0.01}  # of a height given in cm
SHAPES = ("4", "4x1", "1x4", "2", "1")
MOST_CLASSES = 10
MOST_PEOPLE = 12


def _in(*sections):
    return lambda e: e.section in sections


def several(default: tuple[str, ...], choices, *, group: str, used):
    """A field with one or more of some names, written joined by commas; kept in the order of `choices`."""
    names = tuple(choices)
    allowed = ", ".join(names)

    def parse(text):
        wanted = [part.strip() for part in text.split(",")]
        if not set(wanted) <= set(names):
            raise ValueError(allowed)
        return tuple(name for name in names if name in wanted)

    setting = Setting(parse, ",".join, allowed, group, used, kind="several", choices=names)
    return field(default=default, default_factory=MISSING, metadata={"setting": setting})


def few(default: tuple[float, ...], low: float, high: float, *, least: int, most: int, group: str, used):
    """A field with `least` to `most` floats from low to high, written joined by commas."""
    allowed = f"{least} to {most} numbers from {low:g} to {high:g} joined by commas"
    each = number(low, low, high, group=group).metadata["setting"]

    def parse(text):
        parts = text.split(",", most)
        try:
            values = tuple(each.parse(part.strip()) for part in parts)
        except ValueError:
            values = ()
        if not least <= len(values) <= most:
            raise ValueError(allowed)
        return values

    def write(values):
        return ",".join(map(number_text, values))

    kind = "few" if least == 1 else "some"
    setting = Setting(parse, write, allowed, group, used, kind, low=low, high=high, count=most)
    return field(default=default, default_factory=MISSING, metadata={"setting": setting})


@dataclass(frozen=True)
class BlocksSettings(Values):
    """One section and its inputs; those of the other sections have no effect and stay out of the link.

    `good`, `bad` are two predictions of the classes 0, 1, … of which `right` is the right one. `w` is the 2×3 matrix
    of the softmax net, row by row, `t` its right class. `height` is in cm, `weight` in kg; `unit` is what the heights
    are shown in. `shape` is that of the errors which meet inputs of shape (4, 2).
    """

    task: ClassVar[str] = "blocks"

    section: str = choice("activations", SECTIONS, group="data")

    act: tuple[str, ...] = several(("step", "sigmoid", "relu"), ACTIVATIONS, group="data", used=_in("activations"))
    z: tuple[float, ...] = few(
        (-10.0, 0.0, 1.0, 10.0), -1000.0, 1000.0, least=1, most=6, group="data", used=_in("activations")
    )
    depth: int = integer(5, 1, 100, group="data", used=_in("activations"))

    right: int = integer(2, 0, MOST_CLASSES - 1, group="data", used=_in("losses"))
    good: tuple[float, ...] = few(
        (0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0),
        0.0, 1.0, least=1, most=MOST_CLASSES, group="data", used=_in("losses"),
    )  # fmt: skip
    bad: tuple[float, ...] = few(
        (0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0),
        0.0, 1.0, least=1, most=MOST_CLASSES, group="data", used=_in("losses"),
    )  # fmt: skip
    delta: float = number(1e-7, 0.0, 0.1, group="data", used=_in("losses"))

    x: tuple[float, ...] = numbers((0.6, 0.9), count=2, largest=10.0, group="data", used=_in("softmax"))
    w: tuple[float, ...] = numbers(
        (-0.40257729, 0.17859138, 0.96420011, -0.36479206, 2.00840306, -0.30003535),
        count=6, largest=10.0, group="data", used=_in("softmax"),
    )  # fmt: skip
    t: int = integer(2, 0, 2, group="data", used=_in("softmax"))
    lr: float = number(1.0, 0.0, 100.0, group="data", used=_in("softmax"))

    total: int = integer(60_000, 1, 100_000, group="data", used=_in("batch"))
    n: int = integer(10, 1, 1000, group="data", used=_in("batch"))
    replace: bool = switch(True, group="data", used=_in("batch"))

    height: tuple[float, ...] = few(
        (152.0, 158.0, 163.0, 168.0, 171.0, 175.0, 182.0),
        1.0, 300.0, least=2, most=MOST_PEOPLE, group="data", used=_in("standard"),
    )  # fmt: skip
    weight: tuple[float, ...] = few(
        (47.0, 55.0, 51.0, 66.0, 60.0, 74.0, 71.0),
        1.0, 500.0, least=2, most=MOST_PEOPLE, group="data", used=_in("standard"),
    )  # fmt: skip
    unit: str = choice("cm", UNITS, group="data", used=_in("standard"))

    rows: int = integer(4, 1, 6, group="data", used=_in("product"))
    units: int = integer(1, 1, 3, group="data", used=_in("product"))
    seed: int = integer(12345, 0, LARGEST_SEED, group="data", used=_in("batch", "product"))

    shape: str = choice("4", SHAPES, group="data", used=_in("arrays"))

    def resolve(self, problems: list[Problem]) -> "BlocksSettings":
        """Only what the section shows is settled: the rest may still be half typed."""
        settle = {"losses": _same_classes, "batch": _enough_samples, "standard": _same_people}.get(self.section)
        return settle(self, problems) if settle else self


def _same_classes(e, problems):
    n = len(e.good)
    if len(e.bad) != n:
        e = _instead(e, "bad", (e.bad + (0.0,) * n)[:n], "good", problems)
    return _instead(e, "right", n - 1, "good", problems) if e.right >= n else e


def _enough_samples(e, problems):
    return e if e.replace or e.n <= e.total else _instead(e, "n", e.total, "total", problems)


def _same_people(e, problems):
    n = min(len(e.height), len(e.weight))
    for key, other in (("height", "weight"), ("weight", "height")):
        if len(getattr(e, key)) > n:
            e = _instead(e, key, getattr(e, key)[:n], other, problems)
    return e


def _instead(e, key, value, other, problems):
    """The settings with another value of `key`, since it contradicts the setting `other`."""
    write = e.settings[key].write
    against = f"{other}={e.settings[other].write(getattr(e, other))}"
    problems.append(Problem("conflict", key, write(getattr(e, key)), used=write(value), other=against))
    return replace(e, **{key: value})
