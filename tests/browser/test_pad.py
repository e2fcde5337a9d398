"""A digit drawn on the pad: by mouse, by finger and by keys; what the network says of it, and a run that learns it."""

from urllib.parse import parse_qs, urlparse

import pytest

from tests.browser.conftest import open_stage
from tests.digits.reading import drawings

PAPER = "[data-gs=paper]"


def drawn(digit: int) -> list[list[list[float]]]:
    """The first drawing of a digit: strokes of places from 0 to 1."""
    return next(drawing["strokes"] for drawing in drawings() if drawing["digit"] == digit)


def pixels(stage, stroke):
    box = stage.page.locator(PAPER).bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in stroke]


def draw(stage, strokes):
    mouse = stage.page.mouse
    for stroke in strokes:
        first, *rest = pixels(stage, stroke)
        mouse.move(*first)
        mouse.down()
        for place in rest:
            mouse.move(*place)
        mouse.up()


def show(stage, link=""):
    """Opens the digits page there, with the pad ready."""
    stage.open(f"digits?{link}").until("s.ready && s.draws.pad.layers > 0")
    return stage


def edits(stage) -> list[str]:
    """The edits of the page's address."""
    return parse_qs(urlparse(stage.page.url).query).get("edits", [])


def test_a_drawing_is_read_while_it_is_drawn_and_learned_under_the_label_that_was_chosen(stage):
    show(stage, "at=300")
    before = stage.state
    assert before["draws"]["pad"]["answer"] == -1
    mouse = stage.page.mouse
    first, *rest = pixels(stage, drawn(7)[0])
    mouse.move(*first)
    mouse.down()
    for place in rest:
        mouse.move(*place)
    sure = stage.until("s.draws.pad.answer === 7 && s.draws.pad.sure > 0.5")["draws"]["pad"]["sure"]
    mouse.up()
    stage.control("start").click()
    stage.until(f"s.step === 0 && s.draws.pad.sure < {sure} - 0.2")
    stage.control("pad-label").select_option("1")
    stage.control("pad-add").click()
    stage.until(f"s.run !== '{before['run']}' && s.playing && s.step > 20 && s.draws.pad.answer === 1", timeout=30_000)
    (edit,) = edits(stage)
    assert edit.startswith("0:add:1.") and ";" not in edit


@pytest.mark.long
def test_the_form_names_what_was_added_and_the_pad_takes_it_back(stage):
    show(stage, "at=400")
    before = stage.state["run"]
    draw(stage, drawn(7))
    stage.until("s.draws.pad.answer === 7")
    stage.control("pad-add").click()
    stage.until(f"s.run !== '{before}' && s.playing", timeout=30_000)
    stage.page.get_by_text("Changed on the way: 1").click()
    stage.page.get_by_text("step 400: your 7 added").wait_for()
    stage.page.keyboard.press("Escape")
    stage.control("pad-back").click()
    stage.until(f"s.run === '{before}'", timeout=30_000)
    stage.page.wait_for_function("() => !location.search.includes('add')")


@pytest.mark.long
def test_a_run_takes_twelve_drawings_and_says_when_it_is_full(stage):
    code = "A" * 131  # an empty sheet of 14 × 14 pixels
    show(stage, "at=5&edits=" + ";".join(f"{step}:add:7.{code}" for step in range(12)))
    draw(stage, drawn(7))
    stage.until("s.draws.pad.answer >= 0")
    button = stage.control("pad-add")
    assert button.is_disabled() and button.inner_text() == "Full: 12 drawings"


@pytest.mark.long
def test_a_finger_draws_and_the_page_stays(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        show(stage, "at=1200")
        fingers = stage.page.context.new_cdp_session(stage.page)
        top = stage.page.locator(PAPER).bounding_box()["y"]
        for stroke in drawn(3):
            for k, (x, y) in enumerate(pixels(stage, stroke)):
                kind = "touchMove" if k else "touchStart"
                fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
            fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        stage.until("s.draws.pad.answer === 3")
        assert stage.page.locator(PAPER).bounding_box()["y"] == top


@pytest.mark.long
def test_keys_draw_take_back_and_clear_and_leave_the_rest_to_the_page(stage):
    show(stage, "at=1200")
    stage.page.locator(PAPER).focus()
    stage.page.keyboard.press("Tab")
    stage.page.keyboard.press("Shift+Tab")
    for key in ["ArrowUp"] * 9 + ["Space"] + ["ArrowDown"] * 18 + ["Space"]:
        stage.page.keyboard.press(key)
    assert stage.until("s.draws.pad.answer === 1")["step"] == 1200
    stage.page.keyboard.press("Backspace")
    stage.until("s.draws.pad.answer === -1")
    draw(stage, drawn(1))
    stage.page.keyboard.press("ArrowLeft")
    assert stage.until("s.step < 1200 && s.draws.pad.answer >= 0"), "after the mouse the keys are the page's"
    stage.page.keyboard.press("Delete")
    stage.until("s.draws.pad.answer === -1")


@pytest.mark.long
def test_a_drawing_stays_while_settings_and_the_language_change(stage):
    show(stage, "at=1200")
    draw(stage, drawn(0))
    stage.until("s.draws.pad.answer === 0")
    run = stage.state["run"]
    stage.page.get_by_role("button", name="New", exact=True).click()
    stage.until(f"s.run !== '{run}' && s.draws.pad.answer >= 0", timeout=30_000)
    stage.page.get_by_text("日本語").click()
    stage.page.get_by_text("自分の数字").wait_for()
    stage.until("s.draws.pad.answer >= 0")
