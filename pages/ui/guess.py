"""What a lesson asks to be guessed before its run plays, as its player is told."""

from collections.abc import Sequence
from typing import Any

from core.experiment.experiment import Experiment
from core.guess.guesses import PLACES
from core.guess.predict import Predict
from core.guess.scoring import HEADROOM
from core.lessons import Lesson
from core.pair.pair import LETTERS
from core.record.say import Say
from pages.ui import shell
from pages.web.address import served
from pages.words.told_guess import told_declared

WORDS = (
    "guess_ask", "guess_play", "guess_skip", "guess_never", "guess_again", "guess_step", "guess_made",
    "guess_flag", "guess_truth", "guess_draw", "guess_draw_help", "guess_draw_place", "guess_clear", "guess_places",
    "guess_class", "guess_class_help", "guess_send", "guess_sent", "guess_unsent", "guess_join", "guess_count",
    "guess_median", "guess_close", "guess_full", "guess_gone", "guess_code", "guess_room",
)  # fmt: skip


def asked(lesson: Lesson | None, experiment: Experiment, beside: Sequence[tuple[str, str]], say: Say) -> dict[str, Any]:
    """What a packet's header says of it: nothing where the lesson asks nothing, and once its run is another one."""
    if lesson is None or lesson.predict is None or (experiment, tuple(beside)) != (lesson.experiment, lesson.beside):
        return {}
    if not served() and not lesson.predict.declared:  # how far off a guess is, an address of ours tells
        return {}
    return {"predict": _said(lesson.name, lesson.predict, say)}


def _said(name: str, predict: Predict, say: Say) -> dict[str, Any]:
    said = predict.said(shell.language())
    answer, told = predict.answer, []
    if answer is not None:
        told = [told_declared(said, answer, k, say) for k in range(len(said.choices))]
    return {
        "lesson": name, "kind": predict.kind, "question": said.guess, "choices": _choices(predict, say), "told": told,
        "answer": answer, "topic": predict.topic["predict"], "room": served(),
        "places": PLACES, "headroom": HEADROOM, "words": {word: say(word) for word in WORDS},
    }  # fmt: skip


def _choices(predict: Predict, say: Say) -> list[str]:
    if predict.kind != "choice":
        return []
    said = predict.said(shell.language())
    return [*said.choices] if predict.declared else [*LETTERS[: predict.runs], say("guess_none")]
