"""Runs handed out: a plain NumPy script, or a Jupyter notebook, that trains them from scratch.

Both print the losses that the app shows, digit for digit: every operation is written in the engine's order. Only what
the runs need is in them, and nothing in them needs the engine.

    python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang ja]
"""

from core.experiment.experiment import Experiment
from core.handout import writing
from core.handout.prose import speaker
from core.pair import handout as together
from core.pair.pair import Pair
from core.pair.prose import pair_speaker
from core.tasks.registry import TASKS, write_link
from core.tasks.together import write_pair


def script(e: Experiment | Pair, *, link: str = "", language: str = "en") -> str:
    """A run, or several side by side, as a Python file, its explanations as comments. `link`: where it was exported.

    The link may be any text: it is quoted, so that it stays one comment. Without it their own is named.
    Raises ValueError for an unknown language.
    """
    return writing.as_script(*_lesson(e, link, language, picture=False))


def notebook(e: Experiment | Pair, *, link: str = "", language: str = "en") -> str:
    """The same as a notebook (nbformat 4.5, JSON), its explanations as Markdown; of several runs with a picture of
    their losses. Raises as `script` does."""
    return writing.as_notebook(*_lesson(e, link, language, picture=True))


def _lesson(e, link, language, picture):
    if isinstance(e, Pair):
        title, sections = _together(e, language, picture)
        return title, sections, writing.quoted(link or write_pair(e))
    task = TASKS[e.task]
    title, sections = task.handout(e, speaker(language, task.prose))
    return title, sections, writing.quoted(link or write_link(e) or f"task={e.task}")


def _together(pair: Pair, language: str, picture: bool):
    task = TASKS[pair.runs[0].task]
    if task.own is None:
        raise ValueError(f"runs of {task.kind.task} are not handed out side by side")
    say = pair_speaker(language, task.prose)
    return together.sections(pair, [task.own(e, say) for e in pair.runs], say, picture=picture)


def file_name(e: Experiment | Pair, kind: str) -> str:
    """Safe ASCII for any run, such as gradient-stage-gates-xor.py, or for several, such as
    gradient-stage-gates-xor-2-runs.py; `kind` is the ending."""
    several = [f"{len(e.runs)}-runs"] if isinstance(e, Pair) else []
    first = e.runs[0] if isinstance(e, Pair) else e
    names = [first.task, *TASKS[first.task].subject(first), *several]
    return f"gradient-stage-{'-'.join(names)}.{kind}".replace("_", "-")
