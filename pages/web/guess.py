"""GET /tape/<task>/guess?<settings>&predict=…&guess=…: how far off a guess is, by the tape (docs/tape.md)."""

import json
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.link import PAIR_KEYS
from core.experiment.values import short
from core.guess.guesses import Guess, checked, written
from core.guess.happening import Happening, happening
from core.guess.predict import FIRST
from core.guess.scoring import score_drawing, score_first, score_step
from core.learning.learner import Learner
from core.pair.pair import Pair
from core.record.timeline import Timeline
from core.wire import whole
from core.wire.finished import finished
from core.wire.pieces import run_id
from core.wire.shared import store
from core.wire.together import pair_id
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, Run, run_of
from pages.web.body import Body, answered, answering
from pages.web.making import kept_or_made
from pages.web.together import together
from pages.words import translator
from pages.words.told_guess import told_drawing, told_first, told_step

_KEYS = (*OWN_KEYS, *PAIR_KEYS, "predict", "guess")
TOPICS = f"step:learned and the like, choice:{FIRST} (with vs), drawing"


@dataclass(frozen=True)
class Wanted:
    """How far off `guess` is: about a run, or about several of which one is first."""

    e: Learner
    pair: Pair | None
    kind: str
    what: Happening | None
    guess: Guess
    language: str


@answering
async def answer(request: Request) -> Response | None:
    """What the address asks for."""
    run = run_of(request.path_params["task"], request.scope["query_string"], _KEYS)
    body = await _body(_wanted(run), request)
    return body and answered(body, request, for_ever=run.version == version(), media_type="application/json")


def _wanted(run: Run) -> Wanted:
    """Raises Refused: 404 for a task without a loss, 400 for what cannot be guessed."""
    pair, e = together(run), run.e
    if not isinstance(e, Learner):
        raise Refused(404, f"{e.task}: this task trains no network, so nothing of its tape is guessed")
    kind, what = _topic(run.own.get("predict", ""), pair)
    text = run.own.get("guess", "")
    try:
        choices = len(pair.runs) + 1 if pair else 0
        guess = checked(kind, written(kind, text), total=e.total, choices=choices)
    except ValueError as allowed:
        raise Refused(400, f"guess={short(text)} is not allowed; allowed: {allowed}") from None
    return Wanted(e, pair, kind, what, guess, run.language)


def _topic(text, pair):
    kind, _, of = text.partition(":")
    try:
        if kind == "step":
            return kind, happening(of)
        if text == "drawing" or (text == f"choice:{FIRST}" and pair):
            return kind, None
        raise ValueError(TOPICS)
    except ValueError as allowed:
        raise Refused(400, f"predict={short(text)} is not allowed; allowed: {allowed}") from None


async def _body(wanted: Wanted, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    runs = wanted.pair.runs if wanted.kind == "choice" and wanted.pair else (wanted.e,)
    ends = ((e, Timeline(e.total).n_chunks - 1) for e in runs)
    return await kept_or_made(("guess", wanted), ends, lambda: to_thread.run_sync(_made, wanted), request)


def _made(wanted: Wanted) -> Body:
    run = pair_id(wanted.pair) if wanted.pair else run_id(wanted.e)
    text = json.dumps({"run": run, **_SCORED[wanted.kind](wanted)}, ensure_ascii=False, allow_nan=False)
    return Body.of(text.encode())


def _step(wanted: Wanted) -> dict[str, Any]:
    what, say = wanted.what, translator(wanted.language)
    assert what is not None and not isinstance(wanted.guess, tuple)
    numbers = whole.each_step(whole.pieces(store(), wanted.e))
    if not what.there(numbers):
        raise Refused(400, f"predict: this tape has no {what.array} at each step")
    score = score_step(wanted.e, what, numbers, wanted.guess)
    return _told(score.at, score.truth, score.good, told_step(score, what.sign, what.bound, say)) | {"off": score.off}


def _choice(wanted: Wanted) -> dict[str, Any]:
    pair = wanted.pair
    assert pair is not None and isinstance(wanted.guess, int)
    order = [*pair.order, None]
    score = score_first(pair, [finished(store(), e) for e in pair.runs], order[wanted.guess])
    text = told_first(pair, score, translator(wanted.language))
    return _told(score.at, order.index(score.truth), score.truth == score.guess, text)


def _drawing(wanted: Wanted) -> dict[str, Any]:
    assert isinstance(wanted.guess, tuple)
    loss = whole.each_step(whole.pieces(store(), wanted.e))["loss"]
    score = score_drawing(wanted.e.total, loss, wanted.guess)
    return _told(score.at, None, score.good, told_drawing(score, translator(wanted.language))) | {"off": score.off}


def _told(at, truth, good, text):
    return {"at": at, "truth": truth, "good": good, "text": text}


_SCORED = {"step": _step, "choice": _choice, "drawing": _drawing}
