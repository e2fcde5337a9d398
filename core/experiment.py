"""The experiment: every setting of a run in one frozen value, read from and written to a link.

    python -m core.experiment 'gate=xor&hidden=4&act=tanh&opt=adam&lr=0.05&seed=7&epochs=500'

trains and prints JSON. A key's meaning and default never change once landed: links are promises.
"""

from bisect import bisect_left
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from typing import Any, ClassVar, Self, TypeVar
from urllib.parse import parse_qsl, urlencode

import numpy as np

from core.activations import ACTIVATIONS
from core.datasets import DATA, GATES, NOT_SEPARABLE, PLAYGROUND, Dataset, load
from core.initializers import INITIALIZERS, ORDERS, SCALED
from core.losses import LOSSES
from core.network import Network
from core.optimizers import OPTIMIZERS
from core.settings import Setting, choice, integer, layers, number, numbers

RULES = ("exact", "delta", "online", "perceptron")
ONE_BY_ONE = ("online", "perceptron")  # rules that take the samples one at a time, in order
LONGEST_LINK = 65_536
# What else a page's address may say: of the view (README, Links), and for Streamlit itself.
VIEW_KEYS = ("at", "lang", "play", "view", "lecture", "hide", "lesson")
ADDRESS_KEYS = (*VIEW_KEYS, "go", "embed", "embed_options", "theme")
MOST_UPDATES = 100_000
MOST_WORK = 10_000_000_000  # updates × samples × parameters: some ten seconds of one core
LARGEST_SEED = 2**32 - 1


def _reads(hyper):
    return lambda e: hyper in OPTIMIZERS[e.opt].hyper


def _batched(e):
    return e.rule not in ONE_BY_ONE


def _own_output(e):
    return LOSSES[e.loss].link is None and e.rule != "perceptron"


@dataclass(frozen=True)
class Values:
    """A frozen set of settings that a link carries. Field names are the link's keys; each task is a subclass."""

    task: ClassVar[str]
    pace: ClassVar[int] = 10  # keyframes a second, played at speed 1
    because: ClassVar[dict[str, str]] = {}  # which other setting takes a setting's effect away; else the first one

    @property
    def settings(self) -> dict[str, Setting]:
        """The table of this task's settings, by key."""
        return settings_of(type(self))

    def default(self, key: str) -> Any:
        """The default of one setting."""
        return getattr(default_of(type(self)), key)

    def resolve(self, problems: list["Problem"]) -> Self:
        """Settles what contradicts itself, and names it."""
        return self

    def afford(self, problems: list["Problem"]) -> Self:
        """Cuts what would take too long, and names it."""
        return self


@dataclass(frozen=True)
class Learner(Values):
    """What every task's experiment has: a network, how it learns, where it starts and when it stops.

    Field names are the link's keys. A task adds its data (`n_samples`, `n_test`, `load`, `targets`, `sizes`) and may
    give fields other defaults.
    """

    because: ClassVar[dict[str, str]] = {
        "act": "hidden", "batch": "rule", "mom": "opt", "b1": "opt", "b2": "opt", "rho": "opt", "eps": "opt",
        "wd": "opt", "scale": "init", "order": "init", "w": "init",
    }  # fmt: skip

    hidden: tuple[int, ...] = layers((4,), 6, 64, group="network")
    act: str = choice("tanh", ACTIVATIONS, group="network", used=lambda e: bool(e.hidden))
    out: str = choice("sigmoid", ACTIVATIONS, group="network", used=_own_output)
    threshold: float = number(0.5, -10.0, 10.0, group="network")

    loss: str = choice("mse", LOSSES, group="learning")
    rule: str = choice("exact", RULES, group="learning")
    batch: int = integer(0, 0, 10_000, group="learning", used=_batched)
    opt: str = choice("adam", OPTIMIZERS, group="learning")
    lr: float = number(0.02, 1e-10, 100.0, group="learning")
    mom: float = number(0.9, 0.0, 0.9999, group="learning", used=_reads("mom"))
    b1: float = number(0.9, 0.0, 0.9999, group="learning", used=_reads("b1"))
    b2: float = number(0.999, 0.0, 0.999999, group="learning", used=_reads("b2"))
    rho: float = number(0.9, 0.0, 0.9999, group="learning", used=_reads("rho"))
    eps: float = number(1e-8, 0.0, 1.0, group="learning", used=_reads("eps"))
    wd: float = number(0.01, 0.0, 10.0, group="learning", used=_reads("wd"))
    l1: float = number(0.0, 0.0, 10.0, group="learning")
    l2: float = number(0.0, 0.0, 10.0, group="learning")

    init: str = choice("xavier", (*INITIALIZERS, "given"), group="start")
    scale: float = number(1.0, 0.0, 100.0, group="start", used=lambda e: e.init in SCALED)
    order: str = choice("layers", ORDERS, group="start", used=lambda e: e.init in SCALED)
    w: tuple[float, ...] = numbers(largest=1e6, group="start", used=lambda e: e.init == "given")
    seed: int = integer(7, 0, LARGEST_SEED, group="start")
    epochs: int = integer(500, 1, 20_000, group="start")
    target: float = number(0.0, 0.0, 1e6, group="start")
    plateau: int = integer(0, 0, 20_000, group="start")

    @cached_property
    def network(self) -> Network:
        """The task's inputs, the hidden layers, and the outputs that the loss wants."""
        link = LOSSES[self.loss].link
        output = "step" if self.rule == "perceptron" else link or self.out
        return Network((self.n_inputs, *self.hidden, 2 if link == "softmax" else 1), self.act, output, self.threshold)

    @cached_property
    def n_train(self) -> int:
        return self.n_samples - self.n_test

    @cached_property
    def batch_size(self) -> int:
        """Samples per update; the last batch of an epoch may be shorter."""
        if self.rule in ONE_BY_ONE:
            return 1
        return min(self.batch or self.n_train, self.n_train)

    @cached_property
    def updates_per_epoch(self) -> int:
        return -(-self.n_train // self.batch_size)

    @cached_property
    def total(self) -> int:
        """The last step, if nothing stops the run before. One step is one update."""
        return self.epochs * self.updates_per_epoch

    def resolve(self, problems: list["Problem"]) -> Self:
        return _given_weights(_perceptron(self, problems), problems)

    def afford(self, problems: list["Problem"]) -> Self:
        """Fewer points, then fewer epochs, where the run would take too long; a server is shared.

        Every update also measures the loss over all samples, so small batches of many samples cost the most.
        """
        e = self if _most_epochs(self) >= 1 else self.lighten(problems)
        most = _most_epochs(e)
        if e.epochs <= most:
            return e
        problems.append(Problem("too_much", "epochs", str(e.epochs), str(most), str(most)))
        return replace(e, epochs=most)

    def lighten(self, problems: list["Problem"]) -> Self:
        """As many points as a single epoch can afford."""
        most = bisect_left(range(1, self.points), True, key=lambda n: _most_epochs(replace(self, points=n + 1)) < 1) + 1
        problems.append(Problem("too_much", "points", str(self.points), str(most), str(most)))
        return replace(self, points=most)


_GROUPS = ("data", "network", "learning", "start")


@cache
def settings_of(kind: type[Values]) -> dict[str, Setting]:
    """The settings of a task, its data first."""
    table = {f.name: f.metadata["setting"] for f in fields(kind)}
    return dict(sorted(table.items(), key=lambda item: _GROUPS.index(item[1].group)))


@cache
def default_of(kind: type[Values]) -> Values:
    return kind()


def _gate_data(e):
    return e.data in ("corners", "clouds")


def _sampled(e):
    return e.data != "corners"


@dataclass(frozen=True)
class Experiment(Learner):
    """A gate or a cloud of points to classify: two inputs, one decision."""

    task: ClassVar[str] = "gates"
    n_inputs: ClassVar[int] = 2

    data: str = choice("corners", DATA, group="data")
    gate: str = choice("xor", GATES, group="data", used=_gate_data)
    points: int = integer(50, 1, 2500, group="data", used=_sampled)
    spread: float = number(0.15, 0.0, 1.0, group="data", used=lambda e: e.data == "clouds")
    noise: float = number(0.1, 0.0, 0.5, group="data", used=lambda e: e.data in PLAYGROUND)
    test: int = integer(30, 0, 90, group="data", used=_sampled)
    dseed: int = integer(0, 0, LARGEST_SEED, group="data", used=_sampled)

    @property
    def n_samples(self) -> int:
        """Samples in all: four corners, or so many points for each corner or class."""
        return 4 if self.data == "corners" else self.points * (4 if self.data == "clouds" else 2)

    @property
    def n_test(self) -> int:
        """Samples held out for testing."""
        return 0 if self.data == "corners" else min(self.n_samples * self.test // 100, self.n_samples - 1)

    def load(self) -> Dataset:
        """The data: x (n, 2), y (n,) of 0 or 1."""
        return load(
            self.data, gate=self.gate, points=self.points, spread=self.spread, noise=self.noise,
            test_percent=self.test, seed=self.dseed,
        )  # fmt: skip

    def targets(self, y: np.ndarray) -> np.ndarray:
        """y (n,) of 0 or 1 as the network's targets: (n, 1), or one-hot (n, 2) for softmax."""
        return np.column_stack([1.0 - y, y]) if self.network.output == "softmax" else y[:, None]

    @property
    def decides_at(self) -> float:
        """The output from which on a sample counts as class 1. A step gives 0 or 1, wherever its threshold lies.

        Of two softmax outputs it is the second that is held against the threshold. At 0.5 that is their argmax, but
        for a tie: 0.5 and 0.5 count as class 1 here, where argmax takes the first, class 0.
        """
        return 0.5 if self.network.output == "step" else self.threshold

    @property
    def one_line(self) -> bool:
        """A single neuron: its decision is one straight line."""
        return not self.hidden

    @property
    def by_hand(self) -> bool:
        """A single neuron that takes its samples one by one: each update can be worked by hand."""
        plain = self.opt == "gd" and not self.l1 and not self.l2 and LOSSES[self.loss].link is None
        return self.one_line and self.rule in ONE_BY_ONE and plain

    @property
    def by_mean(self) -> bool:
        """A single neuron that learns from the mean over the four corners by the delta rule."""
        alone = self.one_line and self.rule == "delta" and self.data == "corners"
        return alone and self.updates_per_epoch == 1 and self.network.output != "softmax"

    @property
    def not_separable(self) -> bool:
        """One straight line is asked for what no straight line can do."""
        return self.one_line and _gate_data(self) and self.gate in NOT_SEPARABLE


E = TypeVar("E", bound=Values)

SETTINGS = settings_of(Experiment)
DEFAULT = Experiment()


@dataclass(frozen=True)
class Problem:
    """What was wrong with one key: `code` tells how, `used` what stands in its place.

    Codes: unknown (key), value (not allowed), twice, conflict (with the setting named in `other`),
    no_effect (beside `other`), too_much (work), link (the whole text).
    """

    code: str
    key: str
    value: str = ""
    allowed: str = ""
    used: str = ""
    other: str = ""

    @property
    def is_error(self) -> bool:
        return self.code != "no_effect"

    def __str__(self) -> str:
        given = f"{self.key}={_short(self.value)}"
        return {
            "unknown": f"{given}: this key is unknown and ignored; known keys: {self.allowed}",
            "value": f"{given} is not allowed; allowed: {self.allowed}; {self.used} is used",
            "twice": f"{given} is given more than once; {self.used} is used",
            "conflict": f"{given} does not go with {self.other}; {self.used} is used",
            "no_effect": f"{given} has no effect with {self.other}",
            "too_much": f"{given} is too much work with the other settings; at most {self.allowed}, which is used",
            "link": f"the link is too long or broken; at most {self.allowed}; the defaults are used",
        }[self.code]


def _short(text: str) -> str:
    """At most 40 characters, without control characters: messages must stay one line each."""
    clean = "".join(c if c.isprintable() else "?" for c in text[:41])
    return clean if len(clean) <= 40 else clean[:39] + "…"


def from_query(query: str, *, kind: type[E] = Experiment, also: tuple[str, ...] = ()) -> tuple[E, list[Problem]]:
    """The experiment of a link's query string, and what was wrong with it. Never raises.

    Keys named in `also` belong to somebody else (language, step) and are passed over.
    """
    try:
        if len(query) > LONGEST_LINK:
            raise ValueError
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return default_of(kind), [Problem("link", "link", allowed=f"{LONGEST_LINK} characters and 200 keys")]
    return from_pairs([(key, text) for key, text in pairs if key not in also], kind=kind)


def from_pairs(pairs: list[tuple[str, str]], *, kind: type[E] = Experiment) -> tuple[E, list[Problem]]:
    """The experiment of (key, text) pairs; each bad one falls back to its default and is named."""
    values: dict[str, Any] = {}
    problems = []
    table, default = settings_of(kind), default_of(kind)
    for key, text in pairs:
        if key not in table:
            problems.append(Problem("unknown", _short(key), text, ", ".join(table)))
        elif key in values:
            problems.append(Problem("twice", key, text, used=table[key].write(values[key])))
        else:
            values[key], problem = _parse(table[key], key, text, getattr(default, key))
            problems += problem
    experiment, more = settle(replace(default, **values), given=frozenset(values))
    return experiment, problems + more


def _parse(setting, key, text, default):
    try:
        return setting.parse(text), []
    except ValueError as allowed:
        return default, [Problem("value", key, text, str(allowed), setting.write(default))]


def settle(e: E, *, given: frozenset[str] = frozenset()) -> tuple[E, list[Problem]]:
    """The experiment with contradictions resolved and settings without effect put back to their defaults.

    Two experiments that train alike become equal, so that everybody shares one tape. Contradictions are always
    named; a setting without effect only if it is among the `given`.
    """
    problems: list[Problem] = []
    e = e.resolve(problems)
    for key, setting in e.settings.items():
        if getattr(e, key) != e.default(key) and not setting.used(e):
            if key in given:
                problems += _without_effect(e, key)
            e = replace(e, **{key: e.default(key)})
    return e.afford(problems), problems


def _perceptron(e, problems):
    """Rosenblatt's rule trains one step neuron and has no use for logits."""
    if e.rule != "perceptron":
        return e
    if e.hidden:
        hidden = e.settings["hidden"].write(e.hidden)
        problems.append(Problem("conflict", "hidden", hidden, used="0", other="rule=perceptron"))
    if LOSSES[e.loss].link:
        problems.append(Problem("conflict", "loss", e.loss, used="mse", other="rule=perceptron"))
        e = replace(e, loss="mse")
    return replace(e, hidden=())


def _given_weights(e, problems):
    if e.init != "given" or len(e.w) == e.network.n_params:
        return e
    allowed = f"{e.network.n_params} numbers joined by commas, in the order W₁ b₁ W₂ b₂ …"
    problems.append(Problem("value", "w", f"{len(e.w)} numbers", allowed, f"init={e.default('init')}"))
    return replace(e, init=e.default("init"), w=())


def _without_effect(e, key):
    text = e.settings[key].write(getattr(e, key))
    if key == "out":
        other = "rule" if e.rule == "perceptron" else "loss"
        used = e.network.output
        return [Problem("conflict", key, text, used=used, other=f"{other}={getattr(e, other)}")] if used != text else []
    other = e.because.get(key) or next(iter(e.settings))
    return [Problem("no_effect", key, text, other=f"{other}={e.settings[other].write(getattr(e, other))}")]


def _most_epochs(e):
    work_per_epoch = e.updates_per_epoch * e.n_train * e.network.n_params
    return min(MOST_UPDATES // e.updates_per_epoch, MOST_WORK // work_per_epoch)


def to_query(e: Values) -> str:
    """The link's query string: only what differs from the defaults, in the table's order."""
    return urlencode(to_pairs(e), safe=",-:;@")


def to_pairs(e: Values) -> list[tuple[str, str]]:
    return [(k, s.write(getattr(e, k))) for k, s in e.settings.items() if getattr(e, k) != e.default(k)]


def to_dict(e: Values) -> dict[str, Any]:
    """Every setting with its value, as plain JSON types; what JSON has no type for as a link writes it."""
    return {key: _plain(setting, getattr(e, key)) for key, setting in e.settings.items()}


def _plain(setting, value):
    if not isinstance(value, tuple):
        return value
    return list(value) if all(isinstance(item, int | float) for item in value) else setting.write(value)


if __name__ == "__main__":
    from core.command import main
    from core.terminal import run

    run(main)
