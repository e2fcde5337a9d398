"""Where a config can be seen alive: a page, its settings, and the step at which to open it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from core.experiment.link import from_pairs, to_query
from core.replay import batch, online, sine
from core.replay.gates import frozen, task_of
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.digits.experiment import DigitExperiment
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.experiment import GradientExperiment
from core.tasks.linear.experiment import LinearExperiment
from core.tasks.sine.experiment import SineExperiment

Pairs = list[tuple[str, str]]

PAGES = {
    "reconstruct": "logic_gates",
    "online": "logic_gates",
    "online_map": "logic_gates",
    "batch": "logic_gates",
    "lsq": "logic_gates",
    "numpy_ops": "building_blocks",
    "minibatch": "digits",
    "ce": "building_blocks",
    "numdiff": "numerical_gradient",
    "numgrad": "numerical_gradient",
    "gd2": "descent",
    "simplenet": "building_blocks",
    "mlp": "sine_regression",
    "act_facts": "building_blocks",
    "lin32": "linear_model",
}
NOTEBOOK_H = 1e-4
BOWL_NAMES = {"x0^2+16": 0, "9+x1^2": 1}  # x0² + x1² with one of them held at (3, 4), as the notebook writes it
FORWARD = 2  # the stage of the linear page that shows the loss of the start
SAMPLES = 4  # one step of the rules that take one sample at a time is one sample


@dataclass(frozen=True)
class Link:
    """`page` is None where no page can show the config; `query` holds the page's settings and `at`, the step."""

    page: str | None = None
    query: str = ""


def link_of(config: dict[str, Any], *, trace: bool = False) -> Link:
    """The page that shows this config, at the end of its run, or for a `trace` where its window starts.

    Settings that the page does not allow leave the link without a page.
    """
    page = PAGES[config["op"]]
    if not trace:
        config = {key: value for key, value in config.items() if key != "loss_from"}
    if page == "logic_gates":
        pairs, at = _GATES[config["op"]](config)
        return _gates_link(pairs, at)
    if page == "sine_regression":
        pairs = _sine(config)
        _, problems = from_pairs(pairs[:-1], kind=SineExperiment)
        return Link() if any(problem.is_error for problem in problems) else Link(page, urlencode(pairs, safe=",-"))
    if page == "linear_model":
        return _linear_link(config)
    if page == "numerical_gradient":
        return _gradient_link(config)
    if page == "descent":
        return _descent_link(config)
    if page == "digits":
        return _digits_link(config)
    return Link(page, _SECTIONS.get(config["op"], ""))


def _descent_link(config):
    """One walker of gradient descent down x0² + x1²; the page opens at the last step that the config reports."""
    x0, x1 = config["x"]
    steps = config["steps"]
    numeric = config.get("gradient") != "exact"
    pairs = [
        ("x0", repr(float(x0))),
        ("x1", repr(float(x1))),
        ("walkers", f"gd:{config['lr']!r}"),
        ("grad", "numeric" if numeric else "exact"),
        ("steps", str(steps)),
    ]
    e, problems = from_pairs(pairs, kind=DescentExperiment)
    if any(problem.is_error for problem in problems):
        return Link()
    at = max(config.get("report", [steps]))
    return Link("descent", f"{to_query(e)}&at={at}".removeprefix("&"))


def _digits_link(config):
    """The page's batches are those of the config where it draws from as many images."""
    pairs = [("draw", "replacement"), ("batch", str(config["size"])), ("seed", str(config["seed"]))]
    e, problems = from_pairs(pairs, kind=DigitExperiment)
    fits = e.n_train == config["n"] and not any(problem.is_error for problem in problems)
    return Link("digits", to_query(e)) if fits else Link()


def _gradient_link(config):
    """The page at the step of this h; one of the functions of two variables, one held, or the whole gradient."""
    h = config.get("h", NOTEBOOK_H)
    if h not in SIZES:
        return Link("numerical_gradient")
    if config["op"] == "numgrad":
        pairs = [(key, repr(float(value))) for key, value in zip(("x0", "x1"), config["x"], strict=True)]
    else:
        along = BOWL_NAMES.get(config["f"])
        if along is None:
            return Link("numerical_gradient")
        pairs = [("f", f"bowl{along}"), (f"x{along}", repr(float(config["x"]))), ("scheme", config["scheme"])]
    e, problems = from_pairs(pairs, kind=GradientExperiment)
    if any(problem.is_error for problem in problems):
        return Link()
    return Link("numerical_gradient", f"{to_query(e)}&at={SIZES.index(h)}".removeprefix("&"))


# Where on the building blocks page an operation is shown.
_SECTIONS = {
    "numpy_ops": "section=arrays",
    "ce": "section=losses",
    "simplenet": "section=softmax",
    "act_facts": "section=activations&z=-10,0,0.5,1,10",
}


def _linear_link(config):
    """The page's first updates take six steps each, one for every stage; it opens after the config's last update."""
    steps = config.get("steps", 0)
    pairs = [
        ("lr", repr(config.get("lr", 0.0001))),
        ("steps", str(steps)),
        ("bias", str(int(config.get("train_bias", False)))),
    ]
    e, problems = from_pairs(pairs if steps else [], kind=LinearExperiment)
    if any(problem.is_error for problem in problems):
        return Link()
    at = e.total if steps else FORWARD
    return Link("linear_model", f"{to_query(e)}&at={at}".removeprefix("&"))


def _gates_link(pairs: Pairs, at: int) -> Link:
    experiment, problems = from_pairs([("hidden", "0"), ("opt", "gd"), *pairs], kind=GateExperiment)
    if any(problem.is_error for problem in problems):
        return Link()
    return Link("logic_gates", f"{to_query(experiment)}&at={at}")


def _last_run(stages, defaults):
    """How many stages come before the last unbroken run of alike ones, and how many epochs before its last stage.

    Stages that differ in nothing but their number of epochs are one run of the page.
    """
    rows = frozen(stages, defaults)
    place = list(defaults).index("epochs")

    def kind(row):
        return (*row[:place], *row[place + 1 :])

    first = len(rows) - 1
    while first > 0 and kind(rows[first - 1]) == kind(rows[-1]):
        first -= 1
    return first, sum(row[place] for row in rows[first:-1])


def _epochs_shown(config, epochs):
    """After how many epochs of the last stage the page opens: where a window starts, else at the end."""
    return config.get("loss_from", epochs)


def _online(config):
    stages = config.get("stages", [])
    if not stages:
        gate = ("gate", task_of(config).lower())
        return [*_given(config["init"]), gate, *_rule("linear"), ("lr", "0.01"), ("epochs", "1000")], 0
    last = {**online.STAGE, **stages[-1]}
    first, before = _last_run(stages, online.STAGE)
    state = online.run(tuple(config["init"]), frozen(stages[:first], online.STAGE)).state
    # A window's first loss is measured inside its first epoch, so the page opens where that epoch ends.
    epoch = before + min(_epochs_shown(config, last["epochs"] - 1) + 1, last["epochs"])
    pairs = [
        *_given(state),
        ("gate", last["task"].lower()),
        *_rule(last["activation"]),
        ("lr", repr(last["lr"])),
        ("epochs", str(before + last["epochs"])),
    ]
    return pairs, SAMPLES * epoch


def _rule(activation):
    return [("rule", "perceptron")] if activation == "step" else [("rule", "online"), ("out", activation)]


def _given(state):
    return [("init", "given"), ("w", ",".join(repr(float(value)) for value in state))]


def _online_map(config):
    last = {"task": config.get("task", online.DEFAULT_TASK), "lr": config["lr"], "epochs": 100}
    return _online({"init": [0.0, 0.0, 0.0], "stages": [last]})


def _reconstruct(config):
    return _online({"init": online.reconstruct(config)["state"]})


_DRAWN = [("init", "uniform"), ("scale", "5")]


def _batch(config):
    stages = config.get("stages", [])
    seed = ("seed", str(config["seed"]))
    if not stages:
        gate = ("gate", task_of(config).lower())
        return [*_DRAWN, seed, gate, ("rule", "delta"), ("out", "linear"), ("lr", "0.01"), ("epochs", "3000")], 0
    last = {**batch.STAGE, **stages[-1]}
    first, before = _last_run(stages, batch.STAGE)
    start = batch.run(config["seed"], frozen(stages[:first], batch.STAGE)).state
    loss, delta_rule, factor = batch.GRADIENTS[last["gradient"]]
    pairs = [
        *([*_DRAWN, seed] if first == 0 else _given(start)),
        ("gate", last["task"].lower()),
        ("rule", "delta" if delta_rule else "exact"),
        ("loss", loss),
        ("out", last["activation"]),
        ("lr", repr(last["lr"] * factor)),
        ("epochs", str(before + last["epochs"])),
    ]
    return pairs, before + _epochs_shown(config, last["epochs"])


def _lsq(config):
    stage = {"task": config.get("task", batch.DEFAULT_TASK), "epochs": 3000, "gradient": "x2"}
    return _batch({"seed": 12345, "stages": [stage]})


_GATES = {
    "reconstruct": _reconstruct,
    "online": _online,
    "online_map": _online_map,
    "batch": _batch,
    "lsq": _lsq,
}


def _sine(config) -> Pairs:
    """Every setting is named, even where it is the page's default; `at` comes last."""
    s = sine.settings(config)
    activation = s["activation"].removesuffix("_stable")
    pairs = [
        ("points", "40"), ("noise", "0.05"), ("dseed", "1234"), ("hidden", "8"), ("act", activation),
        *_sine_start(s["init"]),
        ("loss", "sse"), ("opt", sine.OPTIMIZER_NAMES[s["optimizer"]]), ("lr", repr(s["eta"])),
    ]  # fmt: skip
    if s["optimizer"] == "Adam":
        pairs.append(("eps", repr(s["eps"])))
    at = config["loss_from"] + 1 if "loss_from" in config else s["epochs"]
    return [*pairs, ("epochs", str(s["epochs"] or 2000)), ("at", str(at))]


def _sine_start(init):
    if init == "V0":
        return _given(sine.start(init))
    return [("init", "he" if init == "He" else "normal"), ("order", "weights"), ("seed", "1234")]
