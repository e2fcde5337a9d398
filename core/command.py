"""The command line of core.experiment: train one link's experiment and print everything as JSON."""

import json
import sys

import numpy as np

from core.experiment import Learner, Values, default_of, settings_of, to_dict
from core.exports import finite
from core.tasks import TASKS, Sweep, write_link
from core.terminal import pasted
from core.training import Stop, Trainer

USAGE = "usage: python -m core.experiment 'gate=xor&hidden=4&lr=0.05', or --settings for the table of keys"


def main(arguments: list[str]) -> int:
    """Exit code 0 and JSON on standard output, or 2 and one line per bad value on standard error."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    if arguments == ["--settings"]:
        print(settings_table())
        return 0
    experiment = pasted(arguments[0])
    if experiment is None:
        return 2
    sweep = isinstance(TASKS[experiment.task], Sweep)
    json.dump((recorded if sweep else train)(experiment), sys.stdout, allow_nan=False)
    print()
    return 0


def settings_table() -> str:
    """Every key of a link with its default and what is allowed, task by task, as Markdown."""
    return "\n\n".join(_table(name, task.kind) for name, task in TASKS.items())


def _table(name, kind):
    rows = [
        f"| `{key}` | {setting.group} | `{setting.write(getattr(default_of(kind), key))}` | {setting.allowed} |"
        for key, setting in settings_of(kind).items()
    ]
    lines = [f"Task `{name}`:", "", "| key | about | default | allowed |", "|---|---|---|---|", *rows]
    return "\n".join(lines).replace("`` |", "(none) |")


def recorded(e: Values) -> dict:
    """The whole of a sweep: settings, and every array with a row for each step; None for what JSON cannot say."""
    chunk = TASKS[e.task].record(e)
    arrays = {name: finite(values) for name, values in chunk.steps.items()}
    return {"task": e.task, "experiment": to_dict(e), "link": write_link(e), "steps": chunk.last, "arrays": arrays}


def train(e: Learner) -> dict:
    """The whole run: settings, loss at each step, last finite parameters and their outputs, stop reason."""
    trainer = Trainer(e)
    losses: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):
        stop, theta = _run(trainer, losses)
        outputs = e.network.forward(theta, trainer.x)
    return {
        "task": e.task,
        "experiment": to_dict(e),
        "link": write_link(e),
        "steps": stop.step,
        "updates_per_epoch": e.updates_per_epoch,
        "loss": losses,
        "parameters": finite(theta),
        "layers": [{"W": finite(W), "b": finite(b)} for W, b in e.network.layers(theta)],
        "outputs": finite(outputs[:, -1]),
        "targets": trainer.data.y.tolist(),
        "stop": {"reason": stop.reason, "step": stop.step, **stop.facts},
    }


def _run(trainer: Trainer, losses: list[float]) -> tuple[Stop, np.ndarray]:
    before = trainer.theta.copy()
    while True:
        loss = trainer.measure()
        stop = trainer.judge(loss)
        if stop and stop.reason == "diverged":
            return stop, before
        losses.append(loss)
        if stop:
            return stop, trainer.theta.copy()
        np.copyto(before, trainer.theta)
        trainer.update()
