"""HTTP as a browser speaks it to one server: connections that are kept, gzip, nothing unpacked that nobody reads."""

import asyncio
import re
from asyncio import IncompleteReadError, LimitOverrunError
from dataclasses import dataclass
from urllib.parse import urlsplit

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
BROKEN = (OSError, IncompleteReadError, LimitOverrunError)


@dataclass(frozen=True)
class Reply:
    """What came back; the body as it travelled."""

    status: int
    head: bytes
    body: bytes


class Line:
    """One connection, opened when it is needed and kept."""

    def __init__(self, base: str):
        self.address, self.writer = urlsplit(base), None

    async def get(self, target: str, **headers: str) -> Reply:
        """The target counts from the root of the server. Raises one of BROKEN."""
        return await self.ask("GET", target.encode(), {"Accept-Encoding": "gzip"} | headers)

    async def ask(self, method: str, target: bytes, headers: dict[str, str]) -> Reply:
        """Whatever it asks for is sent as it is. Raises one of BROKEN."""
        lines = [f"Host: {self.address.netloc}", *(f"{name}: {value}" for name, value in headers.items())]
        request = method.encode() + b" " + target + b" HTTP/1.1\r\n" + "\r\n".join([*lines, "\r\n"]).encode()
        kept = self.writer is not None
        try:
            return await self._once(request, method)
        except BROKEN:
            if not kept:
                raise
        return await self._once(request, method)  # the server had closed it meanwhile

    async def _once(self, request, method):
        try:
            if self.writer is None:
                self.reader, self.writer = await asyncio.open_connection(self.address.hostname, self.address.port)
            self.writer.write(request)
            return await self._reply(method)
        except (*BROKEN, asyncio.CancelledError):
            self.close()
            raise

    async def _reply(self, method):
        head = await self.reader.readuntil(b"\r\n\r\n")
        status, size = int(head[9:12]), _LENGTH.search(head)
        if method == "HEAD" or status in (204, 304):
            body = b""
        else:
            body = await (self.reader.readexactly(int(size[1])) if size else self._chunked())
        if b"\r\nconnection: close" in head.lower():
            self.close()
        return Reply(status, head, body)

    async def _chunked(self):
        body = b""
        while size := int(await self.reader.readline() or b"0", 16):
            body += await self.reader.readexactly(size)
            await self.reader.readline()
        await self.reader.readline()
        return body

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.writer = None


class Lines:
    """As many connections as there are requests under way."""

    def __init__(self, base: str):
        self.base, self.idle = base, []

    async def get(self, target: str, **headers: str) -> Reply:
        line = self.idle.pop() if self.idle else Line(self.base)
        reply = await line.get(target, **headers)
        self.idle.append(line)
        return reply

    def close(self) -> None:
        for line in self.idle:
            line.close()
