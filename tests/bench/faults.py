"""Faults that take minutes, in a real browser: python -m tests.bench faults. Prints a table; asserts nothing.

What takes seconds is in tests/browser/test_faults.py. Here: a server killed hard in mid-run and back after ten seconds,
a network away for a minute, a slider dragged for a minute, the last step of the largest network's longest run.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from playwright.sync_api import sync_playwright

from tests.bench.meter import Tree
from tests.bench.visitor import Link, Seen, Visitor
from tests.browser.conftest import Server, Stage, find_browser, open_stage, serving

MINUTE = 60.0
LARGEST = "hidden=64-64-64-64-64-64&epochs=20000"
SLIDER = "[class*=st-key-gates-rate] [data-testid=stSliderThumbValue]"
Row = tuple[str, str, str]


def main() -> None:
    rows: list[Row] = []
    with sync_playwright() as playwright:
        browser = find_browser(playwright)
        for fault in (killed, away, dragged, largest):
            with serving() as server, open_stage(browser, server.url) as stage:
                rows += fault(server, stage)
        browser.close()
    print("| fault | seen | wanted |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def killed(server: Server, stage: Stage) -> list[Row]:
    """kill -9 in mid-run, the server back after ten seconds."""
    stage.open("logic_gates?gate=or&lr=0.0125&epochs=5000")
    stage.control("play").click()
    before = stage.until("s.step > 100")
    server.process.kill()
    server.process.wait()
    time.sleep(10)
    during = stage.state
    server.start()
    seconds = _seconds(lambda: stage.until(f"s.online && s.buffered[0][1] > {before['buffered'][0][1]}", 60_000))
    after = stage.until("s.position >= s.last", 120_000)
    same = after["run"] == before["run"] and "lr=0.0125" in stage.page.url
    whole = len(after["buffered"]) == 1
    return [
        ("server killed: steps played from the buffer", str(during["step"] - before["step"]), "all that it had"),
        ("server back: next part after", f"{seconds:.1f} s", ""),
        ("the same run, every step of it, to its end", _yes(same and whole), "yes"),
    ]


def away(_server: Server, stage: Stage) -> list[Row]:
    """No network for a minute."""
    stage.open("logic_gates?seed=41&epochs=20000")
    stage.control("play").click()
    before = stage.until("s.step > 100")
    stage.page.context.set_offline(True)
    stage.page.wait_for_timeout(1e3 * MINUTE)
    during = stage.state
    stage.page.context.set_offline(False)
    seconds = _seconds(lambda: stage.until(f"s.buffered[0][1] > {during['buffered'][0][1]}", 60_000))
    after = stage.state
    whole = after["run"] == before["run"] and len(after["buffered"]) == 1
    return [
        ("network away for a minute: the badge said so", _yes(not during["online"]), "yes"),
        ("network back: next part after", f"{seconds:.1f} s", ""),
        ("the same run without a gap", _yes(whole), "yes"),
    ]


def dragged(server: Server, stage: Stage) -> list[Row]:
    """The rate's slider dragged to and fro for a minute, while the run plays."""
    stage.open("logic_gates?seed=42")
    stage.control("play").click()
    tree, sent = Tree(server.process.pid), []
    network = stage.page.context.new_cdp_session(stage.page)
    network.send("Network.enable")
    network.on("Network.webSocketFrameSent", lambda frame: sent.append(frame))
    box = stage.page.locator(SLIDER).bounding_box()
    mouse, before, turn = stage.page.mouse, tree.rss, 0
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 4)
    mouse.down()
    end = time.monotonic() + MINUTE
    while time.monotonic() < end:
        mouse.move(box["x"] + (-90, 40)[turn % 2] + turn % 37, box["y"] + box["height"], steps=4)
        turn += 1
    mouse.up()
    agree = (
        "() => { const slider = document.querySelector('[class*=st-key-gates-rate] input');"
        " const said = slider.getAttribute('aria-valuetext');"
        " return said === new URLSearchParams(location.search).get('lr')"
        " && said === document.querySelector('[class*=st-key-gates-lr] input').value; }"
    )
    seconds = _seconds(lambda: stage.page.wait_for_function(agree, timeout=60_000))
    return [
        (f"slider dragged for a minute, {turn} ways: messages sent", str(len(sent)), "no pile-up"),
        ("hand off: slider, field and address agree after", f"{seconds:.2f} s", "≤ 1 s"),
        ("server's memory before and after", f"{before:.0f} and {tree.rss:.0f} MB", ""),
    ]


def largest(server: Server, stage: Stage) -> list[Row]:
    """A link to the last step of the largest network's longest run, and somebody who plays meanwhile."""
    seen = Seen()
    visit = Visitor(server.url.rstrip("/"), Link("sine_regression", "seed=5"), seen).visit(20.0)
    with ThreadPoolExecutor(1) as thread:
        playing = thread.submit(asyncio.run, visit)
        time.sleep(2)
        seconds = _seconds(lambda: stage.open(f"logic_gates?{LARGEST}&at=20000", timeout=120_000))
        shown = stage.state["step"]
        playing.result()
    return [
        ("largest network, longest run: link to its last step", f"{seconds:.1f} s, step {shown}", "step 20000"),
        (
            "somebody else's parts meanwhile: late, longest wait",
            f"{seen.late} of {seen.chunks}, {max(seen.latencies, default=0):.2f} s",
            "none late",
        ),
    ]


def _seconds(wait: Callable[[], object]) -> float:
    began = time.perf_counter()
    wait()
    return time.perf_counter() - began


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"


if __name__ == "__main__":
    main()
