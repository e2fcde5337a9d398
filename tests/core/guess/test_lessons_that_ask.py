"""What the lessons ask: each has a truth on its tape, and those that declare an answer agree with their numbers."""

import re
from functools import cache

import numpy as np
import pytest

from core.guess.happening import happening
from core.guess.scoring import score_drawing, score_first
from core.lessons import LANGUAGES
from core.pair.pair import pair_of
from core.wire import whole
from core.wire.finished import finished
from core.wire.shared import store
from tests.core.test_lessons import COURSE, LESSONS, experiment, walked

ASKING = [lesson for lesson in COURSE.lessons if lesson.predict]
TRUTHS = {
    "and": 19, "or": 22, "xor-one-line": None, "xor-hidden-layer": 26, "rate-right": 8, "delta-rule": 7, "adam": 21,
    "over-fitting": 447, "spiral": 316, "first-hundred-updates": 14,
}  # fmt: skip
AHEAD = {"three-rates": "B"}
SHAPES = {"rate-too-small": "falls", "rate-too-large": "grows", "plateau": "waits", "mini-batches": "falls"}


@cache
def numbers(e):
    return whole.each_step(whole.pieces(store(), e))


def of_kind(kind, declared=False):
    return [lesson.name for lesson in ASKING if lesson.predict.kind == kind and lesson.predict.declared == declared]


def test_about_half_of_the_lessons_ask_each_in_both_languages():
    assert len(ASKING) >= 20
    assert all([code for code, _ in lesson.predict.asked] == list(LANGUAGES) for lesson in ASKING)
    assert {lesson.predict.kind for lesson in ASKING} == {"step", "choice", "drawing"}


@pytest.mark.parametrize("name", of_kind("step"))
def test_the_step_is_on_the_tape_and_the_lesson_says_the_same(name):
    e, what = experiment(name), happening(LESSONS[name].predict.of)
    truth = what.at(e, numbers(e))
    assert truth == TRUTHS[name]
    if truth is not None:
        assert all(str(truth) in texts.shows for _, texts in LESSONS[name].texts)


@pytest.mark.parametrize("name", of_kind("choice"))
def test_which_is_first_is_the_verdicts(name):
    pair, _ = pair_of(experiment(name), dict(LESSONS[name].beside))
    score = score_first(pair, [finished(store(), e) for e in pair.runs], None)
    assert pair.letter(score.truth) == AHEAD[name]


@pytest.mark.parametrize("name", of_kind("drawing"))
def test_the_shape_of_the_loss_is_the_one_that_the_lesson_tells(name):
    e = experiment(name)
    assert score_drawing(e.total, numbers(e)["loss"], [1.0] * 25).true == SHAPES[name]


DECLARED = {}


def shown(name):
    return LESSONS[name].said("en").shows


def declares(name):
    def kept(check):
        DECLARED[name] = check
        return check

    return kept


@declares("too-few-nodes")
def _nodes(answer):
    return answer == 1 and not experiment("too-few-nodes").learned(*_of("too-few-nodes")).any()


@declares("dead-relu")
def _dead(answer):
    return answer == 0 and numbers(experiment("dead-relu"))["dead"][2].all()


@declares("all-zero-start")
def _copies(answer):
    rows = numbers(experiment("all-zero-start"))["params"][:, :8].reshape(-1, 2, 4)
    return answer == 2 and np.ptp(rows, axis=2).max() == 0


@declares("too-few-units")
def _right(answer):
    """tests/core/test_lessons_of_digits.py trains it."""
    return answer == 1 and "only 262 of the 600" in shown("too-few-units")


@declares("by-images-or-by-updates")
def _lower(answer):
    """As above."""
    return answer == 0 and "its loss is 0.46; B has made 10 and stands at 1.90" in shown("by-images-or-by-updates")


@declares("momentum")
def _nearer(answer):
    left = np.linalg.norm(walked("momentum")["path"][-1], axis=-1)
    return answer == 1 and left[1] < 0.01 < left[0]


@declares("over-the-limit")
def _back_and_forth(answer):
    far = np.linalg.norm(walked("over-the-limit")["path"][:, 1], axis=-1)
    return answer == 1 and np.allclose(far, far[0])


@declares("saddle")
def _first_down(answer):
    away = np.abs(walked("saddle")["path"][..., 1]) > 1
    return answer == 2 and away.argmax(axis=0)[1:].argmin() + 1 == 2 and not away[:, 0].any()


@declares("start-decides")
def _one_of_them(answer):
    return answer == 0 and (np.linalg.norm(walked("start-decides")["path"][-1], axis=-1) < 0.01).sum() == 1


def _of(name):
    found = numbers(experiment(name))
    return found["loss"], found.get("right")


@pytest.mark.parametrize("name", of_kind("choice", declared=True))
def test_a_declared_answer_is_true_and_its_numbers_are_those_of_the_lesson(name):
    lesson = LESSONS[name]
    assert DECLARED[name](lesson.predict.answer)
    for code, asked in lesson.predict.asked:
        told = re.findall(r"\d+\.\d+|\d{2,}", asked.because)
        assert [number for number in told if number not in lesson.said(code).shows] == []
