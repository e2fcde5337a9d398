"""A lecture hall: a hundred visitors on one server. python -m tests.bench hall [--only same,different]

Prints tables for the README. Run it on a machine that does nothing else: the visitors take part of it themselves, and
how much is said. Needs what Streamlit brings (websockets, protobuf), and Linux.

same        so many players, five links among them
different   as many players, each with a link of its own
newcomer    time to the first picture for somebody who comes while the others play, with the page's files and without
changing    visitors come and go; memory is sampled
"""

import argparse
import asyncio
import gzip
import os
import re
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.visitor import Link, Seen, Visitor
from tests.browser.conftest import ROOT, serving

CLOCK_TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
LINKS = (
    Link("logic_gates"),
    Link("logic_gates", "data=spiral&hidden=8-8&batch=10&points=100&epochs=200"),
    Link("sine_regression"),
    Link("sine_regression", "act=relu&opt=gd&lr=0.01"),
    Link("descent", "surface=himmelblau&walkers=gd:0.01;momentum:0.01:0.9;adam:0.1"),
)


def different(i: int) -> Link:
    """A link that nobody else has."""
    return Link("logic_gates" if i % 2 else "sine_regression", f"seed={1000 + i}")


class Tree:
    """A process and all below it: memory and CPU, from /proc."""

    def __init__(self, pid: int):
        self.pid = pid

    def _pids(self):
        found = [self.pid]
        for pid in found:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                found += map(int, task.read_text().split())
        return found

    @property
    def rss(self) -> float:
        """Megabytes resident, summed over the processes."""
        return sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in self._pids()) * PAGE / 1e6

    @property
    def cpu(self) -> float:
        """Seconds of CPU used so far."""
        stats = [Path(f"/proc/{p}/stat").read_text().rsplit(")", 1)[1].split() for p in self._pids()]
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / CLOCK_TICKS


class Meter:
    """What server and visitors spent between entering and leaving, and the server's memory meanwhile."""

    def __init__(self, server: Tree, every: float = 1.0):
        self.server, self.every, self.rss = server, every, []

    async def __aenter__(self):
        self.began, self._cpu, self._own = time.perf_counter(), self.server.cpu, time.process_time()
        self._sampling = asyncio.create_task(self._sample())
        return self

    async def __aexit__(self, *_):
        self._sampling.cancel()
        self.seconds = time.perf_counter() - self.began
        self.cpu = self.server.cpu - self._cpu
        self.own = time.process_time() - self._own

    async def _sample(self):
        while True:
            self.rss.append((time.perf_counter() - self.began, self.server.rss))
            await asyncio.sleep(self.every)


async def play_on(base: str, links: Callable[[int], Link], seen: Seen, until: float) -> None:
    """Plays link after link to its end, as a class goes through a worksheet."""
    turn = 0
    while (left := until - time.perf_counter()) > 0:
        await Visitor(base, links(turn), seen).visit(left, to_the_end=True)
        turn += 1


async def crowd(a, server: Tree, links: Callable[[int, int], Link], beside: Awaitable | None = None):
    """a.players players, arriving within a.ramp seconds; links(player, turn) is what each plays next."""
    everybody = [Seen() for _ in range(a.players)]
    async with Meter(server) as meter:
        until = meter.began + a.seconds

        async def one(i):
            await asyncio.sleep(i * a.ramp / a.players)
            await play_on(a.url, lambda turn: links(i, turn), everybody[i], until)

        await asyncio.gather(*(one(i) for i in range(a.players)), *([beside] if beside else []))
    return everybody, meter


async def same(a, server):
    everybody, meter = await crowd(a, server, lambda i, turn: LINKS[(i + turn) % len(LINKS)])
    report(f"{a.players} players of {len(LINKS)} links, {a.seconds:g} s", everybody, meter, ("≥ 99 %", "p95 ≤ 150"))


async def different_links(a, server):
    everybody, meter = await crowd(a, server, lambda i, turn: different(i + a.players * turn))
    report(f"{a.players} players of {a.players} different links, {a.seconds:g} s", everybody, meter)


async def newcomer(a, server):
    bare, full, files = Seen(), Seen(), []

    async def come():
        await asyncio.sleep(a.ramp)
        until = time.perf_counter() + a.seconds - a.ramp - 2
        while time.perf_counter() < until:
            link = LINKS[len(bare.first_picture) % len(LINKS)]
            await first_picture(a.url, link, bare)
            began = time.perf_counter()
            files.append(await fetch_files(a.url, link))
            took = time.perf_counter() - began
            await first_picture(a.url, link, full)
            full.first_picture[-1] += took

    _, meter = await crowd(a, server, lambda i, turn: LINKS[(i + turn) % len(LINKS)], come())
    print(f"\n| a newcomer while {a.players} play | median | longest | |\n|---|--:|--:|---|")
    note = f"{len(bare.first_picture)} visits"
    print(f"| link to first picture, files cached | {_spread(bare.first_picture)} | {note} |")
    size = f"with {statistics.median(files) / 1e6:.1f} MB of files" if files else ""
    print(f"| link to first picture, nothing cached | {_spread(full.first_picture)} | {size} |")
    _failures([bare, full])
    _spent(meter, 0)


async def first_picture(base, link, seen):
    visitor = Visitor(base, link, seen)
    visit = asyncio.create_task(visitor.visit(60.0))
    while visitor.player is None and not visit.done():
        await asyncio.sleep(0.005)
    visit.cancel()
    await asyncio.gather(visit, return_exceptions=True)


async def fetch_files(base: str, link: Link) -> int:
    """What a browser with nothing cached fetches before it draws, over six connections; returns the bytes."""
    page = gzip.decompress((await _get(base, [f"/{link.page}?{link.query}"]))[0]).decode()
    names = re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', page)
    own = [f"app/static/{f.relative_to(ROOT / 'static')}" for f in sorted((ROOT / "static").rglob("*.js"))]
    paths = [f"/{name}" for name in dict.fromkeys((*names, *own, "app/static/player.css"))]
    bodies = await asyncio.gather(*(_get(base, paths[k::6]) for k in range(6)))
    return sum(len(body) for some in bodies for body in some)


async def _get(base, paths):
    """The bodies of some files, one after the other over one connection."""
    address = urlsplit(base)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    bodies = []
    for path in paths:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        size = re.search(r"content-length: (\d+)", head)
        bodies.append(await (reader.readexactly(int(size[1])) if size else _chunked(reader)))
    writer.close()
    return bodies


async def _chunked(reader):
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body


async def changing(a, server):
    """Visitors who stay for 5 to 25 seconds and make room for others, for a.changing seconds."""
    seen = Seen()
    async with Meter(server, every=max(1.0, a.changing / 120)) as meter:
        until = meter.began + a.changing

        async def seat(i):
            await asyncio.sleep(i * a.ramp / a.players)
            turn = 0
            while (left := until - time.perf_counter()) > 0:
                own = (i + turn) % 10 == 0  # one in ten brings a link of their own
                link = different(i + 1000 * turn) if own else LINKS[(i + turn) % len(LINKS)]
                await Visitor(a.url, link, seen).visit(min(left, 5.0 + 20.0 * ((i * 7 + turn * 13) % 20) / 19))
                turn += 1

        await asyncio.gather(*(seat(i) for i in range(a.players)))
    print(f"\n### Changing visitors: {len(seen.first_picture)} in {a.changing:g} s, {a.players} at a time\n")
    print("| at, s | " + " | ".join(f"{at:.0f}" for at, _ in _tenths(meter.rss)) + " |")
    print("|---|" + "--:|" * len(_tenths(meter.rss)))
    print("| server's memory, MB | " + " | ".join(f"{rss:.0f}" for _, rss in _tenths(meter.rss)) + " |")
    _failures([seen])
    _spent(meter, seen.chunks)


def _tenths(samples):
    return [samples[round(k * (len(samples) - 1) / 10)] for k in range(11)]


def report(title: str, everybody: list[Seen], meter: Meter, wanted: tuple[str, str] = ("", "")) -> None:
    """Prints what a crowd measured; `wanted` of chunks in time and of their latency."""
    chunks, late = sum(s.chunks for s in everybody), sum(s.late for s in everybody)
    latencies = sorted(x for s in everybody for x in s.latencies)
    firsts = [x for s in everybody for x in s.first_picture]
    stalled = [s.stalled for s in everybody]
    print(f"\n### {title}\n\n| what | measured | wanted |\n|---|--:|---|")
    print(f"| chunks before they are due | {100 * (1 - late / max(1, chunks)):.2f} % of {chunks} | {wanted[0]} |")
    p50, p95 = (f"{1e3 * _quantile(latencies, q):.0f}" for q in (0.5, 0.95))
    print(f"| chunk latency p50, p95, longest | {p50}, {p95}, {1e3 * max(latencies, default=0):.0f} ms | {wanted[1]} |")
    means = sorted(1e3 * statistics.fmean(s.latencies) for s in everybody if s.latencies) or [0.0]
    shares = f"{means[0]:.0f}, {statistics.median(means):.0f}, {means[-1]:.0f} ms"
    print(f"| a player's mean latency: shortest, median, longest | {shares} |  |")
    mean, longest = statistics.fmean(stalled), max(stalled)
    print(f"| waits for a chunk, mean and most of a player | {mean:.2f}, {longest:.2f} s |  |")
    p50, p95 = (f"{_quantile(sorted(firsts), q):.2f}" for q in (0.5, 0.95))
    print(f"| link to first picture p50, p95, longest | {p50}, {p95}, {max(firsts, default=0):.2f} s |  |")
    got = sorted(s.chunks for s in everybody)
    print(f"| chunks that a player got: fewest, median, most | {got[0]}, {got[len(got) // 2]}, {got[-1]} |  |")
    print(f"| links opened; played to the end | {len(firsts)}; {sum(s.runs for s in everybody)} |  |")
    print(
        f"| sent to a player | {sum(s.bytes for s in everybody) / 1e3 / len(everybody) / meter.seconds:.0f} kB/s |  |"
    )
    _failures(everybody)
    _spent(meter, chunks)


def _failures(everybody):
    failures = [text for s in everybody for text in s.failures]
    print(f"| failures | {len(failures)} {'; '.join(sorted(set(failures))[:3])} | 0 |")


def _spent(meter, chunks):
    memory = [rss for _, rss in meter.rss]
    print(f"| server's memory, most | {max(memory):.0f} MB | ≤ 400 |")
    each = f"; {1e3 * meter.cpu / chunks:.1f} ms a chunk, all included" if chunks else ""
    print(f"| server's CPU | {100 * meter.cpu / meter.seconds:.0f} % of one core{each} |  |")
    print(f"| the visitors' own CPU | {100 * meter.own / meter.seconds:.0f} % of one core |  |", flush=True)


def _quantile(ordered, share):
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _spread(times):
    return f"{statistics.median(times):.2f} s | {max(times):.2f} s" if times else "– | –"


SCENARIOS = {"same": same, "different": different_links, "newcomer": newcomer, "changing": changing}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SCENARIOS), help="which, joined by commas")
    parser.add_argument("--players", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--changing", type=float, default=600.0, help="seconds of changing visitors")
    parser.add_argument("--ramp", type=float, default=10.0, help="seconds within which everybody has come")
    parser.add_argument("--url", help="a server that is running already, such as http://127.0.0.1:8080; needs --pid")
    parser.add_argument("--pid", type=int, help="its process; those below it are counted too")
    a = parser.parse_args(arguments)
    os.environ.update({"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"})  # as deploy/serve.py does
    for name in a.only.split(","):
        if a.url:
            asyncio.run(SCENARIOS[name](a, Tree(a.pid)))
            continue
        with serving() as server:  # a fresh one for each, with an empty cache
            a.url = server.url.rstrip("/")
            asyncio.run(SCENARIOS[name](a, Tree(server.process.pid)))
            a.url = None


if __name__ == "__main__":
    main(sys.argv[1:])
