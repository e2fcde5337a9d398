"""Lecture mode: what the last row sees, and what the presenter's remote does."""

from urllib.parse import urlencode

import pytest

from pages.ui.course import course
from pages.ui.shell import ADDRESSES
from tests.browser.conftest import open_stage

SMALLEST = 24 / 720  # of the screen's height
LINKS = {
    "descent": "walkers=gd:0.01;momentum:0.01:0.9;adam:0.5&surface=himmelblau&at=40",
    "gates": "gate=and&hidden=0&at=60",
    "blocks": "section=softmax",
    "sine": "at=200",
    "gradient": "at=12",
    "linear": "at=10",
    "sweep": "over=lr:0.001..1:10&over=opt:gd,momentum,adagrad,rmsprop,adam&seeds=2",
}
# All runs are there, and every cell in sight.
SWEPT = """() => {
  if (!document.querySelector('[data-gs=sweep]')?.__gs?.state().whole) return false;
  const { right, bottom } = document.querySelector('.gs-heat').getBoundingClientRect();
  return right <= innerWidth && bottom <= innerHeight;
}"""
LEAST = """() => {
  let least = Infinity, words = "";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(element.tagName)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width <= 2 || height <= 2) continue;  // words for screen readers
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < least) [least, words] = [size, node.textContent];
  }
  return [least / innerHeight, words];
}"""


def mode(stage) -> str:
    return stage.page.evaluate("() => document.documentElement.dataset.lecture")


@pytest.mark.long
def test_the_last_row_can_read_every_page(browser, server):
    with open_stage(browser, server.url) as stage:
        for name, where in ADDRESSES.items():
            stage.page.goto(f"{server.url}{where}?{LINKS.get(name, '')}&lecture=1")
            stage.page.wait_for_selector(".stMain p, [data-gs=player]")
            if name == "blocks":  # drawn by Python, for the size that the browser tells
                stage.page.wait_for_function(
                    "() => [...document.querySelectorAll('.js-plotly-plot text')].some((text) =>"
                    " parseFloat(getComputedStyle(text).fontSize) >= 24)"
                )
            elif name == "sweep":
                stage.page.wait_for_function(SWEPT, timeout=60_000)
            elif name not in ("lessons", "notebooks", "teach"):
                stage.ready().until("s.ready && !s.stale")
                box = stage.control("transport").bounding_box()
                assert box["y"] + box["height"] <= 720 and box["x"] + box["width"] <= 1280, name
            stage.settle()
            assert stage.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name
            assert not stage.page.get_by_test_id("stSidebar").is_visible()
            share, words = stage.page.evaluate(LEAST)
            assert share >= SMALLEST, (name, words, 720 * share)


@pytest.mark.long
def test_one_key_and_it_stays_over_pages_and_languages(stage):
    stage.open("logic_gates?seed=3")
    stage.page.keyboard.press("l")
    stage.page.wait_for_url("**lecture=1**")
    assert mode(stage) == "on"
    stage.page.mouse.move(600, 2)
    stage.follow("Experiments", "Sine regression")
    stage.page.wait_for_url("**/sine_regression?**lecture=1**")
    stage.page.get_by_text("Points and curve").wait_for()
    stage.ready()
    stage.page.mouse.move(600, 2)
    stage.page.get_by_role("button", name="日本語").click()
    stage.page.get_by_role("heading", name="点と曲線").wait_for()
    assert mode(stage) == "on" and "lecture=1" in stage.page.url
    stage.page.keyboard.press("Escape")
    stage.page.wait_for_function("() => !location.search.includes('lecture')")
    assert stage.page.get_by_test_id("stSidebar").is_visible()


def test_the_button_works_and_a_field_keeps_its_letters(stage):
    stage.open()
    field = stage.page.locator("[class*=st-key-gates-lr] input")
    field.press("l")
    assert mode(stage) == "off"
    stage.page.locator(".st-key-lecture button:visible").first.click()
    assert mode(stage) == "on"
    field = stage.page.locator("[data-gs-panel=field]").bounding_box()
    assert field["height"] > 0.6 * 720
    stage.page.keyboard.press("L")
    assert mode(stage) == "off"


@pytest.mark.parametrize("lessons", [True, False])
def test_the_presenters_remote(stage, lessons):
    stage.open("logic_gates?lecture=1")
    if lessons:
        stage.page.evaluate(
            "() => { for (const way of ['next', 'prev']) document.querySelector('.stMain').insertAdjacentHTML("
            "'beforeend', `<div class='st-key-lesson-${way}'><a href='#${way}'></a></div>`); }"
        )
        for key, way in (("PageDown", "next"), ("PageUp", "prev")):
            stage.page.keyboard.press(key)
            stage.page.wait_for_function(f"() => location.hash === '#{way}'")
        stage.page.keyboard.press(".")
    else:
        stage.page.keyboard.press("PageDown")
    stage.until("s.playing && s.step > 2")
    stage.page.keyboard.press("b")
    stage.until("!s.playing")


def test_behind_the_last_lesson_the_remote_does_nothing(stage):
    last = course().lessons[-1]
    stage.open(f"{last.page}?{urlencode(last.query | {'at': '0', 'lecture': '1'})}")
    stage.page.locator(".st-key-lesson-strip").wait_for()
    stage.page.keyboard.press("PageDown")
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.step === 1 && !s.playing")
    stage.page.keyboard.press("PageDown")
    assert not stage.state["playing"]
