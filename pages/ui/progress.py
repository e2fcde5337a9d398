"""How far somebody has come in the course: the browser knows, and draws it (static/app/progress.js)."""

from collections.abc import Sequence
from functools import cache

from streamlit.components import v2

from core.lessons import Lesson
from core.record.say import Say
from pages.player.component import loader
from pages.ui import shell


def progress(lessons: Sequence[Lesson], say: Say) -> None:
    """How many lessons are done, the way on, and a button that forgets it; nothing until the first is done."""
    words = {key: say(f"course_progress_{key}") for key in ("count", "next", "forget")}
    labels = [[lesson.name, f"{n} · {lesson.said(shell.language()).title}"] for n, lesson in enumerate(lessons, 1)]
    _component()(key="progress", data={"lessons": labels, "words": words})


@cache
def _component():
    return v2.component("gradient_stage_progress", js=loader("progress.js"), isolate_styles=False)
