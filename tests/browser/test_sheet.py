"""The settings on a phone: a sheet from below, or from the side, that leaves the main picture in sight."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.test_accessibility import findings
from tests.browser.touch import LYING, PHONE, Finger, middle, scrolled

OPEN = "() => document.activeElement.closest('[role=dialog]')?.getAnimations().length === 0"  # and it has come to rest


def open_sheet(stage):
    stage.page.get_by_role("button", name="Settings").tap()
    stage.page.wait_for_function(OPEN)
    return stage.page.get_by_role("dialog", name="Settings")


def closed(stage):
    expect(stage.page.get_by_test_id("stSidebar")).to_be_hidden()


def test_settings_come_from_below_beside_the_field_that_they_change(browser, server):
    with open_stage(browser, server.url, **PHONE) as stage:
        stage.open("logic_gates?play=1&epochs=2000")
        page, shown = stage.page, stage.page.locator("[data-gs-panel=field]")
        closed(stage)
        sheet = open_sheet(stage)
        field, box = shown.bounding_box(), sheet.bounding_box()
        assert field["y"] >= 0 and field["y"] + field["height"] <= box["y"] and 330 < box["height"] < 500
        run = stage.state["run"]
        sheet.locator("[class*=st-key-gates-rate] input[type=range]").press("ArrowRight")
        stage.until(f"s.run !== '{run}' && s.playing")
        page.keyboard.press("Escape")
        closed(stage)
        expect(page.get_by_role("button", name="Settings")).to_be_focused()
        assert scrolled(page) == 0
        open_sheet(stage)
        page.get_by_role("button", name="Close the settings").tap()
        closed(stage)
        head = middle(open_sheet(stage).get_by_role("heading", name="Settings"))
        Finger(page).swipe(head, (head[0], head[1] + 150))
        closed(stage)
        open_sheet(stage)
        page.touchscreen.tap(*middle(shown))
        closed(stage)
        open_sheet(stage)
        page.locator(".st-key-pages-menu").get_by_role("button").tap()
        page.get_by_test_id("stPopoverBody").get_by_role("link", name="Descent").tap()
        page.locator("[class*=st-key-descent-]").first.wait_for(state="attached")
        closed(stage)


@pytest.mark.long
@pytest.mark.parametrize("way", ["logic_gates", "digits", "descent", "sine_regression", "numerical_gradient"])
def test_a_phone_that_lies_has_them_at_the_side(browser, server, way):
    with open_stage(browser, server.url, **LYING) as stage:
        stage.open(way)
        closed(stage)
        sheet = open_sheet(stage).bounding_box()
        assert sheet["x"] == 0 and sheet["width"] == 422
        picture = stage.page.locator(".gs-panel:visible").first
        stage.page.wait_for_function("() => document.querySelector('[data-gs=player]').clientWidth < 422")
        box = picture.bounding_box()
        assert box["x"] >= 422 and box["x"] + box["width"] <= 844 and 40 < box["y"] < 60
        stage.page.keyboard.press("Escape")
        closed(stage)


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_sheet(browser, server, scheme):
    with open_stage(browser, server.url, color_scheme=scheme, **PHONE) as stage:
        stage.open()
        open_sheet(stage)
        assert findings(stage.page) == []
