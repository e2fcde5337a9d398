"""The app in a browser, as the benches look at it."""

import json
from typing import Any

from playwright.sync_api import Browser, Page

from tests.bench.told import three
from tests.browser.conftest import ROOT, Server

PLAYER = "document.querySelector('[data-gs=player]')"


def opened(browser: Browser, server: Server, path: str, size: tuple[int, int] = (1280, 720)) -> Page:
    """A page whose pictures are all drawn, at rest."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(server.url + path)
    ready = f"() => {{ const s = {PLAYER}?.__gs?.state(); return s && s.run && s.ready && s.frames > 0; }}"
    page.wait_for_function(ready, timeout=60_000)
    page.wait_for_timeout(1500)
    return page


def state(page: Page) -> dict[str, Any]:
    return page.evaluate(f"() => {PLAYER}.__gs.state()")


def draw_a_seven(page: Page, pause: float) -> None:
    """On the pad, as a hand draws it, from the recorded strokes; a pause of milliseconds after each move."""
    strokes = json.loads((ROOT / "tests/digits/strokes.json").read_text(encoding="utf-8"))
    seven = next(drawing for drawing in strokes if drawing["digit"] == 7)
    box = page.locator("[data-gs-panel=pad] [data-gs=paper]").bounding_box()
    for stroke in seven["strokes"]:
        for k, (x, y) in enumerate(stroke):
            page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
            if k == 0:
                page.mouse.down()
            page.wait_for_timeout(pause)
        page.mouse.up()


def follow(page: Page, *panels: str) -> None:
    """From each move of the pointer with a button held, take frames and milliseconds until these are painted."""
    page.evaluate(_FOLLOW, list(panels))


def followed(page: Page) -> tuple[int, str]:
    """How many moves there were, and the frames and milliseconds that the pictures took: p50, p95, longest."""
    seen = page.evaluate("() => window.__followed")
    frames, times = sorted(count for count, _ in seen), sorted(ms for _, ms in seen)
    return len(seen), f"{three(frames)} frames; {three(times)} ms"


_FOLLOW = f"""(panels) => {{
  const drawn = () => panels.map((panel) => {PLAYER}.__gs.state().draws[panel].layers);
  const seen = window.__followed = [];
  document.addEventListener('pointermove', (event) => {{
    if (!event.buttons) return;
    const [began, before] = [performance.now(), drawn()];
    let frames = 0;
    const look = () => {{
      const now = drawn();
      if (now.every((count, i) => count > before[i])) return seen.push([frames, performance.now() - began]);
      frames += 1;  // this look comes before the player's own drawing in the same frame
      if (frames < 60) requestAnimationFrame(look);
    }};
    requestAnimationFrame(look);
  }}, true);
}}"""
