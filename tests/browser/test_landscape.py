"""The loss landscape: its switch brings it, it rides the clock, flat and in relief, and a point of it begins a run."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import darken, findings

PANEL = "[data-gs-panel=landscape]"
FOOT, BOX, POINT = f"{PANEL} .gs-land-foot", f"{PANEL} .gs-box", f"{PANEL} .gs-land-point"
LINK = "logic_gates?at=40&epochs=80&view=landscape"
PATH = "2 of 17 dimensions"


def shown(stage, link=LINK, said=PATH):
    """Opens a link that wants it, and waits for it."""
    stage.open(link)
    expect(stage.page.locator(FOOT)).to_contain_text(said, timeout=30_000)
    stage.until("s.draws.landscape.layers > 0")
    return stage.page


def choose(page, plane, said):
    page.locator("[data-gs-land=plane]").select_option(plane)
    expect(page.locator(FOOT)).to_contain_text(said, timeout=30_000)


def test_its_switch_brings_it_and_nothing_is_asked_before(stage):
    asked = []
    stage.page.on("request", lambda request: asked.append(request.url))
    stage.open("logic_gates?at=40&epochs=80").until("s.ready && !s.stale")
    switch = stage.page.locator("[data-gs-panel=network] [data-gs-toggle=landscape]")
    assert not [url for url in asked if "/landscape?" in url] and not stage.page.locator(PANEL).is_visible()
    switch.click()
    expect(stage.page.locator(FOOT)).to_contain_text(PATH, timeout=30_000)
    assert len([url for url in asked if "/landscape?" in url]) == 1
    assert stage.page.locator(BOX).bounding_box()["y"] < 300, "on the first screen"
    stage.page.wait_for_url("**view=landscape**")
    _plays_along(stage)
    stage.page.locator(f"{PANEL} [data-gs-toggle=landscape]").click()
    expect(stage.page.locator(PANEL)).to_be_hidden()


def _plays_along(stage):
    """With the numbers of each keyframe."""
    page = stage.page
    expect(page.locator(FOOT)).to_contain_text("Step 40:")
    before = stage.until("s.draws.landscape.layers > 0")["draws"]["landscape"]["layers"]
    page.keyboard.press("ArrowRight")
    stage.until(f"s.step === 41 && s.draws.landscape.layers > {before}")
    expect(page.locator(FOOT)).to_contain_text("Step 41:")
    page.keyboard.press("End")
    expect(page.locator(FOOT)).to_contain_text(re.compile(r"Step 80: .*, 0 away"))


@pytest.mark.long
def test_other_planes_the_selected_part_and_the_relief(stage):
    page = shown(stage, f"{LINK}&sel=w2.3.1")
    choose(page, "random", "2 random directions of 17")
    with page.expect_request("**/landscape?**random%3A2**"):
        page.locator("[data-gs-land=another]").click()
    choose(page, "weights", "2 of 17 parameters vary")
    assert page.locator("[data-gs-land=axis0]").input_value() == "w2.3.1"
    page.locator("[data-gs-land=axis1]").select_option("w2.3.1")
    assert page.locator("[data-gs-land=axis0]").input_value() != "w2.3.1", "no parameter stands on both axes"
    page.locator(f"{PANEL} [data-gs-toggle=landscape_relief]").click()
    yaw = stage.state["draws"]["landscape"]["yaw"]
    page.locator(BOX).press("ArrowLeft")
    assert stage.until(f"s.draws.landscape.yaw < {yaw}")["step"] == 40, "the key turns, it does not step"


def test_a_point_is_taken_by_mouse_and_keys_and_a_run_begins_there(stage):
    page = shown(stage)
    page.locator(BOX).click(position={"x": 300, "y": 120})
    first = page.locator(POINT).inner_text()
    assert re.search(r"loss = [\d.e-]+", first)
    page.keyboard.press("ArrowRight")
    expect(page.locator(POINT)).not_to_have_text(first)
    wanted = re.search(r"loss = ([\d.e-]+)", page.locator(POINT).inner_text())
    before = stage.state
    assert before["step"] == 40, "the keys move the point"
    page.keyboard.press("Enter")
    stage.until(f"s.run !== '{before['run']}'")
    page.wait_for_url("**init=given**")
    page.keyboard.press("Home")
    stage.until("s.step === 0")
    expect(page.locator("[data-gs=readout]").last).to_contain_text(wanted[1][:5])


@pytest.mark.long
def test_hover_tells_the_loss_of_the_nearest_point(stage):
    page = shown(stage)
    box = page.locator(BOX).bounding_box()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"])
    expect(page.locator(f"{PANEL} .gs-tip")).to_contain_text(re.compile(r"direction 1, \d+\s%: .*loss = "))
    assert "Step 40: the run's loss is" in page.locator(BOX).get_attribute("aria-label")


@pytest.mark.long
@pytest.mark.parametrize("view", ["landscape", "landscape,landscape_relief"])
def test_it_is_saved_as_it_is_seen(stage, view, tmp_path):
    page = shown(stage, f"logic_gates?at=40&epochs=80&view={view}")
    save_picture(page.locator(PANEL)).save_as(tmp_path / "land.svg")
    text = re.sub(r'href="data:[^"]*"', "", (tmp_path / "land.svg").read_text())
    assert "direction" in text and "<image" in text and "<path" in text and "NaN" not in text


@pytest.mark.long
def test_a_run_without_a_path_says_so_and_another_plane_is_there(stage):
    page = shown(stage, "logic_gates?epochs=1&view=landscape", "This run has no such plane")
    choose(page, "random", "2 random directions")


@pytest.mark.long
def test_a_lecture_shows_it_beside_the_main_picture(stage):
    page = shown(stage, f"{LINK}&lecture=1")
    boxes = [page.locator(f"[data-gs-panel={name}]").bounding_box() for name in ("field", "landscape", "loss")]
    assert all(box["y"] + box["height"] <= 720 for box in boxes)
    assert boxes[1]["width"] > boxes[0]["width"]


@pytest.mark.long
@pytest.mark.parametrize("link", ["sine_regression?epochs=100", "digits?epochs=1&size=7&hidden=8"])
def test_sine_and_digits_have_it_too_on_a_phone_in_japanese(browser, server, link):
    options = {"locale": "ja-JP", "viewport": {"width": 390, "height": 844}, "has_touch": True}
    with open_stage(browser, server.url, **options) as stage:
        stage.open(f"{link}&view=landscape").until("s.ready")
        page = stage.page
        page.locator(PANEL).scroll_into_view_if_needed()
        expect(page.locator(FOOT)).to_contain_text("2次元の断面", timeout=30_000)
        page.locator(BOX).tap(position={"x": 200, "y": 200})
        expect(page.locator(POINT)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sizes = page.locator(f"{PANEL} :is(button, select):visible")
        assert all(min(box["width"], box["height"]) >= 24 for box in (one.bounding_box() for one in sizes.all()))


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
def test_axe_has_no_serious_finding(stage, dark):
    page = shown(stage)
    page.locator(BOX).click(position={"x": 300, "y": 120})
    if dark:
        darken(stage)
    assert findings(page) == []
