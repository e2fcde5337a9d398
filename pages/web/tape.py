"""GET /tape/<task>/<part>?<settings>: a part of a tape, or some of its steps, as a web resource (docs/tape.md)."""

import posixpath
import threading
from dataclasses import replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from core.record.timeline import Timeline
from core.tape.cache import Bounded
from core.wire import resource
from core.wire.shared import store
from pages.web import scene
from pages.web.address import announce, version
from pages.web.asked import Asked, Refused, asked
from pages.web.body import Body, answered, refusal
from pages.web.turns import Turns, urgency
from pages.words import translator
from pages.words.told import captioner

READY_BYTES = 12_000_000  # of bodies that are compressed already


class _Ready:
    """Bodies that were asked for lately, for any thread."""

    def __init__(self):
        self._bodies, self._access = Bounded(READY_BYTES), threading.Lock()

    def get(self, key: Asked) -> Body | None:
        with self._access:
            return self._bodies.get(key)

    def put(self, key: Asked, body: Body) -> None:
        with self._access:
            self._bodies.put(key, body, body.nbytes + 500)


_ready = _Ready()
_turns = Turns()  # one training at a time, and those who wait for it can still go away


def routes(base: str = "") -> list[Route]:
    """The address of every tape, under the base path of the server. Nothing but GET and HEAD is answered."""
    announce()
    tape = posixpath.join("/", base.strip("/"), "tape/{task}")
    answers = {"scene": scene.answer, "{place}": answer}
    return [Route(f"{tape}/{place}", each, methods=["GET", "HEAD"]) for place, each in answers.items()]


async def answer(request: Request) -> Response:
    """The part that the address names; else what is wrong with it, one line each."""
    try:
        wanted = asked(request.path_params["task"], request.path_params["place"], request.scope["query_string"])
    except Refused as refused:
        return refusal(refused)
    body = await _body(wanted, request)
    if body is None:
        return Response(status_code=499)
    return answered(body, request, for_ever=wanted.version == version())


async def _body(wanted: Asked, request: Request) -> Body | None:
    """None if the one who asked has gone before it was made."""
    found = _ready.get(_key(wanted))
    if found is None and not await _trained(wanted, request):
        return None
    return found or await to_thread.run_sync(_made, wanted)


async def _trained(wanted, request):
    """Trains part after part up to the wanted one, unless whoever asked has gone.

    After each part it is somebody else's turn: a far part of a long run keeps nobody waiting.
    """
    shared, e, priority = store(), wanted.e, request.headers.get("priority", "")
    number = wanted.first if wanted.last is None else Timeline(e.total).chunk_of(wanted.first)
    if shared.made(e, number) is not None:
        return True
    while True:
        async with _turns.turn(urgency(priority)):
            if await request.is_disconnected():
                return False
            if await to_thread.run_sync(shared.train_towards, e, number) is not None:
                return True


def _made(wanted: Asked) -> Body:
    shared, e = store(), wanted.e
    if wanted.last is None:
        piece, kind = shared.chunk(e, wanted.first), "chunk"
    else:
        piece, kind = shared.detail(e, wanted.first, wanted.last), "detail"
    caption = captioner(e, translator(wanted.language))
    body = Body.of(resource.part(e, piece, kind, caption, wanted.remarks))
    _ready.put(_key(wanted), body)
    return body


def _key(wanted):
    return replace(wanted, version="")
