"""A visitor who plays as the browser does, without a browser: a page over Streamlit's websocket, its parts over HTTP.

It opens a page by its link, takes the packet that the player would get, fetches parts as static/player/feed.js does,
and moves a playhead at speed x1 from the first picture on. Hundreds of them run in one process.
"""

import asyncio
import json
import time
import zlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from core.tasks.registry import TASKS, read_link
from core.wire.pieces import run_id
from tests.bench.line import BROKEN, Lines
from tests.bench.player import REST, Player

TICK = 0.1
LONGEST_WAIT = 60.0
GZIP = 31  # zlib's word for it
TASK_OF_PAGE = {task.page: name for name, task in TASKS.items()}


@dataclass(frozen=True)
class Link:
    """A page and its settings, such as ("logic_gates", "gate=and")."""

    page: str
    query: str = ""

    @property
    def run(self) -> str:
        """The identity of the run that this link must show."""
        return run_id(read_link("&".join(filter(None, (f"task={TASK_OF_PAGE[self.page]}", self.query))))[0])


@dataclass
class Seen:
    """What one visitor measured. Times in seconds."""

    first_picture: list[float] = field(default_factory=list)  # from opening the link, one for each link opened
    latencies: list[float] = field(default_factory=list)  # of each part, until it had come
    chunks: int = 0  # received after the first picture
    late: int = 0  # of them, those that the playhead had to wait for
    stalled: float = 0.0
    bytes: int = 0
    runs: int = 0  # played to the end
    failures: list[str] = field(default_factory=list)


class Visitor:
    """One browser tab on one link. `base` is the server's address; what it measures is added to `seen`."""

    def __init__(self, base: str, link: Link, seen: Seen):
        self.base, self.link, self.seen = base.rstrip("/"), link, seen
        self.lines, self.fetching = Lines(self.base), set()
        self.player: Player | None = None
        self.begun = False  # the first picture is there
        self.run = link.run

    @property
    def done(self) -> bool:
        return self.begun and not self.player.playing

    async def visit(self, seconds: float, *, to_the_end: bool = False) -> None:
        """Opens the link and plays for so long, or less where `to_the_end` means the end of the run."""
        self.opened = time.perf_counter()
        try:
            async with asyncio.timeout(seconds), self._connect() as socket:
                await socket.send(self._hello().SerializeToString())
                reading = asyncio.create_task(self._read(socket))
                try:
                    while not (to_the_end and self.done) and not reading.done():
                        await asyncio.sleep(TICK)
                        self._turn()
                finally:
                    reading.cancel()
                if reading.done() and not reading.cancelled():
                    raise reading.exception() or ConnectionError("closed by the server")
        except TimeoutError:
            pass
        except (OSError, websockets.WebSocketException) as error:
            self.seen.failures.append(f"connection: {error!r}"[:200])
        finally:
            self._leave(time.perf_counter() - self.opened, seconds)

    def _leave(self, waited, seconds):
        for request in self.fetching:
            request.cancel()
        self.lines.close()
        self.seen.runs += self.done
        if self.begun and self.player.waiting:  # for a part that has not come at all
            self.seen.chunks += 1
            self.seen.late += 1
        if not self.begun and waited > min(LONGEST_WAIT, 0.9 * seconds) and seconds > 5:
            self.seen.failures.append(f"no picture after {waited:.0f} s")

    def _connect(self):
        address = urlsplit(self.base)
        return websockets.connect(
            f"ws://{address.netloc}{address.path}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
            origin=f"http://{address.netloc}", compression=None, ping_interval=None, open_timeout=LONGEST_WAIT,
        )  # fmt: skip

    def _hello(self):
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self.link.query, self.link.page
        state.context_info.locale = "en-US"
        state.context_info.url = f"{self.base}/{self.link.page}"
        return message

    async def _read(self, socket) -> None:
        async for data in socket:
            self.seen.bytes += len(data)
            element = ForwardMsg.FromString(data).delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                self.seen.failures.append(f"exception: {element.exception.message}"[:200])
            elif kind == "bidi_component" and element.bidi_component.bytes:  # the player's; others have none
                self._take(header_of(element.bidi_component.bytes))

    def _take(self, header):
        if header["run"] != self.run:
            self.seen.failures.append(f"another run: {header['run']} instead of {self.run} ({self.link})")
        if self.player is None:
            self.player = Player(header)
            self._turn()

    def _turn(self) -> None:
        """What the player does on a frame."""
        player, now = self.player, time.perf_counter()
        if not player:
            return
        if player.playing:
            self.seen.stalled += player.advance(now)
        for number, urgency in player.wants(now).items():
            player.asked[number] = urgency
            request = asyncio.create_task(self._fetch(number, urgency))
            self.fetching.add(request)
            request.add_done_callback(self.fetching.discard)

    async def _fetch(self, number: int, urgency: int) -> None:
        player, asked = self.player, time.perf_counter()
        header = player.header
        try:
            target = f"{urlsplit(self.base).path}/{header['tape']}{number}?{header['query']}"
            reply = await self.lines.get(target, Priority=f"u={urgency}")
            failure = "" if reply.status == 200 else f"{reply.status} {reply.body[:80]!r}"
        except BROKEN as error:
            failure = repr(error)
        now = time.perf_counter()
        player.answered(number, urgency, now, now - asked)
        if failure:
            player.rest_until = now + REST
            self.seen.failures.append(f"part: {failure}"[:200])
            return
        self.seen.bytes += len(reply.head) + len(reply.body)
        self.seen.latencies.append(now - asked)
        self._absorb(header_of(reply.body), now)

    def _absorb(self, header, now):
        if self.begun:
            self.seen.stalled += self.player.advance(now) if self.player.playing else 0.0
            waited, new = self.player.waiting, self.player.absorb(header)
            self.seen.chunks += new
            self.seen.late += waited and new
        else:
            self.player.absorb(header)
            self._begin(now)
        self._turn()

    def _begin(self, now):
        """As soon as the part is here in which the playhead stands; others may come before it."""
        if self.player.can_begin:
            self.player.begin(now)
            self.begun = True
            self.seen.first_picture.append(now - self.opened)


def header_of(packet: bytes) -> dict:
    """The JSON of a packet (see core/wire/packet.py), which may be compressed; the arrays stay packed."""
    if packet[:2] == b"\x1f\x8b":
        stream = zlib.decompressobj(GZIP)
        start = stream.decompress(packet, 4)
        return json.loads(stream.decompress(stream.unconsumed_tail, _size(start)))
    return json.loads(packet[4 : 4 + _size(packet)])


def _size(packet):
    return int.from_bytes(packet[:4], "little")
