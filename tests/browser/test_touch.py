"""A finger on a phone: it scrolls past every picture, and takes what is to be taken."""

import pytest

from tests.browser.conftest import open_stage
from tests.browser.touch import PHONE, Finger, middle, scrolled

PICTURES = ".gs-panel:visible > :not(.gs-head, .gs-hint):visible, [data-testid=stPlotlyChart]:visible"
PAGES = (
    "logic_gates?view=landscape&sel=h1.1", "logic_gates?view=landscape,landscape_relief&vs=hidden%3D2",
    "sine_regression", "digits?sel=h1.2", "descent", "numerical_gradient", "linear_model", "building_blocks",
    "sweep?epochs=20&over=hidden:2,3&over=opt:gd,adam&seeds=2",
)  # fmt: skip
BELOW = """() => {
  const { scrollHeight, clientHeight, scrollTop } = document.querySelector('[data-testid=stMain]');
  return scrollHeight - clientHeight - scrollTop;
}"""
# Its middle comes to the middle of the window.
CENTRE = "(picture) => picture.scrollIntoView({ block: 'center', behavior: 'instant' })"


@pytest.mark.long
@pytest.mark.parametrize("path", PAGES)
def test_a_swipe_over_any_picture_scrolls_the_page(browser, server, path):
    with open_stage(browser, server.url, **PHONE) as stage:
        page = stage.page
        page.goto(stage.url + path)
        page.locator(PICTURES).first.wait_for()
        stage.settle()
        page.wait_for_timeout(1500)
        finger, stuck = Finger(page), []
        for picture in page.locator(PICTURES).all():
            picture.evaluate(CENTRE)
            x, y = middle(picture)
            y = min(max(y, 220), 620)
            before = scrolled(page)
            finger.swipe((x, y), (x, y - 180 if page.evaluate(BELOW) > 180 else y + 180))
            page.wait_for_timeout(100)
            if abs(scrolled(page) - before) < 60:
                stuck.append(
                    picture.evaluate(
                        "(picture) => picture.closest('[data-gs-panel]')?.dataset.gsPanel ?? picture.className"
                    )
                )
        assert stuck == []


@pytest.mark.long
def test_a_finger_seeks_and_moves_a_slider_of_the_sheet_under_the_field(browser, server):
    with open_stage(browser, server.url, **PHONE) as stage:
        page, finger = stage.open("logic_gates?epochs=300").page, Finger(stage.page)
        stage.control("play").tap()
        stage.until("s.playing && s.step > 2")
        seek = stage.control("seek").bounding_box()
        y = seek["y"] + seek["height"] / 2
        finger.swipe((seek["x"] + 0.2 * seek["width"], y), (seek["x"] + 0.6 * seek["width"], y))
        stage.until("s.step > 150")
        stage.control("settings").tap()
        thumb = page.locator("[class*=st-key-gates-rate] [data-testid=stSliderThumbValue]").locator("..")
        thumb.tap(trial=True)  # in sight, and the sheet at rest
        run, (x, y) = stage.state["run"], middle(thumb)
        finger.swipe((x, y), (x + 60, y))
        stage.until(f"s.run !== '{run}'")
        assert page.get_by_role("dialog", name="Settings").is_visible()
        assert page.locator("[data-gs-panel=field]").bounding_box()["y"] >= 0


@pytest.mark.long
def test_a_tap_chooses_a_cell_of_a_sweep(browser, server):
    with open_stage(browser, server.url, **PHONE) as stage:
        stage.page.goto(stage.url + PAGES[-1])
        stage.page.locator("[data-gs-cell='1']").tap()
        stage.page.wait_for_function("() => document.querySelector('[data-gs=sweep]').__gs.state().chosen === 1")
