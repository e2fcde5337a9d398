"""The descent page: starts by click, mouse and finger, lessons, links that replay, divergence that is seen."""

from itertools import cycle

import pytest

from core.engine.optimizers import OPTIMIZERS
from core.tasks.descent.record import record
from core.tasks.registry import read_link
from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture

_LINKED = "() => ['x0', 'x1'].map((key) => Number(new URL(location.href).searchParams.get(key)))"


def ready(stage):
    stage.until("s.ready && s.draws.map && s.draws.map.layers > 0 && !s.stale")
    return stage


def place(stage, x, y):
    return stage.place("map", x, y)


def caption(stage) -> str:
    return stage.page.locator("[data-gs=caption]").inner_text()


@pytest.mark.long
def test_a_click_sets_the_start(stage):
    ready(stage.open("descent"))
    stage.page.mouse.click(*place(stage, 2.0, -3.0))
    stage.page.wait_for_url("**x0=**")
    assert stage.page.evaluate(_LINKED) == pytest.approx([2.0, -3.0], abs=0.03)


def test_a_drag_moves_the_start_and_the_paths_follow(stage):
    ready(stage.open("descent?at=37").until("s.step === 37") and stage)
    run = stage.state["run"]
    stage.page.mouse.move(*place(stage, -3.0, 4.0))
    stage.page.mouse.down()
    stage.page.mouse.move(*place(stage, -1.0, 3.0), steps=5)
    moving = stage.until(f"s.run !== '{run}'")
    assert moving["step"] == 37
    assert "x0" not in stage.page.url, "a hand on the move has not decided yet"
    stage.page.mouse.move(*place(stage, 1.0, 2.0), steps=5)
    stage.page.mouse.up()
    stage.page.wait_for_url("**x0=**")
    assert stage.page.evaluate(_LINKED) == pytest.approx([1.0, 2.0], abs=0.03)
    stage.until(f"s.run !== '{moving['run']}' && s.step === 37")
    stage.page.wait_for_url("**at=37**")
    stage.control("start").click()
    stage.until("s.step === 0")
    shown = stage.page.locator("[data-gs-readout=path] output").first
    assert float(shown.inner_text()) == pytest.approx(1.0, abs=0.03)


@pytest.mark.long
def test_a_finger_drags_the_start_and_scrolls_elsewhere(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        ready(stage.open("descent"))
        fingers = stage.page.context.new_cdp_session(stage.page)

        def touch(kind, *points):
            at = [{"x": x, "y": y} for x, y in points]
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

        def swipe(start, end):
            (x0, y0), (x1, y1) = place(stage, *start), place(stage, *end)
            touch("touchStart", (x0, y0))
            for share in (0.2, 0.4, 0.6, 0.8, 1.0):
                touch("touchMove", (x0 + (x1 - x0) * share, y0 + (y1 - y0) * share))
                stage.page.wait_for_timeout(40)
            touch("touchEnd")

        swipe((-3.0, 4.0), (2.0, 1.0))
        stage.page.wait_for_url("**x0=**")
        assert stage.page.evaluate(_LINKED) == pytest.approx([2.0, 1.0], abs=0.1)
        scrolled = "() => document.querySelector('[data-testid=stMain]').scrollTop"
        before = stage.page.evaluate(scrolled)
        swipe((-3.0, -4.0), (-3.0, 4.0))
        stage.page.wait_for_function(f"() => ({scrolled})() > {before}")
        assert stage.page.evaluate(_LINKED) == pytest.approx([2.0, 1.0], abs=0.1)


@pytest.mark.long
def test_links_replay_walkers_start_and_typed_function(stage, browser, server):
    link = "descent?surface=own&f=sin(x0)*x1**2%2Bx0**2&walkers=momentum:0.05:0.7;adam:0.2@1,-2&x0=2&x1=1.5&at=37"
    ready(stage.open(link)).until("s.step === 37")
    table = stage.page.locator("[data-gs-panel=race]").inner_text()
    assert "momentum 0.05" in table and "Adam 0.2" in table
    with open_stage(browser, server.url) as other:
        ready(other.open(stage.page.url.removeprefix(server.url))).until("s.step === 37")
        assert other.page.locator("[data-gs-panel=race]").inner_text() == table
        assert other.state["run"] == stage.state["run"]


@pytest.mark.long
def test_the_notebooks_walk_is_in_the_table(stage):
    ready(stage.open("descent?walkers=gd:0.01&at=100")).until("s.step === 100")
    rows = stage.page.locator("[data-gs-panel=steps] tbody tr")
    printed = ["100", "-0.81195646", "1.08260862", "-0.39785867", "0.53047822"]
    assert rows.last.locator("td").all_inner_texts() == printed
    table = stage.page.locator("[data-gs-panel=steps] .gs-scroller")
    assert table.evaluate("scroller => scroller.scrollWidth <= scroller.clientWidth"), "no digit is cut off"


@pytest.mark.long
def test_lessons_in_one_click_and_divergence_with_its_numbers(stage):
    ready(stage.open("descent"))
    run = stage.state["run"]
    stage.page.get_by_role("button", name="η = 10", exact=True).first.click()
    run = stage.until(f"s.run !== '{run}' && !s.stale")["run"]
    assert "walkers=gd%3A10" in stage.page.url
    stage.page.keyboard.press("ArrowRight")
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.step === 2")
    assert "Diverging" in caption(stage) and "2/λmax = 1" in caption(stage) and "-19" in caption(stage)
    stage.page.keyboard.press("End")
    stage.until("s.step === 100")
    assert "froze" in caption(stage)
    stage.page.get_by_role("button", name="η = 1", exact=True).first.click()
    stage.until(f"s.run !== '{run}' && !s.stale")
    stage.page.keyboard.press("End")
    stage.until("s.step === 100")
    stage.page.get_by_role("button", name="Divide the learning rate by 10").click()
    stage.page.wait_for_function("() => !location.search.includes('walkers')")


@pytest.mark.long
def test_a_point_on_the_plane_of_rate_and_momentum_is_dragged(stage):
    ready(stage.open("descent?surface=quadratic&kappa=100&x0=-4&x1=-1&walkers=gd:0.018;momentum:0.01:0.8"))
    stage.page.locator("[data-gs-panel=plane]").scroll_into_view_if_needed()
    stage.until("s.draws.plane && s.draws.plane.layers > 0")
    stage.page.mouse.move(*stage.place("plane", 0.01, 0.8))
    stage.page.mouse.down()
    stage.page.mouse.move(*stage.place("plane", 0.02, 0.5), steps=5)
    stage.page.mouse.up()
    stage.page.wait_for_function("() => /momentum.{1,3}0\\.0(19|2)\\d*.{1,3}0\\.[45]/.test(location.search)")


@pytest.mark.long
def test_map_curve_walkers_and_transport_fit_one_projector_screen(stage):
    ready(stage.open("descent?walkers=gd:0.1;momentum:0.01;adam:0.1"))
    names = [f"[data-gs-panel={name}]" for name in ("map", "value", "race")]
    for selector in (*names, "[data-gs=transport]"):
        box = stage.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720 and box["x"] + box["width"] <= 1280, selector
    reset = stage.page.get_by_test_id("stSidebar").get_by_role("button", name="Back to the defaults").bounding_box()
    assert reset["y"] + reset["height"] <= 720


STARTS = ((-4, 1), (0.4, -0.3), (3.4, 3.4), (-1.7, -3.6), (2, -4), (4.5, 1), (-4.4, -1), (1, 4.6))
EIGHT = ";".join(f"{opt}:0.01@{x},{y}" for opt, (x, y) in zip(cycle(OPTIMIZERS), STARTS, strict=False))
RELIEF = "[data-gs-panel=relief] .gs-box"


_WATCH = """() => {
  window.seen = [];
  const look = () => {
    if (!window.seen) return;
    const step = document.querySelector('[data-gs-readout=step] .gs-value').textContent;
    const cells = [...document.querySelectorAll('[data-gs-panel=race] tbody td')].map((cell) => cell.textContent);
    window.seen.push([step, ...cells.slice(1)]);
    requestAnimationFrame(look);
  };
  look();
}"""


@pytest.mark.parametrize("speed", ["1", "4"])
def test_while_it_plays_the_table_is_of_the_step_beside_it(stage, speed):
    ready(stage.open("descent?surface=himmelblau&walkers=gd:0.002&steps=300"))
    path = record(read_link("task=descent&surface=himmelblau&walkers=gd:0.002&steps=300")[0]).steps["path"][:, 0]
    stage.control("speed").select_option(speed)
    stage.page.evaluate(_WATCH)
    stage.control("play").click()
    stage.until("s.step > 60")
    stage.page.keyboard.press("ArrowRight")
    stage.page.keyboard.press("ArrowRight")
    stage.until("!s.playing && !s.stale")
    seen = stage.page.evaluate("() => { const { seen } = window; window.seen = null; return seen; }")
    assert len({step for step, *_ in seen}) > 10
    for step, x0, x1, _ in seen:
        shown = [float(number.replace("−", "-")) for number in (x0, x1)]
        assert shown == pytest.approx(path[int(step)], abs=5e-3), f"at step {step}"


def middle(stage) -> tuple[float, float]:
    box = stage.page.locator(RELIEF).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_relief_turns_by_hand_while_it_plays(stage):
    ready(stage.open(f"descent?surface=himmelblau&walkers={EIGHT}&steps=300"))
    stage.page.locator("[data-gs-toggle=relief]").click()
    before = stage.until("s.draws.relief.layers > 0")["draws"]["relief"]
    for selector in ("[data-gs-panel=map]", "[data-gs-panel=relief]", "[data-gs=transport]"):
        box = stage.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, f"{selector}: both views on one projector screen"
    stage.control("play").click()
    x, y = middle(stage)
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + 120, y + 40, steps=8)
    stage.page.mouse.up()
    after = stage.until(f"s.playing && s.position > 5 && s.draws.relief.layers > {before['layers'] + 8}")
    relief = after["draws"]["relief"]
    assert relief["yaw"] > before["yaw"] + 0.5 and relief["pitch"] > before["pitch"] + 0.2
    stage.until(f"s.step > {after['step']} && s.draws.map.layers > {after['draws']['map']['layers']}")
    stage.control("play").click()
    step = stage.until("!s.playing")["step"]
    stage.page.locator(RELIEF).press("ArrowLeft")
    turned = stage.until(f"s.draws.relief.yaw < {relief['yaw']}")
    assert turned["step"] == step, "an arrow key turns the picture in focus, and does not step"
    stage.page.mouse.dblclick(x, y)
    stage.until(f"Math.abs(s.draws.relief.yaw - {before['yaw']}) < 1e-9")
    stage.page.mouse.move(x, y + 30)
    tip = stage.page.locator("[data-gs-panel=relief] .gs-tip")
    tip.wait_for(state="visible")
    drawn = stage.state["draws"]["map"]["layers"]
    stage.page.mouse.move(x + 10, y + 30)
    stage.until(f"s.draws.map.layers > {drawn}")  # the same place is marked among the contours
    text = save_picture(stage.page.locator("[data-gs-panel=relief]")).path().read_text(encoding="utf-8")
    assert text.startswith("<svg") and "<image" in text and text.count("<path") > 20 and ">f</text>" in text


@pytest.mark.long
def test_a_finger_turns_the_relief_sideways(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        ready(stage.open("descent?surface=rosenbrock&x0=-1.2&x1=1"))
        stage.page.locator(RELIEF).scroll_into_view_if_needed()
        before = stage.until("s.draws.relief.layers > 0")["draws"]["relief"]
        fingers = stage.page.context.new_cdp_session(stage.page)
        x, y = middle(stage)
        for k in range(7):
            kind = "touchMove" if k else "touchStart"
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + 15 * k, "y": y}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        stage.until(f"s.draws.relief.yaw > {before['yaw'] + 0.3}")


@pytest.mark.long
def test_a_drowning_curve_makes_its_axis_logarithmic_until_somebody_says_otherwise(stage):
    ready(stage.open("descent?walkers=gd:1.2;gd:0.1"))
    log = stage.page.locator("[data-gs-toggle=value_log]")
    kind = "() => document.querySelector('[data-gs-panel=value] .js-plotly-plot')._fullLayout.yaxis.type"
    assert log.get_attribute("aria-pressed") == "true" and stage.page.evaluate(kind) == "log"
    log.click()
    assert stage.page.evaluate(kind) == "linear"


def follow(stage, query):
    """As Streamlit writes the address of a link that leads to the page in view."""
    stage.page.evaluate("(query) => history.pushState(history.state, '', `${location.pathname}?${query}`)", query)


def test_a_followed_link_of_the_same_run_turns_the_relief_s_heights_and_starts_to_play(stage):
    run = "surface=rosenbrock&x0=-1.2&x1=1&walkers=gd%3A0.001"
    ready(stage.open(f"descent?{run}&view=relief"))
    stage.until("s.draws.relief.layers > 0")
    stage.page.wait_for_timeout(300)  # at rest the relief is painted once more, finer
    log, picture = stage.page.locator("[data-gs-toggle=relief_log_log]"), f"{RELIEF} canvas"
    seen = stage.page.locator(picture).evaluate("(canvas) => canvas.toDataURL()")
    assert log.get_attribute("aria-pressed") == "true"
    follow(stage, f"{run}&view=relief,relief_log_log")
    assert log.get_attribute("aria-pressed") == "false"
    stage.page.wait_for_function(
        "([selector, seen]) => document.querySelector(selector).toDataURL() !== seen", arg=[picture, seen]
    )
    follow(stage, f"{run}&view=-relief&play=1")
    stage.until("s.playing && s.step > 3")
    assert not stage.page.locator(RELIEF).is_visible(), "the layout follows the link's switches as well"
    assert "play" not in stage.page.url
    stage.control("play").click()
    stage.until("!s.playing")
    follow(stage, "surface=bowl&x0=-1.2&x1=1&walkers=gd%3A0.001&play=1")  # its run has yet to come
    assert not stage.state["playing"]
