"""A lecture hall: hundreds of visitors on one server. python -m tests.bench hall [--only same,different]

Prints tables for docs/measurements.md. Run it on a machine that does nothing else: the visitors take part of it
themselves, and how much is said. Needs what Streamlit brings (websockets, protobuf), and Linux.

same        100 players, five links among them
different   100 players, each with a link of its own
digits      20 players of the digits page, each with a link of its own, the server on one core
many        300 players, five links among them
spread      as "different", behind deploy/nginx.conf with two processes
nginx       1,000 players, five links among them, behind deploy/nginx.conf with two processes
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
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.bench.line import Line
from tests.bench.meter import Meter, Tree
from tests.bench.told import failures, quantile, report, spent
from tests.bench.visitor import Link, Seen, Visitor
from tests.browser.conftest import serving
from tests.browser.nginx import Hall

LINKS = (
    Link("logic_gates"),
    Link("logic_gates", "data=spiral&hidden=8-8&batch=10&points=100&epochs=200"),
    Link("sine_regression"),
    Link("sine_regression", "act=relu&opt=gd&lr=0.01"),
    Link("descent", "surface=himmelblau&walkers=gd:0.01;momentum:0.01:0.9;adam:0.1"),
)
WANTED = ("100 %", "p95 ≤ 150")


def different(i: int) -> Link:
    """A link that nobody else has."""
    return Link("logic_gates" if i % 2 else "sine_regression", f"seed={1000 + i}")


async def play_on(base: str, links: Callable[[int], Link], seen: Seen, until: float) -> None:
    """Plays link after link to its end, as a class goes through a worksheet."""
    turn = 0
    while (left := until - time.perf_counter()) > 0:
        await Visitor(base, links(turn), seen).visit(left, to_the_end=True)
        turn += 1


async def crowd(a, links: Callable[[int, int], Link], beside: Awaitable | None = None):
    """a.players players, arriving within a.ramp seconds; links(player, turn) is what each plays next."""
    everybody = [Seen() for _ in range(a.players)]
    async with Meter(a.server, a.before) as meter:
        until = meter.began + a.ramp + a.seconds

        async def one(i):
            await asyncio.sleep(i * a.ramp / a.players)
            await play_on(a.url, lambda turn: links(i, turn), everybody[i], until)

        await asyncio.gather(*(one(i) for i in range(a.players)), *([beside] if beside else []))
    return everybody, meter


async def same(a):
    everybody, meter = await crowd(a, lambda i, turn: LINKS[(i + turn) % len(LINKS)])
    report(f"{a.players} players of {len(LINKS)} links, {_where(a)}", everybody, meter, WANTED)


async def digits(a):
    a.server.pin(0)
    everybody, meter = await crowd(a, lambda i, turn: Link("digits", f"seed={1000 + i + a.players * turn}"))
    report(f"{a.players} players of {a.players} different digits links, one core, {_where(a)}", everybody, meter)


async def different_links(a):
    everybody, meter = await crowd(a, lambda i, turn: different(i + a.players * turn))
    report(f"{a.players} players of {a.players} different links, {_where(a)}", everybody, meter, WANTED)


def _where(a):
    return f"{'behind nginx, ' if a.before else ''}{a.ramp + a.seconds:g} s"


async def newcomer(a):
    bare, full, files = Seen(), Seen(), []

    async def come():
        await asyncio.sleep(a.ramp)
        until = time.perf_counter() + a.seconds - 2
        while time.perf_counter() < until:
            link = LINKS[len(bare.first_picture) % len(LINKS)]
            await first_picture(a.url, link, bare)
            began = time.perf_counter()
            files.append(await fetch_files(a.url, link))
            took = time.perf_counter() - began
            await first_picture(a.url, link, full)
            full.first_picture[-1] += took

    _, meter = await crowd(a, lambda i, turn: LINKS[(i + turn) % len(LINKS)], come())
    print(f"\n| a newcomer while {a.players} play | median | longest | |\n|---|--:|--:|---|")
    note = f"{len(bare.first_picture)} visits"
    print(f"| link to first picture, files cached | {_spread(bare.first_picture)} | {note} |")
    size = f"with {statistics.median(files) / 1e6:.1f} MB of files" if files else ""
    print(f"| link to first picture, nothing cached | {_spread(full.first_picture)} | {size} |")
    failures([bare, full])
    spent(meter, 0)


async def first_picture(base, link, seen):
    visitor = Visitor(base, link, seen)
    visit = asyncio.create_task(visitor.visit(60.0))
    while not visitor.begun and not visit.done():
        await asyncio.sleep(0.005)
    visit.cancel()
    await asyncio.gather(visit, return_exceptions=True)


async def fetch_files(base: str, link: Link) -> int:
    """What a browser with nothing cached fetches before it draws, over six connections; returns the bytes."""
    (page,) = await _get(base, [f"/{link.page}?{link.query}"])
    names = re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', gzip.decompress(page.body).decode())
    own = re.findall(r"<\./(kept/[^>]+)>", page.head.decode())  # what the page's own header says
    paths = [f"/{name}" for name in dict.fromkeys((*names, *own))]
    replies = await asyncio.gather(*(_get(base, paths[k::6]) for k in range(6)))
    return sum(len(reply.body) for some in replies for reply in some)


async def _get(base, paths):
    """Some files, one after the other over one connection."""
    line = Line(base)
    replies = [await line.get(path) for path in paths]
    line.close()
    return replies


async def changing(a):
    """Visitors who stay for 5 to 25 seconds and make room for others, for a.changing seconds."""
    seen = Seen()
    async with Meter(a.server, every=max(1.0, a.changing / 120)) as meter:
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
    failures([seen])
    spent(meter, seen.chunks)


def _tenths(samples):
    return [samples[round(k * (len(samples) - 1) / 10)] for k in range(11)]


def _spread(times):
    return f"{statistics.median(times):.2f} s | {max(times):.2f} s" if times else "– | –"


# What is played, by how many, who have all come within so many seconds.
SCENARIOS = {
    "same": (same, 100, 10.0),
    "different": (different_links, 100, 10.0),
    "digits": (digits, 20, 5.0),
    "many": (same, 300, 30.0),
    "spread": (different_links, 100, 10.0),
    "nginx": (same, 1000, 100.0),
    "newcomer": (newcomer, 100, 10.0),
    "changing": (changing, 100, 10.0),
}

BEHIND_NGINX = ("spread", "nginx")


@contextmanager
def _hall(name: str) -> Iterator[tuple[str, Tree, Tree | None]]:
    """A fresh server with an empty cache: its address, its processes, and nginx's."""
    if name in BEHIND_NGINX:
        with tempfile.TemporaryDirectory() as folder:
            hall = Hall(Path(folder))
            try:
                yield hall.url, Tree(*(machine.pid for machine in hall.machines)), Tree(hall.nginx.pid)
                took = sorted(hall.kept) or [0.0]
                p95, longest = (f"{1e3 * seconds:.0f}" for seconds in (quantile(took, 0.95), took[-1]))
                print(f"| {len(took)} answers that nginx had: its own p95, longest | {p95}, {longest} ms |  |")
            finally:
                hall.stop()
    else:
        with serving() as server:
            yield server.url, Tree(server.process.pid), None


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(SCENARIOS), help="which, joined by commas")
    parser.add_argument("--players", type=int, help="how many, in place of the scenario's own number")
    parser.add_argument("--seconds", type=float, default=50.0, help="from when everybody has come")
    parser.add_argument("--changing", type=float, default=600.0, help="seconds of changing visitors")
    parser.add_argument("--ramp", type=float, help="seconds within which everybody has come, in place of its own")
    parser.add_argument("--url", help="a server that is running already, such as http://127.0.0.1:8080; needs --pid")
    parser.add_argument("--pid", type=int, help="its process; those below it are counted too")
    a = parser.parse_args(arguments)
    os.environ.update({"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"})  # as deploy/serve.py does
    for name in a.only.split(","):
        play, players, ramp = SCENARIOS[name]
        own = argparse.Namespace(**vars(a) | {"players": a.players or players, "ramp": a.ramp or ramp})
        with nullcontext((a.url, Tree(a.pid), None)) if a.url else _hall(name) as (url, own.server, own.before):
            own.url = url.rstrip("/")
            asyncio.run(play(own))


if __name__ == "__main__":
    main(sys.argv[1:])
