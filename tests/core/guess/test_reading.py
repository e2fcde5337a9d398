"""The [predict] table of a lesson's file: what it asks, and what is said of a wrong one."""

import pytest

from core.lessons import read_course

TEXTS = """
[en]
title = "A"
question = "B"
watch = "C"
shows = "D"
guess = "When?"
"""
HEAD = 'link = "logic_gates?gate=and&hidden=0"\n'
STEP = HEAD + '[predict]\nkind = "step"\nof = "learned"\n' + TEXTS
CHOICE = HEAD + '[predict]\nkind = "choice"\nanswer = 2\n' + TEXTS + 'choices = ["one", "two"]\n'
FIRST = STEP.replace("hidden=0", "hidden=0&vs=gate%3Dor%7Cgate%3Dnor").replace('"step"', '"choice"')
FIRST = FIRST.replace('"learned"', '"first"')
WALK = CHOICE.replace("logic_gates?gate=and&hidden=0", "descent?steps=5")


def course_of(tmp_path, text):
    (tmp_path / "010-one.toml").write_text(text, "utf-8")
    return read_course(tmp_path)


@pytest.mark.parametrize(
    ("text", "kind", "topic", "choices"),
    [
        (STEP, "step", "step:learned", 0), (STEP.replace("learned", "lowest loss"), "step", "step:lowest loss", 0),
        (CHOICE, "choice", "choice:", 2), (WALK, "choice", "choice:", 2), (FIRST, "choice", "choice:first", 4),
        (STEP.replace('"step"\nof = "learned"', '"drawing"'), "drawing", "drawing", 0),
    ],
)  # fmt: skip
def test_each_kind_is_read(tmp_path, text, kind, topic, choices):
    (lesson,) = course_of(tmp_path, text).lessons
    predict = lesson.predict
    assert (predict.kind, predict.topic["predict"], predict.choices) == (kind, topic, choices)
    assert predict.said("ja").guess == "When?"
    assert predict.answer == (1 if predict.declared else None)


def test_a_lesson_without_it_asks_nothing(tmp_path):
    (lesson,) = course_of(tmp_path, HEAD + TEXTS.replace('guess = "When?"', "")).lessons
    assert lesson.predict is None


BAD = [
    (HEAD + "predict = 3\n" + TEXTS, "section", "predict", ""),
    (HEAD + TEXTS, "missing", "predict", ""),
    (STEP.replace('guess = "When?"', ""), "missing", "en.guess", ""),
    (STEP.replace('"When?"', "3"), "text", "en.guess", "3"),
    (STEP.replace('"step"', '"flag"'), "guess", "predict.kind", "flag"),
    (STEP.replace('of = "learned"', ""), "missing", "predict.of", ""),
    (STEP.replace('of = "learned"', 'of = "learned"\nat = 3'), "unknown", "predict.at", ""),
    (STEP.replace("learned", "loss<much"), "guess", "predict.of", "loss<much"),
    (STEP.replace("learned", "loss<1e999"), "guess", "predict.of", "loss<1e999"),
    (STEP.replace("logic_gates?gate=and&hidden=0", "descent?steps=5"), "guess", "predict.kind", "step"),
    (STEP + 'choices = ["a", "b"]\n', "unknown", "en.choices", ""),
    (CHOICE.replace("answer = 2", "answer = 3"), "guess", "predict.answer", "3"),
    (CHOICE.replace("answer = 2", "answer = true"), "guess", "predict.answer", "True"),
    (CHOICE.replace("answer = 2", ""), "guess", "predict.answer", ""),
    (CHOICE.replace("answer = 2", 'of = "first"'), "guess", "predict.of", "first"),
    (CHOICE.replace('["one", "two"]', '["one"]'), "guess", "en.choices", "['one']"),
    (CHOICE.replace('["one", "two"]', '["one", "one"]'), "guess", "en.choices", "['one', 'one']"),
    (CHOICE.replace('["one", "two"]', '["one", 2]'), "guess", "en.choices", "['one', 2]"),
    (CHOICE + TEXTS.replace("[en]", "[ja]") + 'choices = ["1", "2", "3"]\n', "guess", "predict.choices", ""),
    (CHOICE.replace("logic_gates?gate=and&hidden=0", "sweep?over=lr:0.1,1&seeds=2"), "guess", "predict.kind", "choice"),
]


@pytest.mark.parametrize(("text", "code", "key", "value"), BAD)
def test_a_wrong_table_is_named_with_what_is_allowed(tmp_path, text, code, key, value):
    course = course_of(tmp_path, text)
    (problem,) = course.problems
    assert (problem.code, problem.key, problem.value) == (code, key, value)
    assert problem.allowed and not course.lessons
