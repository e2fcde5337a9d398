"""What lies behind a button: a picture's menu, and on a phone the less used half of the bar."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.touch import PHONE


def test_a_picture_s_menu_is_opened_walked_and_closed_by_keys(stage):
    page = stage.open().page
    button = page.locator("[data-gs-panel=loss]").get_by_role("button", name="Picture menu")
    items = page.get_by_role("menuitem")
    button.focus()
    page.keyboard.press("Enter")
    expect(items).to_have_text(["Save as PNG", "Save as SVG", "Reset zoom"])
    page.keyboard.press("ArrowUp")
    expect(items.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(items.first).to_be_focused()
    page.keyboard.press("Escape")
    expect(items).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    with page.expect_download() as saved:
        page.keyboard.press("Space")
    assert saved.value.suggested_filename == "loss-0.png" and stage.state["step"] == 0
    button.click()
    expect(items.first).to_be_focused()
    page.locator("[data-gs-panel=loss] h3").click()
    expect(items).to_have_count(0)


@pytest.mark.parametrize("path", ["logic_gates", pytest.param("digits?lang=ja", marks=pytest.mark.long)])
def test_on_a_phone_the_bar_has_two_rows_and_the_rest_behind_a_button(browser, server, path):
    with open_stage(browser, server.url, **PHONE) as stage:
        stage.open(path)
        buttons = stage.page.locator("[data-gs=transport] :is(button, select):visible")
        boxes = [button.bounding_box() for button in buttons.all()]
        assert len({round(box["y"]) for box in boxes}) == 1 and len(boxes) == 7
        assert all(box["height"] >= 44 and box["width"] >= 44 and box["x"] + box["width"] <= 390 for box in boxes)
        assert stage.control("seek").bounding_box()["width"] > 300
        assert stage.page.locator(".gs-value").first.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)") >= 16
        stage.control("fold").tap()
        stage.control("loop").tap()
        expect(stage.control("loop")).to_be_hidden()
        assert stage.control("loop").get_attribute("aria-pressed") == "true"
