"""The README's moving picture, and the pictures of docs/: python -m tests.film

Serves the app on a free port, walks some runs step by step in a headless browser (found as the browser tests find
one), and writes docs/*.webp. Chromium itself encodes the frames. Nothing depends on how fast the machine is.
"""

import base64
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.browsing import draw_a_seven
from tests.browser.conftest import ROOT, find_browser, serving
from tests.film.webp import Frame, animated

WIDTH, HEIGHT, SCALE = 1280, 720, 0.75
QUALITY, STILL_QUALITY = 50, 80
FIRST, PACE, LAST = 800, 110, 1600  # milliseconds of a scene's first frame, of each other one, and of its last
GRID = 8  # window's pixels that are an even number of the picture's
MOST_BYTES = 2_000_000
DOCS = ROOT / "docs"
STILLS = {"box": "logic_gates?at=60&sel=w2.1.1", "digits": "digits?at=600"}
_PLAYER = "document.querySelector('[data-gs=player]')?.__gs"
_DRAWN = f"() => {{ const s = {_PLAYER}?.state(); return s && s.run && s.ready && !s.stale && s.frames > 0; }}"
_SOUGHT = f"(step) => {{ const s = {_PLAYER}.state(); return s.step === step && s.ready && !s.stale; }}"
_LETTERS = "* { text-rendering: geometricPrecision !important; }"  # where they belong in a picture that is smaller
_COMING = "[data-testid=stStatusWidget], [data-testid=stSkeleton]"  # a script that runs, a widget that is not there yet
_SEEK = """(step) => {
  const slider = document.querySelector('[data-gs=seek]');
  slider.value = step;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}"""
_CORNER = """(grid) => {
  const { left, top } = document.querySelector('[data-gs=player]').getBoundingClientRect();
  return [left, top].map((value) => Math.floor(value / grid) * grid);
}"""
# Until three paintings in a row have changed nothing: fields grow finer for some frames after a step.
_STILL = f"""() => new Promise((done) => {{
  const drawn = () => JSON.stringify({_PLAYER}.state().draws);
  let [before, same] = [drawn(), 0];
  const look = () => {{
    const now = drawn();
    [before, same] = [now, now === before ? same + 1 : 0];
    if (same >= 3) done(); else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}})"""


@dataclass(frozen=True)
class Scene:
    """A run from its first step to step `last`, one frame every `stride` steps."""

    path: str
    last: int
    stride: int

    @property
    def steps(self) -> list[int]:
        return [*range(0, self.last, self.stride), self.last]


SCENES = (
    Scene("logic_gates", 120, 5),
    Scene("logic_gates?data=spiral&points=100&noise=0&hidden=8-8&loss=bce&batch=35&lr=0.06&epochs=200", 460, 20),
    Scene("digits", 240, 10),
)


def main() -> None:
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        frames = [frame for scene in SCENES for frame in _shot(browser, server.url, scene)]
        _write("stage", animated(frames))
        for name, path in STILLS.items():
            page, camera = _opened(browser, server.url + path)
            _draw(page)
            _write(name, _picture(camera, STILL_QUALITY))
            page.close()
        browser.close()


def _shot(browser: Browser, base: str, scene: Scene) -> Iterator[Frame]:
    """The whole window first, then only where the player is."""
    page, camera = _opened(browser, base + scene.path)
    _draw(page)
    yield Frame(_picture(camera, QUALITY), FIRST)
    left, top = page.evaluate(_CORNER, GRID)
    for step in scene.steps[1:]:
        page.evaluate(_SEEK, step)
        page.wait_for_function(_SOUGHT, arg=step, timeout=60_000)
        page.evaluate(_STILL)
        corner = round(left * SCALE), round(top * SCALE)
        yield Frame(_picture(camera, QUALITY, left, top), LAST if step == scene.last else PACE, corner)
    page.close()


def _opened(browser: Browser, address: str) -> tuple[Page, CDPSession]:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-US", color_scheme="light")
    page.goto(address)
    page.wait_for_function(_DRAWN, timeout=60_000)
    page.wait_for_function(f"() => !document.querySelector('{_COMING}')")
    page.add_style_tag(content=_LETTERS)
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.evaluate(_STILL)
    return page, page.context.new_cdp_session(page)


def _draw(page: Page) -> None:
    """A seven, where there is a pad."""
    if page.locator("[data-gs-panel=pad]").count():
        draw_a_seven(page, 2)
        page.mouse.move(2, 2)
        page.evaluate(_STILL)


def _picture(camera: CDPSession, quality: int, left: int = 0, top: int = 0) -> bytes:
    """What the window shows from this corner on, as WebP."""
    clip = {"x": left, "y": top, "width": WIDTH - left, "height": HEIGHT - top, "scale": SCALE}
    asked = {"format": "webp", "quality": quality, "clip": clip}
    return base64.b64decode(camera.send("Page.captureScreenshot", asked)["data"])


def _write(name: str, picture: bytes) -> None:
    if len(picture) > MOST_BYTES:
        sys.exit(f"docs/{name}.webp would have {len(picture):,} bytes, more than {MOST_BYTES:,}")
    (DOCS / f"{name}.webp").write_bytes(picture)
    print(f"docs/{name}.webp: {len(picture):,} bytes")


if __name__ == "__main__":
    main()
