"""What a handout of an experiment has to print, from the app's own record of the run."""

import re

import numpy as np

from core.data.gates import CORNERS, GATES
from core.learning.training import Trainer
from core.record.link import START
from core.record.timeline import Timeline
from core.tape.tape import record
from core.tasks.digits.experiment import DigitExperiment
from core.tasks.gates.experiment import GateExperiment
from core.tasks.gradient.differences import SIZES
from core.tasks.gradient.network_check import network_check
from core.tasks.linear.model import run as linear_run
from core.tasks.registry import TASKS
from core.tasks.sine.experiment import SineExperiment

NUMBER = re.compile(r"-?\b\d+(?:\.\d*)?(?:e[+-]\d+)?|nan|inf")


def assert_alike(printed, wanted):
    """The same words, and the same numbers but for rounding: products of larger matrices add up in an order that
    depends on where in memory they lie, and what should be 0 is then some 1e-21."""
    assert NUMBER.sub("#", printed).split() == NUMBER.sub("#", wanted).split()
    numbers = ([float(text) for text in NUMBER.findall(lines)] for lines in (printed, wanted))
    np.testing.assert_allclose(*numbers, rtol=1e-6, atol=1e-12)


def worth_printing(step):
    return step == 0 or (str(step)[0] in "125" and set(str(step)[1:]) <= {"0"})


def recorded(e):
    """(columns of every step, stop, the last step's trainer) as the app trains, chunk by chunk."""
    handed, chunks = START, []
    for number in range(Timeline(e.total).n_chunks):
        chunk, handed = record(e, handed, number)
        chunks.append(chunk)
        if chunk.stop:
            break
    trainer = Trainer(e, handed.snapshot)
    trainer.measure()
    return np.concatenate([chunk.steps["loss"] for chunk in chunks]), chunks[-1].stop, trainer


def loss_lines(e, losses, stop):
    """The table of losses: the printed steps and the last; or the sentence about the last finite one."""
    rows = [(step, f"{step:6d}  {losses[step]:.8g}") for step in range(len(losses))]
    if stop.reason == "diverged":
        rows = [row for row in rows if np.isfinite(losses[row[0]])]
        lines = [line for step, line in rows if worth_printing(step)]
        return [*lines, f"Diverged: the last finite step is {stop.step}, its loss {losses[stop.step]:.8g}."]
    return [line for step, line in rows if worth_printing(step) or step == stop.step]


def parameters_text(e, trainer):
    layers = enumerate(e.network.layers(trainer.theta), 1)
    return "\n".join(f"W{k} =\n{W}\nb{k} =\n{b}" for k, (W, b) in layers)


def learner_lines(e):
    losses, stop, trainer = recorded(e)
    text = ["  step  loss", *loss_lines(e, losses, stop), parameters_text(e, trainer)]
    return "\n".join(text + _RESULTS[type(e)](e, trainer)) + "\n"


def _probe(trainer, *names):
    run = TASKS[trainer.experiment.task].run
    probes = run.each_step(trainer.experiment) | run.each_keyframe(trainer.experiment)
    return [probes[name](trainer) for name in names]


def _gates(e, trainer):
    lines = []
    if e.data in ("corners", "clouds"):
        lines.append("x0 x1  target  decision  output")
        for (x0, x1), target, output in zip(CORNERS, GATES[e.gate], *_probe(trainer, "outputs"), strict=True):
            lines.append(f"{x0:2.0f} {x1:2.0f}  {target:6d}  {int(output >= e.decides_at):8d}  {output:.8g}")
    if e.data != "corners":
        lines.append(f"{_probe(trainer, 'right')[0]} of {e.n_train} training points are right.")
    if e.n_test:
        right, loss = _probe(trainer, "test_right", "test_loss")
        lines += [f"{right} of {e.n_test} points held out are right.", f"loss on the points held out: {loss:.8g}"]
    return lines


def _sine(e, trainer):
    lines = [f"{'x':>14}  {'y':>14}  {'network':>14}"]
    x, y = (column[e._split(e.n_samples)[0]] for column in e.raw_points())
    fit = trainer.data.y_scale.back(trainer.full.outputs()[:, 0])
    for k in np.linspace(0, e.n_train - 1, min(e.n_train, 9)).round().astype(int):
        lines.append(f"{x[k]:14.8g}  {y[k]:14.8g}  {fit[k]:14.8g}")
    return lines + ([f"loss on the points held out: {_probe(trainer, 'test_loss')[0]:.8g}"] if e.n_test else [])


def _digits(e, trainer):
    with np.errstate(over="ignore", invalid="ignore"):
        right, loss = _probe(trainer, "test_right", "test_loss")
    share = f"{right} of {e.n_test} test images are read correctly: {right / e.n_test:.1%}."
    return [share, f"loss on the test images: {loss:.8g}"]


_RESULTS = {GateExperiment: _gates, SineExperiment: _sine, DigitExperiment: _digits}


def descent_rows(e):
    """Every walker's table: the printed steps, the last finite one, and whether the walk ended before its time."""
    steps = record(e, START, 0)[0].steps if e.steps < 20 else TASKS["descent"].run.record(e).steps
    for k in range(len(e.walkers)):
        n = int(np.isfinite(steps["value"][:, k]).sum())
        rows = [
            f"{step:6d} " + " ".join(f"{number:15.8g}" for number in
                                     [steps["value"][step, k], *steps["path"][step, k], *steps["gradient"][step, k]])
            for step in range(n) if worth_printing(step) or step == n - 1
        ]  # fmt: skip
        yield rows if n == e.steps + 1 else [*rows, f"At step {n}, a number is no longer finite: the walk ends."]


def linear_stages(e):
    """What the updates that are shown stage by stage print."""
    run = linear_run(e)
    for k in range(e.staged):
        yield f"u = {run.u[k]}", f"L = {run.loss[k]:.8g}", f"G =\n{run.G[k]}", f"W =\n{run.W[k + 1]}"


def linear_losses(e):
    run = linear_run(e)
    n = min(len(run.loss), e.steps + 1)
    return [f"{step:6d}  {run.loss[step]:.8g}" for step in range(e.staged, n)]


def gradient_tables(e):
    """(differences, partial derivatives, relative errors), each one line for every h."""
    steps = TASKS["gradient"].run.record(e).steps
    pairs = np.stack([steps["value"], steps["error"]], axis=2).reshape(len(SIZES), 6)
    checks = network_check(e.act, e.seed, e.broken).checks
    return (
        [" ".join(f"{number:14.8g}" for number in [h, *row]) for h, row in zip(SIZES, pairs, strict=True)],
        [" ".join(f"{number:14.8g}" for number in [h, *row]) for h, row in zip(SIZES, steps["partial"], strict=True)],
        [f"{h:14.8g} {check.relative_error:.8g}" for h, check in zip(SIZES, checks, strict=True)],
    )
