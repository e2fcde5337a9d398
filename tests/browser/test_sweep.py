"""A sweep, as a class sees it: it fills, a cell is chosen and opened, it is cancelled, it speaks two languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import darken, findings

SWEEP = "sweep?epochs=100&over=hidden:2,3,4&over=opt:gd,adam&seeds=4"
WIDE = "sweep?epochs=10&over=lr:0.001..1:7&over=opt:gd,momentum,adagrad,rmsprop,adam&seeds=1"
LONG = "sweep?data=spiral&points=200&hidden=8-8&epochs=60&batch=10&over=lr:0.01..0.1:4&seeds=8"


def opened(stage, path=SWEEP, whole=True):
    stage.page.goto(stage.url + path)
    until(stage, "s.whole" if whole else "s.parts > 0")
    return stage.page


def until(stage, condition):
    stage.page.wait_for_function(
        f"() => {{ const r = document.querySelector('[data-gs=sweep]'); if (!r || !r.__gs) return false;"
        f" const s = r.__gs.state(); return {condition}; }}",
        timeout=60_000,
    )


def cell(page, number):
    return page.locator(f"[data-gs-cell='{number}']")


def test_a_link_fills_the_map_and_says_what_it_shows(stage):
    page = opened(stage)
    assert page.locator("[data-gs-cell]").count() == 6
    assert all("%" in text for text in page.locator(".gs-heat-value").all_inner_texts())
    expect(page.locator(".gs-sweep-sentence")).to_contain_text("of 24 runs learn it")


def test_what_the_colours_say_is_switched_and_stays_in_the_link(stage):
    page = opened(stage)
    page.get_by_role("button", name="loss", exact=True).click()
    expect(page.locator(".gs-sweep-sentence")).to_contain_text("Lowest final loss")
    page.wait_for_url("**show=loss**")
    page.reload()
    until(stage, "s.whole && s.shown === 'loss'")


def test_keys_walk_the_map_and_a_cell_opens_its_runs_side_by_side(stage):
    page = opened(stage)
    cell(page, 0).focus()
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    until(stage, "s.chosen === 3")
    chosen = page.locator("[data-gs=chosen]")
    expect(chosen).to_contain_text("of 4 seeds learn it")
    assert chosen.locator("tbody tr").count() == 4
    page.goto(page.get_by_role("link", name="The median run beside the best and the worst").get_attribute("href"))
    stage.ready()
    page.wait_for_function("() => document.querySelectorAll('.gs-own:not(.gs-absent)').length >= 2")


@pytest.mark.long
def test_it_is_cancelled_and_goes_on(stage):
    page = opened(stage, LONG, whole=False)
    page.locator("[data-gs=stop]").click()
    expect(page.locator("[data-gs=stop]")).to_have_text("Go on")
    until(stage, "!s.going && !s.whole")
    page.locator("[data-gs=stop]").click()
    until(stage, "s.whole")


def test_the_form_starts_another_one_and_says_what_is_wrong(stage):
    page = opened(stage)
    values = page.get_by_role("textbox", name="Values").first
    values.fill("2,nan")
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("hidden=nan is not allowed", exact=False)).to_be_visible()
    values = page.get_by_role("textbox", name="Values").first
    values.fill("2,5")
    page.get_by_role("button", name="Start").click()
    page.wait_for_function("() => decodeURIComponent(location.search).includes('over=hidden:2,5')")
    until(stage, "s.whole")
    assert page.locator("[data-gs-cell]").count() == 4


def test_a_picture_and_the_runs_are_saved(stage):
    page = opened(stage)
    for panel in (".gs-sweep-map", ".gs-sweep-strip"):
        picture = save_picture(page.locator(panel)).path().read_text()
        assert picture.startswith("<svg") and "over=hidden" in picture and len(picture) > 2000
    with page.expect_download() as found:
        page.get_by_role("link", name="CSV").click()
    assert found.value.suggested_filename.startswith("gradient-stage-sweep-gates-")
    lines = found.value.path().read_text().splitlines()
    assert lines[0].startswith("link,over_hidden,over_opt,seed,loss") and len(lines) == 25


def test_the_best_cell_is_told_of_and_arrows_go_along_its_median(stage):
    page = opened(stage)
    expect(page.locator("[data-gs=chosen]")).to_contain_text("seeds learn it")
    curves = page.get_by_role("slider")
    curves.focus()
    page.keyboard.press("ArrowRight")
    second = curves.get_attribute("aria-valuetext")
    page.keyboard.press("End")
    assert second.startswith("step ") and curves.get_attribute("aria-valuetext").startswith("step 100:")


def test_a_setting_is_chosen_and_its_values_are_offered(stage):
    page = stage.page
    page.goto(stage.url + "sweep?epochs=60")
    page.get_by_role("combobox", name="Setting to vary").click()
    page.get_by_role("option", name="Optimiser").click()
    page.get_by_role("button", name="Nesterov").wait_for()
    page.get_by_role("button", name="Nesterov").click()
    page.get_by_role("button", name="Start").click()
    until(stage, "s.whole")
    assert page.locator("[data-gs-cell]").count() == 6
    page.wait_for_function(
        "() => new URL(location.href).searchParams.get('over') === 'opt:gd,momentum,adagrad,rmsprop,adam,adamw'"
    )


def test_another_language_keeps_the_sweep_and_its_cell(stage):
    page = opened(stage)
    cell(page, 2).click()
    page.get_by_role("button", name="日本語").click()
    expect(page.locator(".gs-sweep-sentence")).to_contain_text("成功")
    until(stage, "s.whole && s.chosen === 2")


@pytest.mark.parametrize(
    "size", [(390, 844), *(pytest.param(size, marks=pytest.mark.long) for size in ((1280, 720), (1920, 1080)))]
)
def test_nothing_of_it_leaves_the_window(browser, server, size):
    with open_stage(browser, server.url, viewport={"width": size[0], "height": size[1]}) as stage:
        page = opened(stage, WIDE)
        cell(page, 2).click()
        assert page.evaluate("document.querySelector('[data-gs=sweep]').scrollWidth <= innerWidth")
        assert page.locator(".gs-heat-scroller").evaluate("(map) => map.scrollWidth <= map.clientWidth")
        box = page.locator(".gs-heat").bounding_box()
        assert box["y"] + box["height"] <= size[1]


@pytest.mark.long
@pytest.mark.parametrize("dark", [False, True])
def test_axe_has_no_serious_finding(stage, dark):
    page = opened(stage)
    cell(page, 2).click()
    if dark:
        darken(stage)
    assert findings(page) == []
