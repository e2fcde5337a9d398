"""What processes spend, from /proc (Linux)."""

import asyncio
import os
import time
from pathlib import Path

CLOCK_TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")


class Tree:
    """Processes and all below them: memory and CPU."""

    def __init__(self, *pids: int):
        self.pids = pids

    def _all(self):
        found = [*self.pids]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += map(int, task.read_text().split())
        return found

    def pin(self, core: int) -> None:
        """Every thread that there is now computes on this core alone, and so do those that these begin."""
        for pid in self._all():
            for task in Path(f"/proc/{pid}/task").iterdir():
                os.sched_setaffinity(int(task.name), {core})

    @property
    def rss(self) -> float:
        """Megabytes resident, summed over the processes."""
        return sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in self._all()) * PAGE / 1e6

    @property
    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        stats = [Path(f"/proc/{p}/stat").read_text().rsplit(")", 1)[1].split() for p in self._all()]
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / CLOCK_TICKS


class Meter:
    """What the server, whoever stands before it, and the visitors spent between entering and leaving.

    rss: the server's memory meanwhile, as (seconds, MB).
    """

    def __init__(self, server: Tree, before: Tree | None = None, every: float = 1.0):
        self.server, self.before, self.every = server, before or Tree(), every
        self.rss: list[tuple[float, float]] = []

    async def __aenter__(self):
        self.began, self._spent = time.perf_counter(), self._now()
        self._sampling = asyncio.create_task(self._sample())
        return self

    async def __aexit__(self, *_):
        self._sampling.cancel()
        self.seconds = time.perf_counter() - self.began
        spent = zip(self._now(), self._spent, strict=True)
        self.cpu, self.cpu_before, self.own = (after - before for after, before in spent)

    def _now(self):
        return self.server.cpu, self.before.cpu, time.process_time()

    async def _sample(self):
        while True:
            self.rss.append((time.perf_counter() - self.began, self.server.rss))
            await asyncio.sleep(self.every)
