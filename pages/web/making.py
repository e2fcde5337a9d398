"""What it takes to make a body: training in turns, and a memory of those made lately."""

import threading
from collections.abc import Awaitable, Callable, Hashable, Iterable
from typing import TypeVar

from anyio import to_thread
from starlette.requests import Request

from core.experiment.experiment import Experiment
from core.tape.cache import Bounded
from core.wire.shared import store
from pages.web.body import Body
from pages.web.turns import Turns, urgency

T = TypeVar("T")
R = TypeVar("R")

READY_BYTES = 12_000_000  # of bodies that are compressed already


class Ready:
    """Bodies that were asked for lately, for any thread."""

    def __init__(self):
        self._bodies, self._access = Bounded(READY_BYTES), threading.Lock()

    def get(self, key: Hashable) -> Body | None:
        with self._access:
            return self._bodies.get(key)

    def put(self, key: Hashable, body: Body) -> None:
        with self._access:
            self._bodies.put(key, body, body.nbytes + 500)


ready = Ready()
_turns = Turns()  # one training at a time, and those who wait for it can still go away


async def trained(e: Experiment, number: int, request: Request) -> bool:
    """Trains part after part up to part `number`, unless whoever asked has gone; whether it is there.

    After each part it is somebody else's turn: a far part of a long run keeps nobody waiting.
    """
    shared, priority = store(), request.headers.get("priority", "")
    if shared.made(e, number) is not None:
        return True
    while True:
        async with _turns.turn(urgency(priority)):
            if await request.is_disconnected():
                return False
            if await to_thread.run_sync(shared.train_towards, e, number) is not None:
                return True


async def kept_or_made(
    key: Hashable, parts: Iterable[tuple[Experiment, int]], make: Callable[[], Awaitable[Body | None]], request: Request
) -> Body | None:
    """The body of this key: one made lately, else what `make` makes once these parts of runs are trained.

    None if whoever asked has gone before.
    """
    if found := ready.get(key):
        return found
    for e, number in parts:
        if not await trained(e, number, request):
            return None
    body = await make()
    if body is not None:
        ready.put(key, body)
    return body


async def in_turn(make: Callable[[T], R], wanted: T, request: Request) -> R | None:
    """What takes long beside the training, made in a turn of its own; None if whoever asked has gone."""
    async with _turns.turn(urgency(request.headers.get("priority", ""))):
        if await request.is_disconnected():
            return None
        return await to_thread.run_sync(make, wanted)
