"""The command line: a sweep over a link's experiment, as a table for people, or as JSON or CSV for programs."""

import sys
from collections.abc import Sequence
from urllib.parse import urlencode

from core.experiment.link import ADDRESS_KEYS
from core.sweep.outcome import Outcome
from core.sweep.reading import KEYS, OVER, SEEDS, read_sweep
from core.sweep.report import as_csv, as_json, cells
from core.sweep.sweep import Sweep
from core.sweep.table import as_table
from core.sweep.training import train

USAGE = (
    "usage: python -m core.sweep 'gate=xor&hidden=4' --over lr=0.001..1:10 [--over opt=gd,adam] [--seeds 10] "
    "[--json | --csv]"
)
INTERRUPTED = 130  # what a shell reports of a command that Ctrl-C has ended: 128 + SIGINT
_FORMATS = ("--json", "--csv")


def main(arguments: list[str]) -> int:
    """0 and the sweep on standard output; 2 and one line for each thing that is wrong on standard error, nothing
    trained; 130 if it was interrupted."""
    try:
        query, form = _query(arguments)
    except ValueError as error:
        print(f"{error}\n{USAGE}".strip(), file=sys.stderr)
        return 2
    sweep, problems = read_sweep(query, also=ADDRESS_KEYS)
    for problem in problems:
        print(problem, file=sys.stderr)
    if sweep is None:
        return 2
    seen = sys.stderr.isatty()
    try:
        outcomes = train(sweep.runs(0, sweep.n_runs), heard=_progress if seen else None)
    except KeyboardInterrupt:
        print("\n" * seen + "interrupted: nothing is printed of a sweep that is not whole", file=sys.stderr)
        return INTERRUPTED
    sys.stdout.write(_written(sweep, outcomes, form))
    return 0


def _query(arguments: list[str]) -> tuple[str, str]:
    """(the link's query, with what the options add to it, --json, --csv or nothing). Raises ValueError."""
    links, more, form, rest = [], [], "", iter(arguments)
    for argument in rest:
        if argument in (f"--{key}" for key in KEYS):
            value = next(rest, None)
            if value is None:
                raise ValueError(f"{argument} wants a value")
            more.append((argument.removeprefix("--"), value))
        elif argument in _FORMATS:
            if form:
                raise ValueError(f"{argument} does not go with {form}")
            form = argument
        elif argument.startswith("--"):
            raise ValueError(f"{argument} is unknown; options: --{OVER}, --{SEEDS}, {', '.join(_FORMATS)}")
        else:
            links.append(argument)
    if len(links) != 1:
        raise ValueError(f"{len(links)} links given; one is wanted")
    return "&".join(filter(None, (links[0].removeprefix("?"), urlencode(more)))), form


def _progress(done: int, total: int) -> None:
    """One line that is written over, for a terminal."""
    end = "\n" if done == total else ""
    print(f"\r{done / total:4.0%} of {total:,} updates", end=end, file=sys.stderr, flush=True)


def _written(sweep: Sweep, outcomes: Sequence[Outcome], form: str) -> str:
    if form == "--csv":
        return as_csv(sweep, outcomes)
    if form == "--json":
        return as_json(sweep, outcomes)
    return as_table(sweep, cells(sweep, outcomes)) + "\n"
