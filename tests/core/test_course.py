"""Chapters, thread and plans: ours are whole, and what is wrong with a file is named."""

from pathlib import Path

import pytest

from core.course.outline import read_outline
from core.course.plans import read_plans
from core.lessons import read_course

FOLDER = Path(__file__).parents[2] / "lessons"
LESSONS = {lesson.name: lesson for lesson in read_course(FOLDER).lessons}
NAMES = tuple(LESSONS)
OUTLINE, PLANS = read_outline(FOLDER, NAMES), read_plans(FOLDER, NAMES)

CHAPTER = """
[[chapter]]
name = "first"
lessons = ["and", "or"]
[chapter.en]
title = "A"
sentence = "B"
"""
PLAN = """
minutes = 5
[en]
title = "A"
goal = "B"
[[step]]
minutes = 3
lesson = "and"
[[step]]
minutes = 2
en.topic = "C"
"""


def test_every_lesson_has_one_chapter_and_they_are_in_order():
    assert OUTLINE.problems == ()
    assert [name for chapter in OUTLINE.chapters for name in chapter.lessons] == list(NAMES)


def test_the_thread_leads_from_one_neuron_to_digits_with_all_that_it_needs():
    places = [NAMES.index(name) for name in OUTLINE.thread]
    assert places == sorted(places) and places[0] == 0 and places[-1] == len(NAMES) - 1
    assert {need for name in OUTLINE.thread for need in LESSONS[name].needs} <= set(OUTLINE.thread)
    assert sum(LESSONS[name].minutes for name in OUTLINE.thread) <= 60


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=lambda lesson: lesson.name)
def test_each_of_our_lessons_says_its_time_and_what_to_try(lesson):
    assert lesson.minutes
    assert all(texts.try_now.endswith(("?", "か。")) for _, texts in lesson.texts), "a question, not its answer"


def test_there_are_two_plans_of_each_length_in_both_languages():
    assert PLANS.problems == ()
    assert [plan.minutes for plan in PLANS.plans] == [15, 15, 45, 45, 90, 90]
    for plan in PLANS.plans:
        assert [code for code, _ in plan.texts] == ["en", "ja"]
        assert all([code for code, _ in step.texts] == ["en", "ja"] for step in plan.steps)
        opened = [NAMES.index(step.lesson) for step in plan.steps[:-1] if step.lesson]
        assert opened == sorted(opened), "in the order of the course"


def outline_of(tmp_path, text):
    (tmp_path / "course.toml").write_text(text, "utf-8")
    return read_outline(tmp_path, ("and", "or"))


def test_a_folder_without_chapters_has_none_and_no_complaint(tmp_path):
    assert read_outline(tmp_path, ("and",)).problems == () == read_plans(tmp_path, ("and",)).problems
    assert [chapter.name for chapter in outline_of(tmp_path, CHAPTER).chapters] == ["first"]
    assert read_course(tmp_path).problems == ()  # it is no lesson


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("thread = ", "toml", ""),
        (CHAPTER + 'colour = "red"\n', "unknown", "chapter 1: en.colour"),
        (CHAPTER.replace('"or"', '"xor"'), "lesson", "chapter 1: lessons"),
        ('thread = ["xor"]\n' + CHAPTER, "lesson", "thread"),
        (CHAPTER + CHAPTER, "again", "chapter 2: name"),
        (CHAPTER + CHAPTER.replace('"first"', '"second"'), "again", "chapter 2: lessons"),
        (CHAPTER.split("[chapter.en]")[0], "language", ""),
        (CHAPTER.replace('title = "A"', ""), "missing", "chapter 1: en.title"),
        ("chapter = 3", "section", "chapter"),
    ],
)
def test_what_is_wrong_with_chapters_is_named(tmp_path, text, code, key):
    (problem,) = outline_of(tmp_path, text).problems
    assert (problem.file, problem.code, problem.key) == ("course.toml", code, key)


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (PLAN.replace("minutes = 5", "minutes = 6"), "sum", "minutes"),
        (PLAN.replace("minutes = 3", 'minutes = "3"'), "number", "step 1: minutes"),
        (PLAN.replace('"and"', '"xor"'), "lesson", "step 1: lesson"),
        (PLAN.replace("topic", "see"), "missing", "step 2: en.topic"),
        (PLAN.replace("topic", "say"), "unknown", "step 2: en.say"),
        (PLAN.split("[[step]]")[0], "number", "[[step]]"),
        (PLAN.replace('goal = "B"', 'goal = ""'), "text", "en.goal"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named_and_the_others_stay(tmp_path, text, code, key):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "good.toml").write_text(PLAN, "utf-8")
    (tmp_path / "plans" / "bad.toml").write_text(text, "utf-8")
    (tmp_path / "plans" / "No Name.toml").write_text(PLAN, "utf-8")
    found = read_plans(tmp_path, ("and", "or"))
    assert [plan.name for plan in found.plans] == ["good"]
    assert [(p.file, p.code, p.key) for p in found.problems] == [("No Name.toml", "name", ""), ("bad.toml", code, key)]
