"""What every experiment that trains has: a network, how it learns, where it starts and when it stops."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Self, TypeVar

import numpy as np

from core.engine.activations import ACTIVATIONS
from core.engine.initializers import INITIALIZERS, ORDERS, SCALED
from core.engine.losses import LOSSES
from core.engine.network import Network
from core.engine.optimizers import OPTIMIZERS
from core.experiment.experiment import Experiment
from core.experiment.setting import choice, integer, layers, number, numbers
from core.experiment.values import LARGEST_SEED, Problem
from core.learning.course import Course, course_of, settled
from core.learning.edits import Edit, edits

Array = np.ndarray

RULES = ("exact", "delta", "online", "perceptron")
ONE_BY_ONE = ("online", "perceptron")  # rules that take the samples one at a time, in order
MOST_UPDATES = 100_000
MOST_WORK = 10_000_000_000  # updates × samples × parameters: some ten seconds of one core


def _reads(hyper):
    return lambda e: hyper in OPTIMIZERS[e.opt].hyper


def _batched(e):
    return e.rule not in ONE_BY_ONE


def _own_output(e):
    return LOSSES[e.loss].link is None and e.rule != "perceptron"


@dataclass(frozen=True)
class Learner(Experiment):
    """What every experiment that trains has: a network, how it learns, where it starts and when it stops.

    Field names are the link's keys. A task adds its data (`n_inputs`, `n_samples`, `n_test`, `targets`, and
    `load`: x (n, inputs) and y (n,), x_test and y_test likewise),
    what makes them fewer (`lighten`) if they can be too many, and may give fields other defaults.
    """

    n_classes: ClassVar[int] = 2  # outputs of softmax
    most_work: ClassVar[int] = MOST_WORK
    takes_samples: ClassVar[bool] = False  # a hand may add to the data on the way
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
    edits: tuple[Edit, ...] = edits(group="start")

    @property
    def n_inputs(self) -> int:
        """Numbers of one input."""
        raise NotImplementedError

    @property
    def n_samples(self) -> int:
        """Samples in all."""
        raise NotImplementedError

    @property
    def n_test(self) -> int:
        """How many of them are held out."""
        return 0

    def targets(self, y: Array) -> Array:
        """The data's y (n,) as what the network shall give, (n, outputs)."""
        raise NotImplementedError

    def count_right(self, outputs: Array, targets: Array) -> Array | None:
        """How many samples are answered rightly, (…): outputs and targets (…, n, k); None where nothing is counted."""
        return None

    @cached_property
    def network(self) -> Network:
        """The task's inputs, the hidden layers, and the outputs that the loss wants."""
        link = LOSSES[self.loss].link
        output = "step" if self.rule == "perceptron" else link or self.out
        outputs = self.n_classes if link == "softmax" else 1
        return Network((self.n_inputs, *self.hidden, outputs), self.act, output, self.threshold)

    def watched(self, data: Any) -> slice | Array:
        """Which of the training samples the loss at a step is measured on: all of them."""
        return slice(None)

    @property
    def n_watched(self) -> int:
        """How many they are."""
        return self.n_train

    @property
    def samples_per_update(self) -> int:
        """How many an update and the measuring of the loss take together, for the bound of work."""
        return self.n_train

    @property
    def replacement(self) -> bool:
        """Whether batches are drawn with replacement, in place of a shuffled epoch."""
        return False

    def sample_of(self, text: str) -> tuple[Array, Any]:
        """x (inputs,) and y of a sample that a hand adds. Raises ValueError, saying what is allowed, for another."""
        raise NotImplementedError

    def with_added(self, x: Array, targets: Array) -> tuple[Array, Array]:
        """Inputs (n, inputs) and targets (n, outputs), and behind them the samples that the hand adds on the way."""
        added = [self.sample_of(edit.value) for edit in self.course.added]
        if not added:
            return x, targets
        more, labels = zip(*added, strict=True)
        return np.vstack([x, *more]), np.vstack([targets, self.targets(np.array(labels))])

    def samples_told(self, data: Any, rows: Array, targets: Array) -> list[tuple[str, dict[str, Any]]]:
        """The key of the words for each of these training samples, and their facts; none where their numbers tell
        them apart. rows (n,), of the data or behind them, where the hand's stand; targets (n, outputs)."""
        return []

    def input_told(self, i: int) -> tuple[str, dict[str, Any]] | None:
        """The same of an input, where there is more to say than its number."""
        return None

    def learned(self, loss: Array, right: Array | None) -> Array:
        """At which steps the task counts as learned, as bools of the shape of `loss`. right: how many of the watched
        samples are right there, where they are counted."""
        raise NotImplementedError

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

    @cached_property
    def course(self) -> Course:
        """What the edits by hand make of the run."""
        return course_of(self)

    def at(self, step: int) -> Self:
        """The settings that count at a step; without edits."""
        return self.course.at(step).now if self.edits else self

    def until(self, step: int) -> Self:
        """The run with the edits up to this step and without the later ones: the same up to there, bit for bit."""
        early = tuple(edit for edit in self.edits if edit.step <= step)
        return self if early == self.edits else replace(self, edits=early)

    def column_names(self, array: str) -> list[str] | None:
        """Parameters are W1_0_0 (from node 0 to node 0 of the next layer) … b1_0 …."""
        return self.network.parameter_names() if array == "params" else None

    @property
    def scales(self) -> dict[str, Any]:
        """How inputs and outputs are standardised, for whoever uses the parameters; nothing if they are not."""
        return {}

    def resolve(self, problems: list[Problem]) -> Self:
        return _given_weights(_perceptron(self, problems), problems)

    def without_effect(self, key: str) -> list[Problem]:
        """An output activation that the loss or the rule brings along contradicts another one."""
        if key != "out":
            return super().without_effect(key)
        other, used = "rule" if self.rule == "perceptron" else "loss", self.network.output
        against = f"{other}={getattr(self, other)}"
        return [Problem("conflict", key, self.out, used=used, other=against)] if used != self.out else []

    def afford(self, problems: list[Problem]) -> Self:
        """Fewer points, then fewer epochs, where the run would take too long; a server is shared.

        Every update also measures the loss over all samples, so small batches of many samples cost the most.
        """
        e = self if _most_epochs(self) >= 1 else self.lighten(problems)
        most = _most_epochs(e)
        if e.epochs > most:
            problems.append(Problem("too_much", "epochs", str(e.epochs), str(most), str(most)))
            e = replace(e, epochs=most)
        return settled(e, problems)  # last: which edits can be made depends on the network and the number of updates

    def lighten(self, problems: list[Problem]) -> Self:
        """Less work in an epoch, where not even one can be afforded."""
        raise NotImplementedError


L = TypeVar("L", bound=Learner)


def fewer_points(e: L, points: int, problems: list[Problem]) -> L:
    """Of an experiment with so many `points`: as many as a single epoch can afford."""
    most = bisect_left(range(1, points), True, key=lambda n: _most_epochs(replace(e, points=n + 1)) < 1) + 1
    problems.append(Problem("too_much", "points", str(points), str(most), str(most)))
    return replace(e, points=most)


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


def _most_epochs(e):
    work_per_epoch = e.updates_per_epoch * e.samples_per_update * e.network.n_params
    return min(MOST_UPDATES // e.updates_per_epoch, e.most_work // work_per_epoch)
