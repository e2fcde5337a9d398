"""The logic-gates page, its settings and its links."""

import pytest

from tests.browser.conftest import open_stage, serving

LOSS_TOP = "document.querySelector('[data-gs-panel=loss] .js-plotly-plot')._fullLayout.yaxis.range[1]"


def caption(stage) -> str:
    return stage.page.locator("[data-gs=caption]").inner_text()


def test_xor_is_learned_on_screen(stage):
    stage.open()
    stage.control("speed").select_option("16")
    stage.control("play").click()
    stage.until("s.step === 500 && !s.playing")
    assert "Learned at step" in caption(stage)
    stage.page.locator("[data-gs-panel=table] table").scroll_into_view_if_needed()
    stage.page.wait_for_function(
        "() => document.querySelector('[data-gs-panel=table]').innerText.split('✓').length === 5"
    )


def test_a_click_on_a_target_makes_another_gate(stage):
    stage.open()
    stage.page.locator("[data-gs-panel=table] button").nth(3).click()
    stage.page.wait_for_url("**gate=or**")
    stage.page.wait_for_function("() => document.querySelector('input[aria-label=Gate]').value === 'OR'")


def test_one_line_cannot_do_xor_and_the_button_helps(stage):
    stage.open("logic_gates?hidden=0")
    assert "by chance" in caption(stage) and "cannot" not in caption(stage), "not before the run has shown it"
    stage.page.keyboard.press("End")
    stage.until("s.step === s.last")
    assert "One straight line cannot separate XOR" in caption(stage)
    stage.page.get_by_role("button", name="Add 2 hidden units").click()
    stage.page.wait_for_url("**hidden=2**")
    stage.page.wait_for_function("() => !document.querySelector('[data-gs=caption]').innerText.includes('cannot')")


def test_a_diverging_run_stops_and_offers_a_smaller_rate(stage):
    stage.open("logic_gates?gate=and&hidden=0&out=linear&opt=gd&lr=3")
    stage.page.keyboard.press("End")
    stage.until("s.end !== null && s.step === s.end", timeout=20_000)
    assert "Diverged" in caption(stage) and "2/λmax" in caption(stage)
    stage.page.get_by_role("button", name="Divide the learning rate by 10").click()
    stage.page.wait_for_url("**lr=0.3**")


@pytest.mark.long
def test_a_changed_setting_restarts_and_leaves_the_run_before_as_a_ghost(stage):
    stage.open()
    stage.control("play").click()
    stage.until("s.step > 60")
    run = stage.state["run"]
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    state = stage.until(f"s.run !== '{run}'")
    assert state["playing"]
    ghost = "() => document.querySelector('[data-gs-panel=loss] .js-plotly-plot').data[0].y.length"
    stage.page.wait_for_function(f"() => ({ghost})() > 60")


@pytest.mark.long
def test_link_opens_page_experiment_and_step_on_a_cold_server(browser):
    with serving() as own, open_stage(browser, own.url) as stage:
        stage.open("logic_gates?gate=and&hidden=3&seed=5&at=318")
        state = stage.until("s.step === 318")
        assert not state["playing"]
        assert stage.page.get_by_role("combobox", name="Gate").input_value() == "AND"
        loss = stage.page.locator("[data-gs-readout=loss] output").inner_text()
        stage.page.reload()
        stage.ready().until("s.step === 318")
        assert stage.page.locator("[data-gs-readout=loss] output").inner_text() == loss


@pytest.mark.long
def test_link_works_under_a_base_path(browser):
    with serving(base="lab") as own, open_stage(browser, own.url) as stage:
        stage.open("logic_gates?gate=or&seed=3&at=20&lang=ja").until("s.step === 20")
        assert "/lab/logic_gates" in stage.page.url
        assert stage.page.get_by_text("真理値表").is_visible()


@pytest.mark.long
def test_the_address_follows_the_step(stage):
    stage.open()
    stage.page.keyboard.press("ArrowRight")
    stage.page.wait_for_url("**at=1")
    stage.page.reload()
    stage.ready().until("s.step === 1")


def test_a_bad_value_shows_its_message_and_the_page_works(stage):
    stage.open("logic_gates?gate=xorr&seed=5&lr=NaN&hallo=1")
    text = stage.page.get_by_test_id("stMain").inner_text()
    assert "gate=xorr" in text and "lr=NaN" in text and "hallo=1" in text
    stage.control("play").click()
    stage.until("s.step > 4")
    assert "seed=5" in stage.page.url


def test_language_switch_keeps_run_step_and_playing(stage):
    stage.open("logic_gates?seed=9&at=50")
    stage.until("s.step === 50")
    stage.page.get_by_role("button", name="日本語").click()
    stage.page.get_by_text("真理値表").wait_for()
    assert stage.state["step"] == 50
    assert "lang=ja" in stage.page.url and "seed=9" in stage.page.url
    stage.page.wait_for_function("() => /[ぁ-ん]/.test(document.querySelector('[data-gs=caption]').innerText)")


def test_a_run_that_grew_leaves_the_axis_to_the_next_one(stage):
    stage.open("logic_gates?gate=and&hidden=0&out=linear&opt=gd&lr=0.7&epochs=60")
    stage.control("end").click()
    stage.until("s.step === 60")
    stage.page.wait_for_function(f"() => {LOSS_TOP} > 1e6")
    rate = stage.page.get_by_role("textbox", name="Exactly")
    rate.fill("0.1")
    rate.press("Enter")
    stage.page.wait_for_url("**lr=0.1**")
    stage.until("s.step === 0 && s.buffered.length && !s.stale")
    stage.page.wait_for_function(f"() => {LOSS_TOP} < 100")


@pytest.mark.long
def test_a_japanese_browser_is_greeted_in_japanese(browser, server):
    with open_stage(browser, server.url, locale="ja-JP") as stage:
        stage.open("")
        assert stage.page.get_by_text("ニューラルネットワークが学ぶところを見る").is_visible()


def test_controls_transport_field_and_loss_fit_one_projector_screen(stage):
    stage.open()
    panels = [f"[data-gs-panel={name}]" for name in ("field", "network", "loss")]
    for selector in (*panels, "[data-gs=transport]"):
        box = stage.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, selector
        assert box["x"] + box["width"] <= 1280, selector
    sidebar = stage.page.get_by_test_id("stSidebar").get_by_role("button", name="Back to the defaults").bounding_box()
    assert sidebar["y"] + sidebar["height"] <= 720


@pytest.mark.long
def test_nothing_hangs_over_the_edge_of_a_phone(browser, server):
    with open_stage(browser, server.url, viewport={"width": 390, "height": 844}) as stage:
        stage.open()
        assert stage.page.evaluate("() => document.querySelector('[data-gs=player]').scrollWidth <= innerWidth")
        for name in ("play", "fold", "speed", "seek"):
            box = stage.control(name).bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390, name


def test_back_button_returns_to_the_setting_before(stage):
    stage.open("logic_gates?gate=or")
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=8**")
    stage.page.go_back()
    stage.page.wait_for_function("() => !location.search.includes('seed')")
    stage.page.wait_for_function("() => document.querySelector('input[aria-label=\"Seed\"]').value === '7'")


@pytest.mark.long
def test_perceptron_by_hand_shows_the_update_that_comes_next(stage):
    stage.open("logic_gates?gate=and&hidden=0&out=linear&rule=online&opt=gd&lr=1&init=given&w=1,2,3&epochs=5")
    table = stage.page.locator("[data-gs-panel=numbers]")
    table.scroll_into_view_if_needed()
    # sample (0,0), target 0, output 3: e = -3, so only the bias changes, by 1 * -3
    assert "-3.000000" in table.inner_text() and "0.000000" in table.inner_text()
    stage.page.keyboard.press("ArrowRight")
    stage.until("s.step === 1 && !s.stale")
    # sample (0,1), output w1 + b = 2: e = -2, so w1 goes from 2 to 0
    assert "-2.000000" in table.inner_text()


@pytest.mark.long
def test_a_drifting_perceptron_can_go_on_at_a_smaller_rate(stage):
    stage.open(
        "logic_gates?gate=and&hidden=0&out=linear&rule=online&opt=gd&lr=1&init=given"
        "&w=-3.0141711148597845,-1.2044177077471994,4.09281912131286&epochs=101"
    )
    stage.page.keyboard.press("End")
    stage.until("s.step === 404", timeout=20_000)
    stage.page.get_by_role("button", name="Go on from here at a hundredth of the rate").click()
    stage.page.wait_for_url("**lr=0.01**")
    stage.until("s.step === 0 && s.last === 4000")
    # the notebook's own run goes on from w = 97.98582889, whose true loss is far above what it prints
    assert stage.page.locator("[data-gs-readout=loss] output").inner_text().startswith("3621.")


@pytest.mark.long
def test_a_field_in_a_popover_keeps_its_value_when_the_page_ran_before_it_was_opened(stage):
    stage.open("logic_gates?threshold=0.4")
    run = stage.state["run"]
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.until(f"s.run !== '{run}'")
    stage.page.get_by_role("button", name="Network").first.click()
    field = stage.page.get_by_role("textbox", name="Threshold")
    field.wait_for()
    assert field.input_value() == "0.4"


@pytest.mark.long
def test_a_setting_changed_in_the_moment_of_a_request_is_not_lost(stage):
    """Both go in one message, of which Streamlit reruns only the player's part; the page must follow all the same."""
    stage.open("logic_gates?epochs=5000")
    stage.control("speed").select_option("16")
    stage.control("play").click()
    for seed in range(8, 14):
        stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
        stage.page.wait_for_url(f"**seed={seed}**")


@pytest.mark.long
def test_the_stage_stays_when_a_message_goes(stage):
    stage.open("logic_gates?gate=xorr")
    stage.page.evaluate("() => { document.querySelector('[data-gs=player]').dataset.mark = 'same'; }")
    stage.control("play").click()
    stage.until("s.step > 4")
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**seed=8**")
    stage.page.wait_for_function("() => !document.body.innerText.includes('xorr')")
    assert stage.page.evaluate("() => document.querySelector('[data-gs=player]').dataset.mark") == "same"
    assert stage.state["playing"]
