"""What an address answers: bytes, whole or in part, compressed for those who can open that, named by their content."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from core.wire.resource import compressed
from pages.web.asked import Refused

MEDIA_TYPE = "application/octet-stream"
FOR_EVER = "public, max-age=31536000, immutable"
_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,12})-(?P<last>[0-9]{0,12})")
_GZIP = re.compile(r"(^|,)\s*gzip\s*(;(?!\s*q=0(\.0*)?\s*(,|$))|,|$)", re.IGNORECASE)  # not if it says q=0


@dataclass(frozen=True)
class Body:
    """A body, its compressed form, and its name."""

    plain: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, plain: bytes) -> "Body":
        """Compressed once, here."""
        return cls(plain, compressed(plain), hashlib.blake2b(plain, digest_size=12).hexdigest())

    @property
    def nbytes(self) -> int:
        return len(self.plain) + len(self.packed)


def refusal(refused: Refused) -> Response:
    """What is wrong with an address, one line each."""
    return PlainTextResponse(f"{refused}\n", refused.status, {"Access-Control-Allow-Origin": "*"})


def takes_gzip(request: Request) -> bool:
    """Whether who asks can open what is compressed."""
    return bool(_GZIP.search(request.headers.get("accept-encoding", "")))


def answering(answer: Callable[[Request], Awaitable[Response | None]]) -> Callable[[Request], Awaitable[Response]]:
    """Of what answers an address: what it refuses is said, one line each; None stands for who has gone before."""

    @wraps(answer)
    async def told(request: Request) -> Response:
        try:
            return await answer(request) or Response(status_code=499)
        except Refused as refused:
            return refusal(refused)

    return told


def answered(body: Body, request: Request, *, for_ever: bool, media_type: str = MEDIA_TYPE) -> Response:
    """The body as it was asked for. for_ever: the address never changes its meaning; else it must be asked again."""
    headers = {"ETag": f'"{body.tag}"', "Access-Control-Allow-Origin": "*", "Accept-Ranges": "bytes",
               "Vary": "Accept-Encoding", "Cache-Control": FOR_EVER if for_ever else "no-cache"}  # fmt: skip
    if body.tag in [tag.strip(' W/"') for tag in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    span = _span(request.headers, headers["ETag"], len(body.plain))
    if span:
        first, last = span
        headers["Content-Range"] = f"bytes {first}-{last}/{len(body.plain)}"
        return Response(body.plain[first : last + 1], 206, headers, media_type)
    if takes_gzip(request):
        return Response(body.packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=media_type)
    return Response(body.plain, headers=headers | {"Content-Encoding": "identity"}, media_type=media_type)


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
