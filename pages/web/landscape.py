"""GET /tape/<task>/landscape?<settings>&plane=…: the loss on a plane through a run's θ (docs/tape.md)."""

import json
import re
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from core.experiment.link import to_query
from core.experiment.values import Problem, settle, short
from core.landscape.choice import Choice, read
from core.landscape.landscape import Land, land_of, side_of
from core.landscape.told import point_told, told
from core.learning.learner import Learner
from core.record.timeline import Timeline
from core.wire.packet import pack
from core.wire.shared import store
from pages.web.address import LONGEST_ADDRESS, address, version
from pages.web.asked import OWN_KEYS, Refused, Run, run_of
from pages.web.body import MEDIA_TYPE, Body, answered, answering
from pages.web.making import in_turn, kept_or_made

_KEYS = (*OWN_KEYS, "plane", "at", "point")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_POINT = re.compile(r"(0|[1-9][0-9]{0,2}),(0|[1-9][0-9]{0,2})", re.ASCII)
_LONGEST_NUMBER = 25  # characters of -1.2345678901234567e-05 and a comma
_OTHERS = 40  # of lang and v
_JSON = "application/json"


@dataclass(frozen=True)
class Wanted:
    """The landscape on a plane through θ at step `at` (None: at the end), or a point of its grid, (column, row)."""

    e: Learner
    choice: Choice
    at: int | None
    point: tuple[int, int] | None
    remarks: tuple[Problem, ...]
    version: str


@answering
async def answer(request: Request) -> Response | None:
    """The landscape that the address names, or one of its points."""
    run = run_of(request.path_params["task"], request.scope["query_string"], _KEYS)
    wanted = _wanted(run)
    body = await _body(wanted, request)
    kind = MEDIA_TYPE if wanted.point is None else _JSON
    return body and answered(body, request, for_ever=wanted.version == version(), media_type=kind)


def _wanted(run: Run) -> Wanted:
    """Raises Refused: 404 for a task without a network, 400 for a plane, a step or a point that there is not."""
    e = run.e
    if not isinstance(e, Learner):
        raise Refused(404, f"{e.task}: this task trains no network, so it has no landscape")
    try:
        choice = read(run.own.get("plane", "path"), e.network)
    except ValueError as wrong:
        raise Refused(400, wrong) from None
    at = run.own.get("at")
    if at is not None and (not _NUMBER.fullmatch(at) or int(at) > e.total):
        raise Refused(400, Problem("value", "at", at, f"a step from 0 to {e.total}", "the run's end"))
    point = _point(run.own.get("point"), e)
    return Wanted(e, choice, None if at is None else int(at), point, run.remarks, run.version)


def _point(text, e):
    if text is None:
        return None
    most = side_of(e, e.n_watched) - 1
    found = _POINT.fullmatch(text)
    if not found or max(int(found[1]), int(found[2])) > most:
        allowed = f"column,row of the grid, each from 0 to {most}"
        raise Refused(400, f"point={short(text)} is not allowed; allowed: {allowed}")
    return int(found[1]), int(found[2])


async def _body(wanted: Wanted, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    end = (wanted.e, Timeline(wanted.e.total).n_chunks - 1)
    return await kept_or_made(replace(wanted, version=""), [end], lambda: in_turn(_made, wanted, request), request)


def _made(wanted: Wanted) -> Body:
    try:
        land = land_of(store(), wanted.e, wanted.choice, wanted.at)
    except ValueError as wrong:
        raise Refused(400, wrong) from None
    if wanted.point is None:
        return Body.of(
            pack({**told(land), "takes": _takes(land), "remarks": [str(problem) for problem in wanted.remarks]})
        )
    said = {**point_told(land, *wanted.point), "action": _start_at(land, wanted)}
    return Body.of(json.dumps(said, allow_nan=False).encode())


def _takes(land: Land) -> bool:
    """Whether an address can say that a run begins at a point, wherever on the grid. Nowhere are parameters larger than
    at its corners."""
    e, setting = land.e, land.e.settings["w"]
    rest = to_query(replace(e, init="given", w=(), edits=()))
    if e.network.n_params * _LONGEST_NUMBER + len(rest) + _OTHERS >= LONGEST_ADDRESS:
        return False
    try:
        for column, row in ((0, 0), (0, -1), (-1, 0), (-1, -1)):
            setting.parse(setting.write(land.theta(column, row).tolist()))
    except ValueError:
        return False
    return True


def _start_at(land: Land, wanted: Wanted) -> str:
    """The settings with which a run begins at the point. Raises Refused where no address can say them."""
    e = wanted.e
    theta = land.theta(*(wanted.point or (0, 0)))
    setting = e.settings["w"]
    text = setting.write(theta.tolist())
    try:
        begun, _ = settle(replace(e, init="given", w=setting.parse(text), edits=()))
    except ValueError as allowed:
        raise Refused(400, f"point: its θ cannot be given; allowed: {allowed}") from None
    if address(begun, "en") is None:
        raise Refused(400, f"point: an address of {LONGEST_ADDRESS} characters cannot carry {theta.size} numbers")
    return f"init=given&w={text}" + ("&edits=" if e.edits else "")
