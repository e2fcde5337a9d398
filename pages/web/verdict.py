"""GET /tape/<task>/verdict?<settings>&vs=…: who is ahead of runs on one clock, and by what (docs/tape.md)."""

import json

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from core.experiment.link import PAIR_KEYS
from core.pair.pair import Pair
from core.record.timeline import Timeline
from core.wire.scene import plain
from core.wire.together import pair_id
from pages.web.address import version
from pages.web.asked import OWN_KEYS, Refused, run_of
from pages.web.body import Body, answered, answering
from pages.web.making import kept_or_made
from pages.web.opened import whole_story
from pages.web.together import together
from pages.words import translator
from pages.words.told_pair import captioner


@answering
async def answer(request: Request) -> Response | None:
    """The sentences."""
    run = run_of(request.path_params["task"], request.scope["query_string"], (*OWN_KEYS, *PAIR_KEYS))
    pair = together(run)
    if pair is None:
        raise Refused(400, "vs: a verdict is of several runs, and none is kept beside this one")
    body = await _body(pair, run.language, request)
    return body and answered(body, request, for_ever=run.version == version(), media_type="application/json")


async def _body(pair: Pair, language: str, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    ends = ((e, Timeline(e.total).n_chunks - 1) for e in pair.runs)
    return await kept_or_made(
        ("verdict", pair, language), ends, lambda: to_thread.run_sync(_made, pair, language), request
    )


def _made(pair: Pair, language: str) -> Body:
    caption = captioner(pair, translator(language))
    sentences = [caption(event) for event in whole_story(pair)]
    text = json.dumps({"run": pair_id(pair), "told": plain(sentences)}, ensure_ascii=False, allow_nan=False)
    return Body.of(text.encode())
