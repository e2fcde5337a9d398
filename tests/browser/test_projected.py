"""Lecture mode on a projected screen: the field takes a third of it, and what a lesson is about stays in reach."""

import pytest

from tests.browser.conftest import open_stage

SCREENS = ((1280, 720), (1920, 1080))
# The main picture between its axes, or what is drawn without any, as a share of the window; whether all else is in it.
SHARE = """(panel) => {
  const root = document.querySelector(`[data-gs-panel=${panel}]`);
  const axes = root.querySelector(".js-plotly-plot")?._fullLayout;
  const box = root.querySelector(".gs-box") ?? root;
  const area = axes ? axes.xaxis._length * axes.yaxis._length : box.clientWidth * box.clientHeight;
  const bar = document.querySelector("[data-gs=transport]").getBoundingClientRect();
  const fits = bar.bottom <= innerHeight && document.documentElement.scrollWidth <= innerWidth;
  return [area / (innerWidth * innerHeight), fits];
}"""
ONE = "logic_gates?gate=and&hidden=0&opt=gd&lr=1&epochs=100&lesson=and"
XOR = "logic_gates?gate=xor&hidden=0&opt=gd&lr=1&epochs=200&lesson=xor-one-line"
HIDDEN = "logic_gates?gate=xor&hidden=2&lr=0.05&epochs=150&lesson=hidden-space"
LIMIT = "descent?walkers=gd:0.1;gd:1;gd:1.1&steps=40&lesson=over-the-limit"
RELU = "sine_regression?act=relu&opt=gd&lr=0.01&epochs=100&lesson=dead-relu"


def measure(stage, panel):
    """Waits until the picture is a third of the window, at both sizes, with everything else inside."""
    for width, height in SCREENS:
        stage.page.set_viewport_size({"width": width, "height": height})
        stage.page.wait_for_function(
            f"(panel) => {{ const [share, fits] = ({SHARE})(panel); return share >= 1 / 3 && fits; }}", arg=panel
        )


def test_a_lessons_field_is_a_third_of_the_screen_and_its_setting_is_in_reach(stage):
    stage.open(f"{HIDDEN}&lecture=1").until("s.ready && !s.stale")
    measure(stage, "field")
    page = stage.page
    row, run = page.locator(".st-key-lesson-about"), stage.state["run"]
    assert row.get_by_role("slider").count() == 0, "only what the lesson is about"
    row.get_by_role("button", name="Increment Units").or_(row.get_by_test_id("stNumberInputStepUp")).first.click()
    stage.until(f"s.run !== '{run}'")
    page.wait_for_url("**hidden=3**")
    page.locator(".st-key-lesson-question a").click()
    stage.until(f"s.run === '{run}'")
    page.keyboard.press("l")
    assert not row.is_visible(), "outside a lecture the side bar has it"


def test_walkers_have_a_third_of_the_screen_and_their_rates_in_reach(stage):
    stage.open(f"{LIMIT}&lecture=1").until("s.ready && !s.stale")
    measure(stage, "map")  # while the lesson asks
    stage.control("guess-skip").click()
    measure(stage, "map")
    rates = stage.page.locator(".st-key-lesson-about").get_by_role("slider")
    assert rates.count() == 3
    rates.last.press("ArrowLeft")
    stage.page.wait_for_function("() => new URL(location.href).searchParams.get('walkers') === 'gd:0.1;gd:1;gd:1'")


def test_the_field_keeps_its_third_while_a_lesson_asks_and_when_it_tells_how_far_off_the_guess_was(stage):
    stage.open(f"{ONE}&lecture=1").until("s.ready && !s.stale")
    measure(stage, "field")
    stage.page.locator(".gs-flag-seek").press("ArrowRight")
    stage.control("guess-play").click()
    stage.page.keyboard.press("End")
    stage.page.wait_for_function("() => document.querySelector('.gs-guess').dataset.phase === 'told'")
    measure(stage, "field")
    left = stage.page.locator("[data-gs-panel=field]").bounding_box()
    assert stage.control("guess").bounding_box()["x"] >= left["x"] + left["width"], "beside the picture"


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(("path", "panel"), [
    ("logic_gates", "field"), (XOR, "field"), ("logic_gates?data=circle&hidden=4&batch=5", "field"),
    ("sine_regression", "fit"), (RELU, "fit"), ("descent", "map"), ("digits", "weights"),
    ("digits?epochs=1&lesson=first-hundred-updates", "weights"),
    ("numerical_gradient?lesson=numerical-gradient", "errors"),
    ("linear_model?lr=0.005&steps=10&lesson=by-hand", "board"),
])  # fmt: skip
def test_every_main_picture_is_a_third_of_the_screen(browser, server, path, panel, language):
    with open_stage(browser, server.url) as stage:
        stage.open(f"{path}{'&' if '?' in path else '?'}lecture=1&lang={language}").until("s.ready && !s.stale")
        measure(stage, panel)
