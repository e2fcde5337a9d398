"""CONTRIBUTING.md's steps, followed to the letter in a copy of the repository, lead where they say."""

import json
import shutil
import sys

import pytest

from tests.docs.documents import ROOT, Document
from tests.docs.steps import Step, run, steps_of

TEXT = Document.read(ROOT / "CONTRIBUTING.md").text
OPTIMISER, POINTS, LESSON, TASK, LANGUAGE = (
    "Add an optimiser", "Add a gate, or another set of points", "Add a lesson", "Add a task", "Add a language",
)  # fmt: skip
WRITES = "python -m tests.docs\n"  # `followed written` does the same in a process that is there anyway
_LEFT = shutil.ignore_patterns("node_modules", ".git", ".venv", "__pycache__", ".ruff_cache", ".hypothesis")


def copy(folder):
    return shutil.copytree(ROOT, folder / "copy", ignore=_LEFT)


def follow(root, *headings):
    for heading in headings:
        for step in steps_of(TEXT, heading):
            if step.code != WRITES:
                step.follow(root)


def asked(root, *what):
    return json.loads(run([sys.executable, "-m", "tests.docs.followed", *what], root).splitlines()[-1])


@pytest.fixture(scope="module")
def come(tmp_path_factory):
    """What has come of all steps but those of a task, one after the other in one copy."""
    root = copy(tmp_path_factory.mktemp("contributing"))
    follow(root, OPTIMISER, POINTS, LESSON, LANGUAGE)
    return asked(root, "sign", "band", "lesson", "language", "written")


def test_a_new_optimiser_trains_is_offered_explained_and_handed_out(come):
    assert come["sign"].pop("offered")[-1] == "sign descent"
    assert come["sign"] == {"problems": [], "fell": True, "script": True, "explained": True, "walker": True}
    assert "adam, adamw, sign |" in come["written"]["settings"]


def test_new_points_are_trained_on_offered_and_handed_out(come):
    assert "Band" in come["band"].pop("offered")
    assert come["band"] == {"problems": [], "fell": True, "script": True}
    assert "xor, spiral, band" in come["written"]["settings"]


def test_a_new_lesson_stands_where_its_number_says(come):
    names = come["lesson"]["names"]
    assert names[names.index("xor-hidden-layer") + 1] == "xor-three-units" and come["lesson"]["problems"] == 0
    assert {"README.md", "docs/class.md", "docs/links.md"} <= set(come["written"]["documents"])


def test_a_new_language_is_spoken_on_every_page_and_in_scripts(come):
    assert come["language"] == {
        "buttons": ["Deutsch", "English", "日本語"],
        "lessons": ["en", "ja", "de"],
        "script": True,
    }


@pytest.mark.long
def test_a_new_task_has_a_page_and_trains(tmp_path):
    root = copy(tmp_path)
    follow(root, TASK)
    plane = asked(root, "plane", "written")["plane"]
    assert (plane["page"], plane["problems"], plane["wanted"]) == ("plane", 0, 30)
    assert plane["steps"] > 30 and "**Plane model**" in plane["linked"]


NEARBY = {
    OPTIMISER: ("core/engine", "core/tasks/descent", "pages/test_words.py"),
    POINTS: ("core/data", "core/tasks/gates", "pages/test_words.py"),
    LESSON: ("core/test_lessons.py", "core/test_lesson_files.py", "pages/test_lessons_page.py"),
    TASK: ("core/test_imports.py", "pages/test_scenes.py", "docs/test_readme.py"),
    LANGUAGE: ("pages/test_words.py", "pages/test_notebooks.py"),
}
ALWAYS = ("pages/test_words_of_topics.py", "pages/test_unused_words.py", "docs/test_generated.py")


@pytest.mark.long
@pytest.mark.parametrize("heading", NEARBY)
def test_the_tests_nearby_pass_with_what_is_new(tmp_path, heading):
    root = copy(tmp_path)
    for step in steps_of(TEXT, heading):
        step.follow(root)
    files = [f"tests/{name}" for name in (*NEARBY[heading], *ALWAYS)]
    run([sys.executable, "-m", "pytest", "-q", "-n", "0", *files], root)


@pytest.mark.parametrize("heading", NEARBY)
def test_steps_are_numbered_from_one(heading):
    section = TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    numbers = [int(line.split(".")[0]) for line in section.splitlines() if line[:1].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 3
    assert len(list(steps_of(TEXT, heading))) >= 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("In `core/readable.py`, after `nothing like it`:", "begins 0 lines"),
        ('In `pages/words/settings.py`, after `"opt_adam"`:', "begins 2 lines"),
        ("Somewhere:", "no place is named"),
    ],
)
def test_a_step_that_no_longer_fits_is_seen(text, said):
    with pytest.raises(ValueError, match=said):
        Step(text, "python", "new = 1\n").follow(ROOT)
