"""What the network gets wrong: confusions, mini-batch, worst mistakes and the plane say what the tape says; what is
pointed at is sent through the network."""

import re

import numpy as np
import pytest

from core.tasks.registry import read_link
from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import findings
from tests.pages.scenes import sent

LINK = "points=30&epochs=60"  # ten steps an epoch
STRIDE = 5
PANELS = ("confusion", "batch", "worst", "plane")


@pytest.fixture(scope="module")
def tape():
    return {name: array.values for name, array in sent(run()).items()}


def run():
    return read_link(f"task=digits&{LINK}")[0]


def show(stage, more="at=20"):
    """Opens the digits page there, on a screen that has all four panels."""
    width = stage.page.viewport_size["width"]
    stage.page.set_viewport_size({"width": width, "height": 3000})
    stage.open(f"digits?{LINK}&{more}").until("s.ready && !s.stale")
    return stage.until(" && ".join(f"s.draws.{panel}?.layers > 0" for panel in PANELS))


def box(stage, panel):
    return stage.page.locator(f"[data-gs-panel={panel}] .gs-box")


def point(stage, panel, left, top, *, click=False):
    """The pointer goes to a pixel of a panel's picture."""
    area = box(stage, panel).bounding_box()
    stage.page.mouse.move(area["x"] + left, area["y"] + top)
    if click:
        stage.page.mouse.click(area["x"] + left, area["y"] + top)


def images_of(tape, step, cell):
    """The test images of a cell of the confusion matrix, as the tape has them."""
    labels = run().load().y_test
    wanted = (labels == cell // 10) & (tape["answers"][step // STRIDE] == cell % 10)
    return np.flatnonzero(wanted).tolist()


def test_what_is_wrong_is_what_the_tape_says_and_what_is_pointed_at_is_sent(stage, tape):
    state = show(stage)
    assert state["draws"]["batch"]["rows"] == tape["batch"][4].tolist()
    assert state["draws"]["worst"]["images"] == tape["worst"][4].tolist()
    places = stage.page.locator(".gs-batch-places").inner_text()
    assert re.findall(r"\d+", places) == [str(place) for place in tape["batch"][4, :, 0]]

    point(stage, "confusion", 64, 40, click=True)
    stage.page.mouse.move(5, 5)
    chosen = stage.until("s.draws.confusion.cell !== null")["draws"]["confusion"]
    assert chosen["cell"] == 0 and chosen["images"] == images_of(tape, 20, 0) != []
    stage.page.keyboard.press("Space")
    stage.until("s.playing && s.step >= 30")
    stage.page.keyboard.press("Space")
    step = stage.until("!s.playing && !s.stale && s.draws.confusion.layers > 0")["step"]
    stage.until(f"String(s.draws.confusion.images) === '{','.join(map(str, images_of(tape, step, 0)))}'")
    stage.page.keyboard.press("Escape")
    stage.until("s.draws.confusion.cell === null")

    point(stage, "worst", 60, 60)
    pixels = stage.until("s.sent !== null")["sent"]
    worst = tape["worst"][step // STRIDE, 0]
    assert np.allclose(pixels, run().load().x_test[worst], atol=1 / 255)
    stage.page.mouse.move(5, 5)
    stage.until("s.sent === null")


@pytest.mark.long
def test_images_are_walked_to_by_keys_and_said(stage, tape):
    show(stage)
    box(stage, "confusion").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowRight", "Enter"):
        stage.page.keyboard.press(key)
    state = stage.until("s.sent !== null")
    assert state["step"] == 20, "the keys walk, they do not step"
    first = images_of(tape, 20, 11)[0]
    assert np.allclose(state["sent"], run().load().x_test[first], atol=1 / 255)
    assert "true digit 1, answer 1" in box(stage, "confusion").locator("[aria-live]").inner_text()
    stage.page.keyboard.press("Escape")
    stage.until("s.sent === null && s.draws.confusion.cell === null")
    box(stage, "plane").focus()
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.sent !== null")
    assert re.match(r"true digit \d, answer \d", box(stage, "plane").locator("[aria-live]").inner_text())
    stage.page.keyboard.press("ArrowLeft")
    stage.page.keyboard.press("Tab")
    stage.until("s.sent === null")


@pytest.mark.long
def test_the_plane_moves_while_it_plays_and_shows_what_is_pointed_at(stage):
    before = show(stage, "at=5")["draws"]["plane"]["layers"]
    stage.page.keyboard.press("Space")
    stage.until(f"s.playing && s.draws.plane.layers > {before + 10}")
    stage.page.keyboard.press("Space")
    area = box(stage, "plane").bounding_box()
    for across in np.linspace(0.1, 0.9, 30):
        point(stage, "plane", across * area["width"], area["height"] / 2)
    point(stage, "plane", area["width"] / 2, area["height"] / 2)
    tip = box(stage, "plane").locator(".gs-tip")
    tip.wait_for()
    assert re.search(r"true digit \d, answer \d", tip.inner_text()) and tip.locator("canvas").is_visible()


@pytest.mark.long
def test_nothing_is_said_of_numbers_that_have_not_come(stage):
    show(stage, "at=5")
    stage.page.route(re.compile(r"/tape/digits/[1-9]"), lambda route: None)  # no answer, for as long as the test lasts
    stage.page.reload()
    stage.until("s.ready && s.draws.plane?.layers > 0")
    stage.page.keyboard.press("End")
    stage.until("s.step === s.last")
    box(stage, "plane").evaluate("(box) => box.focus()")
    assert not re.search("NaN|undefined", box(stage, "plane").get_attribute("aria-label"))


@pytest.mark.long
@pytest.mark.parametrize(("panel", "least"), [("confusion", 60), ("batch", 20), ("worst", 36), ("plane", 300)])
def test_each_picture_is_saved_with_its_link(stage, panel, least):
    show(stage)
    text = save_picture(stage.page.locator(f"[data-gs-panel={panel}]")).path().read_text(encoding="utf-8")
    assert text.startswith("<svg") and text.count("<text") > least and "at=20" in text
    assert (text.count("<image") >= 10) == (panel in ("batch", "worst"))


@pytest.mark.long
def test_one_image_alone_is_the_whole_batch(stage):
    show(stage, "at=20&batch=1")
    assert "1 of 1" in stage.page.locator(".gs-batch-count").inner_text()
    assert re.fullmatch(r"\[\d+\]", stage.page.locator(".gs-batch-places").inner_text())


def test_a_drawing_of_the_hand_stands_last_among_the_images_of_the_batch():
    drawing = "A" * 131  # 196 pixels of paper at 16 levels
    arrays = sent(read_link(f"task=digits&{LINK}&edits=3:add:7.{drawing}")[0])
    assert arrays["batch"].values[1, -1, :2].tolist() == [-1, 7] and arrays["batch_size"].values[1] == 31
    assert (arrays["batch"].values[1, :-1, 0] >= 0).all()


@pytest.mark.long
def test_on_a_phone_in_japanese_a_tap_shows_a_cells_images(browser, server, tape):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        show(stage, "at=20&lang=ja")
        box(stage, "confusion").scroll_into_view_if_needed()
        area = box(stage, "confusion").bounding_box()
        stage.page.touchscreen.tap(area["x"] + 52, area["y"] + 34)
        chosen = stage.until("s.draws.confusion.cell !== null")["draws"]["confusion"]
        assert chosen["images"] == images_of(tape, 20, chosen["cell"])
        assert stage.page.evaluate("document.documentElement.scrollWidth") <= 390
        assert "正解率" in box(stage, "confusion").get_attribute("aria-label")
        assert findings(stage.page) == []
