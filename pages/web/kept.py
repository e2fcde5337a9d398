"""GET /kept/<name>: the modules as one, their style, Plotly and KaTeX, as files that never change, compressed once.

Streamlit serves static/ as it lies there: dozens of modules, each compressed anew for each visitor, and asked for again
on each visit. And it can say only when a page is drawn what the page needs; here the page's own headers say it.
"""

import gzip
import posixpath
from dataclasses import dataclass
from functools import cache

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.tasks.registry import TASKS
from pages.web.body import FOR_EVER, takes_gzip
from pages.web.modules import KATEX, PLOTLY, STATIC, STYLE, kept, script, source

_HEADERS = {
    "Cache-Control": FOR_EVER, "Access-Control-Allow-Origin": "*",
    "Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff",
}  # fmt: skip
_MEDIA = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
_WITH_PLOTS = {"", *(task.page for task in TASKS.values())}  # pages; the others would fetch Plotly for nothing


@dataclass(frozen=True)
class _File:
    plain: bytes
    packed: bytes
    media_type: str


def routes(base: str = "") -> list[Route]:
    """The address of each file, under the base path of the server."""
    _files()  # now: nobody waits for it
    return [Route(posixpath.join("/", base.strip("/"), "kept/{name:path}"), _answer, methods=["GET", "HEAD"])]


def middleware() -> list[Middleware]:
    """What makes browsers fetch the files beside Streamlit's own script."""
    return [Middleware(_Early)]


@cache
def _files() -> dict[str, _File]:
    return {
        kept("js"): _file(script().encode(), "text/javascript"),
        kept("css"): _file(source(STYLE).encode(), "text/css"),
        **{f"kept/{path}": _read(path) for path in _others()},  # where the modules look for them
    }


def _others():
    """Plotly, and what KaTeX is made of."""
    parts = ("katex.min.js", "katex.min.css", "fonts/*.woff2")
    return [PLOTLY, *(file.relative_to(STATIC).as_posix() for part in parts for file in (STATIC / KATEX).glob(part))]


def _read(path):
    return _file((STATIC / path).read_bytes(), _MEDIA[posixpath.splitext(path)[1]])


def _file(content, media_type):
    return _File(content, gzip.compress(content, 9, mtime=0), media_type)


async def _answer(request: Request) -> Response:
    found = _files().get(f"kept/{request.path_params['name']}")
    if found is None:
        return PlainTextResponse("there is no such file, or it is another version's\n", 404)
    if takes_gzip(request):
        return Response(found.packed, headers=_HEADERS | {"Content-Encoding": "gzip"}, media_type=found.media_type)
    return Response(found.plain, headers=_HEADERS, media_type=found.media_type)


# ---- told with each page -----------------------------------------------------------------------------


class _Early:
    """Adds to each page which files it will need.

    Their addresses are seen from the page, as those in Streamlit's page are. A browser that has the page takes its new
    headers from a 304.
    """

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(scope, message):
                message["headers"] = [*message["headers"], (b"link", _links(scope["path"]).encode())]
            await send(message)

        asked = scope["type"] == "http" and scope["method"] == "GET"
        await self.app(scope, receive, told if asked else send)


def _is_page(scope, start):
    if start["status"] == 304:
        return b"text/html" in dict(scope["headers"]).get(b"accept", b"")
    return start["status"] == 200 and dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")


def _links(path):
    links = [f"<./{kept('js')}>; rel=modulepreload", f"<./{kept('css')}>; rel=preload; as=style"]
    if path.rpartition("/")[2] in _WITH_PLOTS:
        links.append(f"<./kept/{PLOTLY}>; rel=preload; as=script; fetchpriority=low")
    return ", ".join(links)
