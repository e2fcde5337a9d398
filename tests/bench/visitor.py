"""A visitor who plays as the browser does, without a browser: Streamlit's websocket protocol, our packets, our feed.

It opens a page by its link, unpacks what the player would get, moves a playhead at speed x1 from the first picture on
and asks for chunks as static/player/feed.js does. A hundred of them run in one process.
"""

import asyncio
import json
import time
from dataclasses import dataclass, field
from math import floor
from urllib.parse import urlsplit

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from core.tasks.registry import TASKS, read_link
from core.wire.pieces import run_id
from tests.bench.player import Player

TICK = 0.1
LONGEST_WAIT = 60.0
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
    latencies: list[float] = field(default_factory=list)  # of each request, until its answer had come
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
        self.player: Player | None = None
        self.widgets: dict[str, WidgetState] = {}
        self.popovers: list[tuple[int, ...]] = []
        self.component = self.fragment = self.script = ""
        self.scene: str | None = None  # the one on stage, which need not be sent again
        self.request: dict | None = None
        self.asked_at = 0.0
        self.counter = floor(time.time()) % 10**8
        self.run = link.run

    async def visit(self, seconds: float, *, to_the_end: bool = False) -> None:
        """Opens the link and plays for so long, or less where `to_the_end` means the end of the run."""
        self.opened = time.perf_counter()
        try:
            async with asyncio.timeout(seconds), self._connect() as self.socket:
                await self._send(BackMsg())
                reading = asyncio.create_task(self._read())
                try:
                    while not (to_the_end and self.player and not self.player.playing):
                        await asyncio.sleep(TICK)
                        if reading.done():
                            break
                        await self._turn()
                finally:
                    reading.cancel()
                if reading.done() and not reading.cancelled():
                    raise reading.exception() or ConnectionError("closed by the server")
                self.seen.runs += bool(self.player and not self.player.playing)
        except TimeoutError:
            pass
        except (OSError, websockets.WebSocketException) as error:
            self.seen.failures.append(f"connection: {error!r}"[:200])
        if self.player and self.player.waiting:  # for a chunk that has not come at all
            self.seen.chunks += 1
            self.seen.late += 1
        waited = time.perf_counter() - self.opened
        if self.player is None and waited > min(LONGEST_WAIT, 0.9 * seconds) and seconds > 5:
            self.seen.failures.append(f"no picture after {waited:.0f} s")

    def _connect(self):
        address = urlsplit(self.base)
        return websockets.connect(
            f"ws://{address.netloc}{address.path}/_stcore/stream", subprotocols=["streamlit"], max_size=None,
            origin=self.base, compression=None, ping_interval=None, open_timeout=LONGEST_WAIT,
        )  # fmt: skip

    async def _send(self, message: BackMsg) -> None:
        state = message.rerun_script
        state.query_string = self.link.query
        if self.script:
            state.page_script_hash, state.fragment_id = self.script, self.fragment
        else:
            state.page_name = self.link.page
        state.context_info.locale = "en-US"
        state.context_info.url = f"{self.base}/{self.link.page}"
        state.widget_states.widgets.extend(self.widgets.values())
        if self.request:
            widget = state.widget_states.widgets.add(id=self.component)
            widget.json_value = json.dumps({"need": self.request})
        await self.socket.send(message.SerializeToString())

    async def _turn(self) -> None:
        """What the player does on a frame."""
        if not self.player:
            return
        now = time.perf_counter()
        if self.player.playing:
            self.seen.stalled += self.player.advance(now)
        if self.request:
            return
        chunks = self.player.wants(now)
        if chunks:
            await self._ask(self.player.header["run"], chunks)

    async def _ask(self, run: str, chunks: list[int]) -> None:
        self.counter += 1
        self.request = {"run": run, "chunks": chunks, "detail": None, "scene": self.scene, "n": self.counter}
        self.asked_at = time.perf_counter()
        await self._send(BackMsg())

    async def _read(self) -> None:
        async for data in self.socket:
            self.seen.bytes += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.script = message.new_session.page_script_hash or self.script
            elif kind == "delta":
                await self._delta(message)

    async def _delta(self, message):
        delta, path = message.delta, tuple(message.metadata.delta_path)
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.HasField("popover"):
                self.popovers.append(path)
            return
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            self.seen.failures.append(f"exception: {element.message}"[:200])
        elif kind == "bidi_component":
            if element.bytes:  # the player; the others on a page ask for nothing
                self.component, self.fragment = element.id, delta.fragment_id
                await self._packet(element.bytes)
        elif not any(path[: len(p)] == p for p in self.popovers):  # closed popovers are not mounted
            self._remember(kind, element)

    def _remember(self, kind, element):
        """Widgets that are in the page tell their state with every message."""
        state = _STATES.get(kind)
        if state:
            self.widgets[element.id] = state(element, WidgetState(id=element.id))

    async def _packet(self, packet: bytes) -> None:
        now = time.perf_counter()
        header = header_of(packet)
        if header["run"] != self.run:
            self.seen.failures.append(f"another run: {header['run']} instead of {self.run} ({self.link})")
        if "scene" not in header and self.scene != header["scene_id"]:
            self.scene = None
            return await self._ask(header["run"], [])
        self.scene = header["scene_id"]
        if self.player is None or self.player.header["run"] != header["run"]:
            self.player = Player(header, now)
            self.player.absorb(header)
            self.seen.first_picture.append(now - self.opened)
            return
        self.seen.stalled += self.player.advance(now) if self.player.playing else 0.0
        waited = self.player.waiting
        new = self.player.absorb(header)
        self.seen.chunks += len(new)
        self.seen.late += bool(waited and new)
        if self.request and header["n"] >= self.request["n"]:
            self.player.took = now - self.asked_at
            self.seen.latencies.append(self.player.took)
            self.request = None


def header_of(packet: bytes) -> dict:
    """The JSON of a packet (see core/wire/packet.py); the arrays stay packed."""
    size = int.from_bytes(packet[:4], "little")
    return json.loads(packet[4 : 4 + size])


def _selectbox(element, state):
    if element.set_value:
        state.string_value = element.raw_value
    elif element.HasField("default"):
        state.string_value = element.options[element.default]
    return state


def _number_input(element, state):
    value = element.value if element.set_value else element.default
    if element.data_type == element.INT:
        state.int_value = int(value)
    else:
        state.double_value = value
    return state


def _text_input(element, state):
    state.string_value = element.value if element.set_value else element.default
    return state


def _slider(element, state):
    if element.set_value and element.raw_value:
        state.string_array_value.data.extend(element.raw_value)
    elif element.options:
        state.string_array_value.data.extend(element.options[int(index)] for index in element.default)
    else:
        state.double_array_value.data.extend(element.value if element.set_value else element.default)
    return state


def _checkbox(element, state):
    state.bool_value = element.value if element.set_value else element.default
    return state


_STATES = {
    "selectbox": _selectbox, "number_input": _number_input, "text_input": _text_input, "slider": _slider,
    "checkbox": _checkbox,
}  # fmt: skip
