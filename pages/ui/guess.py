"""What a lesson asks to be guessed before its run plays, as its player is told."""

from collections.abc import Sequence
from typing import Any

from core.experiment.experiment import Experiment
from core.guess.guesses import HIGHEST, PLACES
from core.guess.predict import Predict
from core.guess.scoring import HEADROOM
from core.lessons import Lesson
from core.pair.pair import LETTERS
from core.record.say import Say
from pages.ui import shell
from pages.web.address import served
from pages.words.guess import PLAYER_WORDS
from pages.words.told_guess import told_declared


def asked(lesson: Lesson | None, experiment: Experiment, beside: Sequence[tuple[str, str]], say: Say) -> dict[str, Any]:
    """What a packet's header says of it: nothing where the lesson asks nothing, and once its run is another one."""
    if lesson is None or lesson.predict is None or (experiment, tuple(beside)) != (lesson.experiment, lesson.beside):
        return {}
    if not served() and not lesson.predict.declared:  # how far off a guess is, an address of ours tells
        return {}
    return {"predict": _said(lesson.name, lesson.predict, say)}


def _said(name: str, predict: Predict, say: Say) -> dict[str, Any]:
    said = predict.said(shell.language())
    told = [told_declared(said, predict.answer, k, say) for k in range(len(said.choices))] if predict.declared else []
    return {
        "lesson": name, "kind": predict.kind, "question": said.guess, "choices": _choices(predict, say), "told": told,
        "answer": predict.answer, "topic": predict.topic["predict"], "room": served(),
        "places": PLACES, "headroom": HEADROOM, "highest": HIGHEST, "words": {word: say(word) for word in PLAYER_WORDS},
    }  # fmt: skip


def _choices(predict: Predict, say: Say) -> list[str]:
    if predict.kind != "choice":
        return []
    said = predict.said(shell.language())
    return [*said.choices] if predict.declared else [*LETTERS[: predict.runs], say("guess_none")]
