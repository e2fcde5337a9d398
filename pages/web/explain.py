"""GET /tape/<task>/explain/<step>?<settings>: one update of a run, explained (docs/tape.md)."""

import json
import re
from dataclasses import dataclass, replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.engine.naming import part_named
from core.experiment.values import Problem, short
from core.explaining.chosen import MOST_SAMPLES
from core.explaining.explanation import explanation
from core.explaining.observed import observe
from core.learning.learner import Learner
from core.record.timeline import Timeline
from core.wire.pieces import run_id
from core.wire.shared import store
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, Run, run_of
from pages.web.body import Body, answered, answering
from pages.web.making import kept_or_made
from pages.words import translator

_KEYS = (*OWN_KEYS, "sel", "sample")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)
_JSON = "application/json"


@dataclass(frozen=True)
class Wanted:
    """The update at `step`, of the part `sel`, if any; for a place in the batch, or for all (None)."""

    e: Learner
    step: int
    sel: str | None
    sample: int | None
    language: str
    version: str


@answering
async def answer(request: Request) -> Response | None:
    """The explanation that the address names."""
    run = run_of(request.path_params["task"], request.scope["query_string"], _KEYS)
    wanted = _wanted(run, request.path_params["step"])
    body = await _body(wanted, request)
    return body and answered(body, request, for_ever=wanted.version == version(), media_type=_JSON)


def _wanted(run: Run, step: str) -> Wanted:
    """Raises Refused: 404 for what there is not, 400 for a part or a sample that there is not."""
    e = run.e
    if not isinstance(e, Learner):
        raise Refused(404, f"{e.task}: this task has no network to explain")
    if not _NUMBER.fullmatch(step) or int(step) > e.total:
        raise Refused(404, f"step {short(step)}: this tape has steps 0 to {e.total} at most")
    sel = run.own.get("sel")
    try:
        if sel is not None:
            part_named(short(sel), e.network)  # no name is too long for one line
    except ValueError as wrong:
        raise Refused(400, f"sel: {wrong}") from None
    return Wanted(e, int(step), sel, _sample(run.own.get("sample", "all"), e), run.language, run.version)


def _sample(text, e):
    most = min(max(stage.now.batch_size + stage.added for stage in e.course.stages), MOST_SAMPLES)
    if text == "all":
        return None
    if not _NUMBER.fullmatch(text) or int(text) >= most:
        raise _no_sample(text, most)
    return int(text)


def _no_sample(text, most):
    return Refused(400, Problem("value", "sample", text, f"all, or a place in the batch, 0 to {most - 1}", "all"))


async def _body(wanted: Wanted, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    part = (wanted.e, Timeline(wanted.e.total).chunk_of(wanted.step))
    return await kept_or_made(replace(wanted, version=""), [part], lambda: to_thread.run_sync(_made, wanted), request)


def _made(wanted: Wanted) -> Body:
    seen = observe(store().trainer(wanted.e, wanted.step))
    if wanted.sample is not None and wanted.sample >= len(seen.rows):
        # An epoch's last batch may be shorter, and batches before or after an edit.
        raise _no_sample(str(wanted.sample), len(seen.rows))
    told = explanation(seen, wanted.sel, wanted.sample, translator(wanted.language))
    text = json.dumps({"run": run_id(wanted.e), **told}, ensure_ascii=False, allow_nan=False)
    return Body.of(text.encode())
