"""Ten thousand hostile addresses of tapes, one after the other, on a real server: python -m tests.bench hostile

Prints what they were answered, and how long it took. A refusal costs the server next to nothing; what is honest among
them is trained. Run it on a machine that does nothing else.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from tests.bench.line import BROKEN, Line
from tests.browser.conftest import serving
from tests.pages.hostile import Hostile, addresses

LONGEST_REFUSAL = 50.0  # ms
SEED = 12
Times = dict[str, list[tuple[float, Hostile]]]


async def asked(base: str, hostile: Iterator[Hostile]) -> tuple[Counter[int], Times]:
    """How often each status came, and by kind of answer (milliseconds, what was asked for)."""
    line, statuses, times = Line(base), Counter(), defaultdict(list)
    for one in hostile:
        began = time.perf_counter()
        status, kind = await _answer(line, one)
        statuses[status] += 1
        times[kind].append((1e3 * (time.perf_counter() - began), one))
    line.close()
    return statuses, times


async def _answer(line, one):
    """(status, kind of answer); 0 where the server hung up."""
    try:
        reply = await line.ask(one.method, one.target, {"Accept-Encoding": "gzip"} | one.headers)
    except BROKEN:
        return 0, "no answer"
    if reply.status == 304 or b"octet-stream" in reply.head:
        return reply.status, "a tape"
    return reply.status, "refused" if reply.status >= 400 else "another page"


def report(statuses: Counter[int], times: Times, again: float) -> None:
    print(f"| {sum(statuses.values())} hostile addresses | measured | wanted |\n|---|--:|---|")
    for status, many in sorted(statuses.items()):
        print(f"| status {status or 'none: hung up'} | {many} | {'0' if not status or status >= 500 else ''} |")
    for kind, some in times.items():
        wanted = f"≤ {LONGEST_REFUSAL:g} ms" if kind == "refused" else ""
        took = [ms for ms, _ in some]
        middle, longest = statistics.median(took), max(took)
        print(f"| {kind}: how many; median, longest | {len(took)}; {middle:.1f}, {longest:.1f} ms | {wanted} |")
    print(f"| the ten refusals that took longest, asked again: longest | {again:.1f} ms | ≤ {LONGEST_REFUSAL:g} ms |")


async def measure(base: str, many: int) -> None:
    await asked(base, addresses(20, SEED + 1))  # what a server does once
    statuses, times = await asked(base, addresses(many, SEED))
    longest = sorted(times["refused"], key=lambda item: -item[0])[:10]
    _, again = await asked(base, (one for _, one in longest))
    report(statuses, times, max(ms for ms, _ in again["refused"]))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--many", type=int, default=10_000)
    a = parser.parse_args(arguments)
    with serving() as server:
        asyncio.run(measure(server.url.rstrip("/"), a.many))


if __name__ == "__main__":
    main(sys.argv[1:])
