"""One at a time, and of those who wait the most urgent first; who goes away leaves the queue."""

import asyncio
import heapq
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

USUAL = 3
_URGENCY = re.compile(r"\bu=([0-7])\b")


def urgency(priority: str) -> int:
    """0 (most urgent) to 7, as the header `Priority` says it (RFC 9218)."""
    found = _URGENCY.search(priority)
    return int(found[1]) if found else USUAL


class Turns:
    """For one event loop at a time."""

    def __init__(self):
        self._taken, self._number = False, count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def turn(self, urgency: int) -> AsyncIterator[None]:
        """Waits for it, and hands it on at the end."""
        await self._take(urgency)
        try:
            yield
        finally:
            self._hand_on()

    async def _take(self, urgency):
        if not self._taken:
            self._taken = True
            return
        mine = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (urgency, next(self._number), mine))
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # it had been handed over in the same moment
                self._hand_on()
            raise

    def _hand_on(self):
        while self._waiting:
            *_, following = heapq.heappop(self._waiting)
            if not following.done():
                return following.set_result(None)
        self._taken = False
