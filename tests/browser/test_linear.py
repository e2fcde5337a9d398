"""The linear page in a browser: stages one after the other, numbers on the board, rates."""

import re

import pytest

from tests.browser.conftest import open_stage


def caption(stage) -> str:
    return stage.page.locator("[data-gs=caption]").inner_text()


def board(stage) -> list[str]:
    return stage.page.locator("[data-gs-panel=board] .textpoint").all_text_contents()


# The top of the frame around the present stage: stage j spans j to j + 1.
FRAME = (
    "() => { const d = document.querySelector('[data-gs-panel=board] .js-plotly-plot')?.data;"
    " return d && Math.min(...d[d.length - 2].y); }"
)


def test_six_stages_one_after_the_other_with_their_matrices(stage):
    stage.open("linear_model")
    for step in range(6):
        stage.until(f"s.step === {step}")
        assert f"stage {step + 1}" in caption(stage)
        stage.page.wait_for_function(f"() => ({FRAME})() === {step + 1}")
        if step < 5:
            stage.page.keyboard.press("ArrowRight")
    assert "113.29 → 35.5277" in caption(stage)
    texts = board(stage)
    for number in ("-3.8", "9.5", "113.29", "35.5277", "-67.2", "133", "-0.128"):
        assert any(number in text for text in texts), number
    assert stage.page.locator("[data-gs-readout=loss] output").inner_text() == "35.5277"


@pytest.mark.long
def test_a_hundred_updates_reach_the_notebooks_loss(stage):
    stage.open("linear_model?lr=0.0001&steps=100&slow=0")
    stage.page.keyboard.press("End")
    stage.until("s.step === 100")
    stage.page.wait_for_function("() => document.querySelector('[data-gs-readout=loss]').innerText.includes('4.88104')")
    assert "4.88104243039106" in stage.page.locator("[data-gs-panel=losses]").inner_text()


@pytest.mark.long
def test_a_click_on_a_rate_takes_it_and_it_solves_in_one_step(stage):
    stage.open("linear_model")
    stage.page.locator("[data-gs-panel=ratetable] button", has_text="1/156").first.click()
    stage.page.wait_for_url("**lr=0.00641025641025641**")
    stage.until("s.run")
    stage.page.get_by_role("textbox", name="Learning rate").wait_for()
    assert stage.page.get_by_role("textbox", name="Learning rate").input_value() == "0.00641025641025641"
    stage.page.keyboard.press("End")
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs=caption]').innerText.includes('multiplied u − d by 0.')"
    )


@pytest.mark.long
def test_above_the_limit_it_diverges_and_says_the_limit(stage):
    stage.open("linear_model?lr=0.5&steps=200")
    stage.page.keyboard.press("End")
    stage.until("s.end !== null && s.step === s.end", timeout=20_000)
    assert "Diverged" in caption(stage) and "0.01282" in caption(stage)
    stage.page.get_by_role("button", name="Divide the learning rate by 100", exact=True).click()
    stage.page.wait_for_url("**lr=0.005**")


@pytest.mark.long
def test_settings_change_the_run(stage):
    stage.open("linear_model")
    run = stage.state["run"]
    stage.page.locator(".st-key-linear-bias label").click()
    stage.page.wait_for_url("**bias=1**")
    run = stage.until(f"s.run !== '{run}'")["run"]
    stage.page.get_by_role("textbox", name="Target d").fill("0,0")
    stage.page.keyboard.press("Enter")
    stage.page.wait_for_url(re.compile("target=0(,|%2C)0"))
    stage.until(f"s.run !== '{run}'")


@pytest.mark.long
def test_board_pictures_transport_and_settings_fit_one_projector_screen(stage):
    stage.open("linear_model")
    for name in ("board", "valley", "loss"):
        box = stage.page.locator(f"[data-gs-panel={name}]").bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720 and box["x"] + box["width"] <= 1280, name
    box = stage.control("transport").bounding_box()
    assert box["y"] + box["height"] <= 720
    box = stage.page.get_by_test_id("stSidebar").get_by_role("button", name="Back to the defaults").bounding_box()
    assert box["y"] + box["height"] <= 720


@pytest.mark.long
def test_a_phone_gets_the_stages_as_a_table(browser, server):
    with open_stage(browser, server.url, viewport={"width": 390, "height": 844}, locale="ja-JP") as stage:
        stage.open("linear_model?at=3")
        stage.until("s.step === 3")
        assert stage.page.locator("[data-gs-panel=board]").is_hidden()
        assert "▶ 4" in stage.page.locator("[data-gs-panel=stages]").inner_text()
        assert "段階4" in caption(stage)
        assert stage.page.evaluate("() => document.querySelector('[data-gs=player]').scrollWidth <= innerWidth")
