"""An experiment handed out: a plain NumPy script, or a Jupyter notebook, that trains it from scratch.

Both print the losses that the app shows, digit for digit: every operation is written in the engine's order. Only what
the experiment needs is in them, and nothing in them needs the engine.

    python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang ja]
"""

from core.experiment.experiment import Experiment
from core.handout import writing
from core.handout.prose import speaker
from core.tasks.registry import TASKS, write_link


def script(e: Experiment, *, link: str = "", language: str = "en") -> str:
    """The experiment as a Python file, its explanations as comments. `link` is where it was exported from.

    The link may be any text: it is quoted, so that it stays one comment. Without it the experiment's own is named.
    Raises ValueError for an unknown language.
    """
    return writing.as_script(*_lesson(e, link, language))


def notebook(e: Experiment, *, link: str = "", language: str = "en") -> str:
    """The same as a notebook (nbformat 4.5, JSON), its explanations as Markdown. Raises as `script` does."""
    return writing.as_notebook(*_lesson(e, link, language))


def _lesson(e, link, language):
    task = TASKS[e.task]
    title, sections = task.handout(e, speaker(language, task.prose))
    return title, sections, writing.quoted(link or write_link(e) or f"task={e.task}")


def file_name(e: Experiment, kind: str) -> str:
    """Safe ASCII for any experiment, such as gradient-stage-gates-xor.py; `kind` is the ending."""
    return f"gradient-stage-{'-'.join([e.task, *TASKS[e.task].subject(e)])}.{kind}".replace("_", "-")
