"""The side bar: closed, it leaves its room to the stage; open, it shows every word and every number as it is."""

import pytest

from core.tasks.registry import TASKS
from tests.browser.conftest import open_stage


@pytest.mark.long
def test_a_closed_side_bar_takes_no_room(stage):
    stage.open()
    field = stage.page.locator("[data-gs-panel=field]")
    before = field.bounding_box()
    stage.page.locator("[data-testid=stSidebarCollapseButton] button").click()
    stage.page.wait_for_function("() => document.querySelector('.stMain').getBoundingClientRect().left === 0")
    assert field.bounding_box()["x"] < 100 < before["x"]
    stage.page.locator("[data-testid=stExpandSidebarButton]").click()
    stage.page.wait_for_function("() => document.querySelector('.stMain').getBoundingClientRect().left > 300")


def centre(box):
    return box["x"] + box["width"] / 2


def test_the_rate_s_thumb_stands_left_of_the_limit_and_moves_onto_it(stage):
    stage.open("descent?surface=quadratic&kappa=100&x0=-4&x1=-1&walkers=gd:0.018;momentum:0.01:0.8")
    slider = stage.page.locator("[class*=st-key-descent-rate]")
    assert cut_choices(stage.page.get_by_test_id("stSidebar")) == []
    said = slider.get_by_test_id("stSliderThumbValue")
    thumb, mark = said.locator(".."), stage.page.locator(".rate-mark i")
    assert said.inner_text() == "0.018"
    assert 1 < centre(mark.bounding_box()) - centre(thumb.bounding_box()) < 20
    slider.locator("input").press("ArrowRight")
    stage.page.wait_for_url("**gd%3A0.02**")
    assert said.inner_text() == "0.02"
    assert slider.locator("input").evaluate("(input) => input === document.activeElement"), "the hand stays on it"
    stage.page.wait_for_function(
        "() => { const middle = (e) => { const { x, width } = e.getBoundingClientRect(); return x + width / 2; };"
        " const slider = document.querySelector('[class*=st-key-descent-rate]');"
        " const thumb = slider.querySelector('[data-testid=stSliderThumbValue]').parentElement;"
        " return Math.abs(middle(thumb) - middle(document.querySelector('.rate-mark i'))) < 2; }"
    )


_CUT = """(select) => {
  const [input, texts] = [select.querySelector('input'), JSON.parse(select.dataset.options)];
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const before = input.value;
  const cut = texts.filter((text) => { set.call(input, text); return input.scrollWidth > input.clientWidth; });
  set.call(input, before);
  return cut;
}"""


def cut_choices(place) -> list[str]:
    """The choices, of the lists in a place, whose words would be cut short when chosen."""
    cut, page = [], place.page
    for select in place.locator("[data-testid=stSelectbox]:has(input:enabled)").all():
        select.locator("button").click()
        texts = page.get_by_role("option").all_inner_texts()
        select.locator("input").blur()  # closes the list, and not the popover that it may stand in
        page.get_by_role("listbox").wait_for(state="hidden")
        select.evaluate("(select, texts) => (select.dataset.options = JSON.stringify(texts))", texts)
        cut += select.evaluate(_CUT)
    return cut


def cut_anywhere(stage, path) -> list[str]:
    """The same on a whole page: in its side bar, and behind each of its buttons."""
    page = stage.page
    page.goto(stage.url + path)
    bar = page.get_by_test_id("stSidebar")
    bar.get_by_test_id("stWidgetLabel").first.wait_for(state="attached")
    stage.settle()
    if page.locator("[data-gs=settings]").is_visible():
        page.locator("[data-gs=settings]").click()
    cut = cut_choices(bar)
    for button in bar.locator("[data-testid=stPopover] button:enabled").all():
        button.click()
        cut += cut_choices(page.get_by_test_id("stPopoverBody"))
        page.keyboard.press("Escape")
        page.get_by_test_id("stPopoverBody").wait_for(state="hidden")
    return cut


@pytest.mark.long
def test_no_choice_is_cut(stage):
    assert cut_anywhere(stage, "logic_gates") == []


PAGES = [task.page for task in TASKS.values()]


@pytest.mark.long
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_choice_is_cut_on_any_page(browser, server, language, size):
    with open_stage(browser, server.url, viewport={"width": size[0], "height": size[1]}) as stage:
        for path in PAGES:
            assert cut_anywhere(stage, f"{path}?lang={language}") == [], path


@pytest.mark.long
def test_a_tooltip_is_in_nobodys_way(stage):
    stage.open()
    stage.page.locator("[class*=st-key-gates-seed] [data-testid=stNumberInputStepUp]").click()
    stage.page.locator(".st-key-undo button:visible").hover()
    tooltip = stage.page.get_by_role("tooltip")
    tooltip.wait_for()
    box = tooltip.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    pressed = "([x, y]) => document.elementFromPoint(x, y).closest('[role=tooltip]')"
    assert stage.page.evaluate(pressed, middle) is None
