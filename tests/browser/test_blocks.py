"""The building blocks page in a browser: every section drawn, cells that explain themselves, controls that act."""

import re

import pytest
from playwright.sync_api import expect

from core.blocks.settings import SECTIONS
from tests.browser.conftest import open_stage

PICTURES = {
    "activations": 2, "losses": 2, "softmax": 3, "batch": 2, "standard": 2, "product": 0, "arrays": 0,
}  # fmt: skip


def open_section(stage, query):
    stage.page.goto(f"{stage.url}building_blocks?{query}")
    section = re.search(r"section=(\w+)", query)[1]
    stage.page.locator(".js-plotly-plot .main-svg, .gs-matrix-cell").first.wait_for()
    expect(stage.page.locator(".js-plotly-plot")).to_have_count(PICTURES[section])
    stage.settle()
    return stage.page


def texts(page):
    """The smallest text in the pictures, in pixels."""
    return page.evaluate(
        "() => Math.min(...[...document.querySelectorAll('.js-plotly-plot text, .gs-matrices *')]"
        ".filter(t => t.textContent.trim()).map(t => parseFloat(getComputedStyle(t).fontSize)))"
    )


@pytest.mark.long
@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_fits_the_projector_and_can_be_read(stage, section):
    page = open_section(stage, f"section={section}")
    sizes = page.evaluate(
        "() => { const m = document.querySelector('.stMain'); return [m.scrollHeight, innerHeight]; }"
    )
    assert sizes[0] <= sizes[1]
    assert texts(page) >= 18


def test_sections_are_chosen_by_a_click_and_by_back(stage):
    page = open_section(stage, "section=losses")
    page.get_by_text("Arrays", exact=True).click()
    page.wait_for_url("**section=arrays**")
    expect(page.get_by_text("operands could not be broadcast together with shapes (4,2) (4,)")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("adds up to 0.5, not 1")).to_be_visible()


@pytest.mark.long
def test_the_shape_error_is_cured_by_a_column(stage):
    page = open_section(stage, "section=arrays")
    page.get_by_role("combobox").click()
    page.get_by_role("option", name="(4, 1)").click()
    expect(page.get_by_text("each row of x meets its own error.")).to_be_visible()
    expect(page.get_by_text("could not be broadcast")).to_have_count(0)
    page.wait_for_url("**shape=4x1**")


@pytest.mark.long
def test_a_cell_of_the_gradient_explains_itself(stage):
    page = open_section(stage, "section=softmax")
    cell = page.locator(".st-key-blk_wide .js-plotly-plot").nth(1).get_by_text("-0.7594").first
    box = cell.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".hoverlayer").get_by_text("x[1] (p[2] − t[2])")).to_be_visible()
    expect(page.get_by_text("1.85621167779")).to_be_visible()
    page.get_by_role("textbox", name="Learning rate").fill("0.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**lr=0.5**")
    expect(page.get_by_text("L after one step, η = 0.5")).to_be_visible()


@pytest.mark.long
def test_a_new_draw_gives_other_indices(stage):
    page = open_section(stage, "section=batch&total=20")
    drawn = page.get_by_text("np.random.seed").locator("xpath=ancestor::pre[1]")
    before = drawn.inner_text()
    page.get_by_role("button", name="New").click()
    page.wait_for_url("**seed=**")
    expect(drawn).not_to_have_text(before)
    page.get_by_text("With replacement", exact=True).click()
    page.wait_for_url("**replace=0**")
    expect(page.get_by_text("10 of 10")).to_be_visible()


@pytest.mark.long
def test_a_picture_is_saved_in_the_chosen_format(stage):
    page = open_section(stage, "section=losses")
    page.get_by_text("SVG", exact=True).click()
    stage.settle()
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as saved:
        page.locator(".modebar-btn[data-title*='Download']").first.click()
    assert saved.value.suggested_filename == "gradient_stage_predictions.svg"


@pytest.mark.long
def test_text_follows_the_theme_even_when_it_changes_under_the_page(stage):
    page = open_section(stage, "section=softmax")
    cell = page.locator(".js-plotly-plot").get_by_text("0.964").first
    expect(cell).to_have_css("fill", "rgb(22, 32, 44)")
    page.emulate_media(color_scheme="dark")
    expect(cell).to_have_css("fill", "rgb(242, 245, 248)")


def test_a_number_that_a_hand_drags_changes_the_sums_at_once(stage):
    page = open_section(stage, "section=product")
    weight, total = (page.locator(f'[data-cell="{name}"]') for name in ("W[0,0]", "z[2,0]"))
    expect(total).to_have_text("1.135")
    box = weight.bounding_box()
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 10, box["y"] - 15)  # 25 pixels up: 1 more
    page.mouse.up()
    expect(weight).to_have_attribute("aria-valuenow", "5.3")
    expect(total).to_have_text("2.139")
    expect(page.get_by_text("z[0,0] = 0 × 5.3 + 0 × (−1.836) + (−3.161) = −3.161")).to_be_visible()
    weight.focus()
    page.keyboard.press("ArrowDown")
    expect(total).to_have_text("2.039")
    page.get_by_role("button", name="As first drawn").click()
    expect(total).to_have_text("1.135")


def test_an_error_that_a_hand_drags_reaches_the_rows_that_it_meets(stage):
    page = open_section(stage, "section=arrays&shape=4x1")
    page.locator('[data-cell="e[1,0]"]').focus()
    expect(page.locator(".gs-copied")).to_have_count(4)
    before = page.locator('[data-cell="x × e[1,1]"]').inner_text()
    page.keyboard.press("ArrowUp")
    expect(page.locator('[data-cell="x × e[1,1]"]')).not_to_have_text(before)
    expect(page.locator('[data-cell="e[1,1]"]')).to_have_text(page.locator('[data-cell="e[1,0]"]').inner_text())


@pytest.mark.long
def test_on_a_phone_nothing_sticks_out(browser, server):
    with open_stage(browser, server.url, viewport={"width": 390, "height": 844}) as stage:
        page = open_section(stage, "section=softmax&lang=ja")
        assert page.evaluate("() => document.querySelector('.stMain').scrollWidth") <= 390
        expect(page.get_by_text("∂L/∂W の各行の和")).to_be_attached()
