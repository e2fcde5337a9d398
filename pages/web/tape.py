"""GET /tape/<task>/<part>?<settings>: a part of a tape, or some of its steps, as a web resource (docs/tape.md)."""

import asyncio
import hashlib
import re
import threading
from dataclasses import dataclass, replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.record.timeline import Timeline
from core.tape.cache import Bounded
from core.wire import resource
from core.wire.shared import store
from pages.web.address import announce, version
from pages.web.asked import Asked, Refused, asked
from pages.words import translator
from pages.words.told import captioner

MEDIA_TYPE = "application/octet-stream"
READY_BYTES = 24_000_000  # of bodies that are compressed already
YEAR = 31_536_000
_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,12})-(?P<last>[0-9]{0,12})")
_GZIP = re.compile(r"(^|,)\s*gzip\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)", re.IGNORECASE)  # not if it says q=0


@dataclass(frozen=True)
class Body:
    """A body, its compressed form, and its name."""

    plain: bytes
    packed: bytes
    tag: str

    @property
    def nbytes(self) -> int:
        return len(self.plain) + len(self.packed)


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
_turn = asyncio.Lock()  # one training at a time, and those who wait for it can still go away


def routes(base: str = "") -> list[Route]:
    """The address of every tape, under the base path of the server. Nothing but GET and HEAD is answered."""
    announce()
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    return [Route(f"{prefix}/tape/{{task}}/{{place}}", answer, methods=["GET", "HEAD"])]


async def answer(request: Request) -> Response:
    """The part that the address names; else what is wrong with it, one line each."""
    try:
        query = request.scope["query_string"].decode(errors="replace")  # URL objects drop what stands after a #
        wanted = asked(request.path_params["task"], request.path_params["place"], query)
    except Refused as refused:
        return PlainTextResponse(f"{refused}\n", refused.status, {"Access-Control-Allow-Origin": "*"})
    body = await _body(wanted, request)
    return Response(status_code=499) if body is None else _answered(body, wanted, request)


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
    shared, e = store(), wanted.e
    number = wanted.first if wanted.last is None else Timeline(e.total).chunk_of(wanted.first)
    if shared.made(e, number) is not None:
        return True
    while True:
        async with _turn:
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
    plain = resource.part(e, piece, kind, caption, wanted.remarks)
    tag = hashlib.blake2b(plain, digest_size=12).hexdigest()
    body = Body(plain, resource.compressed(plain), tag)
    _ready.put(_key(wanted), body)
    return body


def _key(wanted):
    return replace(wanted, version="")


def _answered(body, wanted, request):
    headers = {"ETag": f'"{body.tag}"', "Access-Control-Allow-Origin": "*", "Accept-Ranges": "bytes",
               "Vary": "Accept-Encoding", "Cache-Control": _kept(wanted)}  # fmt: skip
    if body.tag in [tag.strip(' W/"') for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    span = _span(request.headers, headers["ETag"], len(body.plain))
    if span:
        first, last = span
        headers["Content-Range"] = f"bytes {first}-{last}/{len(body.plain)}"
        return Response(body.plain[first : last + 1], 206, headers, MEDIA_TYPE)
    if _GZIP.search(request.headers.get("accept-encoding", "")):
        return Response(body.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=MEDIA_TYPE)
    return Response(body.plain, headers=headers | {"Content-Encoding": "identity"}, media_type=MEDIA_TYPE)


def _kept(wanted):
    """An address with the code's version never changes; without it, or with another, it must be asked for again."""
    return f"public, max-age={YEAR}, immutable" if wanted.version == version() else "no-cache"


def _span(headers, tag, size):
    """(first, last) of the bytes that are asked for; None for all.

    A range that is not understood, or one of many, may be passed over. One of another version (If-Range) must be.
    """
    found = _RANGE.fullmatch(headers.get("range", ""))
    if not found or headers.get("if-range", tag) != tag:
        return None
    first, last = found["first"], found["last"]
    start = int(first) if first else size - min(size, int(last or 0))
    end = min(int(last), size - 1) if first and last else size - 1
    return (start, end) if start <= end else None
