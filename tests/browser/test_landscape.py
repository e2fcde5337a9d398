"""The loss landscape under a lab's pictures: it comes when looked at, rides the clock, and a point begins a run."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.test_accessibility import darken, findings

PANEL = "[data-gs-panel=landscape]"


def looked_at(stage, path="logic_gates?at=40&epochs=80", said="A slice of two directions out of 17"):
    stage.open(path)
    stage.page.locator(PANEL).scroll_into_view_if_needed()
    expect(stage.page.locator(f"{PANEL} .gs-land-foot")).to_contain_text(said, timeout=30_000)
    return stage.page


def layers(stage):
    return stage.state["draws"]["landscape"]["layers"]


def test_it_comes_when_it_is_looked_at_and_plays_along(stage):
    page = looked_at(stage)
    before = layers(stage)
    page.keyboard.press("ArrowRight")
    stage.until(f"s.step === 41 && s.draws.landscape.layers > {before}")


def test_other_planes_and_the_relief(stage):
    page = looked_at(stage)
    page.locator("[data-gs-land=plane]").select_option("random")
    expect(page.locator(f"{PANEL} .gs-land-foot")).to_contain_text("Two random directions out of 17")
    page.locator("[data-gs-land=plane]").select_option("weights")
    expect(page.locator(f"{PANEL} .gs-land-foot")).to_contain_text("Two of 17 parameters")
    before = layers(stage)
    page.locator(f"{PANEL} .gs-switch", has_text="relief").click()
    stage.until(f"s.draws.landscape.layers > {before}")


def test_a_point_is_taken_by_mouse_and_keys_and_a_run_begins_there(stage):
    page = looked_at(stage)
    page.locator(f"{PANEL} .gs-box").click(position={"x": 300, "y": 120})
    first = page.locator(".gs-land-point span").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".gs-land-point span")).not_to_have_text(first)
    run = stage.state["run"]
    page.get_by_role("button", name="Train on from here").click()
    stage.until(f"s.run !== '{run}'")
    page.wait_for_url("**init=given**")


@pytest.mark.long
def test_a_run_without_a_way_says_so(stage):
    looked_at(stage, "logic_gates?init=zeros&epochs=20", "This run has no such plane")


@pytest.mark.long
@pytest.mark.parametrize("page_name", ["sine_regression?epochs=100", "digits?epochs=1&size=7&hidden=8"])
def test_sine_and_digits_have_it_too(browser, server, page_name):
    with open_stage(browser, server.url, locale="ja-JP", viewport={"width": 390, "height": 844}) as stage:
        page = looked_at(stage, page_name, "2 方向の断面")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
def test_axe_has_no_serious_finding(stage, dark):
    page = looked_at(stage)
    page.locator(f"{PANEL} .gs-box").click(position={"x": 300, "y": 120})
    if dark:
        darken(stage)
    assert findings(page) == []
