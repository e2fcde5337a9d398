"""The player, used with mouse, keyboard and touch."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage


def test_play_runs_and_pause_stops_on_a_keyframe(stage):
    stage.open()
    stage.control("play").click()
    stage.until("s.playing && s.step > 20")
    stage.control("play").click()
    state = stage.until("!s.playing")
    assert state["step"] % 2 == 0
    stage.page.wait_for_timeout(300)
    assert stage.state["step"] == state["step"]


@pytest.mark.parametrize(("network", "windows"), [("", "=== 0"), ("&hidden=30-30&epochs=1000", "> 0")])
def test_one_step_is_exactly_one_step_with_exact_numbers(stage, network, windows):
    """Of a large network the steps of a paused window are asked for; of a small one the tape has all of them."""
    stage.open(f"logic_gates?at=100{network}")
    stage.until("s.step === 100")
    outputs = stage.page.locator("[data-gs-panel=table] td")
    outputs.last.scroll_into_view_if_needed()
    stage.until("!s.stale")
    before = outputs.nth(3).inner_text()
    stage.control("forward").click()
    stage.until(f"s.step === 101 && s.details.length {windows} && !s.stale")
    assert outputs.nth(3).inner_text() != before
    stage.control("back").click()
    stage.control("back").click()
    stage.until("s.step === 99")
    stage.control("forward").click()
    stage.until("s.step === 100 && !s.stale")
    assert outputs.nth(3).inner_text() == before


def test_keyboard(stage):
    stage.open()
    keys = stage.page.keyboard
    keys.press("ArrowRight")
    stage.until("s.step === 1")
    keys.press("ArrowLeft")
    stage.until("s.step === 0")
    keys.press("End")
    stage.until("s.step === 500")
    keys.press("Home")
    stage.until("s.step === 0")
    keys.press("+")
    stage.until("s.speed === 2")
    keys.press("-")
    stage.until("s.speed === 1")
    keys.press("Space")
    stage.until("s.playing")
    keys.press("PageDown")
    stage.until("!s.playing")
    keys.press("PageUp")
    stage.until("s.step === 0")


@pytest.mark.long
def test_space_on_a_focused_button_acts_once(stage):
    stage.open()
    stage.control("play").focus()
    stage.page.keyboard.press("Space")
    stage.page.wait_for_timeout(200)
    assert stage.state["playing"]


def test_keys_typed_into_a_field_stay_there(stage):
    stage.open()
    field = stage.page.get_by_role("textbox", name="Exactly")
    field.click()
    stage.page.keyboard.press("End")
    stage.page.keyboard.press("ArrowLeft")
    stage.page.wait_for_timeout(200)
    assert stage.state["step"] == 0


def test_enter_and_a_chosen_option_give_the_keyboard_back_to_the_stage(stage):
    stage.open()
    rate = stage.page.get_by_role("textbox", name="Exactly")
    rate.fill("0.3")
    rate.press("Enter")
    expect(rate).not_to_be_focused()
    stage.page.keyboard.press("Space")
    stage.until("s.playing")
    assert rate.input_value() == "0.3"
    optimiser = stage.page.get_by_role("combobox", name="Optimiser")
    optimiser.click()
    stage.page.get_by_role("option", name="momentum", exact=True).click()
    stage.page.wait_for_url("**opt=momentum**")
    stage.page.keyboard.press("Space")
    stage.until("!s.playing")
    assert optimiser.input_value() == "momentum"


@pytest.mark.long
def test_control_z_takes_changes_back_and_a_field_its_own_first(stage):
    stage.open("logic_gates?gate=or")
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=8**")
    rate = stage.page.get_by_role("textbox", name="Exactly")
    rate.click()
    stage.page.keyboard.press("7")  # one key: of two the browser may take back one, if the page redraws between them
    stage.page.keyboard.press("Control+z")
    stage.page.wait_for_function("(e) => e.value === '0.02'", arg=rate.element_handle())
    stage.page.wait_for_timeout(300)
    assert "seed=8" in stage.page.url, "what was being typed is taken back, not the seed"
    rate.press("Enter")
    stage.page.keyboard.press("Control+z")
    stage.page.wait_for_function("() => !location.search.includes('seed')")
    assert "gate=or" in stage.page.url


@pytest.mark.long
def test_loop_starts_again(stage):
    stage.open("logic_gates?epochs=40")
    stage.control("loop").click()
    stage.control("speed").select_option("16")
    stage.control("play").click()
    stage.until("s.step >= 20")
    stage.until("s.step < 20 && s.playing")


@pytest.mark.long
def test_seeking_shows_the_step_asked_for(stage):
    stage.open()
    stage.until("s.buffered.length && s.buffered[0][1] >= 80")
    stage.page.evaluate(
        "() => { const e = document.querySelector('[data-gs=seek]'); e.value = 57;"
        " e.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    assert stage.until("s.step === 57")["position"] == 57


@pytest.mark.long
def test_zoom_survives_playing_and_a_changed_setting(stage):
    stage.open()
    box = stage.page.locator("[data-gs-panel=field] .nsewdrag").bounding_box()
    mouse = stage.page.mouse
    mouse.move(box["x"] + 80, box["y"] + 80)
    mouse.down()
    mouse.move(box["x"] + 260, box["y"] + 260, steps=5)
    mouse.up()
    read = "() => document.querySelector('[data-gs-panel=field] .js-plotly-plot').layout.xaxis.range.map(Number)"
    stage.page.wait_for_function(f"() => {{ const r = ({read})(); return r[1] - r[0] < 1.5; }}")
    zoomed = stage.page.evaluate(read)
    stage.control("play").click()
    stage.until("s.step > 20")
    assert stage.page.evaluate(read) == pytest.approx(zoomed)
    run = stage.state["run"]
    stage.page.locator("[data-gs-panel=table] button").first.click()
    state = stage.until(f"s.run !== '{run}' && s.frames > 0")
    assert state["playing"]
    assert stage.page.evaluate(read) == pytest.approx(zoomed)


def test_touch_plays_and_pauses(browser, server):
    with open_stage(
        browser, server.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as stage:
        stage.open()
        stage.control("play").tap()
        stage.until("s.playing && s.step > 4")
        stage.control("play").tap()
        stage.until("!s.playing")


@pytest.mark.long
def test_behind_the_end_the_line_is_soon_without_a_hole(stage):
    stage.open("logic_gates?epochs=5000")
    stage.control("end").click()
    stage.until("s.step === 5000")
    stage.until("s.buffered.length === 1 && s.buffered[0][1] === 5000", timeout=6_000)
