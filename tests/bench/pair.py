"""How smoothly several runs of XOR play side by side: python -m tests.bench pair

Needs a browser (found as the browser tests find one). Frames are counted as tests/bench/stage.py counts them, of the
field that is painted least; all in one browser, one after the other, with their ratio to those of one run. Prints a
table for docs/measurements.md. Run it on a machine that does nothing else.
"""

import sys
import time
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from tests.bench.browsing import opened, state
from tests.browser.conftest import Server, find_browser, serving

SECONDS = 8
RUNS = ["hidden=2", "hidden=8", "hidden=4&opt=gd&lr=0.5", "hidden=3"]
LARGE = ["hidden=8-8", "hidden=8-8&lr=0.05", "hidden=8-8&opt=gd&lr=0.5", "hidden=8-8&seed=2"]
WANTED = {1: "≥ 45 frames/s", 2: "≥ 45 frames/s", 4: "≥ 30 frames/s"}
HALL = (1920, 1080)


def main() -> None:
    print("| what | measured | wanted |\n|---|---|---|")
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        alone = 0.0
        for count, wanted in WANTED.items():
            rate, restyled = _played(browser, server, _path(RUNS[:count]))
            alone = alone or rate
            ratio = f"{rate / alone:.2f} of one run's"
            _row(f"{_runs(count)} of XOR", f"{rate:.1f} frames/s, {ratio}; losses {restyled:.1f} /s", wanted)
        rate, _ = _played(browser, server, _path(RUNS[:2], "&view=difference"))
        _row("two runs, with their difference", f"{rate:.1f} frames/s", "")
        rate, _ = _played(browser, server, _path(RUNS[:2], "&view=networks"), "network")
        _row("two runs' networks", f"{rate:.1f} frames/s", "")
        rate, _ = _played(browser, server, _path(RUNS), size=HALL)
        _row("four runs at 1920×1080", f"{rate:.1f} frames/s", "")
        rate, _ = _played(browser, server, _path(LARGE))
        _row("four runs of 2-8-8-1", f"{rate:.1f} frames/s", "")
        browser.close()


def _runs(count):
    return "one run" if count == 1 else f"{count} runs"


def _path(queries, more=""):
    kept = f"&vs={quote('|'.join(queries[:-1]), safe='')}" if len(queries) > 1 else ""
    return f"logic_gates?{queries[-1]}{kept}{more}"


def _row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def _played(browser: Browser, server: Server, path: str, kind: str = "field", size=(1280, 720)) -> tuple[float, float]:
    """(paintings in a second of that picture of this kind that is painted least, restylings of the losses)."""
    page = opened(browser, server, path, size)
    page.locator("[data-gs=play]").click()
    page.wait_for_timeout(500)
    before, start = state(page)["draws"], time.perf_counter()
    page.wait_for_timeout(SECONDS * 1000)
    seconds, after = time.perf_counter() - start, state(page)["draws"]
    page.close()
    painted = [after[name]["layers"] - before[name]["layers"] for name in after if name.rstrip("0123456789") == kind]
    return min(painted) / seconds, (after["loss"]["plots"] - before["loss"]["plots"]) / seconds


if __name__ == "__main__":
    sys.exit(main())
