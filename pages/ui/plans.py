"""Lesson plans on screen: which there are, and one of them with links that a class can open."""

import html
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.components import v2

from core.course.plans import Plan, Plans, Step, read_plans
from core.lessons import Course, Lesson
from core.record.say import Say
from pages.figures.plan import Row, plan_table
from pages.player.component import loader
from pages.ui import shell
from pages.ui.course import folder

STYLE = (Path(__file__).parent / "plans.css").read_text(encoding="utf-8")
HEADS = ("time", "open", "ask", "see", "do", "code")


def plans(course: Course) -> Plans:
    """Those of the lessons' folder."""
    return read_plans(folder(), tuple(lesson.name for lesson in course.lessons))


def choice(found: Plans, chosen: str, say: Say) -> None:
    """A link to each plan, and to all of them."""
    with st.container(key="plans"):
        for plan in found.plans:
            heading, here = plan.said(shell.language()), plan.name == chosen
            with st.container(border=True, key=f"plan{'-here' if here else ''}-{plan.name}"):
                _link(plan.name, f"**{say('teach_minutes', n=plan.minutes)}** · {heading.title}")
                st.markdown(heading.goal)


def _link(name, label):
    st.page_link("pages/teach.py", label=label, query_params={"plan": name} | shell.carried() | shell.followed("teach"))


def print_button(say: Say) -> None:
    """The browser prints."""
    _component()(key="print", data={"label": say("teach_print")})


@cache
def _component():
    return v2.component("gradient_stage_print", js=loader("print.js"), isolate_styles=False)


def draw(plan: Plan, lessons: Mapping[str, Lesson], say: Say) -> None:
    """One plan: what it leads to, and its table."""
    heading = plan.said(shell.language())
    title = f"{say('teach_minutes', n=plan.minutes)} · {heading.title}"
    rows = [_row(step, lessons.get(step.lesson)) for step in plan.steps]
    table = plan_table([say(f"teach_{head}") for head in HEADS], rows, say("teach_code_of", title="{title}"))
    st.html(
        f"<section class='plan-sheet'><h3>{html.escape(title)}</h3><p>{html.escape(heading.goal)}</p>{table}</section>"
    )


def _row(step: Step, lesson: Lesson | None) -> Row:
    """What the step does not say, its lesson does."""
    own = step.said(shell.language())
    if lesson is None:
        return Row(step.minutes, own.topic, "", own.ask, own.see, own.do)
    texts = lesson.said(shell.language())
    return Row(
        step.minutes, own.topic or texts.title, _address(lesson), own.ask or texts.question, own.see or texts.shows,
        own.do or texts.try_now,
    )  # fmt: skip


def _address(lesson: Lesson) -> str:
    """The whole address, for another device; in the language that was chosen by hand, if one was."""
    here = (st.context.url or "http://localhost:8501/").split("?")[0].rstrip("/").removesuffix("/teach")
    spoken = {key: value for key, value in shell.carried().items() if key == "lang"}
    query = urlencode(lesson.query | spoken, doseq=True, safe=":;,@")
    return f"{here}/{lesson.page}?{query}"
