"""What the basin map costs: all starts as one batch, against Python loops over the starts. And how smoothly eight
walkers are shown, from above and in relief while it is turned, in a real browser.

    python -m tests.bench.descent

prints Markdown. The loops walk an evenly spread sample of the starts, and their time is multiplied up; every one of
them must end in the minimum that the map shows.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read once, when NumPy is imported

import platform
import time
from itertools import cycle

import numpy as np
from playwright.sync_api import sync_playwright

from core.engine.optimizers import OPTIMIZERS
from core.tasks.descent.basin import GRID, STEPS, basin, grid, nearest_minimum
from core.tasks.descent.catalogue import SURFACES
from core.tasks.descent.experiment import DescentExperiment
from core.tasks.descent.record import record
from core.tasks.descent.walkers import MOST_WALKERS, walker
from tests.bench.engine import cpu_model
from tests.bench.stage import _until
from tests.browser.conftest import find_browser, serving

SURFACE, LR = SURFACES["himmelblau"], 0.01
SAMPLE = 40  # starts that the engine's loop walks
PLAIN_SAMPLE = 400
ROUNDS = 3
STILL = 1e-6  # slopes below it
MOST_SECONDS, LEAST_RATIO = 2.0, 50.0
LEAST_FLAT, LEAST_DEEP = 45.0, 20.0  # frames a second
STARTS = ("-3.3,2.7", "0.4,-0.3", "3.4,3.4", "-1.7,-3.6", "2,-4", "4.5,1", "-4.4,-1", "1,4.6")
EIGHT = "surface=rastrigin&steps=300&walkers=" + ";".join(
    f"{opt}:0.002@{place}" for opt, place in zip(cycle(OPTIMIZERS), STARTS, strict=False)
)
SECONDS = 8

# Plays for some seconds and counts how often each view was painted; `turning` also moves the hand over the relief.
_PLAYED = """
async ([seconds, turning]) => {
  const root = document.querySelector('[data-gs=player]');
  const box = root.querySelector('[data-gs-panel=relief] .gs-box');
  const { left, top } = box.getBoundingClientRect();
  const hand = (type, x) => box.dispatchEvent(new PointerEvent(type, {
    pointerId: 7, pointerType: 'mouse', clientX: left + 150 + x, clientY: top + 150, bubbles: true, buttons: 1 }));
  box.setPointerCapture = () => {};
  root.querySelector('[data-gs=start]').click();
  if (!root.__gs.state().playing) root.querySelector('[data-gs=play]').click();
  if (turning) hand('pointerdown', 0);
  const before = root.__gs.state(), begin = performance.now();
  for (let x = 0; performance.now() - begin < seconds * 1000; x += 3) {
    if (turning) hand('pointermove', x);
    await new Promise(requestAnimationFrame);
  }
  const after = root.__gs.state(), spent = (performance.now() - begin) / 1000;
  if (turning) hand('pointerup', 0);
  return ['map', 'relief'].map((name) => (after.draws[name].layers - before.draws[name].layers) / spent);
}
"""


def engine_loop(starts):
    """One start after the other with the engine's own gradient and update: what one writes first. Ends (2, m)."""
    gd, ends = OPTIMIZERS["gd"], np.empty_like(starts)
    for column, start in enumerate(starts.T):
        theta, state, g = start.copy(), gd.init(2), np.empty(2)
        for t in range(1, STEPS + 1):
            g[:] = SURFACE.gradient(theta[0], theta[1])
            gd.update(theta, g, state, t, {"lr": LR})
        ends[:, column] = theta
    return ends


def plain_loop(starts):
    """The same in Python floats, with Himmelblau's gradient written out in the loop: as fast as Python gets."""
    ends = np.empty_like(starts)
    for column, (x0, x1) in enumerate(starts.T.tolist()):
        for _ in range(STEPS):
            a, b = x0 * x0 + x1 - 11.0, x0 + x1 * x1 - 7.0
            x0, x1 = x0 - LR * (4.0 * x0 * a + 2.0 * b), x1 - LR * (2.0 * a + 4.0 * x1 * b)
        ends[:, column] = x0, x1
    return ends


def plain_loop_that_stops(starts):
    """The plain loop, leaving a start where the slope is gone; the batch, too, takes such starts out."""
    ends = np.empty_like(starts)
    for column, (x0, x1) in enumerate(starts.T.tolist()):
        for _ in range(STEPS):
            a, b = x0 * x0 + x1 - 11.0, x0 + x1 * x1 - 7.0
            g0, g1 = 4.0 * x0 * a + 2.0 * b, 2.0 * a + 4.0 * x1 * b
            x0, x1 = x0 - LR * g0, x1 - LR * g1
            if -STILL < g0 < STILL and -STILL < g1 < STILL:
                break
        ends[:, column] = x0, x1
    return ends


def loop_seconds(loop, starts, index, sample):
    """Seconds for all starts, from an evenly spread sample of them."""
    some = np.linspace(0, starts.shape[1] - 1, sample).round().astype(int)
    begin = time.perf_counter()
    ends = loop(starts[:, some])
    seconds = time.perf_counter() - begin
    assert nearest_minimum(SURFACE, ends).tolist() == index.ravel()[some].tolist()
    return seconds * starts.shape[1] / sample


def batch_seconds(surface, opt, lr):
    begin = time.perf_counter()
    index = basin(surface, opt, walker(opt, lr).rates)
    return time.perf_counter() - begin, index


def himmelblau():
    starts, fewest = grid(SURFACE, GRID), {}
    for _ in range(ROUNDS):
        batch, index = batch_seconds(SURFACE, "gd", LR)
        now = {
            "one batch": batch,
            "Python loop, the engine's gradient and update": loop_seconds(engine_loop, starts, index, SAMPLE),
            "Python loop, floats, gradient written out": loop_seconds(plain_loop, starts, index, PLAIN_SAMPLE),
            "the same, stopping where the slope is gone": loop_seconds(
                plain_loop_that_stops, starts, index, PLAIN_SAMPLE
            ),
        }
        fewest = {name: min(seconds, fewest.get(name, seconds)) for name, seconds in now.items()}
    yield f"| basin map of Himmelblau, gradient descent, {GRID}×{GRID} starts × {STEPS} steps | s | times the batch | |"
    yield "|---|--:|--:|---|"
    batch, *loops = fewest.items()
    yield f"| {batch[0]} | {batch[1]:.3f} | 1 | {_verdict(batch[1] <= MOST_SECONDS)}: at most {MOST_SECONDS:g} s |"
    for name, seconds in loops:
        ratio = seconds / batch[1]
        verdict = "" if "stopping" in name else f"{_verdict(ratio >= LEAST_RATIO)}: at least {LEAST_RATIO:g}"
        yield f"| {name} | {seconds:.1f} | {ratio:.0f} | {verdict} |"


def _verdict(ok):
    return "met" if ok else "**missed**"


def others():
    yield f"| {GRID}×{GRID} starts × {STEPS} steps, one batch | s |"
    yield "|---|--:|"
    for name, opt, lr in (
        ("bowl", "gd", 0.1), ("rosenbrock", "gd", 0.001), ("beale", "gd", 0.01), ("rastrigin", "gd", 0.002),
        ("ackley", "gd", 0.02), ("himmelblau", "momentum", 0.005), ("rastrigin", "adam", 0.05),
    ):  # fmt: skip
        yield f"| {name}, {opt} {lr:g} | {batch_seconds(SURFACES[name], opt, lr)[0]:.2f} |"


def tapes():
    yield f"| {MOST_WALKERS} walkers, Rastrigin, Adam: the whole tape | ms |"
    yield "|---|--:|"
    for steps in (300, 2000):
        e = DescentExperiment(surface="rastrigin", walkers=(walker("adam", 0.05),) * MOST_WALKERS, steps=steps)
        begin = time.perf_counter()
        record.__wrapped__(e)
        yield f"| {steps} steps | {(time.perf_counter() - begin) * 1e3:.0f} |"


def frames():
    yield f"| {MOST_WALKERS} walkers, 300 steps, playing, 1280×720 | frames/s | |"
    yield "|---|--:|---|"
    with sync_playwright() as playwright, serving() as server:
        browser = find_browser(playwright)
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(f"{server.url}descent?{EIGHT}")
        _until(page, "s.run && s.ready && !s.stale && s.draws.map.layers > 0")
        flat, _ = page.evaluate(_PLAYED, [SECONDS, False])
        page.locator("[data-gs-toggle=relief]").click()
        _until(page, "s.draws.relief.layers > 0")
        both, turned = page.evaluate(_PLAYED, [SECONDS, True])
        browser.close()
    yield f"| contours | {flat:.1f} | {_verdict(flat >= LEAST_FLAT)}: at least {LEAST_FLAT:g} |"
    yield f"| relief, turned by hand | {turned:.1f} | {_verdict(turned >= LEAST_DEEP)}: at least {LEAST_DEEP:g} |"
    yield f"| contours beside it | {both:.1f} | |"


def report():
    yield f"{cpu_model()}, {os.cpu_count()} cores; {time.strftime('%Y-%m-%d')}; Python {platform.python_version()}, "
    yield f"NumPy {np.__version__}. Fewest of {ROUNDS} rounds, contenders taking turns."
    for table in (himmelblau, others, tapes, frames):
        yield ""
        yield from table()


if __name__ == "__main__":
    for line in report():
        print(line, flush=True)
