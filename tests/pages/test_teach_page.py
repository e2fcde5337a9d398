"""The teachers' page: plans with links that open lessons, and a code for each."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from core.course.plans import read_plans
from tests.pages.opening import open_page
from tests.pages.test_lessons_page import LESSONS, ROOT

PLANS = read_plans(ROOT / "lessons", tuple(lesson.name for lesson in LESSONS)).plans


def tables(app):
    return [text for text in (node.proto.body for node in app.get("html")) if "<table class='plan'" in text]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_plan_has_a_table_whose_links_open_its_lessons(language):
    app = open_page("pages/teach.py", plan="all", lang=language)
    assert not app.warning
    by_name = {lesson.name: lesson for lesson in LESSONS}
    for plan, table in zip(PLANS, tables(app), strict=True):
        links = [urlsplit(unescape(link)) for link in re.findall(r"href='([^']*)'", table)]
        lessons = [step.lesson for step in plan.steps if step.lesson]
        assert table.count("<img alt=") == len(links) == len(lessons)
        for link, name in zip(links, lessons, strict=True):
            said = parse_qs(link.query)
            assert said.pop("lesson") == [name] and said.pop("lang") == [language]
            wanted = {key: text if isinstance(text, list) else [text] for key, text in by_name[name].query.items()}
            assert link.path == f"/{by_name[name].page}" and said == {k: v for k, v in wanted.items() if k != "lesson"}
        assert plan.said(language).goal in table and f"–{plan.minutes}<" in table


def test_one_plan_stands_alone_and_an_unknown_one_is_named():
    app = open_page("pages/teach.py", plan=PLANS[-1].name)
    (table,) = tables(app)
    assert PLANS[-1].said("en").title in table and "<em>Hidden layers</em>" not in table
    app = open_page("pages/teach.py", plan="<b>lost</b>")
    (warning,) = app.warning
    assert "lost" in warning.value and "<b>" not in warning.value and PLANS[0].name in warning.value
    assert len(tables(app)) == 1
