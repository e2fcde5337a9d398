"""How every `python -m core.…` command meets its terminal or pipe."""

import os
import sys
from collections.abc import Callable
from io import TextIOWrapper

from core.experiment.experiment import Experiment
from core.pair.pair import Pair
from core.tasks.together import read_runs

READER_GONE = 141  # what a shell reports of a tool that writing into a closed pipe has ended: 128 + SIGPIPE


def run(main: Callable[[list[str]], int]) -> None:
    """Exits with what `main` returns for the command's arguments; prints UTF-8 whatever the locale.

    A reader that has had enough, like `head`, ends the command without a word.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        code = main(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is still in the buffer
        code = READER_GONE
    sys.exit(code)


def pasted(link: str) -> Experiment | Pair | None:
    """The run of a page's link, pasted whole, or the pair where the link keeps runs beside it; what is wrong with it
    goes to standard error, one line each.

    None if something is so wrong that nothing should be trained.
    """
    runs, problems = read_runs(link)
    for problem in problems:
        print(problem, file=sys.stderr)
    return None if any(problem.is_error for problem in problems) else runs


def each_run(runs: Experiment | Pair) -> list[tuple[str, Experiment]]:
    """Every run with what it is called, in the order in which they are read; one run alone is called nothing."""
    if isinstance(runs, Pair):
        return [(runs.letter(number), runs.runs[number]) for number in runs.order]
    return [("", runs)]
