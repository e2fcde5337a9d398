"""GET /tape/<task>/<part>?<settings>: a part of a tape, or some of its steps, as a web resource (docs/tape.md)."""

import posixpath
from dataclasses import replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.record.timeline import Timeline
from core.wire import resource
from core.wire.shared import store
from pages.web import explain, guess, landscape, scene, swept, verdict
from pages.web.address import announce, version
from pages.web.asked import Asked, asked
from pages.web.body import Body, answered, answering
from pages.web.making import ready, trained
from pages.words import translator
from pages.words.told import captioner


def routes(base: str = "") -> list[Route]:
    """The address of every tape, under the base path of the server. Nothing but GET and HEAD is answered."""
    announce()
    tape = posixpath.join("/", base.strip("/"), "tape/{task}")
    answers = {
        "scene": scene.answer,
        "explain/{step}": explain.answer,
        "verdict": verdict.answer,
        "guess": guess.answer,
        "sweep/{part}": swept.answer,
        "landscape": landscape.answer,
        "{place}": answer,
    }
    return [Route(f"{tape}/{place}", each, methods=["GET", "HEAD"]) for place, each in answers.items()]


@answering
async def answer(request: Request) -> Response | None:
    """The part that the address names."""
    wanted = asked(request.path_params["task"], request.path_params["place"], request.scope["query_string"])
    body = await _body(wanted, request)
    return body and answered(body, request, for_ever=wanted.version == version())


async def _body(wanted: Asked, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    found = ready.get(_key(wanted))
    if found is None and not await trained(wanted.e, _number(wanted), request):
        return None
    return found or await to_thread.run_sync(_made, wanted)


def _number(wanted):
    """The part that it is, or is in."""
    return wanted.first if wanted.last is None else Timeline(wanted.e.total).chunk_of(wanted.first)


def _made(wanted: Asked) -> Body:
    shared, e = store(), wanted.e
    if wanted.last is None:
        piece, kind = shared.chunk(e, wanted.first), "chunk"
    else:
        piece, kind = shared.detail(e, wanted.first, wanted.last), "detail"
    caption = captioner(e, translator(wanted.language))
    body = Body.of(resource.part(e, piece, kind, caption, wanted.remarks))
    ready.put(_key(wanted), body)
    return body


def _key(wanted):
    return replace(wanted, version="")
