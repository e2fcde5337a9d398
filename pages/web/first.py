"""The home page's first picture: written into Streamlit's page, it learns while Streamlit's megabytes are on the way.

It is the run that the page's player will show, its parameters at the first steps from the same tape; it is drawn by
static/app/first.js, which takes it away once the player has drawn.
"""

import html
import json
import posixpath
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.tape.tape import chunks
from pages.figures.home import FIRST
from pages.web.body import Body, answered
from pages.web.bundle import bundle
from pages.web.modules import FIRST as MODULE
from pages.web.modules import source
from pages.words import WORDS, language_of, translator

PARTS = 3  # of the tape; by then the player is there
DIGITS = 4  # of a parameter; it is seen, not read
_STYLE = (Path(__file__).parent / "first.css").read_text(encoding="utf-8")
_END = b"</body>"


class FirstPicture:
    """Adds it to the page at the app's own address."""

    def __init__(self, app: ASGIApp, base: str = ""):
        self.app, self.home = app, posixpath.join("/", base.strip("/"), "")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != self.home:
            return await self.app(scope, receive, send)
        said: list[Message] = []

        async def kept(message: Message) -> None:
            said.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await _sent(said, Request(scope, receive), send)

        # Streamlit's own page, whatever the browser has: only with it can it be said whether that is the latest.
        conditions = (b"if-none-match", b"if-modified-since", b"range")
        plain = [pair for pair in scope["headers"] if pair[0] not in conditions]
        await self.app({**scope, "headers": plain}, receive, kept)


def middleware(base: str = "") -> list[Middleware]:
    """What writes it into the page."""
    return [Middleware(FirstPicture, base=base)]


async def _sent(said: list[Message], request: Request, send: Send) -> None:
    """What the app has answered, with the picture in it if it is a page."""
    start, body = said[0], b"".join(message.get("body", b"") for message in said[1:])
    headers = Headers(raw=start["headers"])
    is_page = start["status"] == 200 and headers.get("content-type", "").startswith("text/html")
    if not is_page or "content-encoding" in headers or _END not in body:
        for message in said:
            await send(message)
        return
    page = _page(body, _language(request))
    response = answered(page, request, for_ever=False, media_type="text/html; charset=utf-8")
    response.headers["Vary"] = "Accept-Encoding, Accept-Language"
    del response.headers["Access-Control-Allow-Origin"]  # a page is not for other sites' scripts
    await response(request.scope, request.receive, send)


def _language(request: Request) -> str:
    """That of the link, else the browser's first."""
    asked = request.query_params.get("lang", "")
    return asked if asked in WORDS else language_of(request.headers.get("accept-language", "").split(",")[0])


@lru_cache(maxsize=8)
def _page(body: bytes, language: str) -> Body:
    return Body.of(body.replace(_END, picture(language).encode() + _END))


def picture(language: str) -> str:
    """The picture as a piece of a page: what it is called, the place where it is drawn, and what draws it."""
    say = translator(language)
    words = f"<h2>{html.escape(say('home_title'))}</h2><p>{html.escape(say('home_lead'))}</p>"
    run = html.escape(json.dumps(told(), separators=(",", ":")), quote=True)
    place = f'<div id="gs-first" aria-hidden="true" data-run="{run}">{words}<canvas></canvas></div>'
    return f"<style>{_STYLE}</style>{place}<script>{_script()}</script>"


def told() -> dict[str, Any]:
    """What the script must know of the run."""
    network, data = FIRST.network, FIRST.load()
    rows = [row for chunk in islice(chunks(FIRST), PARTS) for row in chunk.steps["params"]]
    return {
        "sizes": list(network.sizes), "hidden": network.hidden, "output": network.output,
        "rows": [[round(float(value), DIGITS) for value in row] for row in rows],
        "points": [[*map(float, x), int(y)] for x, y in zip(data.x, data.y, strict=True)],
        "square": [data.low, data.high],
    }  # fmt: skip


@cache
def _script() -> str:
    return bundle(MODULE, source, {})
