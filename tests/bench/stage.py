"""How smoothly a run plays, and how fast controls take effect, in a real browser: python -m tests.bench.stage

Needs a browser (found as the browser tests find one). Serves the app on a free port, plays the default XOR, and prints
a table for docs/measurements.md. Run it on a machine that does nothing else.
"""

import os
import platform
import statistics
import sys
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import Server, find_browser, serving

SECONDS = 10
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")

_ROOT = "document.querySelector('[data-gs=player]')"

# Looks at the field after each paint: a blank frame is one whose canvas shows nothing or whose plot is not in the page.
_WATCH = f"""
() => {{
  const root = {_ROOT};
  const watch = {{ frames: 0, blank: 0, long: 0, last: performance.now(), worst: 0 }};
  window.__watch = watch;
  const look = (now) => {{
    const canvas = root.querySelector('[data-gs-panel=field] canvas');
    const plot = root.querySelector('[data-gs-panel=field] .js-plotly-plot svg');
    const pixel = canvas && canvas.getContext('2d').getImageData(canvas.width >> 1, canvas.height >> 1, 1, 1).data;
    watch.frames += 1;
    if (!plot || !canvas || !canvas.isConnected || !pixel[3]) watch.blank += 1;
    watch.worst = Math.max(watch.worst, now - watch.last);
    watch.last = now;
    if (window.__watch === watch) requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}
"""

# Presses a control and counts the milliseconds until the state says so and the next frame has been painted.
_TIMED = f"""
async ([selector, value, condition]) => {{
  const root = {_ROOT};
  const holds = new Function('s', 'return ' + condition);
  const element = document.querySelector(selector);
  const start = performance.now();
  const frames = root.__gs.state().frames;
  if (value === null) element.click();
  else {{ element.value = value; element.dispatchEvent(new Event('input', {{ bubbles: true }})); }}
  for (;;) {{
    const s = root.__gs.state();
    if (holds(s) && s.frames > frames) return performance.now() - start;
    await new Promise(requestAnimationFrame);
  }}
}}
"""


def main() -> None:
    rows: list[tuple[str, str, str]] = []
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        rows += _cold(browser, server)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(server.url + "logic_gates")
        _until(page, "s.run && s.ready && s.frames > 0")
        rows += _smoothness(page)
        rows += _reactions(page)
        rows += _changed_setting(page)
        rows += _server_cost(page, server)
        browser.close()
    _print(rows)


def _until(page: Page, condition: str) -> None:
    page.wait_for_function(
        f"() => {{ const r = {_ROOT}; if (!r?.__gs) return false; const s = r.__gs.state(); return {condition}; }}",
        timeout=60_000,
    )


def _state(page: Page) -> dict:
    return page.evaluate(f"() => {_ROOT}.__gs.state()")


def _cold(browser, server: Server):
    """First visit by link to a server that has served nobody, with an empty browser cache; then the same again."""
    rows = []
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    for name in ("cold server, empty cache", "same browser again"):
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        loaded = []
        session.on("Network.loadingFinished", lambda event, loaded=loaded: loaded.append(event["encodedDataLength"]))
        frames = []
        session.on("Network.webSocketFrameReceived", lambda e, f=frames: f.append(len(e["response"]["payloadData"])))
        start = time.perf_counter()
        page.goto(server.url + "logic_gates?gate=and&at=100")
        _until(page, "s.run && s.draws.field && s.draws.field.layers > 0")
        seconds = time.perf_counter() - start
        sizes = f"{sum(loaded) / 1e6:.2f} MB over HTTP, {sum(frames) * 0.75 / 1e3:.0f} kB over the websocket"
        rows.append((f"link to first picture, {name}", f"{seconds:.2f} s; {sizes}", ""))
        page.close()
    context.close()
    return rows


def _smoothness(page: Page):
    page.locator("[data-gs=play]").click()
    page.wait_for_timeout(500)
    page.evaluate(_WATCH)
    before, start = _state(page)["draws"], time.perf_counter()
    page.wait_for_timeout(SECONDS * 1000)
    seconds = time.perf_counter() - start
    after, watch = (
        _state(page)["draws"],
        page.evaluate("() => { const w = window.__watch; window.__watch = null; return w; }"),
    )
    field = (after["field"]["layers"] - before["field"]["layers"]) / seconds
    loss = (after["loss"]["plots"] - before["loss"]["plots"]) / seconds
    return [
        ("decision field painted", f"{field:.1f} frames/s", "≥ 45"),
        ("loss curve redrawn meanwhile", f"{loss:.1f} /s", "≥ 10"),
        (f"blank frames in {SECONDS} s", str(watch["blank"]), "0"),
        ("longest gap between frames", f"{watch['worst']:.0f} ms", ""),
    ]


def _reactions(page: Page):
    pauses, seeks = [], []
    for k in range(10):
        page.evaluate(_TIMED, ["[data-gs=start]", None, "s.step === 0"])
        if not _state(page)["playing"]:
            page.locator("[data-gs=play]").click()
        page.wait_for_timeout(700)
        pauses.append(page.evaluate(_TIMED, ["[data-gs=play]", None, "!s.playing"]))
        page.wait_for_timeout(200)
        step = 13 + 37 * k
        seeks.append(page.evaluate(_TIMED, ["[data-gs=seek]", str(step), f"s.step === {step}"]))
    return [
        ("pause in effect, longest of 10", f"{max(pauses):.0f} ms", "≤ 50"),
        ("seek to a buffered step painted, longest of 10", f"{max(seeks):.0f} ms", "≤ 100"),
    ]


def _changed_setting(page: Page):
    """From the click on a target in the truth table to the first frame of the run that it asks for."""
    times = []
    for k in range(9):
        run = _state(page)["run"]
        page.evaluate(f"() => document.querySelectorAll('[data-gs-panel=table] button')[{k % 4}].click()")
        start = time.perf_counter()
        _until(page, f"s.run !== '{run}'")
        page.evaluate("() => new Promise(requestAnimationFrame)")
        times.append((time.perf_counter() - start) * 1e3)
        page.wait_for_timeout(400)
    return [("changed setting to its first frame, median of 9", f"{statistics.median(times):.0f} ms", "≤ 500")]


def _server_cost(page: Page, server: Server):
    """Server CPU while a run that nobody has played is played through, divided by its chunks."""
    page.goto(server.url + "logic_gates?seed=4711")
    _until(page, "s.run && s.ready")
    page.wait_for_timeout(1500)
    before, had = _cpu(server), len(_state(page)["buffered"])
    assert had == 1
    first = _state(page)["buffered"][0][1]
    page.locator("[data-gs=play]").click()
    page.wait_for_timeout(12_000)
    chunks = (_state(page)["buffered"][0][1] - first) / 40
    spent = _cpu(server) - before
    if chunks < 1:
        return [("server CPU per chunk", "all chunks were already there", "≤ 30")]
    return [("server CPU per chunk, training included", f"{1e3 * spent / chunks:.1f} ms ({chunks:.0f} chunks)", "≤ 30")]


def _cpu(server: Server) -> float:
    """Seconds of CPU that the server process has used (Linux)."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def _print(rows):
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), platform.processor())
    print(f"{date.today()}, {os.cpu_count()} cores ({model}), Python {platform.python_version()}\n")
    print("| what | measured | wanted |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


if __name__ == "__main__":
    sys.exit(main())
