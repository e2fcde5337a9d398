"""The front door: how soon somebody who was never here sees a network learn.

The server has served nobody, the browser has kept nothing; each visit has a server and a window of its own.
"""

import time

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import find_browser, serving

VISITS = 3
SIZES = {"1280×720": (1280, 720), "390×844": (390, 844)}
_PLAYS = "() => document.querySelector('[data-gs=player]')?.__gs?.state().frames > 0"

# The first picture's canvas holds something; a player that was faster counts as well.
_PAINTED = f"""() => {{
  const canvas = document.querySelector('#gs-first canvas');
  if (!canvas?.width) return ({_PLAYS})();
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value);
}}"""


def main() -> None:
    print(
        "| home, cold server, empty cache | a network learns, s | it answers the hand, s | wanted |\n|---|--:|--:|---|"
    )
    with sync_playwright() as playwright:
        browser = find_browser(playwright)
        for name, (width, height) in SIZES.items():
            visits = [_visit(browser, {"viewport": {"width": width, "height": height}}) for _ in range(VISITS)]
            seen, plays = (", ".join(f"{seconds:.2f}" for seconds in each) for each in zip(*visits, strict=True))
            print(f"| {name} | {seen} | {plays} | a picture within 1.5 s |")
        browser.close()


def _visit(browser: Browser, window: dict) -> tuple[float, float]:
    """Seconds until the first picture is painted, and until the player has drawn."""
    with serving() as server:
        context = browser.new_context(**window)
        page = context.new_page()
        start = time.perf_counter()
        page.goto(server.url, wait_until="commit")
        page.wait_for_function(_PAINTED)
        seen = time.perf_counter() - start
        page.wait_for_function(_PLAYS)
        plays = time.perf_counter() - start
        context.close()
    return seen, plays


if __name__ == "__main__":
    main()
