"""Several runs on one clock, as a class sees them: kept, changed, played, switched, dropped, brought on stage."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_stage
from tests.browser.downloads import save_picture
from tests.browser.test_accessibility import darken, findings
from tests.browser.test_hand import INK, PLACE, losses

FOUR = ["hidden=2", "hidden=3", "hidden=4", "hidden=8"]


def link(page: str, *queries: str, more: str = "") -> str:
    """The last of them on stage, the others kept."""
    return f"{page}?{queries[-1]}&vs={quote('|'.join(queries[:-1]), safe='')}{more}"


def opened(stage, path):
    stage.open(path)
    stage.until("s.ready && !s.stale")
    stage.settle()
    return stage.page


def titles(page) -> list[str]:
    """The whole titles of the runs' pictures in sight, whatever has room."""
    return page.eval_on_selector_all(
        ".gs-own:not(.gs-absent) .gs-title", "heads => heads.map((head) => head.getAttribute('title'))"
    )


def kept(page) -> list[str]:
    """Of the address."""
    return parse_qs(urlsplit(page.url).query).get("vs", [""])[0].split("|")


def until_runs(stage, count: int) -> None:
    stage.page.wait_for_function(
        "(n) => document.querySelectorAll('.gs-own:not(.gs-absent)').length === n", arg=count if count > 1 else 0
    )
    stage.until("s.ready && !s.stale")
    stage.settle()


def cells(page, name: str):
    """Of a row of the runs' table."""
    row = page.locator("[data-gs-panel=runs] tr", has=page.get_by_text(name, exact=True))
    return row.locator("td:not(:first-child)")


def column(page, name: str) -> list[str]:
    """What they say, once it is all there."""
    page.locator("[data-gs-panel=runs]").scroll_into_view_if_needed()  # out of sight it does not follow
    expect(page.locator("[data-gs-panel=runs] .gs-late")).to_have_count(0)
    return [text.strip() for text in cells(page, name).all_inner_texts()]


def switch(page, key: str):
    return page.locator(f"[data-gs-panel=loss] [data-gs-toggle={key}]")


def test_a_run_is_kept_and_what_is_changed_plays_beside_it(stage):
    page = opened(stage, "logic_gates?hidden=2")
    stage.control("keep").click()
    expect(page.get_by_text("Run A is kept.")).to_be_visible()
    page.get_by_role("spinbutton", name="Seed").fill("9")
    page.keyboard.press("Enter")
    until_runs(stage, 2)
    assert titles(page) == ["A · Seed 7", "B · Seed 9"]
    assert kept(page) == ["hidden=2"]
    before = [page.evaluate(INK, panel) for panel in ("field1", "field")]
    stage.control("play").click()
    stage.until("s.step > 40")
    after = [page.evaluate(INK, panel) for panel in ("field1", "field")]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_numbers_of_each_run_are_numpys_at_its_own_step(stage):
    queries = "data=clouds&batch=10&epochs=20", "data=clouds&batch=35&epochs=20"
    page = opened(stage, link("logic_gates", *queries, more="&clock=samples&at=12"))
    expect(page.locator("[data-gs-readout=clock] output")).to_have_text("420")
    steps = [int(text) for text in column(page, "step")]
    assert steps == [42, 12]
    for query, step, told in zip(queries, steps, column(page, "loss"), strict=True):
        assert float(told) == pytest.approx(losses(query)[step], rel=1e-3)


@pytest.mark.long
def test_the_clock_is_chosen_in_the_bar_and_kept_in_the_address(stage):
    page = opened(stage, link("logic_gates", "data=clouds&batch=10&epochs=20", "data=clouds&batch=35&epochs=20"))
    run = stage.state["run"]
    page.get_by_label("Clock", exact=True).select_option(label="epochs")
    page.wait_for_function("() => new URL(location.href).searchParams.get('clock') === 'epoch'")
    stage.until(f"s.run !== '{run}' && !s.stale")
    stage.settle()
    stage.control("end").click()
    stage.until("s.buffered[0][1] === s.last")
    expect(page.locator("[data-gs-readout=clock] output")).to_have_text("20")
    cells(page, "epoch").first.scroll_into_view_if_needed()
    expect(cells(page, "epoch")).to_have_text(["20", "20"])


def test_networks_stand_in_the_place_of_the_pictures_and_the_difference_is_told(stage):
    page = opened(stage, link("logic_gates", "hidden=2", "hidden=4", more="&at=200"))
    plain = page.evaluate(INK, "field")
    switch(page, "difference").click()
    stage.until("!s.stale")
    page.wait_for_function(f"(before) => ({INK})('field') !== before", arg=plain)
    x, y = stage.place("field", 0.5, 0.5)
    page.mouse.move(x, y)
    expect(page.locator("[data-gs-panel=field] .gs-tip")).to_contain_text("B − A = ")
    switch(page, "networks").click()
    expect(page.locator("[data-gs-panel=network1]")).to_be_visible()
    expect(page.locator("[data-gs-panel=field]")).to_be_hidden()
    assert set(parse_qs(urlsplit(page.url).query)["view"][0].split(",")) == {"difference", "networks"}


@pytest.mark.long
def test_a_hand_turns_the_run_on_stage_alone(stage):
    page = opened(stage, link("logic_gates", "hidden=2", "hidden=4", more="&at=60&view=networks&sel=w2.1.1"))
    box = page.locator("[data-gs-panel=network1] .gs-network")
    before = column(page, "loss")
    page.locator("[data-gs-panel=network]").scroll_into_view_if_needed()
    for panel in ("network1", "network"):
        x, y = page.evaluate(PLACE.replace("network]", f"{panel}]"), "w2.1.1")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, y - 60, steps=4)
        page.mouse.up()
    # Each drag that turns something is an edit: here is one of the four hidden units' weights, and of no other run.
    page.wait_for_function("() => new URL(location.href).searchParams.get('edits')?.startsWith('60:w2.1.1:')")
    until_runs(stage, 2)
    after = column(page, "loss")
    assert after[0] == before[0] and after[1] != before[1]
    assert box.get_attribute("data-gs-keys").split()[-2:] != ["+", "-"]


@pytest.mark.long
def test_a_part_that_only_the_kept_run_has_breaks_nothing(stage):
    page = opened(stage, link("logic_gates", "hidden=8", "hidden=2", more="&at=60&view=networks"))
    for name in ("h1.8", "h1.1"):
        page.mouse.click(*page.evaluate(PLACE.replace("network]", "network1]"), name))
    page.wait_for_function("() => new URL(location.href).searchParams.get('sel') === 'h1.1'")


@pytest.mark.long
def test_a_run_is_brought_on_stage_and_another_dropped(stage):
    page = opened(stage, link("logic_gates", *FOUR[:3], more="&at=100"))
    assert column(page, "Units in hidden layers") == ["2", "3", "4"]
    page.locator("[data-gs-action='stage=1']").click()
    page.wait_for_function("() => new URL(location.href).searchParams.get('hidden') === '2'")
    assert kept(page) == ["seed=7", "hidden=3"]  # four nodes are usual
    expect(cells(page, "Units in hidden layers")).to_have_text(["4", "3", "2"])
    stage.settle()
    page.locator("[data-gs-action='drop=2']").click()
    until_runs(stage, 2)
    assert column(page, "Units in hidden layers") == ["4", "2"]
    page.go_back()
    until_runs(stage, 3)
    page.go_forward()
    until_runs(stage, 2)
    page.locator("[data-gs-action='drop=1']").click()
    until_runs(stage, 1)
    expect(page.locator("[data-gs-panel=network]")).to_be_visible()
    expect(page.locator("[data-gs-panel=field] h3")).to_have_text("Decision field")


def test_a_fifth_run_is_refused(stage):
    page = opened(stage, link("logic_gates", *FOUR))
    stage.control("keep").click()
    expect(page.get_by_text("Four runs are on stage")).to_be_visible()
    assert len(titles(page)) == 4


CUT = """() => [...document.querySelectorAll('.gs-player :is(button, select, td, .gs-title, .gs-words, output)')]
  .filter((e) => e.checkVisibility())
  .filter((e) => {
    const [box, all] = [e.getBoundingClientRect(), document.querySelector('.gs-player').getBoundingClientRect()];
    return box.right > all.right + 1 || box.left < all.left - 1 || e.scrollWidth > e.clientWidth + 1;
  }).filter((e) => getComputedStyle(e).display !== 'inline').map((e) => `${e.className}: ${e.textContent}`)"""


@pytest.mark.long
@pytest.mark.parametrize("page", ["logic_gates", "sine_regression", "digits"])
def test_nothing_is_cut_beside_the_side_bar(stage, page):
    queries = [f"{query}&epochs=2" if page == "digits" else query for query in FOUR[1:]]
    opened(stage, link(page, *queries, more="&at=20"))
    assert stage.page.evaluate(CUT) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (390, 844)])
@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("page", ["logic_gates", "sine_regression", "digits"])
def test_nothing_is_cut_anywhere(browser, server, page, count, size, language):
    queries = [f"{query}&epochs=2" if page == "digits" else query for query in FOUR[-count:]]
    viewport = {"width": size[0], "height": size[1]}
    with open_stage(browser, server.url, viewport=viewport) as stage:
        opened(stage, link(page, *queries, more=f"&at=20&lang={language}"))
        assert stage.page.evaluate(CUT) == []
        switch(stage.page, "networks").click()
        assert stage.page.evaluate(CUT) == []


@pytest.mark.long
def test_in_a_lecture_two_fields_are_large_and_switched_at_their_heads(stage):
    page = opened(stage, link("logic_gates", "hidden=2", "hidden=4", more="&at=200&lecture=1"))
    boxes = [page.locator(f"[data-gs-panel={panel}] .gs-box").bounding_box() for panel in ("field1", "field")]
    assert all(box["height"] > 440 and box["width"] > 560 for box in boxes)
    transport = stage.control("transport").bounding_box()
    assert transport["y"] + transport["height"] <= 720
    page.mouse.move(640, 360)
    page.locator("[data-gs-panel=field] [data-gs-toggle=networks]").click()
    expect(page.locator("[data-gs-panel=network1]")).to_be_visible()
    page.locator("[data-gs-panel=network] [data-gs-toggle=networks]").click()
    expect(page.locator("[data-gs-panel=field1]")).to_be_visible()


@pytest.mark.long
def test_the_language_changes_what_is_said_of_them_at_the_same_step(stage):
    page = opened(stage, link("logic_gates", "hidden=2", "hidden=4", more="&at=200"))
    page.get_by_role("button", name="日本語").click()
    page.wait_for_function("() => document.querySelector('.gs-own .gs-title').title.includes('ユニット')")
    assert stage.until("s.ready")["step"] == 200


@pytest.mark.long
def test_a_saved_picture_says_whose_it_is(stage):
    page = opened(stage, link("logic_gates", "hidden=2", "hidden=4", more="&at=200"))
    saved = save_picture(page.locator("[data-gs-panel=field1]"))
    with open(saved.path(), encoding="utf-8") as file:
        text = file.read()
    assert "A · Units in hidden layers 2" in text and "vs=" in text


def test_descent_keeps_a_walker_by_the_same_button(stage):
    page = opened(stage, "descent?walkers=gd:0.05")
    stage.control("keep").click()
    page.wait_for_function("() => new URL(location.href).searchParams.get('walkers') === 'gd:0.05;gd:0.05'")
    page.get_by_role("button", name="Parameters of walker 2").wait_for()  # the form is the copy's now
    stage.settle()
    page.get_by_label("η", exact=True).fill("0.2")
    page.keyboard.press("Enter")
    page.wait_for_function("() => new URL(location.href).searchParams.get('walkers') === 'gd:0.05;gd:0.2'")


@pytest.mark.long
def test_a_stage_that_is_full_of_walkers_keeps_no_more(stage):
    opened(stage, f"descent?walkers={';'.join(['gd:0.1'] * 8)}")
    expect(stage.control("keep")).to_be_hidden()


@pytest.mark.long
@pytest.mark.parametrize("page", ["logic_gates", "sine_regression", "digits"])
def test_axe_has_no_serious_finding_in_light_and_dark(stage, page):
    queries = [f"{query}&epochs=2" if page == "digits" else query for query in FOUR[:3]]
    opened(stage, link(page, *queries, more="&at=20"))
    assert findings(stage.page) == []
    switch(stage.page, "networks").click()
    switch(stage.page, "difference").click()
    darken(stage)
    assert findings(stage.page) == []
