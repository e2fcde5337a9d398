"""The command line of core.experiment: train a link's experiment, or all that it keeps, and print all of it as JSON."""

import json
import sys
from typing import Any

from core.experiment.experiment import Experiment
from core.experiment.values import default_of, settings_of
from core.pair.pair import Pair
from core.tasks.registry import TASKS, write_link
from core.tasks.together import write_pair
from core.terminal import each_run, pasted

USAGE = "usage: python -m core.experiment 'gate=xor&hidden=4&lr=0.05', or --settings for the table of keys"


def main(arguments: list[str]) -> int:
    """Exit code 0 and JSON on standard output, or 2 and one line per bad value on standard error."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    if arguments == ["--settings"]:
        print(settings_table())
        return 0
    runs = pasted(arguments[0])
    if runs is None:
        return 2
    json.dump(report_together(runs) if isinstance(runs, Pair) else report(runs), sys.stdout, allow_nan=False)
    print()
    return 0


def report(e: Experiment) -> dict[str, Any]:
    """The whole run of any task, as JSON has it."""
    return TASKS[e.task].run.report(e, write_link(e))


def report_together(pair: Pair) -> dict[str, Any]:
    """The same of several runs, each under its letter, and the link of all."""
    runs = [{"run": letter} | report(e) for letter, e in each_run(pair)]
    return {"task": pair.runs[0].task, "link": write_pair(pair), "clock": pair.clock, "runs": runs}


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
