"""Links of runs that are kept beside one another (`vs`, `clock`), whatever their task."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from core.experiment.experiment import Experiment
from core.experiment.link import ADDRESS_KEYS, LONGEST_LINK, PAIR_KEYS
from core.experiment.values import Problem
from core.learning.learner import Learner
from core.pair.pair import Pair, pair_of
from core.tasks.registry import GATES, TASKS, read_link


def keeps(kind: type[Experiment]) -> bool:
    """Whether runs of this task may stand beside one another."""
    return TASKS[kind.task].own is not None


def refused(kind: type[Experiment], asked: Mapping[str, str]) -> list[Problem]:
    """What is wrong with a link of another task that keeps runs."""
    names = [name for name, task in TASKS.items() if task.own]
    allowed = f"runs of {', '.join(names)}, not of {kind.task}"
    return [Problem("kept", key, text, allowed, other=" ".join(names)) for key, text in asked.items()]


def read_runs(query: str) -> tuple[Experiment | Pair, list[Problem]]:
    """The run of a page's link, or the pair where it keeps others beside it; and what was wrong with it."""
    e, problems = read_link(query, also=ADDRESS_KEYS)
    runs, more = with_kept(e, query)
    return runs, problems + more


def with_kept(e: Experiment, query: str) -> tuple[Experiment | Pair, list[Problem]]:
    """The run of a link's settings, or the pair that it makes with the runs which the same link keeps, and what was
    wrong with these."""
    asked = _asked(query)
    if not asked:
        return e, []
    if not isinstance(e, Learner):
        return e, refused(type(e), asked)
    pair, problems = pair_of(e, asked)
    return pair if pair.several else e, problems


def _asked(query):
    """What the link says of other runs; of a link that is too long for its settings, nothing."""
    if len(query) > LONGEST_LINK:
        return {}
    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    return {key: text for key, text in pairs if key in PAIR_KEYS}


def write_pair(pair: Pair) -> str:
    """The link's query string, with the task named unless it is the gates."""
    task = pair.runs[0].task
    return pair.query if task == GATES else "&".join(filter(None, (f"task={task}", pair.query)))
