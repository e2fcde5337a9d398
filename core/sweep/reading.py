"""A sweep read from and written to a link: the settings of a task, `over` once or twice, and `seeds`."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from core.experiment.link import LONGEST_LINK, to_pairs, unsettled
from core.experiment.values import Problem, short
from core.learning.learner import Learner
from core.sweep.axes import Axis, read_axis, write_axis
from core.sweep.sweep import Sweep
from core.sweep.wrong import Refused, Wrong
from core.tasks.registry import GATES, TASKS

OVER, SEEDS = "over", "seeds"
KEYS = (OVER, SEEDS)
DEFAULT_SEEDS = 10
_WHOLE = re.compile(r"0*[1-9][0-9]{0,17}", re.ASCII)


def read_sweep(query: str, *, also: tuple[str, ...] = ()) -> tuple[Sweep | None, list[Problem | Wrong]]:
    """The sweep of a link that may name its `task` (gates if it does not), and what was wrong with it. Never raises.

    None if anything is so wrong that nothing should be trained. Keys named in `also` are somebody else's.
    """
    try:
        if len(query) > LONGEST_LINK:
            raise ValueError
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return None, [Problem("link", "link", allowed=f"{LONGEST_LINK} characters and 200 keys")]
    return sweep_from([(key, text) for key, text in pairs if key not in also])


def sweep_from(pairs: list[tuple[str, str]]) -> tuple[Sweep | None, list[Problem | Wrong]]:
    """The same of (key, text) pairs."""
    try:
        kind, rest = _task(pairs)
    except Refused as refused:
        return None, [refused.wrong]
    base, _, found = unsettled([(key, text) for key, text in rest if key not in KEYS], kind=kind)
    problems: list[Problem | Wrong] = [*found]
    axes, seeds = _varied(rest, kind, problems)
    if any(problem.is_error for problem in problems):
        return None, problems
    try:
        sweep = Sweep(replace(base, **{axis.key: base.default(axis.key) for axis in axes}), axes, seeds)
        sweep.check()
    except Refused as refused:
        return None, [*problems, refused.wrong]
    return _plain(sweep), [*problems, *sweep.remarks]


def to_query(sweep: Sweep) -> str:
    """The sweep's link, with the task named unless it is the gates; `read_sweep` reads the same sweep from it."""
    task = [("task", sweep.base.task)] if sweep.base.task != GATES else []
    over = [(OVER, write_axis(axis, kind=type(sweep.base), sign=":")) for axis in sweep.axes]
    return urlencode([*task, *to_pairs(sweep.base), *over, (SEEDS, str(sweep.seeds))], safe=",-:;@")


def _task(pairs) -> tuple[type[Learner], list[tuple[str, str]]]:
    """(what trains, the other pairs). Raises Refused for a task that is none, or that does not train."""
    kinds = {name: task.kind for name, task in TASKS.items() if issubclass(task.kind, Learner)}
    asked = [text for key, text in pairs if key == "task"] or [GATES]
    if len(asked) > 1:
        raise Refused("twice", key="task")
    if asked[0] not in kinds:
        raise Refused("task", value=short(asked[0]), allowed=", ".join(kinds))
    return kinds[asked[0]], [(key, text) for key, text in pairs if key != "task"]


def _varied(pairs, kind, problems) -> tuple[tuple[Axis, ...], int]:
    """The axes and the number of seeds, as far as they can be read."""
    axes, seeds = [], DEFAULT_SEEDS
    for text in [text for key, text in pairs if key == OVER][:3]:  # a third one is one too many already
        try:
            axes.append(read_axis(text, kind=kind))
        except Refused as refused:
            problems.append(refused.wrong)
    asked = [text for key, text in pairs if key == SEEDS]
    if len(asked) > 1:
        problems.append(Wrong("twice", {"key": SEEDS}))
    elif asked and not _WHOLE.fullmatch(asked[0]):
        problems.append(Wrong("seeds", {"value": short(asked[0])}))
    elif asked:
        seeds = int(asked[0])
    return tuple(axes), seeds


def _plain(sweep):
    """Without the settings that have no effect in any cell: sweeps that train alike are equal."""
    without = {problem.key: sweep.base.default(problem.key) for problem in sweep.remarks}
    return replace(sweep, base=replace(sweep.base, **without)) if without else sweep
