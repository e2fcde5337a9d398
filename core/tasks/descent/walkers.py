"""Who walks: an optimiser with its rate and hyperparameters, and perhaps a start of its own; and its text in a link.

    gd:0.1;momentum:0.01:0.9;adam:0.1@-1,2

Each walker is name:rate, then the optimiser's hyperparameters in the registry's order; those left out are the usual
ones. @x0,x1 is a start of its own.
"""

from collections.abc import Collection
from dataclasses import dataclass

from core.engine.optimizers import OPTIMIZERS, Optimizer
from core.experiment.setting import Setting, custom, number, number_text
from core.experiment.values import default_of, settings_of
from core.learning.learner import Learner

MOST_WALKERS = 8
SMALLEST_RATE, LARGEST_RATE = 1e-10, 10.0
FARTHEST = 1000.0  # a start's largest coordinate
_LIKELY = ("momentum", "adam", "rmsprop")  # to be compared with gradient descent first
_HYPER = settings_of(Learner)
RATE: Setting = number(0.1, SMALLEST_RATE, LARGEST_RATE, group="learning").metadata["setting"]
PLACE: Setting = number(0.0, -FARTHEST, FARTHEST, group="start").metadata["setting"]
ALLOWED = (
    f"1 to {MOST_WALKERS} walkers joined by ';', each optimiser:rate with optimiser one of {', '.join(OPTIMIZERS)} and "
    f"rate {RATE.allowed}, then its other numbers, such as gd:0.1;momentum:0.01:0.9;adam:0.1@-1,2"
)


@dataclass(frozen=True)
class Walker:
    """`hyper` holds the values of the optimiser's hyperparameters, in its order; `start` is None for the shared one."""

    opt: str = "gd"
    lr: float = 0.1
    hyper: tuple[float, ...] = ()
    start: tuple[float, float] | None = None

    @property
    def optimizer(self) -> Optimizer:
        return OPTIMIZERS[self.opt]

    @property
    def rates(self) -> dict[str, float]:
        """What the optimiser's update reads: lr and the hyperparameters by name."""
        return {"lr": self.lr} | dict(zip(self.optimizer.hyper, self.hyper, strict=True))


def walker(opt: str, lr: float, start: tuple[float, float] | None = None, **hyper: float) -> Walker:
    """A walker with the usual hyperparameters but for those given by name."""
    return Walker(opt, lr, tuple(hyper.get(name, usual(name)) for name in OPTIMIZERS[opt].hyper), start)


def next_optimizer(taken: Collection[str]) -> str:
    """Whom to add to those that walk: the likeliest, then the registry's others, the plainest last."""
    plainest, *others = OPTIMIZERS
    return next((opt for opt in (*_LIKELY, *others) if opt not in taken), plainest)


def usual(hyper: str) -> float:
    """A hyperparameter's default."""
    return getattr(default_of(Learner), hyper)


def parse_walkers(text: str) -> tuple[Walker, ...]:
    """Raises ValueError saying what is allowed, and where it is known, which walker is not."""
    parts = text.split(";") if len(text) <= 1000 else []
    if not 1 <= len(parts) <= MOST_WALKERS:
        raise ValueError(ALLOWED)
    return tuple(_parse(part) for part in parts)


def _parse(text):
    rule, at, place = text.partition("@")
    opt, *numbers = rule.split(":")
    if opt not in OPTIMIZERS or not 1 <= len(numbers) <= 1 + len(OPTIMIZERS[opt].hyper):
        raise ValueError(ALLOWED)
    lr = _read("lr", RATE, numbers[0])
    names = OPTIMIZERS[opt].hyper
    given = {name: _read(name, _HYPER[name], part) for name, part in zip(names, numbers[1:], strict=False)}
    return walker(opt, lr, _place(place) if at else None, **given)


def _place(text):
    parts = text.split(",")
    if len(parts) != 2:
        raise ValueError(f"a start x0,x1 after @; {ALLOWED}")
    x0, x1 = (_read("start", PLACE, part) for part in parts)
    return x0, x1


def _read(name, setting, text):
    try:
        return setting.parse(text)
    except ValueError as allowed:
        raise ValueError(f"{name} {allowed}; {ALLOWED}") from None


def write_walkers(walkers: tuple[Walker, ...]) -> str:
    """The text that parse_walkers reads back as the same walkers; usual values at the end are left out."""
    return ";".join(map(_write, walkers))


def _write(w):
    values = list(w.hyper)
    while values and values[-1] == usual(w.optimizer.hyper[len(values) - 1]):
        values.pop()
    rule = ":".join([w.opt, *map(number_text, (w.lr, *values))])
    return rule if w.start is None else f"{rule}@{','.join(map(number_text, w.start))}"


def walkers(default: tuple[Walker, ...], *, group: str):
    """A field with one to eight walkers."""
    return custom(default, parse_walkers, write_walkers, ALLOWED, kind="walkers", group=group)
