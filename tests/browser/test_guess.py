"""Predict, then play: a step, one of several, a drawing, each by touch and by keyboard; and a class' guesses."""

import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from core.lessons import read_course
from tests.browser.conftest import open_stage
from tests.browser.test_accessibility import darken, findings

LESSONS = {lesson.name: lesson for lesson in read_course(Path(__file__).parents[2] / "lessons").lessons}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
MANY, LINES = 300, 6


def address(name):
    lesson = LESSONS[name]
    return f"{lesson.page}?{urlencode(lesson.query)}"


def asked(stage, name, more=""):
    """Opens a lesson that asks, and waits until it does."""
    stage.open(address(name) + more).until("s.guess.phase === 'asking' && s.ready")
    return stage.page


def told(stage):
    """To the end; what is said of the guess."""
    stage.until("s.guess.phase === 'made' && s.playing")
    stage.control("end").click()
    stage.until("s.guess.phase === 'told'")
    return stage.page.locator(".gs-guess-words")


def again(stage):
    stage.control("guess-again").click()
    stage.until("s.guess.phase === 'asking' && s.step === 0")


@pytest.fixture
def phone(browser, server):
    with open_stage(browser, server.url, **PHONE) as stage:
        yield stage


def test_a_step_is_guessed_by_touch_and_by_keyboard(phone):
    page = asked(phone, "and")
    assert not phone.state["playing"] and phone.control("guess-play").is_disabled()
    page.keyboard.press("End")
    assert phone.state["step"] == 0, "nothing is given away"
    slider = phone.control("guess-step")
    slider.scroll_into_view_if_needed()
    slider.tap()
    box = slider.bounding_box()
    page.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
    guess = int(phone.until("Number(s.guess.value) > 70")["guess"]["value"])
    phone.control("guess-play").tap()
    expect(told(phone)).to_contain_text(f"Learned at step 19. You said {guess}: {guess - 19} steps too late.")
    assert phone.control("flag").is_visible() and phone.control("truth").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    again(phone)
    slider.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "Tab", "Tab"):
        page.keyboard.press(key)
    phone.until("s.guess.value === '2' && s.step === 0")
    phone.control("guess-play").press("Enter")
    expect(told(phone)).to_contain_text("You said 2: 17 steps too early. At step 2, 3 of 4 are right")


def test_one_of_several_is_guessed_by_touch_and_by_keyboard(phone):
    page = asked(phone, "three-rates", "&lang=ja")
    phone.page.locator(".gs-option").nth(0).tap()
    phone.control("guess-play").tap()
    expect(told(phone)).to_contain_text("正解はBです。")
    again(phone)
    page.locator(".gs-option input").nth(0).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    phone.control("guess-play").press("Enter")
    expect(told(phone)).to_contain_text("正解です：B。")


def test_a_drawing_is_made_by_touch_and_by_keyboard(phone):
    page = asked(phone, "rate-too-small")
    paper = phone.control("guess-drawing")
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box["y"] + box["height"] < 844 and box["height"] > 250, "the losses stand where the main picture does"
    for across, down in ((0.5, 0.5), (0.95, 0.75)):
        page.touchscreen.tap(box["x"] + across * box["width"], box["y"] + down * box["height"])
    phone.control("guess-play").tap()
    expect(told(phone)).to_contain_text("You foresaw the shape: it falls without a plateau.")
    assert page.locator("[data-gs-panel=loss] .gs-drawn-line").get_attribute("points").count(",") == 25
    again(phone)
    paper.focus()
    for key in ("End", *["ArrowUp"] * 18):
        page.keyboard.press(key)
    assert "step 60" in paper.get_attribute("aria-valuetext") and phone.state["step"] == 0
    phone.control("guess-play").press("Enter")
    expect(told(phone)).to_contain_text("Your curve grows; this one falls without a plateau.")


@pytest.mark.long
def test_skipped_it_plays_and_a_lesson_without_a_guess_plays_as_ever(stage):
    page = asked(stage, "and")
    page.keyboard.press("Space")
    stage.until("s.playing && s.guess.phase === 'skipped'")
    stage.open(address("wrong-valley")).until("s.guess.phase === 'none'")
    assert not page.locator("[data-gs=guess]").is_visible()
    page.keyboard.press("Space")
    stage.until("s.playing")


def post_some(url, first, many, answers):
    """As so many telephones do, over one connection."""
    parts = urlsplit(url)
    line = http.client.HTTPConnection(parts.netloc, timeout=30)
    for k in range(first, first + many):
        said = {"lesson": "and", "token": f"telephone-number-{k:04d}", "guess": answers(k)}
        line.request("POST", parts.path, json.dumps(said), {"Content-Type": "application/json"})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 204
    line.close()


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["and", "three-rates", "rate-too-small"])
def test_axe_has_no_serious_finding(stage, name, dark):
    page = asked(stage, name)
    if dark:
        darken(stage)
    assert findings(page) == []
    stage.control("class").click()
    page.wait_for_function("() => document.querySelector('[data-gs=class-address]').href")
    assert findings(page) == []


@pytest.mark.long
def test_three_hundred_guesses_in_ten_seconds_stand_on_the_histogram(stage, browser, server):
    page = asked(stage, "and")
    stage.control("class").click()
    link = page.wait_for_function("() => document.querySelector('[data-gs=class-address]').href").json_value()
    began = time.monotonic()
    with ThreadPoolExecutor(LINES) as pool:
        each = (MANY - 1) // LINES
        sent = [pool.submit(post_some, link, k * each, each, lambda k: 40 + k % 3) for k in range(LINES)]
        [one.result() for one in sent]
    with open_stage(browser, server.url, **PHONE) as phone:
        phone.page.goto(link)
        phone.ready().until("s.guess.phase === 'asking' && s.ready")
        phone.control("guess-step").tap()
        phone.control("guess-play").tap()
        expect(phone.page.locator(".gs-guess-words")).to_have_text("Sent: step 50")
        assert not phone.state["playing"], "a telephone in a room sends; it plays when its owner likes"
    wanted = LINES * each + 1
    page.wait_for_function(f"() => document.querySelector('[data-gs=tally]').dataset.n === '{wanted}'")
    assert time.monotonic() - began < 60
    assert "median 41" in page.locator("[data-gs=tally]").get_attribute("aria-label")
    page.keyboard.press("Space")
    stage.until("s.playing && s.guess.phase === 'skipped'")
    stage.control("end").click()
    expect(page.locator(".gs-tally-truth")).to_have_text("it was step 19", timeout=30_000)
