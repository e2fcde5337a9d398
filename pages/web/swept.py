"""GET /tape/<task>/sweep/<part>?<settings>&over=…&seeds=…: some runs of a sweep, and what its cells have come to; and
all of them as …/sweep/runs.csv, …/sweep/runs.json (docs/tape.md)."""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.values import short
from core.sweep.outcome import Outcome
from core.sweep.reading import sweep_from
from core.sweep.report import as_csv, as_json
from core.sweep.sweep import Sweep
from core.sweep.training import train
from core.tape.cache import Bounded
from core.wire.packet import pack
from core.wire.swept import part_told
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, parted
from pages.web.body import MEDIA_TYPE, Body, answered, answering
from pages.web.making import in_turn, ready
from pages.words import WORDS, translator
from pages.words.told_sweep import sentence, stopped

KEPT_BYTES = 24_000_000  # of outcomes, so that a part need not be trained again for the next one's cells
FILES = {"csv": ("text/csv", as_csv), "json": ("application/json", as_json)}  # kind -> (type, what writes it)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,5}", re.ASCII)


@dataclass(frozen=True)
class Wanted:
    """Part `number` of a sweep, or, where `file` is one of FILES, all its runs."""

    sweep: Sweep
    number: int
    file: str
    language: str
    version: str


class Kept:
    """The outcomes of parts, for any thread."""

    def __init__(self):
        self._parts, self._access = Bounded(KEPT_BYTES), threading.Lock()

    def get(self, sweep: Sweep, number: int) -> list[Outcome] | None:
        with self._access:
            return self._parts.get((sweep, number))

    def put(self, sweep: Sweep, number: int, outcomes: list[Outcome]) -> None:
        size = sum(outcome.curve.nbytes + outcome.curve_steps.nbytes + 2000 for outcome in outcomes)
        with self._access:
            self._parts.put((sweep, number), outcomes, size)


kept = Kept()


@answering
async def answer(request: Request) -> Response | None:
    """The part that the address names."""
    wanted = _wanted(request)
    body = await _body(wanted, request)
    media_type = FILES[wanted.file][0] if wanted.file else MEDIA_TYPE
    return body and answered(body, request, for_ever=wanted.version == version(), media_type=media_type)


def _wanted(request) -> Wanted:
    own, rest = parted(request.scope["query_string"].decode(errors="replace"), OWN_KEYS)
    sweep, problems = sweep_from([("task", request.path_params["task"]), *rest])
    if sweep is None:
        raise Refused(400, *(problem for problem in problems if problem.is_error))
    language, place = own.get("lang", "en"), request.path_params["part"]
    if language not in WORDS:
        raise Refused(400, f"lang={short(language)} is not allowed; allowed: {', '.join(WORDS)}")
    number, file = _placed(place, sweep)
    return Wanted(sweep, number, file, language, own.get("v", ""))


def _placed(place, sweep):
    """(part, "") or (the last part, the kind of a file of all)."""
    name, _, kind = place.partition(".")
    if name == "runs" and kind in FILES:
        return sweep.n_parts - 1, kind
    if not _NUMBER.fullmatch(place) or int(place) >= sweep.n_parts:
        files = ", ".join(f"runs.{kind}" for kind in FILES)
        raise Refused(404, f"part {short(place)}: this sweep has parts 0 to {sweep.n_parts - 1}, and {files}")
    return int(place), ""


async def _body(wanted: Wanted, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made. A part tells of the cells' runs so far, so those before
    it are trained too, each in a turn of its own."""
    key = ("sweep", replace(wanted, version=""))
    if found := ready.get(key):
        return found
    for number in range(wanted.number + 1):
        if kept.get(wanted.sweep, number) is None and await in_turn(_train, (wanted.sweep, number), request) is None:
            return None
    body = await to_thread.run_sync(_made, wanted)
    ready.put(key, body)
    return body


def _train(part: tuple[Sweep, int]) -> list[Outcome]:
    sweep, number = part
    outcomes = kept.get(sweep, number)
    if outcomes is None:
        runs = sweep.part(number)
        outcomes = train(sweep.runs(runs.start, runs.stop))
        kept.put(sweep, number, outcomes)
    return outcomes


def _made(wanted: Wanted) -> Body:
    sweep, number = wanted.sweep, wanted.number
    parts = [_train((sweep, k)) for k in range(number + 1)]
    if wanted.file:
        return Body.of(FILES[wanted.file][1](sweep, [outcome for part in parts for outcome in part]).encode())
    return Body.of(pack(told(sweep, number, parts, wanted.language)))


def told(sweep: Sweep, number: int, parts: Sequence[Sequence[Outcome]], language: str) -> dict[str, Any]:
    """The header of part `number`, from the outcomes of all parts up to it."""
    say = translator(language)
    return part_told(
        sweep, number, parts, lambda outcome: stopped(outcome, say), lambda event: sentence(sweep, event, say)
    )
