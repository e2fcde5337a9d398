"""Hidden space and the output as a surface: there where they should be, alive, turned, pointed at; two languages."""

import re

import pytest

from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture

HIDDEN, SURFACE = "[data-gs-panel=hidden]", "[data-gs-panel=surface]"


def show(stage, link, *panels):
    """Opens the gates page there, with these panels in sight."""
    stage.open(f"logic_gates?{link}").until("s.ready && !s.stale")
    for name in panels:
        stage.page.locator(f"[data-gs-panel={name}]").scroll_into_view_if_needed()
        stage.until(f"s.draws.{name}.layers > 0")
    return stage


def spot(stage, panel, across=0.5, up=0.5):
    """A pixel of a panel's picture, by shares of its width and height."""
    box = stage.page.locator(f"{panel} .gs-box").bounding_box()
    return box["x"] + across * box["width"], box["y"] + up * box["height"]


def pick(stage, key):
    return stage.page.locator(f"[data-gs-pick={key}]")


def told(stage, panel) -> str:
    return stage.page.locator(f"{panel} .gs-box").get_attribute("aria-label")


def until_told(stage, panel, words):
    stage.page.wait_for_function(
        "([panel, words]) => document.querySelector(`${panel} .gs-box`).ariaLabel.includes(words)", arg=[panel, words]
    )


@pytest.mark.long
def test_one_neuron_has_a_surface_but_no_hidden_space(stage):
    show(stage, "hidden=0&gate=and", "surface")
    assert stage.page.locator(HIDDEN).count() == 0


def test_samples_move_while_it_learns_and_are_told_at_rest(stage):
    show(stage, "hidden=2", "hidden")
    before = stage.state["draws"]["hidden"]
    stage.page.keyboard.press("Space")
    stage.until(f"s.playing && s.draws.hidden.layers > {before['layers'] + 5}")
    stage.page.keyboard.press("End")
    stage.until(f"!s.playing && Math.abs(s.draws.hidden.across - {before['across']}) > 0.1")
    until_told(stage, HIDDEN, "target = 0")
    said = told(stage, HIDDEN)
    assert said.count("target = 1") == said.count("target = 0") == 2 and said.count("h₂ = ") == 4
    assert not stage.page.locator(f"{HIDDEN} .gs-turn").count(), "what lies flat leaves keys to the page"


def test_other_units_are_chosen_and_a_third_makes_it_turn(stage):
    show(stage, "hidden=4&at=60", "hidden")
    assert [pick(stage, key).input_value() for key in ("across", "up", "deep")] == ["0", "1", "-1"]
    first = stage.state["draws"]["hidden"]["across"]
    pick(stage, "across").select_option(label="h₃")
    stage.until(f"s.draws.hidden.across !== {first}")
    pick(stage, "up").select_option(label="h₃")
    assert pick(stage, "across").input_value() == "1", "no unit stands on two axes"
    pick(stage, "deep").select_option(label="h₄")
    box = stage.page.locator(f"{HIDDEN} .gs-turn")
    yaw = stage.state["draws"]["hidden"]["yaw"]
    box.press("ArrowLeft")
    assert stage.until(f"s.draws.hidden.yaw < {yaw}")["step"] == 60, "the key turns, it does not step"
    until_told(stage, HIDDEN, "h₄ = ")
    pick(stage, "deep").select_option(label="no third")
    box.wait_for(state="detached")


@pytest.mark.long
def test_a_layer_of_three_opens_as_a_space_and_another_layer_can_be_seen(stage):
    show(stage, "hidden=2-3&at=60", "hidden")
    assert stage.page.locator(f"{HIDDEN} .gs-turn").count() == 1
    until_told(stage, HIDDEN, "h₂₋₃ = ")
    pick(stage, "layer").focus()
    pick(stage, "layer").select_option(label="layer 1")
    until_told(stage, HIDDEN, "h₁₋₂ = ")
    assert stage.page.locator(f"{HIDDEN} .gs-turn").count() == 0
    assert stage.page.evaluate("() => document.activeElement.dataset.gsPick") == "layer", "the select keeps the focus"


def test_the_surface_turns_by_hand_while_it_learns(stage):
    show(stage, "hidden=4", "surface")
    before = stage.state["draws"]["surface"]
    stage.page.keyboard.press("Space")
    x, y = spot(stage, SURFACE)
    stage.page.mouse.move(x, y)
    stage.page.mouse.down()
    stage.page.mouse.move(x + 120, y + 40, steps=8)
    stage.page.mouse.up()
    after = stage.until(f"s.playing && s.step > 5 && s.draws.surface.layers > {before['layers'] + 8}")
    assert after["draws"]["surface"]["yaw"] > before["yaw"] + 0.5
    stage.page.mouse.dblclick(x, y)
    stage.until(f"Math.abs(s.draws.surface.yaw - {before['yaw']}) < 1e-9")


@pytest.mark.long
def test_what_is_pointed_at_in_one_picture_is_marked_in_the_others(stage):
    stage.page.set_viewport_size({"width": 1280, "height": 1600})
    show(stage, "hidden=2&at=200", "field", "surface", "hidden")
    stage.page.wait_for_timeout(300)  # until they rest
    drawn = stage.state["draws"]
    stage.page.mouse.move(*stage.place("field", 0.5, 0.5))
    stage.until(f"s.draws.hidden.layers > {drawn['hidden']['layers']}")
    stage.until(f"s.draws.surface.layers > {drawn['surface']['layers']}")
    drawn = stage.state["draws"]
    stage.page.mouse.move(*spot(stage, SURFACE))
    stage.page.mouse.move(*spot(stage, SURFACE, 0.52))
    tip = stage.page.locator(f"{SURFACE} .gs-tip")
    tip.wait_for()
    assert re.search(r"x₀ = .*\s+x₁ = .*\s+output = ", tip.inner_text())
    stage.until(f"s.draws.hidden.layers > {drawn['hidden']['layers']}")
    stage.until(f"s.draws.field.layers > {drawn['field']['layers']}")


@pytest.mark.long
def test_the_plane_says_the_units_values_under_the_pointer(stage):
    show(stage, "hidden=2&at=100", "hidden")
    stage.page.mouse.move(*spot(stage, HIDDEN, 0.5, 0.6))
    tip = stage.page.locator(f"{HIDDEN} .gs-tip")
    tip.wait_for()
    assert re.search(r"h₁ = .*\s+h₂ = ", tip.inner_text())


@pytest.mark.long
@pytest.mark.parametrize(("link", "least"), [("hidden=2&at=100", 40), ("hidden=3&at=100", 40)])
def test_the_picture_is_saved_with_its_link(stage, link, least):
    show(stage, link, "hidden")
    text = save_picture(stage.page.locator(HIDDEN)).path().read_text(encoding="utf-8")
    assert text.startswith("<svg") and text.count("<path") > least and "at=100" in text


@pytest.mark.long
def test_a_selected_unit_is_marked_on_its_axis(stage):
    show(stage, "hidden=2&at=100&sel=h1.2", "hidden")
    text = save_picture(stage.page.locator(HIDDEN)).path().read_text(encoding="utf-8")
    assert ">● h₂</text>" in text and ">h₁</text>" in text


@pytest.mark.long
def test_on_a_phone_in_japanese_a_finger_turns_it_and_taps(browser, server):
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with open_stage(browser, server.url, **phone) as stage:
        show(stage, "hidden=3&at=100&lang=ja", "hidden")
        assert stage.page.locator(f"{HIDDEN} h3").inner_text() == "隠れ層の空間"
        for key in ("across", "up", "deep"):
            box = pick(stage, key).bounding_box()
            assert box["x"] + box["width"] <= 390 and box["height"] >= 44
        for panel, name in ((HIDDEN, "hidden"), (SURFACE, "surface")):
            stage.page.locator(panel).scroll_into_view_if_needed()
            yaw = stage.until(f"s.draws.{name}.layers > 0")["draws"][name]["yaw"]
            fingers = stage.page.context.new_cdp_session(stage.page)
            x, y = spot(stage, panel)
            for k in range(7):
                kind = "touchMove" if k else "touchStart"
                fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + 12 * k, "y": y}]})
            fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            stage.until(f"s.draws.{name}.yaw > {yaw + 0.2}")
        stage.page.wait_for_timeout(500)  # a tap right after a swipe only ends the swipe
        stage.page.touchscreen.tap(*spot(stage, SURFACE))
        tip = stage.page.locator(f"{SURFACE} .gs-tip")
        tip.wait_for()
        assert "出力 = " in tip.inner_text()
