"""What has come of the steps of CONTRIBUTING.md, where they were followed: python -m tests.docs.followed sign band …

Runs in a copy of the repository, and prints JSON.
"""

import contextlib
import io
import json
import sys
from typing import Any

from core.command import report
from core.explaining.explanation import explanation
from core.lessons import LANGUAGES, read_course
from core.tasks.handout import script
from core.tasks.registry import TASKS, read_link
from pages.words import translator
from tests.core.explaining.drawn import look
from tests.docs.documents import ROOT
from tests.docs.generated import write
from tests.pages.opening import open_page, widget


def trained(query: str) -> dict[str, Any]:
    """A run's last loss, here and as its own script prints it."""
    e, problems = read_link(query)
    told, printed = report(e), io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(script(e, language="ja"), {"__name__": "__main__"})
    last = f"{told['loss'][-1]:.8g}"
    return {
        "problems": [str(problem) for problem in problems], "fell": told["loss"][-1] < 0.2 * told["loss"][0],
        "script": any(line.split()[-1:] == [last] for line in printed.getvalue().splitlines()),
    }  # fmt: skip


def offered(key: str) -> list[str]:
    """What the form of the gates offers."""
    return list(widget(open_page("pages/logic_gates.py"), key).options)


def sign() -> dict[str, Any]:
    e, _ = read_link("opt=sign&lr=0.01")
    told = explanation(look(e, 3), "w1.1.1", None, translator("en"))
    update = next(section for section in told["sections"] if section["key"] == "update")
    exact = float(update["prints"][-1]) == told["new"] != told["old"]
    walker = not read_link("task=descent&walkers=sign:0.1")[1]
    return trained("opt=sign&lr=0.01") | {"offered": offered("gates-opt"), "explained": exact, "walker": walker}


def band() -> dict[str, Any]:
    return trained("data=band&batch=10&epochs=60") | {"offered": offered("gates-data")}


def lesson() -> dict[str, Any]:
    course = read_course(ROOT / "lessons")
    return {"names": [lesson.name for lesson in course.lessons], "problems": len(course.problems)}


def language() -> dict[str, Any]:
    """From page to page by the button of the bar; the notebooks have German words too, if only English ones."""
    app, seen = open_page("pages/notebooks.py", lang="ja"), []
    for _ in range(3):
        button = app.button(key="language")
        seen.append(button.label)
        button.click().run()
        assert not app.exception
    gates, _ = read_link("")
    return {
        "buttons": seen,
        "lessons": LANGUAGES,
        "script": script(gates, language="de") == script(gates, language="en"),
    }


def plane() -> dict[str, Any]:
    page = open_page("pages/plane.py", steps="30")
    e, problems = read_link("task=plane&steps=30")
    return {
        "page": TASKS["plane"].page, "problems": len(problems), "wanted": page.session_state["plane.wanted"].steps,
        "steps": report(e)["steps"], "linked": [link.proto.label for link in page.get("page_link")],
    }  # fmt: skip


def written() -> dict[str, Any]:
    """What `python -m tests.docs` writes."""
    return {"documents": write(), "settings": (ROOT / "docs" / "links.md").read_text(encoding="utf-8")}


if __name__ == "__main__":
    asked = {f.__name__: f for f in (sign, band, lesson, language, plane, written)}
    print(json.dumps({name: asked[name]() for name in sys.argv[1:]}))
