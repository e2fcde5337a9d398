"""What a tape's address asks for: an experiment, one of its parts or some of its steps, and a language."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from core.experiment.experiment import Experiment
from core.experiment.link import LONGEST_LINK
from core.experiment.values import Problem, short
from core.record.timeline import WIDEST_DETAIL, Timeline
from core.tasks.registry import TASKS, read_link
from pages.words import WORDS

OWN_KEYS = ("lang", "v")  # of the address; all others are the experiment's
_PART = re.compile(r"(0|[1-9][0-9]{0,8})(?:-(0|[1-9][0-9]{0,8}))?", re.ASCII)


class Refused(Exception):
    """An address that stands for nothing: `status` as HTTP has it, and one line for each thing that is wrong."""

    def __init__(self, status: int, *lines: object):
        super().__init__("\n".join(map(str, lines)))
        self.status = status


@dataclass(frozen=True)
class Asked:
    """Part `first`, or, where `last` is a step, steps first..last. remarks: what of the settings was cut."""

    e: Experiment
    first: int
    last: int | None
    language: str
    version: str
    remarks: tuple[Problem, ...]


@dataclass(frozen=True)
class Run:
    """The run that an address names, and the address' own keys. remarks: what of the settings was cut."""

    e: Experiment
    own: dict[str, str]
    remarks: tuple[Problem, ...]

    @property
    def language(self) -> str:
        return self.own.get("lang", "en")

    @property
    def version(self) -> str:
        return self.own.get("v", "")


def asked(task: str, place: str, query: bytes) -> Asked:
    """What /tape/<task>/<place>?<query> asks for. Raises Refused: 404 for what there is not, 400 for a bad query.

    query: as it came; URL objects drop what stands after a #.
    """
    run = run_of(task, query)
    first, last = _placed(place, run.e)
    return Asked(run.e, first, last, run.language, run.version, run.remarks)


def run_of(task: str, query: bytes, own_keys: tuple[str, ...] = OWN_KEYS) -> Run:
    """The run that /tape/<task>/…?<query> names. Raises Refused as `asked` does. own_keys: not the experiment's."""
    if task not in TASKS:
        raise Refused(404, f"{short(task)}: there is no such task; tasks: {', '.join(TASKS)}")
    own, rest = parted(query.decode(errors="replace"), own_keys)
    e, problems = read_link(urlencode([("task", task), *rest]))
    if wrong := [problem for problem in problems if problem.is_error and problem.code != "too_much"]:
        raise Refused(400, *wrong)
    run = Run(e, own, tuple(problem for problem in problems if problem.code == "too_much"))
    if run.language not in WORDS:
        raise Refused(400, Problem("value", "lang", run.language, ", ".join(WORDS), "en"))
    return run


def parted(query, own_keys):
    """(the address' own keys, the experiment's pairs)."""
    try:
        if len(query) > LONGEST_LINK:
            raise ValueError
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        allowed = f"{LONGEST_LINK} characters and 200 keys"
        raise Refused(400, Problem("link", "link", allowed=allowed)) from None
    return {k: v for k, v in pairs if k in own_keys}, [(k, v) for k, v in pairs if k not in (*own_keys, "task")]


def _placed(place, e):
    """(part, None), or (first, last) of a window of steps, cut to the steps that there can be."""
    found = _PART.fullmatch(place)
    if not found:
        raise Refused(404, f"{short(place)}: a part is a number, a window two steps joined by '-'")
    first, last = int(found[1]), None if found[2] is None else int(found[2])
    if last is None and first >= Timeline(e.total).n_chunks:
        raise Refused(404, f"part {first}: this tape has parts 0 to {Timeline(e.total).n_chunks - 1} at most")
    if last is not None and (first > last or first > e.total):
        raise Refused(404, f"steps {first}-{last}: this tape has steps 0 to {e.total} at most")
    return first, last if last is None else min(last, first + WIDEST_DETAIL - 1, e.total)
