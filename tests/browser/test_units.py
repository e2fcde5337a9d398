"""What the units see: first-layer weights as images, and the chosen unit, with the pointer, by keys, in step."""

import re

import pytest

from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import findings

WEIGHTS, UNIT = "[data-gs-panel=weights]", "[data-gs-panel=unit]"
SMALL = "size=7&hidden=4&points=20&epochs=2"  # soon trained


def show(stage, link, panel=WEIGHTS):
    stage.open(f"digits?{link}").until("s.ready && !s.stale")
    stage.page.locator(panel).scroll_into_view_if_needed()
    stage.until("s.draws.weights.layers > 0 && s.draws.unit.layers >= 0")
    return stage


def choice(stage):
    return stage.page.locator("[data-gs-pick=unit]")


def until_chosen(stage, value):
    stage.page.wait_for_function("value => document.querySelector('[data-gs-pick=unit]').value === value", arg=value)


def until_tip(stage, panel, pattern):
    """The tip, once it says so."""
    stage.page.wait_for_function(
        "([panel, pattern]) => { const tip = document.querySelector(`${panel} .gs-tip`);"
        " return !tip.hidden && new RegExp(pattern).test(tip.innerText); }",
        arg=[panel, pattern],
    )


def sweep(stage, panel, pattern):
    """Moves the pointer over a picture, from its lower right on, until the tip says so."""
    box = stage.page.locator(f"{panel} .gs-box").bounding_box()
    tip = stage.page.locator(f"{panel} .gs-tip")
    for down in (0.9, 0.75, 0.6, 0.45, 0.3, 0.15):
        for across in (0.95, 0.9, 0.8, 0.7, 0.6, 0.45, 0.3, 0.15):
            stage.page.mouse.move(box["x"] + across * box["width"], box["y"] + down * box["height"])
            stage.page.evaluate("() => new Promise(requestAnimationFrame)")
            if tip.is_visible() and re.search(pattern, tip.inner_text()):
                return tip.inner_text()
    raise AssertionError(f"nowhere in {panel}: {pattern}")


@pytest.mark.long
def test_weights_move_say_their_numbers_and_select_by_mouse_and_keys(stage):
    show(stage, SMALL)
    before = stage.state["draws"]["weights"]["layers"]
    stage.page.keyboard.press("Space")
    stage.until(f"s.playing && s.draws.weights.layers > {before} + 3")
    stage.page.keyboard.press("Space")
    stage.until("!s.playing")
    sweep(stage, WEIGHTS, r"row \d, column \d: w = -?[\d.e-]+")
    name = stage.page.locator(f"{WEIGHTS} .gs-tip > :first-child").inner_text()
    stage.page.mouse.down()
    stage.page.mouse.up()
    stage.page.wait_for_function("() => new URL(location.href).searchParams.get('sel')")
    assert choice(stage).locator("option:checked").inner_text() == name
    chosen = choice(stage).input_value()
    stage.page.mouse.move(0, 0)
    box = stage.page.locator(f"{WEIGHTS} .gs-box")
    stage.page.keyboard.press("Tab")  # whoever walks by keys has used one
    box.focus()
    until_tip(stage, WEIGHTS, "selected")
    box.press("Enter")
    stage.page.wait_for_function("() => !new URL(location.href).searchParams.get('sel')")
    step = stage.state["step"]
    box.press("Home")
    box.press("ArrowRight")
    box.press("Enter")
    until_chosen(stage, "h1.2")
    assert stage.state["step"] == step, "the arrow walks, it does not step"
    assert chosen.startswith("h1.")


def test_an_image_that_is_pointed_at_goes_through_and_the_numbers_follow(stage):
    show(stage, f"{SMALL}&at=10", UNIT)
    told = stage.page.locator(f"{WEIGHTS} .gs-box")
    assert "z = " not in (told.get_attribute("aria-label") or "")
    said = sweep(stage, UNIT, r"digit \d\s+z = ")
    z = re.search(r"z = (\S+)", said)[1]
    stage.page.wait_for_function(
        "z => document.querySelector('[data-gs-panel=unit] .gs-box').ariaLabel.includes(`z = ${z},`)", arg=z
    )
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs-panel=weights] .gs-box').ariaLabel.includes('z = ')"
    )
    stage.page.mouse.move(0, 0)
    stage.page.wait_for_function(
        "() => !document.querySelector('[data-gs-panel=weights] .gs-box').ariaLabel.includes('z = ')"
    )


@pytest.mark.long
def test_from_an_output_a_click_leads_to_the_unit_below_and_buttons_to_the_next(stage):
    show(stage, f"{SMALL}&at=10&sel=y3", UNIT)
    until_chosen(stage, "y3")
    sweep(stage, UNIT, r"h.+ → y₃\s+w = ")
    stage.page.mouse.down()
    stage.page.mouse.up()
    stage.page.wait_for_function("() => document.querySelector('[data-gs-pick=unit]').value.startsWith('h1.')")
    choice(stage).select_option("h1.1")
    until_chosen(stage, "h1.1")
    stage.control("unit-back").click()
    until_chosen(stage, "y9")
    stage.control("unit-forward").click()
    until_chosen(stage, "h1.1")


@pytest.mark.long
@pytest.mark.parametrize(("panel", "images"), [(WEIGHTS, 4), (UNIT, 13)])
def test_the_picture_is_saved_with_every_image(stage, panel, images):
    show(stage, f"{SMALL}&at=10", panel)
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs-panel=unit] .gs-box').ariaLabel.includes('excite it most')"
    )
    text = save_picture(stage.page.locator(panel)).path().read_text(encoding="utf-8")
    assert text.count("<image") == images and "at=10" in text


@pytest.mark.long
def test_on_a_phone_in_japanese_a_tap_sends_an_image_and_nothing_is_amiss(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        show(stage, f"{SMALL}&at=10&lang=ja", UNIT)
        stage.page.wait_for_function(
            "() => document.querySelector('[data-gs-panel=unit] .gs-box').ariaLabel.includes('最も強く反応')"
        )
        box = stage.page.locator(f"{UNIT} .gs-box").bounding_box()
        stage.page.touchscreen.tap(box["x"] + 0.1 * box["width"], box["y"] + 0.75 * box["height"])
        until_tip(stage, UNIT, r"数字 \d\s+z = ")
        assert stage.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert findings(stage.page) == []
