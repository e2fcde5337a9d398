"""An experiment handed out: a plain NumPy script, or a Jupyter notebook, that trains it from scratch.

Both print the losses that the app shows, digit for digit: every operation is written in the engine's order. Only what
the experiment needs is in them, and nothing in them needs the engine.

    python -m core.handout 'gate=xor&hidden=4&lr=0.05' [--notebook] [--lang ja]
"""

from core.experiment import Values
from core.handout import lesson, writing
from core.handout.names import file_name as file_name  # handed on
from core.handout.prose import LANGUAGES
from core.tasks import write_link


def script(e: Values, *, link: str = "", language: str = "en") -> str:
    """The experiment as a Python file, its explanations as comments. `link` is where it was exported from.

    The link may be any text: it is quoted, so that it stays one comment. Without it the experiment's own is named.
    Raises ValueError for an unknown language.
    """
    return writing.as_script(*_lesson(e, link, language))


def notebook(e: Values, *, link: str = "", language: str = "en") -> str:
    """The same as a notebook (nbformat 4.5, JSON), its explanations as Markdown. Raises as `script` does."""
    return writing.as_notebook(*_lesson(e, link, language))


def _lesson(e, link, language):
    if language not in LANGUAGES:
        raise ValueError(f"language {language!r} is unknown; allowed: {', '.join(LANGUAGES)}")
    return *lesson.lesson(e, LANGUAGES[language]), writing.quoted(link or write_link(e) or f"task={e.task}")
