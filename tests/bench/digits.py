"""What the digits page takes: python -m tests.bench.digits

A tape's cost without a server; frames and drawing in a browser (found as the browser tests find one). Prints a table
for docs/measurements.md. Run it on a machine that does nothing else.
"""

import sys
import time

from playwright.sync_api import sync_playwright

from core.record.timeline import Timeline
from core.tasks.digits.experiment import DigitExperiment
from core.tasks.registry import read_link
from core.wire.cost import costs
from tests.bench.browsing import draw_a_seven, follow, followed, opened, state
from tests.browser.conftest import find_browser, serving

SECONDS = 8
RUNS = {"14×14-32-10": "", "28×28-32-10": "size=28", "28×28-64-64-64-10": "size=28&hidden=64-64-64&epochs=12"}
SCREENS = {"1280×720": (1280, 720), "1920×1080, all in sight": (1920, 1080)}


def main() -> None:
    print("| what | measured | wanted |\n|---|---|---|")
    for name, query in RUNS.items():
        _row(f"{name}: a tape", _cost(query), "")
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        for screen, size in SCREENS.items():
            _row(f"playing at {screen}", _frames(browser, server, size), "≥ 30 frames/s")
        _row("drawing while it plays: p50, p95, longest", _drawing(browser, server), "1 or 2 frames")
        browser.close()


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def _cost(query: str) -> str:
    """CPU to train and pack for each second of play at ×1, and the bytes as they travel."""
    e, _ = read_link(f"task=digits&{query}")
    assert isinstance(e, DigitExperiment)
    parts = list(costs(e))
    timeline = Timeline(e.total)
    seconds = e.total / timeline.stride / e.pace
    spent = sum(part.train + part.pack for part in parts)
    size = sum(part.compressed for part in parts)
    return (
        f"{e.network.n_params:,} parameters, {seconds:.0f} s of play: {spent / seconds:.1f} ms of CPU a second, "
        f"{size / 1e6:.2f} MB, {max(part.train + part.pack for part in parts):.0f} ms the longest part"
    )


def _frames(browser, server, size) -> str:
    """The stage's frames, and how often each picture was painted, while it plays with a drawing on the pad."""
    page = opened(browser, server, "digits", size)
    draw_a_seven(page, 2)
    page.locator("[data-gs=play]").click()
    page.wait_for_timeout(1000)
    before, start = state(page), time.perf_counter()
    page.wait_for_timeout(SECONDS * 1000)
    after, seconds = state(page), time.perf_counter() - start
    page.close()
    rates = {
        panel: (draws["layers"] - before["draws"][panel]["layers"]) / seconds
        for panel, draws in after["draws"].items()
        if "layers" in draws
    }
    frames = (after["frames"] - before["frames"]) / seconds
    painted = ", ".join(f"{panel} {rate:.0f}" for panel, rate in rates.items() if rate)
    return f"{frames:.1f} frames/s; painted a second: {painted}"


def _drawing(browser, server) -> str:
    page = opened(browser, server, "digits")
    page.locator("[data-gs=play]").click()
    follow(page, "pad")
    draw_a_seven(page, 30)
    _, said = followed(page)
    page.close()
    return said


if __name__ == "__main__":
    sys.exit(main())
