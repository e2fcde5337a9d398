"""Asks the app's own routes as a server would, without one."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.applications import Starlette

from pages.web import making, tape
from pages.web.turns import Turns
from tests.coroutines import finished


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    path: str,
    query: str | bytes = "",
    *,
    base: str = "",
    method: str = "GET",
    gone: bool = False,
    app: Starlette | None = None,
    **headers: str,
) -> Answer:
    """One request to the tapes' routes, or to `app`; header names with _ for -. gone: whoever asks has left already."""
    return finished(_asked(app or _tapes(base), path, query, method, gone, headers))


def ask_in_turn(app: Starlette, requests: Iterable[tuple[str, str, bytes, dict[str, str]]]) -> list[Answer]:
    """Requests (method, path, body, headers) to an app, one after the other."""

    async def all_of_them():
        return [await _asked(app, path, "", method, False, headers, body) for method, path, body, headers in requests]

    return finished(all_of_them())


def ask_together(*questions: tuple[str, str]) -> list[Answer]:
    """Requests (path, query) that are on their way at once; their answers in the order in which they come."""

    async def all_of_them():
        making._turns = Turns()  # they belong to one event loop
        under_way = [asyncio.create_task(_asked(_tapes(), path, query, "GET", False, {})) for path, query in questions]
        return [await answer for answer in asyncio.as_completed(under_way)]

    return finished(all_of_them())


def _tapes(base=""):
    return Starlette(routes=tape.routes(base))


async def _asked(app, path, query, method, gone, headers, body=b""):
    said, first = [], iter([{"type": "http.request", "body": body}])

    async def receive():
        message = None if gone else next(first, None)
        if message is None and not gone:
            await asyncio.sleep(3600)
        return message or {"type": "http.disconnect"}

    async def send(message):
        said.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(),
        "query_string": query if isinstance(query, bytes) else query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    start, *bodies = said
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], found, b"".join(part.get("body", b"") for part in bodies))
