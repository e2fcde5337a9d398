"""How fast the network's picture is, a weight that is dragged, and the microscope: python -m tests.bench.box

Needs a browser (found as the browser tests find one). Serves the app on a free port and prints a table for
docs/measurements.md. Run it on a machine that does nothing else.
"""

import sys
import time
import urllib.request

from playwright.sync_api import sync_playwright

from tests.bench.browsing import follow, followed, opened, state
from tests.bench.told import three
from tests.browser.conftest import find_browser, serving

SECONDS = 8
RUNS = {
    "2-4-1, XOR": "logic_gates?epochs=2000",
    "2-8-8-1, spiral": "logic_gates?data=spiral&hidden=8-8&points=100&batch=10&epochs=100",
    "2-8-8-8-8-8-8-1, spiral": "logic_gates?data=spiral&hidden=8-8-8-8-8-8&points=100&batch=10&epochs=100",
    "1-8-1, sine": "sine_regression",
}
_PLACE = "(name) => document.querySelector('[data-gs-panel=network]').__gs.place(name)"


def main() -> None:
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        rows = [row for name, path in RUNS.items() for row in _playing(browser, server, name, path)]
        rows += _dragged(browser, server)
        rows += _explained(server)
        browser.close()
    print("| what | measured | wanted |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def _playing(browser, server, name, path):
    """Frames of network and field, or curve, while it plays."""
    page = opened(browser, server, path)
    page.locator("[data-gs=play]").click()
    page.wait_for_timeout(1000)
    before, start = state(page), time.perf_counter()
    page.wait_for_timeout(SECONDS * 1000)
    after, seconds = state(page), time.perf_counter() - start
    page.close()
    rates = {
        panel: (after["draws"][panel]["layers"] - before["draws"][panel]["layers"]) / seconds
        for panel in ("network", "field") if panel in after["draws"]
    }  # fmt: skip
    frames = (after["frames"] - before["frames"]) / seconds
    wanted = "≥ 20" if name.startswith("2-8-8-8") else "60"
    said = ", ".join(f"{panel} {rate:.1f}" for panel, rate in rates.items())
    return [(f"{name}, playing", f"{said}; {frames:.1f} frames/s in all", wanted)]


def _dragged(browser, server):
    """A weight moved by hand: what its picture takes to follow."""
    page = opened(browser, server, "logic_gates?at=60&sel=w2.1.1")
    follow(page, "field", "network")
    x, y = page.evaluate(_PLACE, "w2.1.1")
    page.mouse.move(x, y)
    page.mouse.down()
    for k in range(1, 41):
        page.mouse.move(x, y - 3 * k)
        page.wait_for_timeout(60)
    page.mouse.up()
    moves, said = followed(page)
    page.close()
    return [(f"a dragged weight's picture, p50, p95, longest of {moves}", said, "≤ 2 frames")]


def _explained(server):
    """What the address of an explanation takes, each of a step and a part that nobody has asked for."""
    times = []
    for step in range(0, 200, 10):
        for part in ("w2.1.1", "h1.2", "b1.3"):
            start = time.perf_counter()
            with urllib.request.urlopen(f"{server.url}tape/gates/explain/{step}?sel={part}&sample=all") as answer:
                answer.read()
            times.append((time.perf_counter() - start) * 1e3)
    times.sort()
    return [(f"an explanation's answer, p50, p95, longest of {len(times)}", f"{three(times)} ms", "≤ 100 ms")]


if __name__ == "__main__":
    sys.exit(main())
