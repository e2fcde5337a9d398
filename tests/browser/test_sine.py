"""The sine page in a real browser: it plays, its controls do something, links open at their step, all is in sight."""

import re

import pytest

from tests.browser.conftest import open_stage
from tests.browser.sine import FIT, PHONE, drawn, points


def caption(stage) -> str:
    return stage.page.locator("[data-gs=caption]").inner_text()


def fit(stage) -> list:
    """The network's curve as it is drawn."""
    return stage.page.evaluate(f"() => Array.from({FIT}.data.at(-1).y)")


def to_end(stage) -> None:
    stage.control("end").click()
    stage.until("s.end !== null && s.step === s.end", timeout=20_000)
    drawn(stage)


def test_the_curve_bends_as_it_plays_and_ends_at_the_notebooks_loss(stage):
    stage.open("sine_regression")
    drawn(stage)
    before = fit(stage)
    assert len(before) == 201 and stage.page.locator("[data-gs-readout=loss] output").inner_text() == "61.2936"
    stage.control("speed").select_option("16")
    stage.control("play").click()
    stage.until("s.step > 100")
    drawn_later = fit(stage)
    assert drawn_later != before
    stage.until("s.step === 2000 && !s.playing", timeout=40_000)
    drawn(stage)
    assert float(stage.page.locator("[data-gs-readout=loss] output").inner_text()) == pytest.approx(0.8984, abs=1e-4)
    assert "0.02246" in caption(stage)


@pytest.mark.long
def test_the_last_number_is_written_as_soon_as_it_comes(stage):
    stage.open("sine_regression?seed=77")
    to_end(stage)
    for name in ("loss", "per_point"):
        readout = f"() => document.querySelector('[data-gs-readout={name}] output').innerText !== '…'"
        stage.page.wait_for_function(readout, timeout=5000)


@pytest.mark.long
def test_loss_per_point_and_logarithmic(stage):
    stage.open("sine_regression?val=20")
    to_end(stage)
    shown = "() => document.querySelector('[data-gs-panel=loss] .js-plotly-plot').data.map((t) => t.visible)"
    off = stage.page.evaluate(shown)
    stage.page.locator("[data-gs-toggle=per_point]").click()
    on = stage.page.evaluate(shown)
    assert [not v for v in off] == on and off.count(True) == 4
    kind = "() => document.querySelector('[data-gs-panel=loss] .js-plotly-plot')._fullLayout.yaxis.type"
    assert stage.page.evaluate(kind) == "log", "or the first steps would squash all others"
    stage.page.locator("[data-gs-toggle=loss_linear]").click()
    assert stage.page.evaluate(kind) == "linear"
    stage.page.locator("[data-gs-toggle=per_point]").click()
    assert stage.page.evaluate(shown) == off


@pytest.mark.long
def test_a_diverging_run_keeps_its_last_curve_in_sight_and_offers_a_smaller_rate(stage):
    stage.open("sine_regression?opt=gd&lr=0.1")
    to_end(stage)
    assert stage.state["step"] == 180
    assert "step 180 is the last with finite numbers" in caption(stage) and "×49" in caption(stage)
    low, high = stage.page.evaluate(f"() => {FIT}._fullLayout.yaxis.range")
    assert all(low <= y <= high for y in fit(stage)) and max(map(abs, fit(stage))) > 1e100
    stage.page.get_by_role("button", name="Divide the learning rate by 10", exact=True).click()
    stage.page.wait_for_url("**lr=0.01**")
    stage.until("s.last === 2000 && s.step === 0")
    to_end(stage)
    assert "still predicts the mean" not in caption(stage)
    assert stage.page.locator("[data-gs-readout=loss] output").inner_text().startswith("31.4268")


@pytest.mark.long
def test_dead_units_are_named_and_the_button_revives_them(stage):
    stage.open("sine_regression?act=relu&opt=gd&lr=0.01")
    to_end(stage)
    assert "all 8 units dead" in caption(stage)
    stage.page.get_by_role("button", name="Use leaky ReLU").click()
    stage.page.wait_for_url("**act=leaky_relu**")
    stage.until("s.step === 0")
    assert "dead" not in caption(stage)


@pytest.mark.long
def test_a_link_opens_at_its_step_and_a_reload_restores_it(stage):
    stage.open("sine_regression?curve=points&pts=0,0,1,1,2,0,3,1&lr=0.02&at=150")
    stage.until("s.step === 150")
    loss = stage.page.locator("[data-gs-readout=loss] output").inner_text()
    stage.page.reload()
    stage.ready().until("s.step === 150")
    assert stage.page.locator("[data-gs-readout=loss] output").inner_text() == loss
    assert points(stage) == "0,0,1,1,2,0,3,1"


@pytest.mark.long
def test_two_pages_in_turn_keep_their_own_settings(stage):
    stage.open("logic_gates?gate=or&lr=0.3&seed=11")
    stage.follow("Experiments", "Sine regression")
    stage.page.wait_for_url(re.compile(r"/sine_regression(\?at=\d+)?$"))
    stage.ready().until("s.last === 2000")
    stage.page.locator("[class*=st-key-sine-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.wait_for_url("**/sine_regression?seed=1235**")
    stage.follow("Experiments", "Logic gates")
    stage.page.wait_for_url("**/logic_gates?*gate=or*")
    stage.ready().until("s.last === 500")
    assert "lr=0.3" in stage.page.url and "seed=11" in stage.page.url
    stage.follow("Experiments", "Sine regression")
    stage.page.wait_for_url("**/sine_regression?seed=1235**")


@pytest.mark.long
def test_changing_the_curve_changes_range_and_truth(stage):
    stage.open("sine_regression")
    stage.page.get_by_role("combobox", name="Curve").click()
    stage.page.get_by_role("option", name="x sin x").click()
    stage.page.wait_for_url("**curve=xsin**")
    stage.page.wait_for_function(f"() => {FIT}.data.at(-1).x.at(-1) === 10")


@pytest.mark.long
def test_controls_transport_fit_and_loss_fit_one_projector_screen(stage):
    stage.open("sine_regression?opt=gd&lr=0.1&lang=ja")
    to_end(stage)  # with a long sentence and its button
    for selector in ("[data-gs-panel=fit]", "[data-gs-panel=loss]", "[data-gs=caption]", "[data-gs=transport]"):
        box = stage.page.locator(selector).bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, selector
        assert box["x"] + box["width"] <= 1280, selector
    upper, lower = (stage.page.locator(f"[data-gs={name}]").bounding_box() for name in ("caption", "transport"))
    assert upper["y"] + upper["height"] <= lower["y"] + 1
    own = stage.page.get_by_test_id("stSidebar").get_by_text("自分のデータ").bounding_box()
    assert own["y"] + own["height"] <= 720


@pytest.mark.long
@pytest.mark.parametrize("page", ["sine_regression?val=25", "logic_gates"])
def test_nothing_hangs_over_the_edge_of_a_phone_and_the_language_is_in_reach(browser, server, page):
    with open_stage(browser, server.url, **PHONE) as stage:
        stage.open(page)
        drawn(stage)
        assert stage.page.evaluate("() => document.querySelector('[data-gs=player]').scrollWidth <= innerWidth")
        assert stage.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for selector in ("[data-gs=play]", "[data-gs=fold]", "[data-gs=seek]", ".st-key-language"):
            box = stage.page.locator(selector).bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= 390, selector
        assert stage.page.locator(".st-key-topbar").bounding_box()["height"] < 60
        stage.page.locator(".st-key-pages-menu").get_by_role("button").click()
        last = stage.page.get_by_test_id("stPopoverBody").get_by_role("link", name="Notebooks")
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 44


@pytest.mark.long
def test_the_last_tick_of_the_step_axis_is_written(stage):
    stage.open("sine_regression")
    drawn(stage)
    stage.page.wait_for_function(
        """() => { const panel = document.querySelector('[data-gs-panel=loss]');
        const last = [...panel.querySelectorAll('.xtick text')].at(-1);
        return last?.textContent === '2000'
          && last.getBoundingClientRect().right <= panel.getBoundingClientRect().right; }"""
    )
